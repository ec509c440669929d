"""How far the evidence of rounds got, and since when it is counted."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.proofs import Proof
from assessment.models import Organization
from leadership.domain.evidence import Content
from leadership.domain.packs import Readers
from leadership.models import Membership
from leadership.queries.dashboards import dashboard_for
from leadership.queries.exports import tables_for
from leadership.queries.matrix import matrix_of
from leadership.queries.packs import pack_for
from leadership.queries.proofs import proofs_of
from leadership.views.api_results import results_shape, trend_shape
from tests.leadership.evidences import (
    WORDS,
    a_quarter_before,
    a_round_of,
    a_team,
    accepted,
    answers_of,
    closed,
    given,
    later,
    sent_back,
)

pytestmark = pytest.mark.django_db
YES = {"s1": "yes", "s2": "yes", "s3": "yes", "s4": "yes"}


@pytest.fixture
def team(organization: Organization) -> list[Membership]:
    return a_team(organization, 3)


def test_evidence_is_counted_from_the_first_round_in_which_any_was_accepted(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    first = a_round_of(organization, quarter=a_quarter_before(2))
    answers_of(first, team[0], YES)
    sent_back(given(first, team[0], "s1"), lead)
    given(first, team[0], "s2")
    first = closed(first)
    second = a_round_of(organization, quarter=a_quarter_before())
    answers_of(second, team[0], YES)
    accepted(given(second, team[0], "s1"), lead)
    given(second, team[0], "s2")
    sent_back(given(second, team[0], "s3"), lead)
    second = closed(second)
    third = a_round_of(organization)
    answers_of(third, team[0], YES)
    third = closed(third)

    assert proofs_of([first, second, third]) == {
        first.pk: None,
        second.pk: {"s1": Proof.ACCEPTED, "s2": Proof.WAITING},
        third.pk: {"s1": Proof.STALE},
    }


def test_one_accepted_piece_is_enough(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization)
    for member in team:
        answers_of(round_, member, YES)
    accepted(given(round_, team[0]), lead)
    given(round_, team[1])

    assert proofs_of([round_]) == {round_.pk: {"s1": Proof.ACCEPTED}}


def test_numbers_of_a_closed_round_stay_what_later_rounds_may_bring(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    for member in team:
        answers_of(earlier, member, YES)
    accepted(given(earlier, team[0]), lead)
    earlier = closed(earlier)
    published = dashboard_for(earlier)

    now = a_round_of(organization)
    answers_of(now, team[0], YES)
    accepted(given(now, team[0], content=Content(WORDS, "", later(90))), lead)
    accepted(given(now, team[0], "s2"), lead)
    closed(now)
    team[0].delete()

    again = dashboard_for(earlier)
    assert (again.headline, again.figures, again.signs) == (
        published.headline,
        published.figures,
        published.signs,
    )


def test_dashboard_counts_evidenced_signs(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization)
    for member in team:
        answers_of(round_, member, YES)
    accepted(given(round_, team[0], "s1"), lead)
    accepted(given(round_, team[1], "s4"), lead)
    given(round_, team[1], "s2")
    dashboard = dashboard_for(closed(round_))

    assert dashboard.headline.startswith("Two of the eight signs are evidenced.")
    figure = dashboard.figures[0]
    assert (figure.label, figure.strong) == ("Signs evidenced", "2 of 8")
    assert figure.note.startswith("4 agreed · 4 claimed on average · “Little shown”, our own band")
    assert figure.squares == ("evidenced", "agreed", "agreed", "evidenced", *["open"] * 4)
    assert [sign.proof_tag for sign in dashboard.signs] == [
        "Evidenced",
        "Not reviewed yet",
        "Claimed, no evidence",
        "Evidenced",
        *[""] * 4,
    ]


def test_matrix_ticks_the_yes_of_whoever_proved_it(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization)
    for member in team[:2]:
        answers_of(round_, member, YES)
    accepted(given(round_, team[0], "s1"), lead)
    matrix = matrix_of(closed(round_), None)

    assert matrix is not None
    ada, bea = matrix.rows
    assert ada.cells[:2] == (("t", "yes, evidenced"), ("y", "yes"))
    assert bea.cells[:2] == (("y", "yes"), ("y", "yes"))


def test_proofs_take_one_query_however_many_rounds(
    organization: Organization,
    team: list[Membership],
    lead: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rounds = []
    for before in (2, 1, 0):
        round_ = a_round_of(organization, quarter=a_quarter_before(before))
        answers_of(round_, team[0], YES)
        accepted(given(round_, team[0], content=Content(WORDS, "", later(9 - before))), lead)
        rounds.append(closed(round_))

    with django_assert_num_queries(1):
        proofs_of(rounds[:1])
    with django_assert_num_queries(1):
        proofs_of(rounds)


def test_files_packs_and_programs_say_what_the_dashboard_says(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization)
    for member in team:
        answers_of(round_, member, YES)
    accepted(given(round_, team[0], "s1"), lead)
    round_ = closed(round_)

    tables = {table.key: table for table in tables_for(lead, round_)}
    at = [column.key for column in tables["signs"].columns].index("evidence")
    assert [row[at] for row in tables["signs"].rows] == [
        *("accepted", "none", "none", "none"),
        *[None] * 4,
    ]
    said = "Of 4 agreed signs, evidenced: 1. 3 are claimed without evidence."
    assert ("Evidence", said) in tables["summary"].rows
    pack = pack_for(round_, Readers.LEADERSHIP)
    assert (pack.proofs, pack.evidence_may_change) == (said, True)
    # Three named executives are no group that viewers and programs could read of.
    assert pack_for(round_, Readers.VIEWERS).proofs == ""
    signs = results_shape(dashboard_for(round_, named=False)).signs
    assert signs is not None
    assert (signs.evidenced, signs.rows) == (None, [])


def test_programs_read_how_far_the_evidence_got(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_round_of(organization)
    team = a_team(organization, 6)
    for member in team:
        answers_of(round_, member, YES)
    accepted(given(round_, team[0], "s1"), lead)
    dashboard = dashboard_for(closed(round_), named=False)

    signs = results_shape(dashboard).signs
    assert signs is not None
    assert signs.evidenced == 1
    assert [row.evidence for row in signs.rows[:5]] == ["accepted", *["none"] * 3, None]
    assert trend_shape(dashboard).points[-1].evidenced == 1
