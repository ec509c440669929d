"""The pages on which a round is drafted, launched, watched and closed."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Unit
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, OutgoingEmail
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import (
    a_contact,
    a_draft,
    an_executive,
    answered,
    closed,
    launched,
)

LIST = "/o/meridian/rounds/"
ADD = "/o/meridian/rounds/add/"
Q1 = quarter_of(NOW.date())
TYPED = {
    "quarter": "2026-01-01",
    "closes_on": "2026-03-20",
    "audiences": ["executive", "customer"],
    "promise": "attributed",
    "minimum_group": "6",
}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    """The lead's."""
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    """Asks two customers and an executive."""
    an_executive(lead.organization)
    for number in range(2):
        a_contact(lead.organization, f"p{number}@customer.example")
    return a_draft(lead.organization, lead.user)


def page_of(round_: Round, name: str = "round") -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk])


def words(content: bytes) -> str:
    """What a person reads on a page, on one line."""
    main = content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", main.replace("<wbr>", "")).replace("&nbsp;", " ")
    return re.sub(r" ([.,])", r"\1", " ".join(text.split()))


def test_list_shows_every_round_with_its_state_and_who_answered(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    past = closed(a_draft(lead.organization, lead.user, quarter=Q1.previous()), lead.user)
    answered(launched(draft, lead.user), Audience.CUSTOMER)
    a_draft(lead.organization, lead.user, quarter=Q1.next())

    page = lead_browser.get(LIST)

    text = words(page.content)
    assert "Q1 2026 is open until 16 March 2026" in text
    assert "Q2 2026 Draft Nobody has been asked yet." in text
    assert "Answered by 0 of 1 executive and 1 of 2 customers." in text
    assert "Closed on 3 March 2026." in text
    assertContains(page, reverse("leadership:results-of", args=["meridian", past.pk]))
    assertNotContains(page, "Draft a round")


def test_empty_list_leads_to_the_first_draft(
    lead_browser: Client, join: Join, sign_in: SignIn
) -> None:
    page = lead_browser.get(LIST)

    assert "No round yet Draft this quarter’s round" in words(page.content)
    assertContains(page, f'href="{ADD}"')

    executive = join(Organization.objects.get(), Role.EXECUTIVE)
    page = sign_in(executive).get(LIST)

    assert "No round yet When the first one starts" in words(page.content)
    assertNotContains(page, ADD)


def test_executive_sees_no_draft(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round
) -> None:
    executive = sign_in(join(lead.organization, Role.EXECUTIVE))

    assertNotContains(executive.get(LIST), draft.label)
    assert executive.get(page_of(draft)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_for_one_round_and_three(
    lead_browser: Client,
    lead: Membership,
    draft: Round,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quarter = Q1
    launched(draft, lead.user)
    for _ in range(count - 1):
        quarter = quarter.previous()
        closed(a_draft(lead.organization, lead.user, quarter=quarter), lead.user)
    lead_browser.get(LIST)

    with django_assert_num_queries(10):
        page = lead_browser.get(LIST)

    assert len(page.context["rows"]) == count


def test_new_round_comes_filled_in(lead_browser: Client, lead: Membership) -> None:
    an_executive(lead.organization)
    a_contact(lead.organization)

    page = lead_browser.get(ADD)

    assertContains(page, '<option value="2026-01-01">Q1 2026</option>', html=True)
    assertContains(page, 'value="2026-03-16"')
    assertContains(page, "Executives (1)")
    form = page.context["form"]
    assert form["audiences"].value() == ["executive", "customer"]
    assert form["promise"].value() == "attributed"
    assertContains(page, "are fixed for good")


def test_round_of_the_next_quarter_does_not_close_before_it_begins(
    lead_browser: Client, draft: Round
) -> None:
    page = lead_browser.get(ADD)

    assertContains(page, '<option value="2026-04-01">Q2 2026</option>', html=True)
    assertContains(page, 'value="2026-04-15"')


def test_new_round_is_drafted_as_typed(lead_browser: Client, lead: Membership) -> None:
    answer = lead_browser.post(ADD, TYPED)

    round_ = Round.objects.get()
    assertRedirects(answer, page_of(round_))
    assert (round_.label, round_.state, round_.minimum_group) == ("Q1 2026", "draft", 6)
    assert round_.asks == (Audience.EXECUTIVE, Audience.CUSTOMER)
    assert round_.is_attributed
    assert round_.closes_at.isoformat() == "2026-03-20T23:59:00+00:00"


def test_new_round_keeps_what_was_typed_and_says_what_is_wrong(lead_browser: Client) -> None:
    page = lead_browser.post(ADD, TYPED | {"closes_on": "2026-01-20", "minimum_group": "3"})

    assertContains(page, "This day is over", status_code=422)
    assertContains(page, "Five is the least. Write a number", status_code=422)
    assertContains(page, 'value="2026-01-20"', status_code=422)
    assertContains(page, 'value="3"', status_code=422)
    assert page.context["form"]["promise"].value() == "attributed"
    assert not Round.objects.exists()


def test_empty_form_says_what_is_missing(lead_browser: Client) -> None:
    page = lead_browser.post(ADD, {})

    assertContains(page, "Choose at least one audience to ask.", status_code=422)


def test_quarter_that_has_a_round_is_refused(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.post(ADD, TYPED)

    assertContains(page, "Select a valid choice", status_code=422)
    assert Round.objects.count() == 1


def test_two_quarters_ahead_there_is_nothing_to_draft(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    a_draft(lead.organization, lead.user, quarter=Q1.next())

    page = lead_browser.get(ADD, follow=True)

    assertRedirects(page, LIST)
    assertContains(page, "This quarter and the next have their rounds already.")


def test_draft_says_who_gets_what(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(page_of(draft))

    text = words(page.content)
    assert "Q1 2026 is a draft. Nobody has been asked yet." in text
    assert "A launch asks 3 people by email. The round then closes by itself at the end" in text
    assert "1 executive, 32 questions and a comment Your answers are shown only as totals" in text
    assert "7 questions and a comment Your answers are counted with those of others" in text
    assert "There is only 1 executive. Answers of fewer than 5 are never shown." in text
    for audience in ("executive", "customer"):
        address = reverse("leadership:preview", args=["meridian", draft.pk, audience])
        assertContains(page, address)
    for name in ("round-launch", "round-change", "metrics"):
        assertContains(page, page_of(draft, name))


def test_draft_with_nobody_to_ask_leads_to_the_people(
    lead_browser: Client, lead: Membership
) -> None:
    draft = a_draft(lead.organization, lead.user)

    page = lead_browser.get(page_of(draft))

    assertContains(page, "There is nobody to ask yet.")
    assertNotContains(page, page_of(draft, "round-launch"))


def test_draft_is_changed(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(page_of(draft, "round-change"))
    assertContains(page, 'value="2026-03-16"')

    answer = lead_browser.post(page_of(draft, "round-change"), TYPED)

    assertRedirects(answer, page_of(draft))
    draft.refresh_from_db()
    assert (draft.promise, draft.minimum_group) == (Promise.ATTRIBUTED, 6)
    assert draft.closes_at.date().isoformat() == "2026-03-20"


def test_change_keeps_what_was_typed_and_says_what_is_wrong(
    lead_browser: Client, draft: Round
) -> None:
    page = lead_browser.post(page_of(draft, "round-change"), TYPED | {"minimum_group": "99"})

    assertContains(page, "Fifty is the most.", status_code=422)
    assertContains(page, 'value="99"', status_code=422)
    draft.refresh_from_db()
    assert draft.minimum_group == 5


def test_launched_round_is_not_changed(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    launched(draft, lead.user)

    page = lead_browser.post(page_of(draft, "round-change"), TYPED, follow=True)

    assertRedirects(page, page_of(draft))
    assertContains(page, "what it promised cannot change")
    draft.refresh_from_db()
    assert draft.promise == Promise.TOTALS_ONLY


def test_launch_asks_once_more_and_changes_nothing(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(page_of(draft, "round-launch"))

    text = words(page.content)
    assert "Ask 3 people now?" in text
    assert "Executives 1 Customers 2 Last day to answer 16 March 2026" in text
    draft.refresh_from_db()
    assert draft.is_draft


def test_launch_invites_everybody(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.post(page_of(draft, "round-launch"), follow=True)

    assertRedirects(page, page_of(draft))
    assertContains(page, "Launched. 3 people are being invited by email.")
    assert Invitation.objects.filter(round=draft).count() == 3


def test_second_launch_says_so(lead_browser: Client, lead: Membership, draft: Round) -> None:
    launched(draft, lead.user)

    page = lead_browser.post(page_of(draft, "round-launch"), follow=True)

    assertContains(page, "This round has been launched already.")
    assert Invitation.objects.count() == 3
    assertRedirects(lead_browser.get(page_of(draft, "round-launch")), page_of(draft))


def test_launch_without_people_says_what_to_do(lead_browser: Client, lead: Membership) -> None:
    draft = a_draft(lead.organization, lead.user)
    assertNotContains(lead_browser.get(page_of(draft, "round-launch")), "Launch and send")

    page = lead_browser.post(page_of(draft, "round-launch"), follow=True)

    assertContains(page, "There is nobody to ask yet. Add executives or upload contacts first.")


def test_launch_after_the_last_day_says_what_to_do(lead_browser: Client, draft: Round) -> None:
    Round.objects.update(closes_at=NOW - timedelta(hours=1))
    assertContains(lead_browser.get(page_of(draft)), "The last day to answer is over.")

    page = lead_browser.post(page_of(draft, "round-launch"), follow=True)

    assertContains(page, "The closing time has passed. Change it, then launch.")


def test_open_round_shows_who_answered_and_what_became_of_the_mail(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    north = Unit.objects.create(organization=lead.organization, name="North")
    a_contact(lead.organization, "north@customer.example", unit=north)
    launched(draft, lead.user)
    answered(draft, Audience.CUSTOMER, north)
    failed = Invitation.objects.get(contact__email="p0@customer.example")
    OutgoingEmail.objects.filter(invitation=failed).update(state="failed", error="550 Unknown")
    Invitation.objects.filter(audience="executive").update(started_on=NOW.date())

    text = words(lead_browser.get(page_of(draft)).content)

    assert "1 of 4 people have answered Q1 2026 so far" in text
    assert "Open since 2 March, until the end of 16 March 2026." in text
    assert "Executives 0 of 1 1 0 0 1 Customers 1 of 3 3 0 1 –" in text
    assert "North 1 of 1 1 0 0 – Without a unit 0 of 2 2 0 1 –" in text
    assert "1 executive has started the self-assessment and not sent it yet." in text
    assert "1 mail could not be delivered" in text
    assert "Waiting to be sent 3" in text
    assert "p0@customer.example 550 Unknown" in text
    assert "Close now" in text


def test_executive_sees_counts_and_neither_mail_nor_names(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round
) -> None:
    launched(draft, lead.user)
    OutgoingEmail.objects.update(state="failed", error="550 Unknown")
    Invitation.objects.filter(audience="executive").update(started_on=NOW.date())

    page = sign_in(join(lead.organization, Role.EXECUTIVE)).get(page_of(draft))

    text = words(page.content)
    assert "Nobody has answered Q1 2026 yet" in text
    for hidden in ("@", "550", "delivered", "started the", "Close now", "See the mail", "Metrics"):
        assert hidden not in text
    assert "Executives 0 of 1 Customers 0 of 2" in text
    assert "Day Answered Invited Mon 2 Mar 0 3 What was promised" in text
    for hidden in ("delivery", "reminders", "planned", "joined"):
        assert hidden not in page.context


def test_closed_round_links_to_its_results_and_cannot_be_closed_again(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    closed(draft, lead.user)

    page = lead_browser.get(page_of(draft))

    assert "Nobody answered Q1 2026 Closed on 3 March 2026." in words(page.content)
    assertContains(page, page_of(draft, "results-of"))
    assertNotContains(page, page_of(draft, "round-close"))
    assertRedirects(lead_browser.get(page_of(draft, "round-close")), page_of(draft))
    again = lead_browser.post(page_of(draft, "round-close"), follow=True)
    assertContains(again, "This round is not open.")


PAGES = ("round", "round-change", "round-launch")


@pytest.mark.parametrize("name", PAGES)
def test_stranger_finds_no_round(
    join: Join, sign_in: SignIn, other_organization: Organization, draft: Round, name: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))
    own_address = page_of(draft, name).replace("meridian", "other")

    assert stranger.get(page_of(draft, name)).status_code == 404
    assert stranger.get(own_address).status_code == 404


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_only_those_who_run_rounds_change_them(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round, role: Role
) -> None:
    member = sign_in(join(lead.organization, role))

    for address in (ADD, *(page_of(draft, name) for name in PAGES[1:])):
        assert member.get(address).status_code == 403
        assert member.post(address, TYPED).status_code == 403


def test_viewer_sees_no_participation(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round
) -> None:
    viewer = sign_in(join(lead.organization, Role.VIEWER))

    assert viewer.get(LIST).status_code == 403
    assert viewer.get(page_of(launched(draft, lead.user))).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_signed_out_are_sent_to_sign_in(draft: Round, name: str) -> None:
    answer = Client().get(page_of(draft, name))

    assertRedirects(answer, f"{reverse('account_login')}?next={page_of(draft, name)}")
