"""What each audience will get and see, before anybody is asked."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.languages import LANGUAGES, OWN_NAMES
from leadership.domain.roles import Role
from leadership.models import Concern, Invitation, Membership, User
from leadership.services import programme
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import a_contact, a_draft, launched

NAMES = ("preview", "preview-mail", "preview-page", "preview-privacy")
KEYS = ["eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top"]
NOTHING_STORED = "nothing that you enter is stored or sent"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    return a_draft(lead.organization, lead.user, audiences=list(Audience))


def address_of(round_: Round, name: str = "preview", *rest: str) -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk, *(rest or ("customer",))])


def test_preview_shows_the_mail_and_leads_to_the_page(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(address_of(draft))

    assertContains(page, "What customers get")
    assertContains(page, page.context["mail"].subject)
    assertContains(page, "Hello Anna Example")
    assertContains(page, f'src="{address_of(draft, "preview-mail")}"')
    assertContains(page, f'href="http://office.example{address_of(draft, "preview-page")}"')
    assertContains(page, "Replies go to")


def test_frame_holds_the_mail_and_cannot_do_anything(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(address_of(draft))
    frame = lead_browser.get(address_of(draft, "preview-mail"))

    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assertContains(page, 'sandbox="allow-popups allow-popups-to-escape-sandbox"')
    assertContains(frame, "Anna Example")
    assertContains(frame, f"{address_of(draft, 'preview-page')}?p1=5")
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("audience", ["manager", "employee", "customer", "partner"])
def test_page_of_an_audience_is_tried_to_the_end_and_stores_nothing(
    lead_browser: Client, draft: Round, audience: str
) -> None:
    address = address_of(draft, "preview-page", audience)
    before = every_row()

    shown = page_of(lead_browser.get(f"{address}?p1=5"))
    refused = lead_browser.post(address, {"p2": "4", "c1": "More of it."})
    sent = page_of(lead_browser.post(address, {"p1": "5"}))

    for page in (shown, page_of(refused), sent):
        assert NOTHING_STORED in page.text
        assert "unsubscribe/" not in page.links
    assert "How customer-centric" in shown.text
    assert shown.fields == {"p1": ["5"]}
    assert refused.status_code == 422
    assert page_of(refused).fields == {"p2": ["4"], "c1": ["More of it."]}
    assert "#p1" in page_of(refused).links
    assert "Thank you. Your answers were sent." in sent.text
    assert "Others can answer until" in sent.text
    assert every_row() == before


def test_tick_of_a_preview_is_answered_as_in_reality(lead_browser: Client, draft: Round) -> None:
    address = address_of(draft, "preview-page")

    refused = lead_browser.post(address, {"p1": "5", "contact": "yes"})
    sent = lead_browser.post(address, {"p1": "5", "c1": "Call me.", "contact": "yes"})

    assertContains(refused, "Write a comment, or take the tick away.", status_code=422)
    assertContains(sent, "Your comment went to the people who run this survey")
    assert not Concern.objects.exists()


def test_preview_needs_no_token_because_nothing_is_done(lead: Membership, draft: Round) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lead.user)

    assert strict.post(address_of(draft, "preview-page"), {"p1": "5"}).status_code == 200


@pytest.mark.parametrize("audience", ["executive", "customer"])
def test_privacy_page_is_part_of_the_preview(
    lead_browser: Client, draft: Round, audience: str
) -> None:
    start = page_of(lead_browser.get(address_of(draft, "preview-page", audience)))
    page = page_of(lead_browser.get(address_of(draft, "preview-privacy", audience)))

    assert "privacy/" in start.links
    assert "Your answers and your name" in page.text
    assert NOTHING_STORED in page.text
    assert "../unsubscribe/" not in page.links


def test_executives_pages_are_linked_from_their_overview(
    lead_browser: Client, draft: Round
) -> None:
    page = lead_browser.get(address_of(draft, "preview-page", "executive"))

    assertContains(page, NOTHING_STORED)
    for number, key in enumerate(KEYS, start=1):
        address = address_of(draft, "preview-questionnaire", "executive", key)
        assertContains(page, f'href="{address}"')
        step = lead_browser.get(address)
        assertContains(step, f"Page {number} of 4")
        assertContains(step, NOTHING_STORED)
        assertNotContains(step, "data-save-url")
        assertNotContains(step, "js/answer.js")


@pytest.mark.parametrize("promise", Promise)
def test_self_assessment_is_tried_to_its_result_and_stores_nothing(
    lead_browser: Client, lead: Membership, promise: Promise
) -> None:
    round_ = a_draft(lead.organization, lead.user, audiences=list(Audience), promise=promise)
    answers = {f"s{number}": "yes" for number in range(1, 7)} | {"s7": "no", "s8": "dk"}
    before = every_row()

    page = page_of(lead_browser.post(step_of(round_, "eight-signs"), answers))
    for key in KEYS[1:]:
        assert f"Page {KEYS.index(key) + 1} of 4" in page.text
        assert {name: page.fields[name] for name in answers} == {
            name: [value] for name, value in answers.items()
        }
        page = page_of(lead_browser.post(step_of(round_, key), page.fields | {"p1": ["4"]}))
    assert "Review your answers" in page.text
    result = page_of(
        lead_browser.post(address_of(round_, "preview-page", "executive"), page.fields)
    )

    assert "You said yes to 6 of 8 signs of commitment." in result.text
    assert ("This page shows your answers this one time." in result.text) is (
        promise is Promise.TOTALS_ONLY
    )
    for shown in (page, result):
        assert NOTHING_STORED in shown.text
        assert not [link for link in shown.links if link.startswith("/a/")]
    assert every_row() == before


def test_errors_of_a_page_come_before_the_next_and_lose_nothing(
    lead_browser: Client, draft: Round
) -> None:
    typed = {"s1": ["yes"], "m1": ["40"]}

    response = lead_browser.post(step_of(draft, "eight-signs"), typed)

    page = page_of(response)
    assert response.status_code == 422
    assert "Page 1 of 4" in page.text
    assert page.fields == typed


def test_review_of_a_preview_says_what_is_missing(lead_browser: Client, draft: Round) -> None:
    start = address_of(draft, "preview-page", "executive")
    review = page_of(lead_browser.post(step_of(draft, KEYS[-1]), {}))
    refused = lead_browser.post(start, {"s1": "yes"})

    for page in (review, page_of(refused)):
        assert "Needed before you can send" in page.text
        assert "Begin the preview again" in page.text
        assert "Send my answers" not in page.text
        assert not [link for link in page.links if link.startswith("/a/")]
    assert refused.status_code == 422


def test_preview_in_a_round_that_is_open_or_closed_stores_nothing(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    a_contact(lead.organization)
    for move in (launched, _closed):
        round_ = move(draft, lead.user)
        before = every_row()
        page = page_of(lead_browser.post(address_of(round_, "preview-page"), {"p1": "5"}))
        assert "Thank you. Your answers were sent." in page.text
        assert every_row() == before


def _closed(round_: Round, by: User) -> Round:
    programme.close_round(round_=round_, by=by, now=NOW)
    round_.refresh_from_db()
    return round_


def step_of(round_: Round, key: str) -> str:
    return address_of(round_, "preview-questionnaire", "executive", key)


@pytest.fixture
def ten_languages(settings: Settings) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())


def beginning_in(language: str) -> str:
    return f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'


@pytest.mark.parametrize("audience", Audience)
def test_mail_and_pages_are_shown_in_each_language(
    ten_languages: None, lead_browser: Client, draft: Round, audience: Audience
) -> None:
    shown = lead_browser.get(address_of(draft, "preview", audience))

    choices = [one for one in page_of(shown).links if one.startswith("?language=")]
    assert choices == [f"?language={code}" for code in LANGUAGES]
    for choice in choices:
        language = choice.partition("=")[2]
        page = lead_browser.get(address_of(draft, "preview", audience) + choice)
        frame = lead_browser.get(address_of(draft, "preview-mail", audience) + choice)
        pages = f"http://office.example{address_of(draft, 'preview-page', audience)}{choice}"
        assertContains(page, f"<h1>What {audience.plural} get</h1>", html=True)
        assertContains(page, f'src="{address_of(draft, "preview-mail", audience)}{choice}"')
        assertContains(page, f'href="{pages}"')
        assertContains(page, f'invitation/{audience}/{language}/"')
        assertContains(frame, beginning_in(language))
        assertContains(frame, pages)
        assertNotContains(frame, f"{choice}?")
        if audience is not Audience.EXECUTIVE:
            assertContains(frame, f"{pages}&amp;p1=5")
        assertContains(lead_browser.get(pages + "&p1=5"), beginning_in(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_journeys_are_tried_to_the_end_in_each_language_and_store_nothing(
    ten_languages: None, lead_browser: Client, draft: Round, language: str
) -> None:
    picked, before = f"?language={language}", every_row()
    shown = []

    for audience in ("manager", "employee", "customer", "partner"):
        address = address_of(draft, "preview-page", audience) + picked
        shown += [lead_browser.get(address), lead_browser.post(address, {})]
        shown.append(lead_browser.post(address, {"p1": "5"}))
    shown.append(lead_browser.get(address_of(draft, "preview-page", "executive") + picked))
    fields = {f"s{number}": ["yes"] for number in range(1, 9)} | {"p1": ["4"]}
    for key in KEYS:
        shown.append(lead_browser.post(step_of(draft, key) + picked, fields))
        fields = page_of(shown[-1]).fields | {"p1": ["4"]}
    end = address_of(draft, "preview-page", "executive") + picked
    shown.append(lead_browser.post(end, fields))

    assert [page.content.decode().partition("<html")[2][:20] for page in shown] == [
        beginning_in(language)[5:25]
    ] * len(shown)
    assert [page.status_code for page in shown] == [200, 422, 200] * 4 + [200] * 6
    assert all('<p class="preview">' in page.content.decode() for page in shown)
    assert every_row() == before


def test_preview_in_a_language_that_nobody_offers_is_english(
    lead_browser: Client, draft: Round
) -> None:
    frame = lead_browser.get(address_of(draft, "preview-mail") + "?language=xx")

    assertContains(frame, beginning_in("en"))
    assertNotContains(frame, "language=")


def test_preview_of_a_launched_round_writes_nothing(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    a_contact(lead.organization)
    launched(draft, lead.user)
    before = list(Invitation.objects.values())

    for name in NAMES:
        assert lead_browser.get(address_of(draft, name)).status_code == 200

    assert list(Invitation.objects.values()) == before


@pytest.mark.parametrize("name", NAMES)
def test_audience_that_is_not_asked_has_no_preview(
    lead_browser: Client, lead: Membership, name: str
) -> None:
    round_ = a_draft(lead.organization, lead.user, audiences=[Audience.CUSTOMER])

    assert lead_browser.get(address_of(round_, name, "partner")).status_code == 404
    assert lead_browser.get(address_of(round_, name, "competitor")).status_code == 404


def test_questionnaire_that_is_not_asked_has_no_preview(lead_browser: Client, draft: Round) -> None:
    for rest in (("executive", "metrics-test"), ("customer", "eight-signs")):
        address = address_of(draft, "preview-questionnaire", *rest)
        assert lead_browser.get(address).status_code == 404


def test_round_without_questions_has_no_page(lead_browser: Client, draft: Round) -> None:
    draft.versions.clear()

    assert lead_browser.get(address_of(draft, "preview-page")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_preview_is_for_those_who_run_rounds(
    join: Join,
    sign_in: SignIn,
    lead: Membership,
    draft: Round,
    name: str,
) -> None:
    for role in (Role.EXECUTIVE, Role.VIEWER):
        member = sign_in(join(lead.organization, role))
        assert member.get(address_of(draft, name)).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_stranger_finds_no_preview(
    join: Join, sign_in: SignIn, other_organization: Organization, draft: Round, name: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert stranger.get(address_of(draft, name)).status_code == 404
    own_address = address_of(draft, name).replace("meridian", "other")
    assert stranger.get(own_address).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_signed_out_are_sent_to_sign_in(draft: Round, name: str) -> None:
    answer = Client().get(address_of(draft, name))

    assertRedirects(answer, f"{reverse('account_login')}?next={address_of(draft, name)}")
