"""The inbox: what it lists, what its buttons do, and what it never holds."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Bounce, Concern, ConcernAnswer, Membership, OutgoingEmail
from leadership.queries.concerns import CONCERNS_ON_A_PAGE
from leadership.services.concerns import answer_concern, close_concern, give_concern
from leadership.services.delivery import deliver_due
from tests.html_pages import page_of
from tests.leadership.concerns import COMMENT, a_concern
from tests.leadership.conftest import NOW, Join, SignIn

INBOX = "/o/meridian/inbox/"


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def concern(organization: Organization) -> Concern:
    return a_concern(organization)


def address(concern: Concern, act: str = "") -> str:
    return f"{INBOX}{concern.pk}/{act}"


# The list


def test_empty_inbox_says_when_something_comes(lead_browser: Client) -> None:
    page = lead_browser.get(INBOX)

    assertContains(page, "No comments yet")
    assertContains(page, "ticks “You may contact me about this”")
    assertNotContains(page, '<form method="get"')


def test_list_says_how_many_wait_and_who_sees_to_them(
    lead_browser: Client, lead: Membership, organization: Organization
) -> None:
    taken, closed = a_concern(organization, "Second"), a_concern(organization, "Third")
    a_concern(organization, "First")
    give_concern(concern=taken, to=lead, by=lead, now=NOW)
    close_concern(concern=closed, by=lead, now=NOW)

    text = page_of(lead_browser.get(INBOX)).text

    assert "2 comments wait for an answer" in text
    assert "Second Customer · Q4 2026 · 2 March 2026 Taken Leo Lead" in text
    assert "Third Customer · Q4 2026 · 2 March 2026 Closed Leo Lead" in text
    assert "First Customer · Q4 2026 · 2 March 2026 New" in text
    assert "Inbox (1)" in text


def test_inbox_where_all_is_done_says_so(
    lead_browser: Client, lead: Membership, concern: Concern
) -> None:
    close_concern(concern=concern, by=lead, now=NOW)

    assertContains(lead_browser.get(INBOX), "Every comment has been seen to")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"one", "two", "three"}),
        ("?state=new", {"three"}),
        ("?state=taken", {"one"}),
        ("?whose=mine", {"one"}),
        ("?state=closed&whose=mine", set()),
        ("?state=nonsense&round=x", {"one", "two", "three"}),
    ],
)
def test_list_is_narrowed_by_state_and_owner(
    *,
    lead_browser: Client,
    lead: Membership,
    owner: Membership,
    organization: Organization,
    query: str,
    shown: set[str],
) -> None:
    one, two, _ = (a_concern(organization, f"say-{word}") for word in ("one", "two", "three"))
    give_concern(concern=one, to=lead, by=lead, now=NOW)
    close_concern(concern=two, by=owner, now=NOW)

    text = page_of(lead_browser.get(INBOX + query)).text

    assert {word for word in ("one", "two", "three") if f"say-{word}" in text} == shown
    assert ("No comment fits" in text) is (not shown)


def test_list_is_narrowed_by_round(lead_browser: Client, concern: Concern) -> None:
    round_id = concern.invitation.round_id

    assertContains(lead_browser.get(f"{INBOX}?round={round_id}"), "1 comment fits")
    assertContains(lead_browser.get(f"{INBOX}?round={round_id}"), COMMENT)


def test_long_list_has_pages_that_keep_the_search(
    lead_browser: Client, organization: Organization
) -> None:
    for _ in range(CONCERNS_ON_A_PAGE + 1):
        a_concern(organization)

    first, second = (
        lead_browser.get(f"{INBOX}?state=new"),
        lead_browser.get(f"{INBOX}?state=new&page=2"),
    )

    assertContains(first, "Page 1 of 2")
    assertContains(first, "?state=new&amp;page=2")
    assertContains(first, COMMENT, count=CONCERNS_ON_A_PAGE)
    assertContains(second, COMMENT, count=1)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    lead_browser: Client,
    organization: Organization,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        a_concern(organization)

    with django_assert_num_queries(7):  # session, user, member, rounds, waiting, count, rows
        response = lead_browser.get(INBOX)

    assertContains(response, COMMENT, count=count)


def test_answer_that_was_not_sent_is_marked_in_the_list(
    lead_browser: Client, lead: Membership, concern: Concern
) -> None:
    answer_concern(concern=concern, text="We call.", by=lead, now=NOW)
    assertNotContains(lead_browser.get(INBOX), "Mail not sent")

    OutgoingEmail.objects.update(state="failed", error="550 No such user")

    assertContains(lead_browser.get(INBOX), "Mail not sent")
    assertContains(lead_browser.get(address(concern)), "mail failed: 550 No such user")


# One comment


def test_page_shows_the_comment_its_writer_and_nothing_they_rated(
    lead_browser: Client, concern: Concern
) -> None:
    page = page_of(lead_browser.get(address(concern)))

    assert "Anna Berg waits for an answer" in page.text
    assert "Anna Berg (customer1@customer.example) ticked" in page.text
    assert COMMENT in page.text
    assert "Nobody sees to this yet" in page.text
    assert "1 out" not in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_and_three_answers(
    lead_browser: Client,
    lead: Membership,
    concern: Concern,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        give_concern(concern=concern, to=lead, by=lead, now=NOW)
        answer_concern(concern=concern, text="We call.", by=lead, now=NOW)

    # session, user, member, comment, its answers, opt-out, bounce, possible owners
    with django_assert_num_queries(8):
        response = lead_browser.get(address(concern))

    assertContains(response, "We call.", count=count)


def test_lead_takes_answers_and_closes(
    lead_browser: Client, lead: Membership, concern: Concern
) -> None:
    taken = lead_browser.post(address(concern, "owner/"), {"owner": lead.pk}, follow=True)
    assertContains(taken, "You see to this now.")

    sent = lead_browser.post(address(concern), {"text": "We call you tomorrow."}, follow=True)
    assertContains(sent, "Your answer goes out by mail within a minute.")
    assertContains(sent, "has an answer")
    assertContains(sent, "mail waits to be sent")
    assertNotContains(sent, "Send the answer")

    deliver_due(now=NOW + timedelta(days=3650))
    assertContains(lead_browser.get(address(concern)), "mail sent")

    closed = lead_browser.post(address(concern, "close/"), follow=True)
    assertContains(closed, "Closed by Leo Lead")
    concern.refresh_from_db()
    assert concern.state == "closed"


def test_lead_hands_over_to_somebody_who_runs_rounds_and_nobody_else(
    lead_browser: Client,
    owner: Membership,
    join: Join,
    organization: Organization,
    concern: Concern,
) -> None:
    viewer = join(organization, Role.VIEWER)

    handed = lead_browser.post(address(concern, "owner/"), {"owner": owner.pk}, follow=True)
    assertContains(handed, "Olivia Owner sees to this now.")

    for wrong in (viewer.pk, 0, "x", ""):
        refused = lead_browser.post(address(concern, "owner/"), {"owner": wrong}, follow=True)
        assertContains(refused, "Choose somebody who runs the rounds.")
    concern.refresh_from_db()
    assert concern.owner == owner


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write what you want to answer."),
        ("a" * 1001, "Ensure this value has at most 1000 characters"),
        ("a\u202eb", ""),
    ],
)
def test_answer_that_cannot_be_sent_stays_in_the_form(
    lead_browser: Client, concern: Concern, text: str, said: str
) -> None:
    response = lead_browser.post(address(concern), {"text": text})

    assert response.status_code == 422
    assertContains(response, said, status_code=422)
    assertContains(response, text, status_code=422)
    assert not ConcernAnswer.objects.exists()


def test_answer_to_what_somebody_answered_meanwhile_stays_on_the_page(
    lead_browser: Client, owner: Membership, concern: Concern
) -> None:
    answer_concern(concern=concern, text="I was first.", by=owner, now=NOW)

    response = lead_browser.post(address(concern), {"text": "I am second."})

    for said in ("Somebody has answered or closed this meanwhile", "I was first.", "I am second."):
        assertContains(response, said, status_code=422)
    assert ConcernAnswer.objects.count() == 1


def test_page_says_why_no_mail_can_reach_somebody(lead_browser: Client, concern: Concern) -> None:
    Bounce.objects.create(
        organization=concern.organization,
        email="customer1@customer.example",
        bounced_on=NOW.date(),
        words="550 No such user",
    )

    page = lead_browser.get(address(concern))

    assertContains(page, "Mail to this address came back, so no answer can be sent: 550")
    assertNotContains(page, "Send the answer")
    assertContains(page, "Close without an answer")


def test_comment_with_html_is_text(lead_browser: Client, organization: Organization) -> None:
    concern = a_concern(organization, "<script>alert(1)</script>\n\n{{ 7*7 }}")

    for page in (lead_browser.get(INBOX), lead_browser.get(address(concern))):
        assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")
        assertNotContains(page, "<script>alert")


# Who may


@pytest.mark.parametrize("role", list(Role))
def test_inbox_is_for_those_who_run_rounds(
    organization: Organization, join: Join, sign_in: SignIn, concern: Concern, role: Role
) -> None:
    client = sign_in(join(organization, role, f"{role}@x.example"))

    statuses = {client.get(INBOX).status_code, client.get(address(concern)).status_code}

    assert statuses == ({200} if role in (Role.OWNER, Role.LEAD) else {403})


def test_stranger_finds_neither_inbox_nor_comment(
    other_organization: Organization, join: Join, sign_in: SignIn, concern: Concern
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert stranger.get(INBOX).status_code == 404
    for act in ("", "owner/", "close/"):
        own_address = address(concern, act).replace("meridian", "other")
        assert stranger.post(own_address, {"text": "Hello"}).status_code == 404
    concern.refresh_from_db()
    assert concern.state == "new"


def test_signed_out_are_sent_to_sign_in(concern: Concern) -> None:
    assertRedirects(Client().get(INBOX), f"/accounts/login/?next={INBOX}")


def test_unknown_comment_is_not_found_and_buttons_are_posted(
    lead_browser: Client, concern: Concern
) -> None:
    assert lead_browser.get(f"{INBOX}{uuid4()}/").status_code == 404
    assert lead_browser.get(f"{INBOX}1/").status_code == 404
    assert lead_browser.get(address(concern, "owner/")).status_code == 405
    assert lead_browser.get(address(concern, "close/")).status_code == 405
    assert lead_browser.put(address(concern)).status_code == 405
    assert lead_browser.post(INBOX).status_code == 405
