"""An executive's self-assessment: overview, one page per questionnaire, saved as they go."""

import json
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.answering import store_answers
from assessment.services.rounds import close_round
from leadership.models import Invitation
from leadership.queries.invitations import answers_before
from tests.database import at_once, refusing_rows
from tests.html_pages import page_of
from tests.respondents import (
    a_member,
    an_invitation,
    an_open_round,
    an_organization,
    invited_member,
    link,
    submit,
    this_quarter,
)

SIGNS = {f"s{number}": "yes" for number in range(1, 9)}
PAGES = ["eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top"]


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_, Audience.EXECUTIVE)


def saved(invitation: Invitation) -> dict[str, object]:
    invitation.refresh_from_db()
    return dict(invitation.sheet.answers) if invitation.sheet else {}


# The overview


def test_overview_shows_promise_time_and_pages_before_anything_is_asked(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.get(link(invitation)))

    assert "Four short pages, about ten minutes in all." in page.text
    assert Promises(Promise.ATTRIBUTED, 5).told(Audience.EXECUTIVE) in page.text
    steps = [link(invitation, f"{key}/") for key in PAGES]
    assert page.links == ["privacy/", *steps, steps[0]]
    assert "Start" in page.text
    assert "0 of 8 answered" in page.text
    assert page.order == []


def test_overview_continues_where_something_is_left(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)

    page = page_of(client.get(link(invitation)))

    assert page.links[-1] == link(invitation, "perception-gap/")
    assert "Continue" in page.text
    assert "8 of 8 answered" in page.text
    assert "0 of 9 answered, 1 needed before you can send" in page.text


def test_overview_offers_sending_when_nothing_required_is_missing(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    page = page_of(client.get(link(invitation)))

    assert "Send my answers" in page.text
    assert "form" in page.tags


# Saving pages


def test_page_is_saved_and_leads_to_the_next(client: Client, invitation: Invitation) -> None:
    answers = [SIGNS, {"p1": "4", "m1": "30"}, {"l1b-1": "1.5"}, {}]
    answers[2] |= {"l1b-2": "0", "l1b-3": "2", "l1b-4": "3"}

    after = [
        client.post(link(invitation, f"{key}/"), posted)["Location"]
        for key, posted in zip(PAGES, answers, strict=True)
    ]

    assert after == [*(link(invitation, f"{key}/") for key in PAGES[1:]), link(invitation)]
    assert saved(invitation) == SIGNS | {"p1": "4", "m1": 30, "l1b": [1.5, 0, 2, 3]}


def test_page_is_resumed_as_it_was_saved(client: Client, invitation: Invitation) -> None:
    typed = {"p1": "4", "m1": "30", "c1": "Less\nwaiting"}
    client.post(link(invitation, "perception-gap/"), typed)

    page = page_of(Client().get(link(invitation, "perception-gap/")))

    assert page.fields == {name: [value] for name, value in typed.items()}


def test_page_with_an_error_keeps_what_was_typed_and_saves_the_rest(
    client: Client, invitation: Invitation
) -> None:
    response = client.post(link(invitation, "perception-gap/"), {"m1": "101", "p2": "3"})

    page = page_of(response)
    assert response.status_code == 422
    assert page.fields == {"m1": ["101"], "p2": ["3"]}
    assert sorted(target for target in page.links if target[0] == "#") == ["#m1", "#p1"]
    assert page.text_of["m1-error"] == "Enter a whole number from 0 to 100."
    assert page.ids["id-m1"]["aria-describedby"] == "m1-help m1-error"
    assert "Everything else on this page is saved." in page.text
    assert saved(invitation) == {"p2": "3"}


def test_half_typed_number_does_not_wipe_out_the_saved_one(
    client: Client, invitation: Invitation
) -> None:
    autosave = partial(client.post, link(invitation, "perception-gap/save/"))
    autosave({"m1": "30"})

    autosave({"m1": "-", "p1": "2"})

    assert saved(invitation) == {"m1": 30, "p1": "2"}


def test_answer_taken_back_is_removed(client: Client, invitation: Invitation) -> None:
    autosave = partial(client.post, link(invitation, "perception-gap/save/"))
    autosave({"m1": "30", "c1": "Well"})

    autosave({"m1": "", "c1": " "})

    assert saved(invitation) == {}


def test_hours_are_saved_with_gaps_but_not_sent_with_gaps(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "leadership-checklist/save/"), {"l1b-1": "2", "l1b-3": "1,5"})
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    page = page_of(client.get(link(invitation, "leadership-checklist/")))
    sent = client.post(link(invitation))

    assert page.fields == {"l1b-1": ["2"], "l1b-3": ["1.5"]}
    assert sent.status_code == 422
    assert link(invitation, "leadership-checklist/") + "#l1b" in page_of(sent).links


def test_autosave_answers_in_json(client: Client, invitation: Invitation) -> None:
    response = client.post(link(invitation, "eight-signs/save/"), {"s1": "no"})

    assert json.loads(response.content) == {"saved": True}
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


# Sending


