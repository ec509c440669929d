"""One questionnaire of a self-assessment: shown as it was saved, saved by its button."""

import json
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import pages_for
from assessment.services.rounds import close_round
from leadership.models import Invitation
from tests.database import refusing_rows
from tests.html_pages import page_of
from tests.leadership.self_assessments import PAGES, SIGNS, saved, typed
from tests.respondents import (
    an_invitation,
    an_open_round,
    link,
)


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_, Audience.EXECUTIVE)


def test_page_is_saved_and_leads_to_the_next(client: Client, invitation: Invitation) -> None:
    answers = [SIGNS, {"p1": "4", "m1": "30"}, {"l1b-1": "1.5"}, {}]
    answers[2] |= {"l1b-2": "0", "l1b-3": "2", "l1b-4": "3"}

    after = [
        client.post(link(invitation, f"{key}/"), posted)["Location"]
        for key, posted in zip(PAGES, answers, strict=True)
    ]

    assert after == [link(invitation, f"{key}/") for key in [*PAGES[1:], "review"]]
    assert saved(invitation) == SIGNS | {"p1": "4", "m1": 30, "l1b": [1.5, 0, 2, 3]}


def test_page_is_resumed_as_it_was_saved(client: Client, invitation: Invitation) -> None:
    answers = {"p1": "4", "m1": "30", "c1": "Less\nwaiting"}
    client.post(link(invitation, "perception-gap/"), answers)

    page = page_of(Client().get(link(invitation, "perception-gap/")))

    assert typed(page) == {name: [value] for name, value in answers.items()}


def test_page_with_an_error_keeps_what_was_typed_and_saves_the_rest(
    client: Client, invitation: Invitation
) -> None:
    response = client.post(link(invitation, "perception-gap/"), {"m1": "101", "p2": "3"})

    page = page_of(response)
    assert response.status_code == 422
    assert typed(page) == {"m1": ["101"], "p2": ["3"]}
    assert sorted(target for target in page.links if target[0] == "#") == ["#m1", "#p1"]
    assert page.text_of["m1-error"] == "Enter a whole number from 0 to 100."
    assert page.ids["id-m1"]["aria-describedby"] == "m1-help m1-error"
    assert "Everything else on this page is saved." in page.text
    assert saved(invitation) == {"p2": "3"}


def test_answer_taken_back_is_removed(client: Client, invitation: Invitation) -> None:
    autosave = partial(client.post, link(invitation, "perception-gap/save/"))
    autosave({"m1": "30", "c1": "Well"})

    autosave({"m1": "", "c1": " "})

    assert saved(invitation) == {}


