"""Who has not answered, for those who run the rounds."""

from datetime import timedelta

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Round, Unit
from leadership.domain.addresses import address_hash
from leadership.models import Bounce, Invitation, Membership, OptOut, OutgoingEmail
from leadership.queries import unanswered
from leadership.queries.paging import NumberedPage
from leadership.queries.unanswered import UnansweredRow, unanswered_page
from leadership.services.reminders import remind_now
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Asks an executive, a customer of North, a customer of no unit and a manager."""
    north = Unit.objects.create(organization=lead.organization, name="North")
    an_executive(lead.organization)
    a_contact(lead.organization, "north@customer.example", unit=north)
    a_contact(lead.organization, "nowhere@customer.example")
    a_contact(lead.organization, "manager@acme.example", Audience.MANAGER)
    audiences = [Audience.EXECUTIVE, Audience.MANAGER, Audience.CUSTOMER]
    return launched(a_draft(lead.organization, lead.user, audiences=audiences), lead.user)


def page(round_: Round, **asked: object) -> NumberedPage[UnansweredRow]:
    looked_for = {"search": "", "audience": "", "unit": None, "number": 1} | asked
    return unanswered_page(round_, **looked_for)  # type: ignore[arg-type]


def addresses(found: NumberedPage[UnansweredRow]) -> list[str]:
    return [row.email for row in found.rows]


def mail_to(address: str) -> str:
    (found,) = [row for row in page(Round.objects.get()).rows if row.email == address]
    return found.mail


def test_everybody_is_listed_who_has_not_answered_and_is_still_asked(round_: Round) -> None:
    an_executive(round_.organization, "left@acme.example")
    left = Membership.objects.get(user__email="left@acme.example")
    Invitation.objects.create(
        round=round_, membership=left, audience="executive", invited_on=NOW.date()
    )
    Membership.objects.filter(pk=left.pk).update(on_executive_team=False)
    Invitation.objects.filter(contact__email="manager@acme.example").update(submitted_on=NOW.date())
    Invitation.objects.filter(contact__email="nowhere@customer.example").update(
        revoked_on=NOW.date()
    )
    Invitation.objects.filter(audience="executive").update(started_on=NOW.date())

    found = page(round_)

    waits = "invitation waits to be sent"
    assert found.rows == (
        UnansweredRow("Anna Berg", "north@customer.example", "customer", "North", False, waits),
        UnansweredRow("Cleo Adams", "cleo@acme.example", "executive", "", True, waits),
    )
    assert found.found == 2


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"search": "CLEO"}, ["cleo@acme.example"]),
        ({"search": "nowhere@"}, ["nowhere@customer.example"]),
        ({"audience": "manager"}, ["manager@acme.example"]),
        ({"audience": "customer", "unit": 0}, ["nowhere@customer.example"]),
        ({"search": "nobody"}, []),
    ],
)
def test_people_are_looked_for(
    round_: Round, asked: dict[str, object], expected: list[str]
) -> None:
    assert addresses(page(round_, **asked)) == expected


def test_people_of_a_unit_are_looked_for(round_: Round) -> None:
    found = page(round_, unit=Unit.objects.get().pk)

    assert addresses(found) == ["north@customer.example"]


def test_last_mail_is_told_unless_none_goes_to_the_address(lead: Membership, round_: Round) -> None:
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    remind_now(
        round_=round_,
        audiences=[Audience.EXECUTIVE],
        by=lead.user,
        now=NOW + timedelta(days=2),
    )
    Bounce.objects.create(
        organization=lead.organization,
        email="north@customer.example",
        bounced_on=NOW,
        words="550 No such user",
    )
    OptOut.objects.create(
        organization=lead.organization,
        address_hash=address_hash(settings.LINK_KEY, "manager@acme.example"),
        opted_out_on=NOW,
    )
    OutgoingEmail.objects.filter(invitation__contact__email="nowhere@customer.example").delete()

    assert mail_to("cleo@acme.example") == "reminder waits to be sent"
    assert mail_to("north@customer.example") == "bounced: 550 No such user"
    assert mail_to("manager@acme.example") == "asked not to be written to"
    assert mail_to("nowhere@customer.example") == "no mail yet"


def test_people_are_shown_fifty_at_a_time(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "PEOPLE_ON_A_PAGE", 3)

    first, last = page(round_), page(round_, number=99)

    assert (len(first.rows), first.found, first.page_count) == (3, 4, 2)
    assert (first.previous_number, first.next_number) == (None, 2)
    assert (len(last.rows), last.previous_number, last.next_number) == (1, 1, None)


@pytest.mark.parametrize("count", [1, 3])
def test_page_is_read_by_five_queries(
    lead: Membership, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_contact(lead.organization, f"c{number}@customer.example")
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    round_ = Round.objects.select_related("organization").get(pk=round_.pk)

    with django_assert_num_queries(5):
        assert len(page(round_).rows) == count
