"""The own result of an executive, at once after sending and nowhere else."""

import pytest
from django.test import Client

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.models import Invitation
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.hearings import a_lead, closed, published
from tests.leadership.self_assessments import SIGNS
from tests.respondents import an_invitation, an_open_round, link, submit

pytestmark = pytest.mark.django_db
ANSWERS = SIGNS | {"s3": "no", "s7": "dk", "l2a": "partly", "m1": "40", "p1": "4"}
OWN = "You said yes to 6 of 8 signs of commitment."
ONCE = "This page shows your answers this one time."


@pytest.fixture
def attributed() -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def totals_only() -> Round:
    return an_open_round()


def answered(client: Client, round_: Round) -> Invitation:
    """An executive who has answered and not sent yet."""
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    hours = {f"l1b-{week}": "1.5" for week in range(1, 5)}
    for key in ("eight-signs", "perception-gap", "leadership-checklist"):
        client.post(link(invitation, f"{key}/save/"), ANSWERS | hours)
    return invitation


def test_totals_only_shows_the_own_result_once_in_the_answer_to_sending(
    client: Client, totals_only: Round
) -> None:
    invitation = answered(client, totals_only)

    sent = client.post(link(invitation))
    again = client.post(link(invitation))
    later = page_of(client.get(link(invitation)))

    page = page_of(sent)
    assert sent.status_code == 200
    assert sent["Cache-Control"] == "no-store"
    assert OWN in page.text
    assert "Your team’s view comes when the round closes on" in page.text
    assert "One “Don’t know” counts as not yes." in page.text
    assert "Hours a week close to customers: 1.5. The rule of thumb is two." in page.text
    assert "you expect 40 to call Meridian Freight highly customer-centric" in page.text
    assert "Does the pay of top executives reward more than shareholder return? Partly" in page.text
    assert ONCE in page.text
    assert (again.status_code, again["Location"]) == (303, link(invitation))
    assert "Thank you. Your answers were sent." in later.text
    assert OWN not in later.text


def test_totals_only_keeps_nothing_that_leads_from_the_person_to_the_result(
    client: Client, totals_only: Round
) -> None:
    invitation = answered(client, totals_only)

    client.post(link(invitation))

    invitation.refresh_from_db()
    sheet = AnswerSheet.objects.get()
    assert invitation.sheet_id is None
    holding = {
        table
        for table, rows in every_row().items()
        if any(name in row for row in rows for name in (sheet.pk.hex, str(sheet.pk)))
    }
    assert holding == {"assessment_answersheet"}


def test_attributed_shows_the_own_result_whenever_the_link_is_opened(
    client: Client, attributed: Round
) -> None:
    invitation = answered(client, attributed)

    sent = client.post(link(invitation))
    pages = [client.get(link(invitation, path)) for path in ("", "eight-signs/", "review/")]

    assert (sent.status_code, sent["Location"]) == (303, link(invitation))
    for response in pages:
        page = page_of(response)
        assert response["Cache-Control"] == "no-store"
        assert OWN in page.text
        assert ONCE not in page.text
        assert "Shall we tell you what came of it?" in page.text


def test_own_result_holds_nothing_of_the_others(client: Client, attributed: Round) -> None:
    invitation = answered(client, attributed)
    alone = client.post(link(invitation), follow=True).content

    for _ in range(3):
        submit(an_invitation(attributed, Audience.EXECUTIVE))

    assert client.get(link(invitation)).content == alone


def test_own_result_after_the_round_says_that_it_has_closed(
    client: Client, attributed: Round
) -> None:
    invitation = answered(client, attributed)
    client.post(link(invitation))
    closed(attributed)

    page = page_of(client.get(link(invitation)))

    assert OWN in page.text
    assert "your team’s view stands beside it now, in the results." in page.text
    assert "comes when the round closes" not in page.text


def test_what_was_heard_takes_the_place_of_the_own_result(
    client: Client, attributed: Round
) -> None:
    invitation = answered(client, attributed)
    client.post(link(invitation))
    published(closed(attributed), a_lead())

    page = page_of(client.get(link(invitation)))

    assert "What we heard, and what we will do" in page.text
    assert OWN not in page.text


def test_revoked_link_shows_no_result(client: Client, attributed: Round) -> None:
    invitation = answered(client, attributed)
    client.post(link(invitation))
    Invitation.objects.update(generation=2)

    response = client.get(link(invitation))

    assert response.status_code == 410
    assert OWN not in page_of(response).text
