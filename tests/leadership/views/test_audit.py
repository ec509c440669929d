"""The audit as owners read it: looked through, taken away, and shown to nobody else."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from leadership.services.sign_in import sign_in_link
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

ADDRESS = "/o/meridian/settings/audit/"
EXPORT = "/o/meridian/settings/audit/export/"
AT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def an_entry(
    organization: Organization,
    act: str = "round closed",
    about: str = "Q1 2026",
    by: str = "olivia@example.com",
    at: datetime = AT,
) -> AuditEntry:
    return AuditEntry.objects.create(organization=organization, act=act, about=about, by=by, at=at)


@pytest.fixture
def owner_browser(owner: Membership, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_latest_act_stands_first_in_the_organization_s_own_time(
    organization: Organization, owner_browser: Client
) -> None:
    Organization.objects.update(time_zone="Asia/Tokyo")
    an_entry(organization, "round launched", at=AT - timedelta(days=20))
    an_entry(organization, "round closed")

    page = owner_browser.get(ADDRESS)

    text = page.content.decode()
    assert text.index("Round closed") < text.index("Round launched")
    assertContains(page, "3 Mar 2026")
    assertContains(page, "08:30")
    assertContains(page, "times of Asia/Tokyo")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=ANNA", {"member added"}),
        ("search=olivia", {"round closed", "results exported"}),
        ("subject=people", {"member added"}),
        ("subject=results", {"results exported"}),
        ("first_on=2026-03-03", {"results exported"}),
        ("last_on=2026-03-01", {"member added"}),
        ("first_on=2026-03-02&last_on=2026-03-02", {"round closed"}),
        ("subject=nonsense", set()),
    ],
)
def test_entries_are_looked_for(
    organization: Organization, owner_browser: Client, query: str, found: set[str]
) -> None:
    an_entry(organization, "member added", "anna@example.com: viewer", "the clock", AT - 2 * DAY)
    an_entry(organization, "round closed")
    an_entry(organization, "results exported", at=AT + DAY)

    page = owner_browser.get(f"{ADDRESS}?{query}")

    if query == "subject=nonsense":
        assert page.status_code == 422
        assertContains(page, "Select a valid choice", status_code=422)
        return
    assert {entry.act for entry in page.context["entries"].rows} == found


DAY = timedelta(days=1)


def test_days_in_the_wrong_order_are_said(owner_browser: Client) -> None:
    page = owner_browser.get(f"{ADDRESS}?first_on=2026-03-03&last_on=2026-03-01&search=typed")

    assertContains(page, "This day is before the first one.", status_code=422)
    assertContains(page, 'value="typed"', status_code=422)


def test_nothing_fits(organization: Organization, owner_browser: Client) -> None:
    an_entry(organization)

    page = owner_browser.get(f"{ADDRESS}?search=nobody")

    assertContains(page, "No entry fits")
    assertContains(page, "Show all entries")
    assertNotContains(page, "as CSV")


def test_audit_without_an_entry_says_what_comes_first(owner_browser: Client) -> None:
    assertContains(owner_browser.get(ADDRESS), "Nothing is written down yet.")


def test_only_the_organization_s_own_entries_are_shown(
    organization: Organization, other_organization: Organization, owner_browser: Client
) -> None:
    an_entry(other_organization, about="a canary of others")

    assertNotContains(owner_browser.get(ADDRESS), "canary")
    assertNotContains(owner_browser.post(EXPORT), "canary")


def test_entries_leave_as_csv_without_formulas_and_that_is_noted(
    organization: Organization, owner: Membership, owner_browser: Client
) -> None:
    an_entry(organization, "member added", "=cmd()|x: viewer")
    an_entry(organization, "round closed")

    answer = owner_browser.post(EXPORT, {"subject": "people"})

    assert answer["Content-Disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows == [
        ["At", "By", "Act", "About"],
        ["2026-03-02T23:30:00+00:00", "olivia@example.com", "member added", "'=cmd()|x: viewer"],
    ]
    noted = AuditEntry.objects.get(act="audit exported")
    assert (noted.by, noted.about) == (owner.user.email, "as CSV")


def test_export_of_nonsense_is_refused_and_not_noted(owner_browser: Client) -> None:
    answer = owner_browser.post(EXPORT, {"first_on": "yesterday"})

    assertContains(answer, "Enter a valid date.", status_code=422)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_audit_is_for_owners(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    browser = sign_in(join(organization, role, f"somebody-{role}@example.com"))

    assert browser.get(ADDRESS).status_code == 403
    assert browser.post(EXPORT).status_code == 403


def test_export_is_a_button(owner_browser: Client) -> None:
    assert owner_browser.get(EXPORT).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_for_one_entry_and_three(
    organization: Organization,
    owner_browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        an_entry(organization)

    with django_assert_num_queries(5):
        owner_browser.get(ADDRESS)


def test_long_list_has_pages(organization: Organization, owner_browser: Client) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(organization=organization, act="round closed", about=f"{n}", by="x", at=AT)
        for n in range(51)
    )

    page = owner_browser.get(f"{ADDRESS}?page=2&subject=rounds")

    assertContains(page, "Page 2 of 2")
    assertContains(page, "?page=1&amp;subject=rounds")
    assert len(page.context["entries"].rows) == 1


def test_signing_in_is_written_down_in_each_organization(
    organization: Organization, other_organization: Organization, join: Join
) -> None:
    member = join(organization, Role.OWNER, "olivia@example.com")
    join(other_organization, Role.VIEWER, "olivia@example.com")
    Membership.objects.update(accepted_at=AT)

    answer = Client().get(sign_in_link(member.user).removeprefix("http://127.0.0.1:8000"))

    assertRedirects(answer, "/", fetch_redirect_response=False)
    entries = AuditEntry.objects.filter(act="signed in")
    assert {(one.organization, one.by, one.about) for one in entries} == {
        (organization, "olivia@example.com", "by a link from the terminal"),
        (other_organization, "olivia@example.com", "by a link from the terminal"),
    }
