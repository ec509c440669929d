"""Evidence by personal link: what is offered, said before, given, answered and taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.evidence import EvidenceState
from leadership.models import Evidence, Invitation, Membership
from tests.database import every_row, refusing_rows
from tests.html_pages import page_of
from tests.leadership.evidences import (
    DATED,
    WORDS,
    a_quarter_before,
    a_round_of,
    a_team,
    accepted,
    answers_of,
    closed,
    given,
    sent_back,
)
from tests.respondents import an_invitation, an_open_round, invited_member, link

CountQueries = Callable[[int], AbstractContextManager[object]]
TYPED = {"text": WORDS, "link": "https://intranet.example.com/agendas", "dated_on": "2026-01-15"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def team(organization: Organization) -> list[Membership]:
    return a_team(organization, 7)


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round_of(organization)


@pytest.fixture
def ada(round_: Round, team: list[Membership]) -> Invitation:
    """Has sent yes to signs 1 and 2."""
    return answers_of(round_, team[0], {"s1": "yes", "s2": "yes"})


def totals(organization: Organization, team: list[Membership]) -> Invitation:
    return answers_of(a_round_of(organization, Promise.TOTALS_ONLY), team[0], {"s1": "yes"})


def signs_offered(client: Client, invitation: Invitation) -> list[str]:
    links = page_of(client.get(link(invitation, "evidence/"))).links
    return [one.split("/")[-2] for one in links if "/evidence/s" in one]


def test_list_offers_each_yes_of_ones_own(client: Client, ada: Invitation) -> None:
    page = page_of(client.get(link(ada, "evidence/")))

    assert signs_offered(client, ada) == ["s1", "s2"]
    assert "Agendas of the last three meetings" in page.text
    assert "Evidence carries your name, like your answers in this round." in page.text


def test_own_result_leads_to_the_proof_of_each_yes(client: Client, ada: Invitation) -> None:
    page = page_of(client.get(link(ada)))

    assert link(ada, "evidence/") in page.links
    assert link(ada, "evidence/s1/") in page.links
    assert link(ada, "evidence/s3/") not in page.links


def test_review_leads_to_the_proof_before_anything_is_sent(
    client: Client, round_: Round, team: list[Membership]
) -> None:
    invitation = invited_member(round_, team[1])
    client.post(link(invitation, "eight-signs/"), {"s1": "yes", "s2": "no"})

    page = page_of(client.get(link(invitation, "review/")))

    assert link(invitation, "evidence/s1/") in page.links
    assert link(invitation, "evidence/s2/") not in page.links
    assert signs_offered(client, invitation) == ["s1"]


def test_evidence_is_given_without_signing_in(client: Client, ada: Invitation) -> None:
    form = page_of(client.get(link(ada, "evidence/s1/")))
    assert {"id_text", "id_link", "id_dated_on"} <= form.ids.keys()

    answer = client.post(link(ada, "evidence/s1/"), TYPED)

    assert answer.status_code == 303
    assert answer["Location"] == f"{link(ada, 'evidence/')}#s1"
    piece = Evidence.objects.get()
    assert (piece.giver, piece.text, piece.dated_on) == (ada.membership, WORDS, DATED)
    assert "Given; it waits for review." in page_of(client.get(link(ada, "evidence/"))).text


def test_reading_writes_nothing(client: Client, ada: Invitation) -> None:
    before = every_row()

    for path in ("evidence/", "evidence/s1/"):
        assert client.get(link(ada, path)).status_code == 200

    assert every_row() == before
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": " "}, "Write what proves it."),
        ({"link": "javascript:alert(1)"}, "A link begins with https:// or http://."),
        ({"link": "https://a.example@b.example/"}, "Leave out the name or password"),
        ({"dated_on": ""}, "Give the date of the proof."),
        ({"dated_on": "soon"}, "Write the date as year, month and day"),
        ({"text": "x" * 2001}, "2000"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_says_why(
    client: Client, ada: Invitation, wrong: dict[str, str], says: str
) -> None:
    answer = client.post(link(ada, "evidence/s1/"), TYPED | wrong)

    page = page_of(answer)
    assert answer.status_code == 422
    assert says in page.text
    assert not Evidence.objects.exists()
    for name, value in TYPED.items():
        if name not in wrong:
            assert value in answer.content.decode(), name


def test_date_of_a_proof_has_come(client: Client, ada: Invitation) -> None:
    day = timezone.now().date() + timedelta(days=2)

    answer = client.post(link(ada, "evidence/s1/"), TYPED | {"dated_on": day.isoformat()})

    assert "This day has not come yet." in page_of(answer).text


def test_reason_is_answered_under_the_link(
    client: Client, ada: Invitation, lead: Membership
) -> None:
    assert ada.membership is not None
    sent_back(given(ada.round, ada.membership), lead, "Which three?")
    page = page_of(client.get(link(ada, "evidence/s1/")))
    assert "Sent back: “Which three?”" in page.text
    assert "id_note" in page.ids

    client.post(link(ada, "evidence/s1/"), TYPED | {"text": "March.", "note": "The last ones."})

    piece = Evidence.objects.get()
    assert (piece.text, piece.state) == ("March.", EvidenceState.WAITING)
    assert piece.steps.last().note == "The last ones."  # type: ignore[union-attr]


def test_accepted_evidence_is_shown_and_can_be_taken_back(
    client: Client, ada: Invitation, lead: Membership
) -> None:
    assert ada.membership is not None
    accepted(given(ada.round, ada.membership), lead)
    page = page_of(client.get(link(ada, "evidence/s1/")))
    assert WORDS in page.text
    assert "leads to intranet.example.com" in page.text
    assert "id_text" not in page.ids

    client.post(link(ada, "evidence/s1/"), {"retract": "yes"})

    assert Evidence.objects.get().state == EvidenceState.RETRACTED
    assert signs_offered(client, ada) == ["s1", "s2"]


def test_stale_evidence_waits_for_a_new_date(
    client: Client, organization: Organization, team: list[Membership], lead: Membership
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    answers_of(earlier, team[0], {"s1": "yes"})
    accepted(given(earlier, team[0]), lead)
    closed(earlier)
    invitation = invited_member(a_round_of(organization), team[0])

    listed = page_of(client.get(link(invitation, "evidence/"))).text
    assert f"yours of 15 January 2026 was accepted in {earlier.label}" in listed
    form = page_of(client.get(link(invitation, "evidence/s1/")))
    assert WORDS in form.text_of["id_text"]
    assert "value" not in form.ids["id_dated_on"]

    same = client.post(link(invitation, "evidence/s1/"), TYPED)
    assert "the date of what was accepted before" in page_of(same).text
    client.post(link(invitation, "evidence/s1/"), TYPED | {"dated_on": "2026-02-20"})

    renewed = Evidence.objects.get(round=invitation.round)
    assert (renewed.state, renewed.renews_id is None) == (EvidenceState.WAITING, False)


def test_round_of_totals_says_that_evidence_carries_a_name(
    client: Client, organization: Organization, team: list[Membership]
) -> None:
    invitation = totals(organization, team)

    for path in ("evidence/", "evidence/s1/"):
        page = page_of(client.get(link(invitation, path)))
        assert "said yes" in page.text
    assert "but evidence does" in page_of(client.get(link(invitation, "evidence/"))).text
    assert signs_offered(client, invitation) == [f"s{number}" for number in range(1, 9)]
    assert "evidence/" in page_of(client.get(link(invitation))).links


def test_one_executive_a_question_in_a_round_of_totals(
    client: Client, organization: Organization, team: list[Membership]
) -> None:
    first = totals(organization, team)
    second, *_others = [answers_of(first.round, one, {"s1": "yes"}) for one in team[1:]]
    assert client.post(link(first, "evidence/s1/"), TYPED).status_code == 303
    before = page_of(client.get(link(second, "evidence/s1/")))
    assert "Another executive" not in before.text
    closed(first.round)

    page = page_of(client.get(link(second, "evidence/s1/")))
    refused = client.post(link(second, "evidence/s1/"), TYPED)

    assert "Another executive has shown evidence for this, and one is enough." in page.text
    assert refused.status_code == 409
    assert "Ada" not in page.text
    assert Evidence.objects.count() == 1


def test_link_still_opens_the_evidence_of_a_round_of_totals_that_has_closed(
    client: Client, organization: Organization, team: list[Membership]
) -> None:
    first = totals(organization, team)
    for one in team[1:]:
        answers_of(first.round, one, {"s1": "yes"})
    assert client.post(link(first, "evidence/s1/"), TYPED).status_code == 303
    closed(first.round)

    page = client.get(link(first, "evidence/"))

    assert page.status_code == 200
    assert "Given; it waits for review." in page_of(page).text


def test_round_that_is_over_takes_nothing(
    client: Client, organization: Organization, team: list[Membership]
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    invitation = answers_of(earlier, team[0], {"s1": "yes"})
    closed(earlier)
    assert client.post(link(invitation, "evidence/s1/"), TYPED).status_code == 303

    a_round_of(organization)

    assert "stays as it is" in page_of(client.get(link(invitation, "evidence/"))).text
    assert client.post(link(invitation, "evidence/s1/"), TYPED).status_code == 409


def test_questions_without_a_yes_have_no_page(client: Client, ada: Invitation) -> None:
    for question in ("s3", "l1b", "nonsense"):
        assert client.get(link(ada, f"evidence/{question}/")).status_code == 404
        assert client.post(link(ada, f"evidence/{question}/"), TYPED).status_code == 404


def test_evidence_is_asked_of_executives_only(client: Client) -> None:
    customer = an_invitation(an_open_round(), Audience.CUSTOMER)

    for address in ("evidence/", "evidence/p1/"):
        page = client.get(link(customer, address))
        assert page.status_code == 404
        assert "Your link has no such page" in page_of(page).text
        assert f'href="{link(customer)}"' in page.text


def test_revoked_and_wrong_links_show_nothing(client: Client, ada: Invitation) -> None:
    assert client.get("/a/wrong/evidence/").status_code == 404
    Invitation.objects.update(revoked_on=timezone.now().date())

    for path in ("evidence/", "evidence/s1/"):
        assert client.get(link(ada, path)).status_code == 410
    assert client.post(link(ada, "evidence/s1/"), TYPED).status_code == 410


def test_fault_of_the_database_keeps_what_was_typed(client: Client, ada: Invitation) -> None:
    with refusing_rows("leadership_evidence", "the disk is full"):
        answer = client.post(link(ada, "evidence/s1/"), TYPED)

    assert answer.status_code == 503
    assert WORDS in answer.content.decode()


def test_wrong_method_is_refused(client: Client, ada: Invitation) -> None:
    assert client.post(link(ada, "evidence/")).status_code == 405
    assert client.put(link(ada, "evidence/s1/")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_one_as_for_three(
    client: Client,
    round_: Round,
    team: list[Membership],
    django_assert_num_queries: CountQueries,
    count: int,
) -> None:
    keys = [f"s{number}" for number in range(1, count + 1)]
    invitation = answers_of(round_, team[0], dict.fromkeys(keys, "yes"))
    for key in keys:
        given(round_, team[0], key)

    with django_assert_num_queries(6):
        client.get(link(invitation, "evidence/"))
