"""Every audience answers in a browser that shows nothing but text."""

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.domain.languages import LANGUAGES, OWN_NAMES
from leadership.models import Invitation
from tests.respondents import an_invitation, an_open_round, link
from tests.text_browser import PICKED, TEXT, Form, Screen, TextBrowser

pytestmark = pytest.mark.django_db(transaction=True)

ONE_PAGE = [audience for audience in Audience if audience is not Audience.EXECUTIVE]


@pytest.fixture
def round_() -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


def answered(form: Form) -> int:
    """Pick or type an answer to each question by the words beside it; returns how many."""
    for question in form.questions:
        for control in question.controls:
            assert control.label, f"{question.legend}: a control without words"
        first = question.controls[0]
        if first.kind in PICKED:
            assert len({control.label for control in question.controls}) > 1
            first.is_chosen = True
        for control in question.controls:
            if control.kind in TEXT:
                control.value = "2"
    return len(form.questions)


def survey(screen: Screen) -> Form:
    (form,) = screen.forms
    return form


@pytest.mark.parametrize("audience", ONE_PAGE)
def test_survey_is_answered_in_a_text_browser(
    live_server: LiveServer, round_: Round, audience: Audience
) -> None:
    browser = TextBrowser()
    browser.open(live_server.url + link(an_invitation(round_, audience)))

    browser.follow("Privacy")
    assert "Your answers and your name" in browser.screen.text
    browser.follow("Back to the questions")
    refused = browser.press(survey(browser.screen))
    assert refused.status == 422
    assert refused.title.startswith("Not sent:")
    count = answered(survey(refused))
    thanks = browser.press(survey(refused))

    assert thanks.status == 200
    assert "Thank you. Your answers were sent." in thanks.text
    assert count == len(AnswerSheet.objects.get().answers) >= 8
    assert survey(thanks).button == "Tell me what came of it"
    assert "You will be told what came of it" in browser.press(survey(thanks)).text


def test_customer_leaves_a_comment_to_be_answered_in_a_text_browser(
    live_server: LiveServer, round_: Round
) -> None:
    browser = TextBrowser()
    form = survey(browser.open(live_server.url + link(an_invitation(round_))))
    answered(form)
    tick = next(one for one in form.controls if one.label == "You may contact me about this")

    tick.is_chosen = True
    thanks = browser.press(form)

    assert "Your comment went to the people who run this survey" in thanks.text


def test_self_assessment_is_answered_in_a_text_browser(
    live_server: LiveServer, round_: Round
) -> None:
    browser = TextBrowser()
    browser.open(live_server.url + link(an_invitation(round_, Audience.EXECUTIVE)))
    browser.follow("Start")
    count = 0

    while questions := survey(browser.screen).questions:
        count += answered(survey(browser.screen))
        browser.press(survey(browser.screen))
        assert browser.screen.status == 200, questions
    assert "Review your answers" in browser.screen.text
    result = browser.press(survey(browser.screen))

    assert "You said yes to 8 of 8 signs of commitment." in result.text
    sheet = AnswerSheet.objects.get()
    assert sheet.is_submitted
    assert count == len(sheet.answers)


def test_person_stops_mail_in_a_text_browser(
    live_server: LiveServer, round_: Round, settings: Settings
) -> None:
    settings.PUBLIC_URL = live_server.url
    browser = TextBrowser()
    browser.open(live_server.url + link(an_invitation(round_)))

    asked = browser.follow("Do not ask me again")
    done = browser.press(survey(asked))

    assert "Shall Meridian Freight stop asking you?" in asked.text
    assert "Done. Meridian Freight will not ask you again." in done.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_browser_is_told_the_language_and_its_direction(
    live_server: LiveServer, round_: Round, settings: Settings, language: str
) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())
    invitation = an_invitation(round_)
    Invitation.objects.update(language="")  # not known, so the browser is asked
    browser = TextBrowser(language)

    browser.open(live_server.url + link(invitation))
    answered(survey(browser.screen))
    said = [browser.screen, browser.press(survey(browser.screen))]

    direction = "rtl" if language == "ar" else "ltr"
    assert [(one.language, one.direction) for one in said] == [(language, direction)] * 2
