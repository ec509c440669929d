"""What one's own log suggests in the self-assessment: taken over, never an answer by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.domain.immersion import week_of
from leadership.models import Immersion, Invitation, Membership
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.tone import an_entry
from tests.respondents import an_invitation, an_open_round, link

pytestmark = pytest.mark.django_db
PAGE = "leadership-checklist/"
HOURS = {"l1b-1": "1.5", "l1b-2": "0", "l1b-3": "2", "l1b-4": "0"}


@pytest.fixture(params=Promise)
def round_(db: None, request: pytest.FixtureRequest) -> Round:
    return an_open_round(promise=request.param)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    """Of an executive who was with customers last week and two weeks before that."""
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    assert invitation.membership
    for weeks, half_hours in ((1, 3), (3, 4), (5, 9)):
        log(invitation.membership, weeks, half_hours)
    return invitation


def log(membership: Membership, weeks_ago: int, half_hours: int) -> Immersion:
    now = timezone.now()
    today = now.astimezone(membership.organization.zone).date()
    return an_entry(membership, week_of(today) - timedelta(weeks=weeks_ago), half_hours, now=now)


def test_suggestion_is_seen_and_is_no_answer(client: Client, invitation: Invitation) -> None:
    before = every_row()

    response = client.get(link(invitation, PAGE))

    page = page_of(response)
    assert "From your log: 1.5 · 0 · 2 · 0 hours in weeks 1 to 4." in page.text
    assert "It is no answer until you take it over or enter your own." in page.text
    assert not set(HOURS) & set(page.fields)
    assert every_row() == before
    assert response["Cache-Control"] == "no-store"


def test_button_takes_it_over_with_what_else_stands_on_the_page(
    client: Client, invitation: Invitation
) -> None:
    taken = client.post(link(invitation, PAGE), {"take": "l1b", "l1a": "yes", "l1b-1": "9"})

    page = page_of(client.get(link(invitation, PAGE)))
    assert (taken.status_code, taken["Location"]) == (303, link(invitation, f"{PAGE}#l1b"))
    assert AnswerSheet.objects.get().answers == {"l1a": "yes", "l1b": [1.5, 0.0, 2.0, 0.0]}
    assert {name: page.fields[name][0] for name in HOURS} == HOURS
    assert "From your log" in page.text
    assert "Take over from my log" not in page.text


def test_own_hours_win(client: Client, invitation: Invitation) -> None:
    own = dict.fromkeys(HOURS, "7")

    client.post(link(invitation, PAGE), own)

    assert AnswerSheet.objects.get().answers == {"l1b": [7.0] * 4}
    assert "Take over from my log" in client.get(link(invitation, PAGE)).text


def test_nothing_is_suggested_without_a_log_of_these_weeks(client: Client, round_: Round) -> None:
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    assert invitation.membership
    log(invitation.membership, 0, 4), log(invitation.membership, 5, 4)

    page = client.get(link(invitation, PAGE))
    taken = client.post(link(invitation, PAGE), {"take": "l1b"})

    assert "your log" not in page.text
    assert taken.status_code == 303
    assert not AnswerSheet.objects.exists()


def test_nobody_sees_the_log_of_another(
    client: Client, round_: Round, invitation: Invitation
) -> None:
    other = an_invitation(round_, Audience.EXECUTIVE)

    pages = [client.get(link(other, rest)).text for rest in ("", PAGE, "review/")]
    client.post(link(other, PAGE), {"take": "l1b"})

    assert all("your log" not in page for page in pages)
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize("wanted", ["l1a", "p1", "", "l1b-1"])
def test_only_the_question_about_hours_takes_a_log(
    client: Client, invitation: Invitation, wanted: str
) -> None:
    client.post(link(invitation, PAGE), {"take": wanted, "l1a": "no"})

    assert AnswerSheet.objects.get().answers == {"l1a": "no"}


def test_week_holds_no_more_than_the_question_takes(client: Client, invitation: Invitation) -> None:
    assert invitation.membership
    monday = week_of(timezone.now().date()) - timedelta(weeks=1)
    for day in range(7):
        an_entry(invitation.membership, monday + timedelta(days=day), 20, now=timezone.now())

    client.post(link(invitation, PAGE), {"take": "l1b"})

    assert AnswerSheet.objects.get().answers["l1b"] == [40.0, 0.0, 2.0, 0.0]


def test_sheet_that_was_sent_or_a_page_without_hours_asks_no_log(
    client: Client, invitation: Invitation
) -> None:
    assert "your log" not in client.get(link(invitation, "eight-signs/")).text
    Immersion.objects.all().delete()
    assert "your log" not in client.get(link(invitation, PAGE)).text
