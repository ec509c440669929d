"""A member’s commitments in their calendar: the secret address, what it answers, its end."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.links import calendar_link, unsubscribe_link
from leadership.models import AuditEntry, CalendarAddress, Commitment, Membership
from leadership.services.commitments import change_commitment, drop_commitment
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.commitments import a_closed_round, a_commitment
from tests.leadership.conftest import Join, SignIn
from tests.respondents import an_invitation, an_open_round

pytestmark = pytest.mark.django_db

PAGE = "/o/meridian/commitments/calendar/"


def made(client: Client, membership: Membership) -> str:
    """The path of a new address."""
    client.post(PAGE)
    return path_of(membership)


def path_of(membership: Membership) -> str:
    link = calendar_link(CalendarAddress.objects.get(membership=membership))
    return "/" + link.split("/", 3)[3]


def events(path: str) -> list[dict[str, str]]:
    calendar = Calendar.from_ical(Client().get(path).content)
    return [{str(k): str(v) for k, v in one.items()} for one in calendar.walk("VEVENT")]


@pytest.fixture
def commitment(organization: Organization, lead: Membership) -> Commitment:
    return a_commitment(
        lead,
        a_closed_round(organization),
        what="Pay, board; and\\or customers",
        due_on=timezone.now().date() + timedelta(days=30),
        now=timezone.now(),
    )


def test_address_is_made_shown_replaced_and_revoked(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    before = page_of(client.get(PAGE)).text

    first = made(client, lead)
    shown = client.get(PAGE).content.decode()
    second = made(client, lead)
    statuses = [Client().get(path).status_code for path in (first, second)]
    client.post(f"{PAGE}revoke/")
    client.post(f"{PAGE}revoke/")

    assert "Make an address" in before
    assert first in shown
    assert "webcal://" in shown
    assert first != second
    assert statuses == [404, 200]
    assert Client().get(second).status_code == 404
    assert "Make an address" in page_of(client.get(PAGE)).text
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        "calendar address made",
        "calendar address made",
        "calendar address revoked",
    ]


def test_address_that_was_revoked_stays_dead_when_a_new_one_is_made(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    first = made(client, lead)
    client.post(f"{PAGE}revoke/")

    second = made(client, lead)

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_calendar_holds_one_day_a_commitment(
    commitment: Commitment, lead: Membership, sign_in: SignIn
) -> None:
    answer = Client().get(made(sign_in(lead), lead))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert str(event["uid"]).startswith(f"commitment-{commitment.pk}@")
    assert event.decoded("dtstart") == commitment.due_on
    assert event.decoded("dtend") == commitment.due_on + timedelta(days=1)
    assert str(event["summary"]) == "Due: Pay, board; and\\or customers"
    assert f"/o/meridian/commitments/{commitment.pk}/" in str(event["description"])
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
    assert b"SUMMARY:Due: Pay\\, board\\; and\\\\or customers" in answer.content
    assert all(len(line) <= 75 for line in answer.content.splitlines())


def test_change_keeps_the_uid_and_raises_the_sequence(
    commitment: Commitment, lead: Membership, sign_in: SignIn
) -> None:
    path = made(sign_in(lead), lead)
    (before,) = events(path)
    change_commitment(
        commitment=commitment,
        what="Something else",
        owner=lead,
        due_on=commitment.due_on,
        visible_in="On the wall",
        by=lead,
        now=timezone.now() + timedelta(minutes=5),
    )

    (after,) = events(path)
    commitment.refresh_from_db()
    drop_commitment(
        commitment=commitment,
        on=timezone.now().date(),
        reason="No",
        by=lead,
        now=timezone.now(),
    )
    (dropped,) = events(path)

    assert before["UID"] == after["UID"] == dropped["UID"]
    assert [one["SEQUENCE"] for one in (before, after, dropped)] == ["0", "1", "2"]
    assert before["LAST-MODIFIED"] != after["LAST-MODIFIED"]
    assert dropped["STATUS"] == "CANCELLED"


def test_calendar_holds_nothing_of_anybody_else(
    organization: Organization,
    commitment: Commitment,
    lead: Membership,
    join: Join,
    sign_in: SignIn,
) -> None:
    other = join(organization, Role.EXECUTIVE)
    theirs = a_commitment(other, commitment.round, what="Theirs")
    Commitment.objects.filter(pk=theirs.pk).update(due_on=date(2027, 1, 1))

    assert [one["SUMMARY"] for one in events(made(sign_in(other), other))] == ["Due: Theirs"]
    assert len(events(made(sign_in(lead), lead))) == 1


def test_reading_writes_nothing(commitment: Commitment, lead: Membership, sign_in: SignIn) -> None:
    path = made(sign_in(lead), lead)
    before = every_row()

    for method in ("get", "head"):
        assert getattr(Client(), method)(path).status_code == 200
    assert Client().post(path).status_code == 405

    assert every_row() == before


@pytest.mark.parametrize("token", ["wrong", "A" * 35, "é"])
def test_forged_address_costs_no_query(
    organization: Organization, token: str, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert Client().get(f"/c/{token}/commitments.ics").status_code == 404


def test_links_for_other_purposes_open_no_calendar(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    made(sign_in(lead), lead)
    token = unsubscribe_link(an_invitation(an_open_round(organization))).split("/")[-2]

    assert Client().get(f"/c/{token}/commitments.ics").status_code == 404


def test_address_of_somebody_who_left_is_dead(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    member, gone = join(organization), join(organization, Role.VIEWER)
    paths = [made(sign_in(one), one) for one in (member, gone)]

    member.user.is_active = False
    member.user.save()
    gone.delete()

    assert [Client().get(path).status_code for path in paths] == [404, 404]


def test_each_role_has_a_calendar_of_its_own(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    for role in Role:
        member = join(organization, role)
        assert events(made(sign_in(member), member)) == []
