"""A program reads the commitments and the kept rate that the pages tell, and nobody's name."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from assessment.models import Organization, Round
from leadership.domain.api_keys import Scope
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.exports_of_commitments import kept
from leadership.queries.keeping import keeping_of
from leadership.services.commitments import drop_commitment, keep_commitment
from tests.leadership.api_reading import a_key, ask, read
from tests.leadership.commitments import DUE_ON, LATER, PROMISED_ON, a_closed_round, a_commitment
from tests.leadership.conftest import Join

pytestmark = pytest.mark.django_db
NEXT_QUARTER = datetime(2026, 4, 20, 9, tzinfo=UTC)


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_closed_round(organization)


@pytest.fixture
def ann(organization: Organization, round_: Round, join: Join) -> Membership:
    return join(organization, Role.EXECUTIVE, name="Ann Berg", on_executive_team=True)


@pytest.fixture
def text(organization: Organization) -> str:
    return a_key(organization, scopes=[Scope.RESULTS])[1]


def test_commitments_are_told_with_what_became_of_them(
    round_: Round, ann: Membership, text: str
) -> None:
    done = a_commitment(ann, round_)
    keep_commitment(
        commitment=done, on=LATER.date(), reason="The paper went out.", by=ann, now=LATER
    )
    late = a_commitment(ann, round_, question="s6", what="Ask ten customers")

    with time_machine.travel(NEXT_QUARTER, tick=False):
        told = read("/commitments", text)

    assert (told["organization"], told["as_of"]) == ("Meridian Freight", "2026-04-20")
    first, second = told["commitments"]
    assert first == {
        "id": done.pk,
        "round_id": round_.pk,
        "round_label": "Q1 2026",
        "question": "s7",
        "about": first["about"],
        "what": "Put the question of pay before the board",
        "visible_in": "The paper for the board",
        "made_on": PROMISED_ON.isoformat(),
        "due_on": DUE_ON.isoformat(),
        "first_due_on": DUE_ON.isoformat(),
        "state": "kept",
        "overdue": False,
        "closed_on": "2026-03-02",
        "reason": "The paper went out.",
        "sign_since": None,
    }
    assert first["about"].startswith("Sign 7")
    assert (second["id"], second["state"], second["overdue"]) == (late.pk, "open", True)
    assert (second["closed_on"], second["reason"]) == (None, None)


def test_kept_rate_is_the_table_of_the_pages(round_: Round, ann: Membership, text: str) -> None:
    for number in range(11):
        one = a_commitment(ann, round_, what=f"Number {number}")
        if number < 7:
            keep_commitment(commitment=one, on=LATER.date(), reason="Done.", by=ann, now=LATER)
        elif number == 7:
            drop_commitment(commitment=one, on=LATER.date(), reason="Moot.", by=ann, now=LATER)
    a_commitment(ann, round_, due_on=date(2026, 6, 30))

    with time_machine.travel(NEXT_QUARTER, tick=False):
        first, second = read("/commitments", text)["kept_rate"]
        table = kept(keeping_of(round_, named=False, now=NEXT_QUARTER))

    assert (first["quarter"], first["is_over"]) == ("Q1 2026", True)
    assert (first["due"], first["kept"], first["kept_late"], first["not_kept"]) == (10, 7, 0, 3)
    assert (first["share"], first["text"]) == (0.7, "70% (7 of 10)")
    assert (first["withdrawn"], first["not_due"]) == (1, 0)
    assert (second["quarter"], second["due"], second["share"]) == ("Q2 2026", 0, None)
    assert (second["not_due"], second["is_over"]) == (1, False)
    assert table
    assert [row[:5] for row in table.rows] == [
        (one["quarter"], one["due"], one["kept"], one["kept_late"], one["not_kept"])
        for one in (first, second)
    ]


def test_fewer_than_ten_have_no_share(round_: Round, ann: Membership, text: str) -> None:
    one = a_commitment(ann, round_)
    keep_commitment(commitment=one, on=LATER.date(), reason="Done.", by=ann, now=LATER)

    rate = read("/commitments", text)["kept_rate"][0]

    assert (rate["kept"], rate["share"], rate["text"]) == (1, None, "1 of 1")


def test_nobody_is_named(round_: Round, ann: Membership, text: str) -> None:
    a_commitment(ann, round_)

    answer = ask("/commitments", text).content.decode()

    assert "Put the question of pay" in answer
    assert "Ann" not in answer
    assert ann.user.email not in answer


def test_organizations_read_their_own(
    organization: Organization, other_organization: Organization, ann: Membership, round_: Round
) -> None:
    a_commitment(ann, round_)
    a_closed_round(other_organization)
    _, theirs = a_key(other_organization)

    assert read("/commitments", theirs)["commitments"] == []


def test_before_a_round_has_closed_there_is_nothing(other_organization: Organization) -> None:
    _, text = a_key(other_organization)

    told = read("/commitments", text)

    assert (told["kept_rate"], told["commitments"]) == ([], [])


def test_participation_alone_reads_no_commitment(organization: Organization) -> None:
    _, text = a_key(organization, scopes=[Scope.PARTICIPATION])

    assert ask("/commitments", text).status_code == 403