def test_sending_with_required_answers_missing_lists_them_with_links(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/save/"), {"s1": "yes"})

    response = client.post(link(invitation))

    page = page_of(response)
    expected = [link(invitation, f"eight-signs/#s{number}") for number in range(2, 9)]
    expected.append(link(invitation, "perception-gap/#p1"))
    assert response.status_code == 422
    assert "8 answers to look at" in page.text
    assert [target for target in page.links if "#" in target] == expected


def test_sending_is_final(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    response = client.post(link(invitation))
    late = client.post(link(invitation, "eight-signs/"), {"s1": "no"})

    assert (response.status_code, response["Location"]) == (303, link(invitation))
    assert (late.status_code, late["Location"]) == (303, link(invitation))
    assert AnswerSheet.objects.get().answers == SIGNS | {"p1": "4"}
    assert "Thank you" in page_of(client.get(link(invitation))).text
    assert "Thank you" in page_of(client.get(link(invitation, "eight-signs/"))).text


@pytest.mark.django_db(transaction=True)
def test_sending_four_times_at_once_stores_one_sheet() -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    Client().post(link(invitation, "eight-signs/"), SIGNS)
    Client().post(link(invitation, "perception-gap/"), {"p1": "4"})

    statuses = at_once(4, lambda _: Client().post(link(invitation)).status_code)

    sheet = AnswerSheet.objects.get()
    assert statuses == [303] * 4
    assert sheet.is_submitted
    assert sheet.answers == SIGNS | {"p1": "4"}


# Rounds that end, databases that fail


def test_round_closed_while_an_executive_answers_shows_what_was_typed(
    client: Client, invitation: Invitation
) -> None:
    close_round(round_=invitation.round, now=timezone.now())

    response = client.post(link(invitation, "eight-signs/"), {"s1": "yes"})
    sent = client.post(link(invitation))

    page = page_of(response)
    assert (response.status_code, sent.status_code) == (409, 409)
    assert page.fields == {"s1": ["yes"]}
    assert "button" not in page.tags
    assert "form" not in page_of(sent).tags
    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_that_cannot_be_saved_keeps_what_was_typed(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    typed = {**SIGNS, "s8": "dk"}

    with refusing_rows("assessment_answersheet", "disk full"):
        response = client.post(link(invitation, "eight-signs/"), typed)
        autosaved = client.post(link(invitation, "eight-signs/save/"), typed)

    assert (response.status_code, autosaved.status_code) == (503, 503)
    assert page_of(response).fields == {name: [value] for name, value in typed.items()}
    assert caplog.text.count("disk full") == 2


@pytest.mark.django_db(transaction=True)
def test_self_assessment_that_cannot_be_stored_stays_a_draft(client: Client) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    with refusing_rows("assessment_tally", "disk full"):
        response = client.post(link(invitation))

    assert response.status_code == 503
    assert saved(invitation) == SIGNS | {"p1": "4"}
    assert invitation.submitted_on is None
    assert client.post(link(invitation)).status_code == 303


# Links


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


# What was said last quarter


@pytest.mark.parametrize("promise", Promise)
def test_own_answer_of_last_quarter_is_shown_where_attributed_and_never_filled_in(
    client: Client, db: None, promise: Promise
) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = an_open_round(member.organization, promise=promise, quarter=this_quarter().previous())
    submit(invited_member(before, member))
    close_round(round_=before, now=timezone.now())
    now = an_open_round(member.organization, promise=promise)
    invitation = invited_member(now, member)

    pages = [page_of(client.get(link(invitation, f"{key}/"))) for key in PAGES]

    said = sum(page.text.count(f"Your answer in {before.label}:") for page in pages)
    tallied = [key for key in answers_before(invitation).answers if key != "c1"]
    assert said == len(tallied)
    assert bool(said) is (promise is Promise.ATTRIBUTED)
    assert all(page.fields == {} for page in pages)


def test_answer_of_last_quarter_on_another_scale_is_left_out(client: Client, db: None) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = an_open_round(
        member.organization, promise=Promise.ATTRIBUTED, quarter=this_quarter().previous()
    )
    earlier = invited_member(before, member)
    earlier.sheet = store_answers(
        round_id=before.pk,
        audience=Audience.EXECUTIVE,
        unit_id=None,
        answers={"s1": "often", "s2": 7, "s3": "yes", "l1b": "much", "m1": "many", "s4": [1]},
        questions=questions_for(before, Audience.EXECUTIVE)[:0],
    )
    earlier.save()
    close_round(round_=before, now=timezone.now())
    invitation = invited_member(
        an_open_round(member.organization, promise=Promise.ATTRIBUTED), member
    )

    pages = [page_of(client.get(link(invitation, f"{key}/"))) for key in PAGES]

    said = [page.text.count("Your answer in") for page in pages]
    assert said == [1, 0, 0, 0]


def test_pages_follow_the_questionnaires_of_the_round(round_: Round) -> None:
    assert [page.key for page in pages_for(round_, Audience.EXECUTIVE)] == PAGES
