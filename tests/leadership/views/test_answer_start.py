"""The start page of a self-assessment."""

import pytest
from django.test import Client

from assessment.domain.answers import field_names
from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise
from assessment.models import Round
from assessment.queries.rounds import questions_for
from leadership.links import notice_path
from leadership.models import Invitation
from tests.html_pages import page_of
from tests.leadership.self_assessments import PAGES, SIGNS
from tests.respondents import an_invitation, an_open_round, link


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_, Audience.EXECUTIVE)


def test_overview_shows_promise_time_and_pages_before_anything_is_asked(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.get(link(invitation)))

    assert "4 short pages, about ten minutes in all." in page.text
    assert Promises(Promise.ATTRIBUTED, 5).told(Audience.EXECUTIVE) in page.text
    steps = [link(invitation, f"{key}/") for key in PAGES]
    own = [one for one in page.links if not one.startswith("?language=")]
    assert own == ["privacy/", *steps, steps[0], notice_path(invitation.round.organization_id)]
    assert "Start" in page.text
    assert "0 of 8 answered" in page.text
    assert page.order == []


def test_overview_continues_where_something_is_left(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)

    page = page_of(client.get(link(invitation)))

    left, review, _ = page.links[-3:]
    assert (left, review) == (link(invitation, "perception-gap/"), link(invitation, "review/"))
    assert page.text.endswith("Continue Review my answers Privacy notice")
    assert "8 of 8 answered" in page.text
    assert "0 of 9 answered · needed before you can send: 1" in page.text


def test_overview_leads_to_the_review_when_nothing_required_is_missing(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    page = page_of(client.get(link(invitation)))

    assert page.text.endswith("Continue Review and send Privacy notice")
    assert "form" not in page.tags


def test_overview_leads_only_to_the_review_when_all_is_answered(
    client: Client, invitation: Invitation
) -> None:
    questions = questions_for(invitation.round, Audience.EXECUTIVE)
    answers = {name: "yes" for question in questions for name in field_names(question)}
    answers |= {f"p{number}": "4" for number in range(1, 8)} | {"m1": "30", "t2": "dk"}
    answers |= {f"l1b-{week}": "2" for week in range(1, 5)}
    for key in PAGES:
        client.post(link(invitation, f"{key}/save/"), answers)

    page = page_of(client.get(link(invitation)))

    assert page.links[-2] == link(invitation, "review/")
    assert page.text.endswith("Review and send Privacy notice")
    assert "Continue" not in page.text


def test_hours_with_a_gap_are_not_counted_as_answered(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "leadership-checklist/save/"), {"l1b-1": "2", "l2a": "yes"})

    page = page_of(client.get(link(invitation)))

    assert "1 of 13 answered · needed before you can send: 1" in page.text
