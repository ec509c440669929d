"""Saving in the background, from one device and from several."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.services.rounds import close_round
from leadership.models import Invitation
from tests.database import at_once, every_row
from tests.leadership.self_assessments import PAGES, saved
from tests.respondents import an_invitation, an_open_round, link, submit


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_, Audience.EXECUTIVE)


def autosave(
    client: Client,
    invitation: Invitation,
    questionnaire: str,
    answers: dict[str, str],
    seen: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    knowing = {} if seen is None else {"seen": json.dumps(seen)}
    response = client.post(link(invitation, f"{questionnaire}/save/"), answers | knowing)
    assert response.status_code == 200
    return dict(json.loads(response.content))


def test_half_typed_number_does_not_wipe_out_the_saved_one(
    client: Client, invitation: Invitation
) -> None:
    autosave(client, invitation, "perception-gap", {"m1": "30"})

    autosave(client, invitation, "perception-gap", {"m1": "-", "p1": "2"})

    assert saved(invitation) == {"m1": 30, "p1": "2"}


def test_autosave_says_what_it_could_not_read(client: Client, invitation: Invitation) -> None:
    answer = autosave(client, invitation, "perception-gap", {"m1": "many", "p1": "2"})

    assert answer["unread"] == {"m1": "Enter a whole number from 0 to 100."}
    assert answer["seen"]["m1"] is None
    assert answer["fields"] == {"p1": ["2"]}


def test_two_devices_fill_in_one_page_together(client: Client, invitation: Invitation) -> None:
    nothing = {"s1": None, "s2": None}

    autosave(client, invitation, "eight-signs", {"s1": "yes"}, seen={"s1": None})
    answer = autosave(client, invitation, "eight-signs", {"s2": "no"}, seen=nothing)

    assert saved(invitation) == {"s1": "yes", "s2": "no"}
    assert answer["elsewhere"] == {}
    assert answer["fields"] == {"s1": ["yes"], "s2": ["no"]}


def test_older_answer_never_overwrites_a_newer_one_silently(
    client: Client, invitation: Invitation
) -> None:
    autosave(client, invitation, "eight-signs", {"s1": "yes"}, seen={"s1": None})

    late = autosave(client, invitation, "eight-signs", {"s1": "no"}, seen={"s1": None})
    before = saved(invitation)
    decided = autosave(client, invitation, "eight-signs", {"s1": "no"}, seen={"s1": "yes"})

    assert late["elsewhere"] == {"s1": "Yes"}
    assert late["seen"]["s1"] == "yes"
    assert before == {"s1": "yes"}
    assert decided["elsewhere"] == {}
    assert saved(invitation) == {"s1": "no"}


def test_answer_taken_back_elsewhere_is_said_to_be_none(
    client: Client, invitation: Invitation
) -> None:
    autosave(client, invitation, "perception-gap", {"c1": "Once"})
    autosave(client, invitation, "perception-gap", {"c1": ""}, seen={"c1": "Once"})

    late = autosave(client, invitation, "perception-gap", {"c1": "Twice"}, seen={"c1": "Once"})

    assert late["elsewhere"] == {"c1": "no answer"}
    assert saved(invitation) == {}


def test_looking_again_reads_what_is_stored_and_writes_nothing(
    client: Client, invitation: Invitation
) -> None:
    autosave(client, invitation, "eight-signs", {"s1": "yes"})
    before = every_row()

    answer = autosave(client, invitation, "eight-signs", {}, seen={})

    assert answer["fields"] == {"s1": ["yes"]}
    assert every_row() == before


@pytest.mark.django_db(transaction=True)
def test_autosave_costs_seven_statements_and_six_where_nothing_changed(client: Client) -> None:
    round_ = an_open_round()
    warm, invitation = (an_invitation(round_, Audience.EXECUTIVE) for _ in range(2))
    autosave(client, warm, "eight-signs", {"s1": "yes"})

    verbs = []
    for answers in ({"s1": "yes"}, {"s1": "yes", "s2": "no"}, {"s1": "yes", "s2": "no"}):
        with CaptureQueriesContext(connection) as asked:
            autosave(client, invitation, "eight-signs", answers)
        verbs.append([query["sql"].split()[0] for query in asked.captured_queries])

    assert verbs[0] == [*("SELECT", "BEGIN", "SELECT", "SELECT", "INSERT", "UPDATE", "COMMIT")]
    assert verbs[1] == [*("SELECT", "BEGIN", "SELECT", "SELECT", "SELECT", "UPDATE", "COMMIT")]
    assert verbs[2] == ["SELECT", "BEGIN", "SELECT", "SELECT", "SELECT", "COMMIT"]


def test_autosave_answers_in_json(client: Client, invitation: Invitation) -> None:
    response = client.post(link(invitation, "eight-signs/save/"), {"s1": "no"})

    others = {f"s{number}": None for number in range(2, 9)}
    assert json.loads(response.content) == {
        "saved": True,
        "seen": {"s1": "no"} | others,
        "fields": {"s1": ["no"]},
        "elsewhere": {},
        "unread": {},
    }
    assert saved(invitation) == {"s1": "no"}
    assert client.get(link(invitation, "eight-signs/save/")).status_code == 405
    assert not client.cookies


def test_autosave_after_the_end_says_that_nothing_was_saved(
    client: Client, invitation: Invitation
) -> None:
    submit(invitation)
    sent = client.post(link(invitation, "eight-signs/save/"), {"s1": "no"})
    other = an_invitation(invitation.round, Audience.EXECUTIVE)
    close_round(round_=invitation.round, now=timezone.now())
    closed = client.post(link(other, "eight-signs/save/"), {"s1": "no"})

    assert (sent.status_code, closed.status_code) == (409, 409)
    assert json.loads(closed.content) == {"saved": False}
    assert AnswerSheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_autosaves_at_the_same_moment_keep_one_draft() -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    paths = [link(invitation, f"{key}/save/") for key in PAGES]
    posted = [{"s1": "no"}, {"p1": "1"}, {"l1a": "partly"}, {"t3": "dk"}]

    at_once(4, lambda number: Client().post(paths[number], posted[number]).status_code)

    assert AnswerSheet.objects.count() == 1
    assert saved(invitation) == {"s1": "no", "p1": "1", "l1a": "partly", "t3": "dk"}
