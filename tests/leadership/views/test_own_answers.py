"""An executive's own answers under the link: looked at, and withdrawn until the close."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.services.rounds import close_round
from leadership.models import Invitation, WhatWeHeard
from leadership.views.answer_pages import closing_day
from tests.database import every_row, refusing_rows
from tests.html_pages import page_of
from tests.leadership.conftest import SignIn
from tests.respondents import an_invitation, an_open_round, link, submit, today

CountQueries = Callable[[int], AbstractContextManager[object]]
EXECUTIVE = Audience.EXECUTIVE
pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def sent(round_: Round) -> Invitation:
    invitation = an_invitation(round_, EXECUTIVE)
    submit(invitation, random.Random(1))
    invitation.refresh_from_db()
    return invitation


def test_link_leads_to_withdrawing_until_the_close(client: Client, sent: Invitation) -> None:
    for path in ("", "mine/"):
        page = page_of(client.get(link(sent, path)))
        assert "What you answered" in page.text
        assert f"Until the round closes on {closing_day(sent.round)} you can take" in page.text
        assert link(sent, "withdraw/") in page.links

    close_round(round_=sent.round, now=timezone.now())

    for path in ("", "mine/"):
        page = page_of(client.get(link(sent, path)))
        assert "What you answered" in page.text
        assert link(sent, "withdraw/") not in page.links


def test_what_we_heard_leads_to_ones_own_answers(client: Client, sent: Invitation) -> None:
    close_round(round_=sent.round, now=timezone.now())
    WhatWeHeard.objects.create(
        round=sent.round,
        heard="You wait.",
        will_do="We call.",
        changed_at=timezone.now(),
        published_at=timezone.now(),
    )

    told = page_of(client.get(link(sent)))

    assert "You wait." in told.text
    assert link(sent, "mine/") in told.links
    assert "What you answered" in page_of(client.get(link(sent, "mine/"))).text


def test_withdrawing_asks_first_and_then_lets_answer_anew(client: Client, sent: Invitation) -> None:
    asked = page_of(client.get(link(sent, "withdraw/")))
    assert "Withdraw your answers?" in asked.text
    assert link(sent, "mine/") in asked.links
    assert AnswerSheet.objects.count() == 1

    done = page_of(client.post(link(sent, "withdraw/")))

    assert "Your answers are withdrawn" in done.text
    assert link(sent) in done.links
    assert not AnswerSheet.objects.exists()
    assert "0 of 8 answered" in page_of(client.get(link(sent))).text
    submit(Invitation.objects.select_related("round__organization").get())
    assert "What you answered" in page_of(client.get(link(sent, "mine/"))).text


def test_withdrawing_twice_leads_to_the_start(client: Client, sent: Invitation) -> None:
    client.post(link(sent, "withdraw/"))

    for response in (
        client.post(link(sent, "withdraw/")),
        client.get(link(sent, "withdraw/")),
        client.get(link(sent, "mine/")),
    ):
        assert (response.status_code, response["Location"]) == (303, link(sent))


def test_round_that_closed_meanwhile_keeps_the_answers(client: Client, sent: Invitation) -> None:
    close_round(round_=sent.round, now=timezone.now())

    for response in (client.get(link(sent, "withdraw/")), client.post(link(sent, "withdraw/"))):
        page = page_of(response)
        assert response.status_code == 409
        assert "so yours stay as you sent them" in page.text
        assert "button" not in page.tags
    assert AnswerSheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fault_of_the_server_says_that_nothing_was_changed(client: Client) -> None:
    invitation = an_invitation(an_open_round(promise=Promise.ATTRIBUTED), EXECUTIVE)
    submit(invitation)

    with refusing_rows("leadership_auditentry", "disk full"):
        response = client.post(link(invitation, "withdraw/"))

    assert response.status_code == 503
    assert "nothing was changed" in page_of(response).text
    assert AnswerSheet.objects.count() == 1


@pytest.mark.parametrize("audience", Audience)
def test_answers_without_a_person_have_no_such_pages(client: Client, audience: Audience) -> None:
    invitation = an_invitation(an_open_round(promise=Promise.TOTALS_ONLY), audience)
    submit(invitation)

    for path in ("mine/", "withdraw/"):
        assert client.get(link(invitation, path)).status_code == 404
    assert client.post(link(invitation, "withdraw/")).status_code == 404
    assert AnswerSheet.objects.count() == 1


def test_link_that_was_taken_back_shows_no_answers(client: Client, sent: Invitation) -> None:
    Invitation.objects.update(revoked_on=today())

    for path in ("mine/", "withdraw/"):
        response = client.get(link(sent, path), follow=True)
        assert response.status_code == 410
        assert "What you answered" not in page_of(response).text
    client.post(link(sent, "withdraw/"))
    assert AnswerSheet.objects.count() == 1


def test_reading_changes_nothing_and_wrong_methods_are_refused(
    client: Client, sent: Invitation
) -> None:
    before = every_row()

    for path in ("mine/", "withdraw/"):
        assert client.get(link(sent, path)).status_code == 200
        assert client.head(link(sent, path)).status_code == 200
        assert client.put(link(sent, path)).status_code == 405
    assert client.post(link(sent, "mine/")).status_code == 405

    assert every_row() == before


def test_pages_cost_one_or_two_queries(
    client: Client, sent: Invitation, django_assert_num_queries: CountQueries
) -> None:
    client.get(link(sent, "mine/"))

    with django_assert_num_queries(2):  # the invitation, its sheet
        client.get(link(sent, "mine/"))
    with django_assert_num_queries(1):
        client.get(link(sent, "withdraw/"))


def test_home_leads_to_ones_own_answers(sent: Invitation, sign_in: SignIn) -> None:
    assert sent.membership is not None
    page = page_of(sign_in(sent.membership).get(f"/o/{sent.round.organization.slug}/"))

    assert "Look at your answers" in page.text
    assert f"http://office.example{link(sent, 'mine/')}" in page.links


def test_home_has_no_such_link_where_answers_know_no_person(db: None, sign_in: SignIn) -> None:
    invitation = an_invitation(an_open_round(promise=Promise.TOTALS_ONLY), EXECUTIVE)
    submit(invitation)
    assert invitation.membership is not None

    page = page_of(sign_in(invitation.membership).get("/o/meridian/"))

    assert "was sent" in page.text
    assert "Look at your answers" not in page.text
