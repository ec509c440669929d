"""The last page of a self-assessment: looking at it all, and sending it once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.domain.audiences import Audience
from assessment.domain.drafts import fingerprint
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.models import Invitation
from tests.database import at_once, every_row, refusing_rows
from tests.html_pages import page_of
from tests.leadership.self_assessments import NEEDED, SIGNS, change_link, saved, typed
from tests.respondents import an_invitation, an_open_round, link


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_, Audience.EXECUTIVE)


def answer_needed(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation, "eight-signs/save/"), SIGNS)
    client.post(link(invitation, "perception-gap/save/"), {"p1": "4"})


def test_hours_are_saved_with_gaps_but_not_sent_with_gaps(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "leadership-checklist/save/"), {"l1b-1": "2", "l1b-3": "1,5"})
    client.post(link(invitation, "eight-signs/"), SIGNS)
    client.post(link(invitation, "perception-gap/"), {"p1": "4"})

    page = page_of(client.get(link(invitation, "leadership-checklist/")))
    sent = client.post(link(invitation))

    assert typed(page) == {"l1b-1": ["2"], "l1b-3": ["1.5"]}
    assert sent.status_code == 422
    assert change_link(invitation, "leadership-checklist", "l1b") in page_of(sent).links


def test_review_lists_every_question_what_is_missing_first(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/save/"), {"s2": "yes"})
    client.post(link(invitation, "perception-gap/save/"), {"c1": "Less\nwaiting"})

    page = page_of(client.get(link(invitation, "review/")))

    changes = [target for target in page.links if "?then=review#" in target]
    needed = [change_link(invitation, "eight-signs", f"s{number}") for number in (1, *range(3, 9))]
    needed.append(change_link(invitation, "perception-gap", "p1"))
    assert changes[:8] == needed
    assert len(changes[:-1]) == len(set(changes[:-1])) == 33
    assert changes[-3:] == [
        change_link(invitation, "eight-signs", "s2"),
        change_link(invitation, "perception-gap", "c1"),
        needed[0],
    ]
    assert "8 answers are needed before you can send." in page.text
    assert "“Less waiting”" in page.text
    assert "form" not in page.tags


def test_review_of_all_that_is_needed_can_be_sent(client: Client, invitation: Invitation) -> None:
    answer_needed(client, invitation)

    page = page_of(client.get(link(invitation, "review/")))
    response = client.post(link(invitation), page.fields)

    assert page.fields == {"reviewed": [fingerprint(NEEDED)]}
    assert "After you have sent, you can withdraw your answers until the round closes." in page.text
    assert "Needed before you can send" not in page.text
    assert (response.status_code, response["Location"]) == (303, link(invitation))


def test_sending_with_required_answers_missing_lists_them_with_links(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation, "eight-signs/save/"), {"s1": "yes"})

    response = client.post(link(invitation))

    page = page_of(response)
    expected = [change_link(invitation, "eight-signs", f"s{number}") for number in range(2, 9)]
    expected.append(change_link(invitation, "perception-gap", "p1"))
    assert response.status_code == 422
    assert page.title.startswith("Not sent: ")
    assert "Some answers are still missing." in page.text
    assert [target for target in page.links if "#" in target][:8] == expected
    assert saved(invitation) == {"s1": "yes"}


def test_answers_changed_after_the_review_are_reviewed_again(
    client: Client, invitation: Invitation
) -> None:
    answer_needed(client, invitation)
    page = page_of(client.get(link(invitation, "review/")))
    client.post(link(invitation, "eight-signs/save/"), SIGNS | {"s8": "no"})

    response = client.post(link(invitation), page.fields)
    again = client.post(link(invitation), page_of(response).fields)

    assert response.status_code == 409
    assert "You changed answers on another device meanwhile." in page_of(response).text
    assert again.status_code == 303
    assert AnswerSheet.objects.get(is_submitted=True).answers == NEEDED | {"s8": "no"}


def test_review_writes_nothing_and_takes_no_post(client: Client, invitation: Invitation) -> None:
    answer_needed(client, invitation)
    before = every_row()

    page = client.get(link(invitation, "review/"))
    refused = client.post(link(invitation, "review/"))

    assert (page.status_code, refused.status_code) == (200, 405)
    assert page["Cache-Control"] == "no-store"
    assert every_row() == before
    assert not client.cookies


def test_only_a_self_assessment_has_a_review(client: Client, round_: Round) -> None:
    assert client.get(link(an_invitation(round_), "review/")).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("promise", "kept"), [(Promise.TOTALS_ONLY, []), (Promise.ATTRIBUTED, ["UPDATE"])]
)
def test_sending_costs_fourteen_statements_and_one_where_the_sheet_stays_theirs(
    client: Client, promise: Promise, kept: list[str]
) -> None:
    round_ = an_open_round(promise=promise)
    warm, invitation = (an_invitation(round_, Audience.EXECUTIVE) for _ in range(2))
    for one in (warm, invitation):
        answer_needed(client, one)
    client.post(link(warm))

    with CaptureQueriesContext(connection) as asked:
        client.post(link(invitation))

    verbs = [query["sql"].split()[0] for query in asked.captured_queries]
    assert verbs == [
        *("SELECT", "BEGIN", "SELECT", "SELECT"),  # the link; the invitation, held; its draft
        *("SAVEPOINT", "UPDATE", "SELECT"),  # sent, once; the round is open
        *("SELECT", "UPDATE", "DELETE"),  # the draft goes
        *("INSERT", "INSERT", *kept, "RELEASE", "COMMIT"),  # the sheet and its counts
    ]


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
    assert sorted(statuses) == [200, 303, 303, 303]
    assert sheet.is_submitted
    assert sheet.answers == SIGNS | {"p1": "4"}


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
    assert client.post(link(invitation)).status_code == 200
