"""How a round is going, by audience and unit."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Round, Unit
from assessment.queries.counts import counts_of
from leadership.models import Membership, OutgoingEmail
from leadership.queries.participation import (
    MailCounts,
    Turnout,
    UnitTurnout,
    mail_by_cell,
    turnout_of,
)
from tests.leadership.programmes import a_contact, a_draft, an_executive, answered, launched


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Asks an executive, four customers in two units and none, and no partner."""
    organization = lead.organization
    north, south = (
        Unit.objects.create(organization=organization, name=name) for name in ("North", "South")
    )
    an_executive(organization)
    for number in range(2):
        a_contact(organization, f"north{number}@customer.example", unit=north)
    a_contact(organization, "south@customer.example", unit=south)
    a_contact(organization, "nowhere@customer.example")
    audiences = [Audience.EXECUTIVE, Audience.CUSTOMER, Audience.PARTNER]
    return launched(a_draft(organization, lead.user, audiences=audiences), lead.user)


def mail_to(address: str, **changes: object) -> None:
    OutgoingEmail.objects.filter(invitation__contact__email=address).update(**changes)


def test_turnout_counts_by_audience_and_unit(round_: Round) -> None:
    answered(round_, Audience.CUSTOMER, Unit.objects.get(name="North"))

    assert turnout_of(round_, counts_of([round_.pk])[round_.pk]) == [
        Turnout(Audience.EXECUTIVE, 1, 0, ()),
        Turnout(
            Audience.CUSTOMER,
            4,
            1,
            (UnitTurnout("North", 2, 1), UnitTurnout("South", 1, 0), UnitTurnout("", 1, 0)),
        ),
        Turnout(Audience.PARTNER, 0, 0, ()),
    ]


def test_turnout_tells_what_became_of_the_mail_and_which_executives_started(
    round_: Round,
) -> None:
    mail_to("north0@customer.example", state="sent")
    mail_to("north1@customer.example", state="sent", outcome="bounced")
    mail_to("south@customer.example", state="sent", outcome="delivered")
    mail_to("nowhere@customer.example", state="failed")

    turnout = turnout_of(
        round_,
        counts_of([round_.pk])[round_.pk],
        mail=mail_by_cell(round_),
        executives_started=1,
    )

    assert turnout == [
        Turnout(Audience.EXECUTIVE, 1, 0, (), MailCounts(0, 0, 0), started=1),
        Turnout(
            Audience.CUSTOMER,
            4,
            0,
            (
                UnitTurnout("North", 2, 0, MailCounts(1, 0, 1)),
                UnitTurnout("South", 1, 0, MailCounts(1, 1, 0)),
                UnitTurnout("", 1, 0, MailCounts(0, 0, 1)),
            ),
            MailCounts(2, 1, 2),
        ),
        Turnout(Audience.PARTNER, 0, 0, (), MailCounts(0, 0, 0)),
    ]


def test_person_whose_invitation_and_reminder_failed_counts_once_and_a_reminder_is_no_invitation(
    round_: Round,
) -> None:
    for mail in OutgoingEmail.objects.all():
        mail.pk, mail.kind, mail.dedupe_key = None, "reminder", f"reminder:1:{mail.pk}"
        mail.save()
    mail_to("south@customer.example", state="failed")
    mail_to("nowhere@customer.example", state="sent")

    counted = mail_by_cell(round_)

    south = Unit.objects.get(name="South").pk
    assert counted[Audience.CUSTOMER, south] == MailCounts(0, 0, 1)
    assert counted[Audience.CUSTOMER, None] == MailCounts(1, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_mail_is_counted_by_two_queries(
    lead: Membership, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_contact(lead.organization, f"c{number}@customer.example")
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    with django_assert_num_queries(2):
        mail_by_cell(round_)
