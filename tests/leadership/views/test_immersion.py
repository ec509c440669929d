"""An executive's log in the browser: two taps, the weeks, undo, and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Immersion, Membership
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.tone import an_entry

ADDRESS = "/o/meridian/immersion/"


@pytest.fixture
def executive(organization: Organization, join: Join) -> Membership:
    return join(organization, on_executive_team=True)


def posted(**changed: str) -> dict[str, str]:
    today = timezone.now().date().isoformat()
    return {"entry": str(uuid4()), "kind": "call", "half_hours": "3", "spent_on": today} | changed


def now_entry(membership: Membership, days_ago: int = 0, half_hours: int = 3) -> Immersion:
    now = timezone.now()
    return an_entry(membership, now.date() - timedelta(days=days_ago), half_hours, now=now)


def test_second_tap_stores_and_can_be_undone(executive: Membership, sign_in: SignIn) -> None:
    client = sign_in(executive)
    empty = client.get(ADDRESS)
    fields = page_of(empty).fields

    stored = client.post(ADDRESS, posted(entry=fields["entry"][0]), follow=True)
    entry = Immersion.objects.get()
    again = client.post(ADDRESS, posted(entry=str(entry.pk)), follow=True)
    undone = client.post(f"{ADDRESS}{entry.pk}/delete/", follow=True)

    assert "Your log of time with customers is empty" in empty.text
    assert "Stored: 1½ h · Call listened to" in page_of(stored).text
    assert "1½ hours with customers this week" in stored.text
    assert "Stored:" in again.text
    assert "The entry is deleted." in undone.text
    assert not Immersion.objects.exists()


def test_form_has_today_and_the_enter_key_stores_no_time(
    executive: Membership, sign_in: SignIn
) -> None:
    client = sign_in(executive)

    page = page_of(client.get(ADDRESS))
    entered = client.post(ADDRESS, posted(half_hours="", note="Rotterdam", kind="shift"))

    assert page.fields["spent_on"] == [timezone.now().date().isoformat()]
    assert entered.status_code == 422
    assert "Tap how long it took." in entered.text
    kept = page_of(entered).fields
    assert (kept["note"], kept["kind"]) == (["Rotterdam"], ["shift"])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": ""}, "Tap what it was."),
        ({"kind": "golf"}, "golf"),
        ({"half_hours": "25"}, "25"),
        ({"spent_on": "2999-01-01"}, "has not come yet"),
        ({"spent_on": "2001-01-01"}, "goes back one year"),
        ({"spent_on": "yesterday"}, "valid date"),
        ({"note": "x" * 201}, "at most 200"),
        ({"note": "a\u202eb"}, "invisible character"),
    ],
)
def test_bad_input_stores_nothing_and_keeps_what_was_typed(
    executive: Membership, sign_in: SignIn, changed: dict[str, str], said: str
) -> None:
    answer = sign_in(executive).post(ADDRESS, posted(**{"note": "Rotterdam", **changed}))

    assert answer.status_code == 422
    assert said in answer.text
    assert not Immersion.objects.exists()
    fields = page_of(answer).fields
    assert fields["spent_on"] == [changed.get("spent_on", timezone.now().date().isoformat())]
    assert fields["note"] == [changed.get("note", "Rotterdam")]


def test_entry_is_changed(executive: Membership, sign_in: SignIn) -> None:
    entry = now_entry(executive)
    client, address = sign_in(executive), f"{ADDRESS}{entry.pk}/"

    shown = client.get(address).text
    wrong = client.post(address, posted(spent_on="2999-01-01"))
    client.post(address, posted(half_hours="8", kind="council", note="Utrecht"))

    assert '<option value="3" selected>1½</option>' in shown
    assert wrong.status_code == 422
    entry.refresh_from_db()
    assert (entry.half_hours, entry.kind, entry.note) == (8, "council", "Utrecht")


@pytest.mark.parametrize("role", Role)
def test_log_is_for_the_executive_team_and_an_entry_for_its_keeper(
    organization: Organization, executive: Membership, join: Join, sign_in: SignIn, role: Role
) -> None:
    entry = now_entry(executive)
    other = join(organization, role, f"{role}2@example.com", on_executive_team=True)
    nobody = join(organization, role, f"{role}3@example.com")

    assert "is empty" in sign_in(other).get(ADDRESS).text
    assert sign_in(other).get(f"{ADDRESS}?entry={entry.pk}").text.count("Stored:") == 0
    for rest in (f"{entry.pk}/", f"{entry.pk}/delete/"):
        assert sign_in(other).post(f"{ADDRESS}{rest}", posted()).status_code == 404
    for rest in ("", "chart/", "chart.csv", f"{entry.pk}/"):
        assert sign_in(nobody).get(f"{ADDRESS}{rest}").status_code == 404
    assert sign_in(nobody).post(ADDRESS, posted()).status_code == 404
    assert Immersion.objects.get() == entry


def test_chart_and_table_are_those_of_the_log(executive: Membership, sign_in: SignIn) -> None:
    now_entry(executive, half_hours=5)
    client = sign_in(executive)

    drawn = client.get(f"{ADDRESS}chart/").json()
    table = client.get(f"{ADDRESS}chart.csv")

    hours, rule = drawn["data"]["datasets"]
    assert (hours["data"][-1], set(rule["data"])) == (2.5, {2.0})
    assert "2.5" in table.content.decode("utf-8-sig").splitlines()[-1]
    assert table["Cache-Control"].startswith("max-age=0")


def test_reading_writes_nothing(executive: Membership, sign_in: SignIn) -> None:
    entry, client = now_entry(executive), sign_in(executive)
    before = every_row()

    for rest in ("", f"?entry={entry.pk}", "?entry=x", f"{entry.pk}/", "chart/", "chart.csv"):
        assert client.get(f"{ADDRESS}{rest}").status_code == 200

    assert every_row() == before
    assert client.get(f"{ADDRESS}{entry.pk}/delete/").status_code == 405


@pytest.mark.parametrize("entries", [1, 3])
def test_log_costs_the_same_whatever_its_length(
    executive: Membership,
    sign_in: SignIn,
    entries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(entries):
        now_entry(executive, days_ago=9 * number)
    client = sign_in(executive)

    with django_assert_num_queries(4):  # session, user, membership, entries
        client.get(ADDRESS)


def test_long_log_has_pages(executive: Membership, sign_in: SignIn) -> None:
    for week in range(10):
        now_entry(executive, days_ago=7 * week)
    client = sign_in(executive)

    assert "Earlier weeks" in client.get(ADDRESS).text
    assert "Later weeks" in client.get(f"{ADDRESS}?page=2").text
