"""Evidence for those who sign in: one's own, that of others to review, who reviews."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.evidence import EvidenceState
from leadership.domain.roles import Role
from leadership.models import Evidence, EvidenceReviewer, Membership
from leadership.services.evidence import name_reviewer
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.evidences import (
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

CountQueries = Callable[[int], AbstractContextManager[object]]
LIST = "/o/meridian/evidence/"
REVIEWERS = f"{LIST}reviewers/"
TYPED = {"text": WORDS, "link": "", "dated_on": "2026-01-15"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def team(organization: Organization) -> list[Membership]:
    return a_team(organization, 7)


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round_of(organization)


@pytest.fixture
def piece(round_: Round, team: list[Membership]) -> Evidence:
    """Ada has shown something for sign 1."""
    answers_of(round_, team[0], {"s1": "yes", "s2": "yes"})
    return given(round_, team[0])


@pytest.fixture
def as_lead(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def as_ada(team: list[Membership], sign_in: SignIn) -> Client:
    return sign_in(team[0])


def address(piece: Evidence, rest: str = "") -> str:
    return f"{LIST}{piece.pk}/{rest}"


def review(client: Client, piece: Evidence, verdict: str, **more: str) -> int:
    posted = {"verdict": verdict, "revision": str(piece.revision), **more}
    return client.post(address(piece, "review/"), posted).status_code


def test_lead_finds_what_waits_and_reads_it(as_lead: Client, piece: Evidence) -> None:
    listed = page_of(as_lead.get(LIST))
    assert "1 piece of evidence waits for your review" in listed.text
    assert address(piece) in listed.links

    page = page_of(as_lead.get(address(piece)))

    assert "What Ada shows" in page.text
    assert WORDS in page.text
    assert "leads to intranet.example.com" in page.text
    shown = as_lead.get(address(piece)).content.decode()
    assert 'rel="noreferrer noopener nofollow external"' in shown


def test_lead_accepts(as_lead: Client, piece: Evidence) -> None:
    assert review(as_lead, piece, "accepted") == 302

    piece.refresh_from_db()
    assert piece.state == EvidenceState.ACCEPTED
    assert "No evidence waits for your review" in page_of(as_lead.get(LIST)).text


def test_sending_back_needs_a_reason(as_lead: Client, piece: Evidence) -> None:
    posted = {"verdict": "sent-back", "revision": "1", "reason": " "}

    answer = as_lead.post(address(piece, "review/"), posted)

    assert answer.status_code == 422
    assert "Say what is missing, so that it can be answered." in page_of(answer).text
    assert review(as_lead, piece, "sent-back", reason="Which three?") == 302
    piece.refresh_from_db()
    assert piece.state == EvidenceState.SENT_BACK


def test_review_of_what_was_changed_meanwhile_is_refused(
    as_lead: Client, piece: Evidence, team: list[Membership]
) -> None:
    given(piece.round, team[0])

    assert review(as_lead, piece, "accepted") == 302

    assert "changed or reviewed meanwhile" in page_of(as_lead.get(address(piece))).text
    assert Evidence.objects.get().state == EvidenceState.WAITING


def test_giver_reads_the_reason_and_answers(
    as_ada: Client, piece: Evidence, lead: Membership
) -> None:
    sent_back(piece, lead, "Which three?")
    page = page_of(as_ada.get(address(piece)))
    assert "Which three?" in page.text
    give = f"{LIST}{piece.round_id}/s1/"
    assert give in page.links
    assert "Leo Lead sent it back: “Which three?”" in page_of(as_ada.get(give)).text

    as_ada.post(give, TYPED | {"text": "March.", "note": "The last ones."})

    piece.refresh_from_db()
    assert (piece.text, piece.state) == ("March.", EvidenceState.WAITING)
    steps = page_of(as_ada.get(address(piece))).text
    assert "The last ones." in steps
    assert "Which three?" in steps


def test_executive_gives_evidence_signed_in(
    as_ada: Client, piece: Evidence, team: list[Membership]
) -> None:
    page = page_of(as_ada.get(LIST))
    assert f"{LIST}{piece.round_id}/s2/" in page.links
    assert f"{LIST}{piece.round_id}/s3/" not in page.links

    answer = as_ada.post(f"{LIST}{piece.round_id}/s2/", TYPED)

    assert answer.status_code == 302
    assert set(team[0].evidence.values_list("question", flat=True)) == {"s1", "s2"}


def test_bad_input_keeps_what_was_typed(as_ada: Client, piece: Evidence) -> None:
    answer = as_ada.post(f"{LIST}{piece.round_id}/s2/", TYPED | {"link": "javascript:alert(1)"})

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert "A link begins with https:// or http://." in page_of(answer).text


def test_giver_takes_it_back(as_ada: Client, piece: Evidence) -> None:
    assert as_ada.post(address(piece, "retract/")).status_code == 302

    piece.refresh_from_db()
    assert piece.state == EvidenceState.RETRACTED
    assert as_ada.get(address(piece)).status_code == 404


def test_executive_neither_sees_nor_reviews_what_others_gave(
    piece: Evidence, team: list[Membership], sign_in: SignIn
) -> None:
    bea = sign_in(team[1])

    assert bea.get(address(piece)).status_code == 404
    assert review(bea, piece, "accepted") == 404
    assert bea.post(address(piece, "retract/")).status_code == 404
    assert "Ada" not in page_of(bea.get(LIST)).text


def test_giver_cannot_review_even_when_named(
    as_ada: Client, piece: Evidence, team: list[Membership], lead: Membership
) -> None:
    name_reviewer(member=team[0], by=lead, now=timezone.now())

    assert review(as_ada, piece, "accepted") == 404
    assert "waits for your review" not in page_of(as_ada.get(address(piece))).text
    piece.refresh_from_db()
    assert piece.state == EvidenceState.WAITING


def test_executive_who_was_named_reviews(
    as_lead: Client, piece: Evidence, team: list[Membership], sign_in: SignIn
) -> None:
    as_lead.post(REVIEWERS, {"member": team[1].pk})
    bea = sign_in(team[1])

    assert address(piece) in page_of(bea.get(LIST)).links
    assert review(bea, piece, "accepted") == 302

    piece.refresh_from_db()
    assert piece.reviewer == team[1]
    as_lead.post(f"{REVIEWERS}{team[1].pk}/end/")
    assert bea.get(address(piece)).status_code == 404


def test_only_executives_of_the_organization_are_named(
    as_lead: Client,
    organization: Organization,
    other_organization: Organization,
    join: Join,
    owner: Membership,
) -> None:
    viewer = join(organization, Role.VIEWER, "viewer@example.com")
    stranger = join(other_organization, Role.EXECUTIVE, "stranger@example.com")

    for member in (viewer, stranger, owner):
        as_lead.post(REVIEWERS, {"member": member.pk})

    assert not EvidenceReviewer.objects.exists()
    assert as_lead.post(f"{REVIEWERS}{stranger.pk}/end/").status_code == 404


def test_stranger_finds_nothing_and_viewers_are_refused(
    piece: Evidence,
    organization: Organization,
    other_organization: Organization,
    join: Join,
    sign_in: SignIn,
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER, "stranger@example.com"))
    viewer = sign_in(join(organization, Role.VIEWER, "viewer@example.com"))

    for path in (LIST, address(piece), f"{LIST}{piece.round_id}/s1/"):
        assert stranger.get(path).status_code == 404
        assert viewer.get(path).status_code == 403
        assert Client().get(path).status_code == 302
    assert stranger.get(f"/o/other/evidence/{piece.pk}/").status_code == 404
    assert stranger.get(f"/o/other/evidence/{piece.round_id}/s1/").status_code == 404


def test_wrong_methods_are_refused(as_lead: Client, piece: Evidence) -> None:
    assert as_lead.post(LIST).status_code == 405
    assert as_lead.get(address(piece, "review/")).status_code == 405
    assert as_lead.get(address(piece, "retract/")).status_code == 405
    assert as_lead.get(REVIEWERS).status_code == 405


def test_nobody_sees_evidence_of_an_open_round_of_totals(
    organization: Organization, team: list[Membership], as_lead: Client, sign_in: SignIn
) -> None:
    round_ = a_round_of(organization, Promise.TOTALS_ONLY)
    for member in team:
        answers_of(round_, member, {"s1": "yes"})
    piece = given(round_, team[0])
    ada = sign_in(team[0])

    assert as_lead.get(address(piece)).status_code == 404
    assert review(as_lead, piece, "accepted") == 404
    assert "Nobody but you sees this now." in page_of(ada.get(address(piece))).text
    assert "but evidence does" in page_of(ada.get(f"{LIST}{round_.pk}/s2/")).text

    closed(round_)

    assert "What Ada shows" in page_of(as_lead.get(address(piece))).text


def test_frozen_evidence_is_read_and_not_reviewed(
    organization: Organization, team: list[Membership], as_lead: Client
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    answers_of(earlier, team[0], {"s1": "yes"})
    piece = given(earlier, team[0])
    closed(earlier)
    a_round_of(organization)

    page = page_of(as_lead.get(address(piece)))

    assert "stays as it is" in page.text
    assert "verdict" not in page.fields
    assert review(as_lead, piece, "accepted") == 302
    piece.refresh_from_db()
    assert piece.state == EvidenceState.WAITING


def test_home_says_what_waits(
    as_lead: Client, as_ada: Client, piece: Evidence, lead: Membership
) -> None:
    assert "1 piece of evidence waits for your review" in page_of(as_lead.get("/o/meridian/")).text

    sent_back(piece, lead)

    assert "Evidence of yours came back" in page_of(as_ada.get("/o/meridian/")).text


def test_sign_page_shows_accepted_evidence_to_those_executives_were_told_of(
    piece: Evidence, lead: Membership, as_lead: Client, join: Join, sign_in: SignIn
) -> None:
    accepted(piece, lead)
    team = Membership.objects.filter(on_executive_team=True).exclude(evidence=piece)
    for member in team[:5]:
        answers_of(piece.round, member, {"s1": "yes"})
    closed(piece.round)
    page = f"/o/meridian/results/{piece.round_id}/signs/s1/"
    viewer = sign_in(join(piece.organization, Role.VIEWER, "viewer@example.com"))

    shown = page_of(as_lead.get(page)).text
    assert "Somebody else has seen the proof" in shown
    assert "Shown by Ada, accepted by Leo Lead" in shown
    nameless = page_of(viewer.get(page)).text
    assert "Somebody else has seen the proof" in nameless
    assert WORDS not in nameless
    assert "Ada" not in nameless


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_one_as_for_three(
    as_lead: Client,
    round_: Round,
    team: list[Membership],
    django_assert_num_queries: CountQueries,
    count: int,
) -> None:
    for member in team[:count]:
        answers_of(round_, member, {"s1": "yes"})
        given(round_, member)

    with django_assert_num_queries(14):
        as_lead.get(LIST)