def test_round_closed_while_an_executive_answers_shows_what_was_typed(
    client: Client, invitation: Invitation
) -> None:
    close_round(round_=invitation.round, now=timezone.now())

    response = client.post(link(invitation, "eight-signs/"), {"s1": "yes"})
    sent = client.post(link(invitation))

    page = page_of(response)
    assert (response.status_code, sent.status_code) == (409, 409)
    assert typed(page) == {"s1": ["yes"]}
    assert "button" not in page.tags
    assert "form" not in page_of(sent).tags
    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_that_cannot_be_saved_keeps_what_was_typed(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    answers = {**SIGNS, "s8": "dk"}

    with refusing_rows("assessment_answersheet", "disk full"):
        response = client.post(link(invitation, "eight-signs/"), answers)
        autosaved = client.post(link(invitation, "eight-signs/save/"), answers)

    assert (response.status_code, autosaved.status_code) == (503, 503)
    assert typed(page_of(response)) == {name: [value] for name, value in answers.items()}
    assert caplog.text.count("disk full") == 2


@pytest.mark.parametrize("path", ["", "eight-signs/"])
def test_revoked_link_neither_shows_nor_saves(
    client: Client, invitation: Invitation, path: str
) -> None:
    client.post(link(invitation, "eight-signs/save/"), {"s1": "yes"})
    Invitation.objects.update(generation=2)

    responses = [client.get(link(invitation, path)), client.post(link(invitation, path), SIGNS)]

    assert [response.status_code for response in responses] == [410, 410]
    assert AnswerSheet.objects.get().answers == {"s1": "yes"}


def test_questionnaire_that_is_not_asked_is_unknown(client: Client, invitation: Invitation) -> None:
    assert client.get(link(invitation, "metrics-test/")).status_code == 404
    assert client.post(link(invitation, "metrics-test/save/")).status_code == 404
    assert client.delete(link(invitation, "eight-signs/")).status_code == 405


def test_pages_follow_the_questionnaires_of_the_round(round_: Round) -> None:
    assert [page.key for page in pages_for(round_, Audience.EXECUTIVE)] == PAGES


# Progress, and the way back to the review


def test_page_says_how_far_the_whole_self_assessment_is(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/save/"), {"p1": "4", "m1": "30"})

    page = page_of(client.get(link(invitation, "perception-gap/")))

    progress = page.ids["progress"]
    assert "Page 2 of 4 · 10 of 33 questions answered" in page.text
    assert (progress["max"], progress["value"], progress["data-elsewhere"]) == ("33", "10", "8")


def test_page_opened_from_the_review_leads_back_to_it(
    client: Client, invitation: Invitation
) -> None:
    address = link(invitation, "eight-signs/?then=review")

    page = page_of(client.get(address))
    response = client.post(address, SIGNS)

    assert "Save and go back to the review" in page.text
    assert (response.status_code, response["Location"]) == (303, link(invitation, "review/"))


def test_last_page_says_that_the_review_follows(client: Client, invitation: Invitation) -> None:
    page = page_of(client.get(link(invitation, "tone-at-the-top/")))

    assert "Save and review" in page.text


def test_what_would_count_as_proof_stands_with_each_question(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.get(link(invitation, "eight-signs/")))

    assert page.tags.count("details") == 1 + 8  # the other languages, and each question’s proof
    assert "What would count as proof Agendas of the last three meetings" in page.text


# Two devices without JavaScript


def test_page_knows_what_was_stored_when_it_was_opened(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/save/"), {"s1": "yes"})

    page = page_of(client.get(link(invitation, "eight-signs/")))

    nothing = {f"s{number}": None for number in range(2, 9)}
    assert json.loads(page.fields["seen"][0]) == {"s1": "yes"} | nothing


def test_page_left_open_on_another_device_takes_nothing_back(
    client: Client, invitation: Invitation
) -> None:
    address = link(invitation, "perception-gap/")
    stale = page_of(client.get(address)).fields
    client.post(address, {"p1": "4", "m1": "30"})

    response = client.post(address, stale | {"p2": "5", "p1": "4"})

    assert response.status_code == 303
    assert saved(invitation) == {"p1": "4", "p2": "5", "m1": 30}


def test_page_with_an_error_shows_what_another_device_stored(
    client: Client, invitation: Invitation
) -> None:
    address = link(invitation, "perception-gap/")
    stale = page_of(client.get(address)).fields
    client.post(address, {"p1": "4", "c1": "Less waiting", "m1": "30"})

    page = page_of(client.post(address, stale | {"p2": "5", "m1": "many"}))

    assert typed(page) == {"p1": ["4"], "p2": ["5"], "c1": ["Less waiting"], "m1": ["many"]}
    assert [target for target in page.links if target[0] == "#"] == ["#m1"]
    assert saved(invitation) == {"p1": "4", "p2": "5", "c1": "Less waiting", "m1": 30}


def test_page_shows_both_answers_where_two_devices_differ(
    client: Client, invitation: Invitation
) -> None:
    address = link(invitation, "eight-signs/")
    stale = page_of(client.get(address)).fields
    client.post(address, SIGNS)

    response = client.post(address, stale | SIGNS | {"s1": "no"})
    page = page_of(response)
    before = saved(invitation)
    again = client.post(address, page.fields)

    assert response.status_code == 409
    assert "On another device you answered this meanwhile: Yes." in page.text_of["s1-error"]
    assert typed(page) == {name: ["no" if name == "s1" else "yes"] for name in SIGNS}
    assert before == SIGNS
    assert again.status_code == 303
    assert saved(invitation) == SIGNS | {"s1": "no"}
