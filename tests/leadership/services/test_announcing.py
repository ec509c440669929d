"""The results mail: once for everybody who leads, with what their dashboard says."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from assessment.services.rounds import RoundNotOpen
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, OutgoingEmail
from leadership.queries.dashboards import dashboard_for
from leadership.services.announcing import queue_results
from leadership.services.delivery import deliver_due
from leadership.services.opting_out import opt_out_address
from leadership.services.programme import close_due_rounds, close_round
from tests.closed_rounds import CUSTOMER, EXECUTIVE, MANAGER, a_round, headline, signs
from tests.database import at_once
from tests.leadership.conftest import NOW, Join
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
State = OutgoingEmail.State


@pytest.fixture
def open_round(organization: Organization, lead: Membership) -> Round:
    a_contact(organization)
    return launched(a_draft(organization, lead.user, audiences=[Audience.CUSTOMER]), lead.user)


def results_mail() -> list[OutgoingEmail]:
    mails = OutgoingEmail.objects.filter(kind=OutgoingEmail.Kind.RESULTS)
    return list(mails.select_related("membership__user").order_by("membership__user__email"))


def deliver_results() -> list[EmailMultiAlternatives]:
    """What goes out now, in the order of its readers' addresses."""
    deliver_due(now=timezone.now())
    mails = [one for one in mail.outbox if isinstance(one, EmailMultiAlternatives)]
    return sorted((one for one in mails if "Q1 2026" in one.subject), key=lambda one: one.to)


def test_closing_mails_owners_leads_and_executives_and_nobody_else(
    open_round: Round, owner: Membership, lead: Membership, join: Join
) -> None:
    organization = open_round.organization
    executive = an_executive(organization)
    join(organization, Role.VIEWER, "board@acme.example", on_executive_team=True)
    left = an_executive(organization, "left@acme.example")
    left.user.is_active = False
    left.user.save()

    close_round(round_=open_round, by=lead.user, now=LATER)

    assert [one.membership for one in results_mail()] == [executive, lead, owner]
    assert {one.dedupe_key for one in results_mail()} == {
        f"results:{open_round.pk}:{reader.pk}" for reader in (executive, lead, owner)
    }


def test_round_is_announced_once_however_often_it_is_closed(
    open_round: Round, lead: Membership
) -> None:
    close_round(round_=open_round, by=lead.user, now=LATER)
    for _ in range(2):
        with pytest.raises(RoundNotOpen):
            close_round(round_=open_round, by=lead.user, now=LATER)
    close_due_rounds(now=LATER + timedelta(days=30))
    queue_results(round_=open_round, now=LATER)

    assert len(results_mail()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_close_at_once_announce_once(
    organization: Organization, owner: Membership, lead: Membership
) -> None:
    a_contact(organization)
    round_ = launched(a_draft(organization, lead.user), lead.user)

    closed = at_once(2, lambda _: close_due_rounds(now=round_.closes_at))

    assert sorted(closed) == [0, 1]
    assert [one.membership for one in results_mail()] == [lead, owner]


def test_closing_that_fails_announces_nothing(open_round: Round, lead: Membership) -> None:
    Round.objects.filter(pk=open_round.pk).update(state="closed", closed_at=LATER)

    with pytest.raises(RoundNotOpen):
        close_round(round_=open_round, by=lead.user, now=LATER)

    assert results_mail() == []


# What it says


def found(organization: Organization) -> Round:
    """A round with a finding."""
    return a_round(
        organization,
        {
            EXECUTIVE: {**signs((9, 0), (5, 4)), **headline(6, 9)},
            MANAGER: headline(20, 40),
            CUSTOMER: headline(30, 300),
        },
        quarter=quarter_of(NOW.date()),
    )


def test_mail_says_what_the_readers_dashboard_says(
    organization: Organization, lead: Membership
) -> None:
    round_ = found(organization)
    an_executive(organization)
    queue_results(round_=round_, now=NOW)

    mails = deliver_results()

    dashboard = dashboard_for(round_, named=True)
    assert len(mails) == 2
    for sent in mails:
        assert sent.subject == "Meridian Freight: what Q1 2026 found"
        for sentence in (dashboard.headline, dashboard.change):
            assert sentence in sent.body
        address = f"{settings.PUBLIC_URL}/o/meridian/results/{round_.pk}/"
        assert address in sent.body
        assert f'href="{address}"' in str(sent.alternatives[0][0])
        assert "/u/" in sent.extra_headers["List-Unsubscribe"]
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_results_are_worked_out_once_for_a_batch(
    organization: Organization, lead: Membership
) -> None:
    round_ = found(organization)
    counts = []
    for number in (1, 6):
        for extra in range(number):
            an_executive(organization, f"e{number}{extra}@acme.example")
        queue_results(round_=round_, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            deliver_due(now=timezone.now())
        counts.append(sum("tally" in query["sql"] for query in queries))
        OutgoingEmail.objects.all().delete()

    assert counts[0] == counts[1] > 0


def test_round_without_answers_is_not_announced_as_a_finding(
    open_round: Round, lead: Membership
) -> None:
    close_round(round_=open_round, by=lead.user, now=LATER)

    sent = deliver_results()[-1]

    assert sent.subject == "Meridian Freight: nobody answered Q1 2026"
    assert "The one person who was asked did not answer, so there are no results." in sent.body


# Who does not get it after all


def settled(round_: Round) -> list[tuple[str, str]]:
    queue_results(round_=round_, now=NOW)
    deliver_due(now=timezone.now())
    return [(one.state, one.error) for one in results_mail()]


def test_mail_is_not_needed_by_somebody_who_reads_along_only(
    organization: Organization, lead: Membership
) -> None:
    round_ = found(organization)
    queue_results(round_=round_, now=NOW)
    Membership.objects.update(role=Role.VIEWER)

    assert settled(round_) == [
        (State.SKIPPED, "This person does not lead the organization or its rounds any more.")
    ]


def test_mail_is_not_needed_by_somebody_who_does_not_sign_in_any_more(
    organization: Organization, lead: Membership
) -> None:
    round_ = found(organization)
    queue_results(round_=round_, now=NOW)
    lead.user.is_active = False
    lead.user.save()

    assert settled(round_)[0][0] == State.SKIPPED


def test_mail_is_not_needed_while_the_round_is_open(open_round: Round, lead: Membership) -> None:
    assert settled(open_round) == [(State.SKIPPED, "The round is not closed.")]


def test_opt_out_is_honoured(organization: Organization, lead: Membership) -> None:
    opt_out_address(organization=organization, address="LEAD@example.com", now=NOW)

    assert settled(found(organization)) == [(State.SKIPPED, "Asked not to be written to.")]


def test_nobody_else_is_mailed_when_a_round_closes(open_round: Round, lead: Membership) -> None:
    Contact.objects.update(name="Somebody who answered")

    close_round(round_=open_round, by=lead.user, now=LATER)

    kinds = OutgoingEmail.objects.filter(invitation__isnull=False).values_list("kind", flat=True)
    assert set(kinds) == {OutgoingEmail.Kind.INVITATION}
