"""What a board pack says: the dashboard of its readers, and nothing else."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.language import speaking
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Tally
from leadership.domain.packs import Readers
from leadership.models import Membership
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import dashboard_for
from leadership.queries.packs import Pack, fingerprint_for, pack_for
from tests.closed_rounds import (
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    a_round,
    headline,
    signs,
)
from tests.leadership.commitments import PROMISED_AT as IN_FEBRUARY
from tests.leadership.commitments import a_commitment
from tests.leadership.views.test_results import several
from tests.leadership.views.test_results_for_viewers import three_executives

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


def everything(pack: Pack) -> str:
    return str(asdict(pack))


def test_pack_has_the_findings_of_the_dashboard(round_: Round) -> None:
    dashboard = dashboard_for(round_)

    pack = pack_for(round_, Readers.LEADERSHIP)

    assert pack.dashboard.headline == dashboard.headline
    assert pack.dashboard.figures == dashboard.figures
    assert [sign for sign, _ in pack.signs] == list(dashboard.signs)
    assert pack.gap_heading == "Customers see us 44 points lower than we see ourselves"
    assert pack.kicker == dashboard.kicker


def test_charts_have_the_numbers_of_the_dashboard_s_tables(round_: Round) -> None:
    blocks = charts_of(dashboard_for(round_))

    pack = pack_for(round_, Readers.LEADERSHIP)

    for chart, key in ((pack.by_question, "gap-by-question"), (pack.by_unit, "gap-by-unit")):
        assert chart is not None
        assert chart.block.rows == blocks[key].rows
        for row, words in zip(chart.rows, blocks[key].rows, strict=True):
            assert (row.label, *(share for _, share in row.ends), row.gap) == words
    assert [one.block.rows for one in pack.trends] == [
        blocks["signs-over-time"].rows,
        blocks["gap-over-time"].rows,
    ]
    assert pack.checklist is not None
    scores = [row[-1] for row in blocks["checklist"].rows if not row[0].startswith("– ")]
    assert [row.note or row.words.lower() for row in pack.checklist.rows] == scores
    assert pack.participation is not None
    assert [(row.label, row.words, row.note) for row in pack.participation.rows] == [
        (label, f"{got} of {asked}", rate)
        for label, asked, got, rate in blocks["participation"].rows
    ]


def test_steps_are_those_signs_that_are_not_agreed_contested_ones_first(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0), (0, 9), (9, 0), (4, 5), (9, 0))})

    pack = pack_for(round_, Readers.LEADERSHIP)

    assert [step.sign.key for step in pack.steps] == ["s4", "s2"]
    assert all(step.do or step.do_not for step in pack.steps)


def test_at_most_three_steps_are_named(organization: Organization) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((0, 9))})

    assert len(pack_for(round_, Readers.LEADERSHIP).steps) == 3


def test_first_round_has_no_lines(organization: Organization) -> None:
    round_ = several(organization, 1)

    pack = pack_for(round_, Readers.LEADERSHIP)

    assert not pack.is_over_time
    assert pack.trend_heading == "The first round: a trend needs two"


def test_versions_are_those_that_the_round_asked(round_: Round) -> None:
    pack = pack_for(round_, Readers.LEADERSHIP)

    assert {(one.key, one.number, one.fingerprint) for one in pack.versions} == {
        (one.questionnaire.key, one.number, one.fingerprint) for one in round_.versions.all()
    }


def test_readers_beyond_the_leadership_team_get_what_viewers_see(
    organization: Organization,
) -> None:
    round_ = three_executives(organization)

    leadership = everything(pack_for(round_, Readers.LEADERSHIP))
    viewers = everything(pack_for(round_, Readers.VIEWERS))

    assert "Fewer than 5 executives answered, so the signs are not shown." in viewers
    for canary in ("2 of 3", "3 yes", "2 yes", "57 points", "66.67"):
        assert canary not in viewers
    assert "2 of 3" in leadership
    assert "3 yes" in leadership


def test_readers_beyond_the_leadership_team_learn_nothing_of_participation(round_: Round) -> None:
    pack = pack_for(round_, Readers.VIEWERS)

    assert (pack.participation, pack.kicker, pack.silence) == (None, "", "")


def test_what_the_dashboard_hides_is_in_no_drawing_either(organization: Organization) -> None:
    """Three managers said something that nobody else did: 37 % of nothing else is 37 %."""
    round_ = a_round(
        organization,
        {
            (MANAGER, "North"): headline(3, 4),
            (MANAGER, "South"): headline(4, 8),
            (CUSTOMER, "North"): headline(10, 40),
            (CUSTOMER, "South"): headline(12, 48),
            (EMPLOYEE, "North"): headline(1, 3),
        },
        promise=Promise.TOTALS_ONLY,
    )

    for readers in Readers:
        said = everything(pack_for(round_, readers))
        for canary in ("3 of 4", "4 of 8", "1 of 3", ">75<", "75.0"):
            assert canary not in said, canary
        assert "fewer than 5 answers" in said


def test_fingerprint_stays_for_the_same_round_and_changes_with_an_answer(round_: Round) -> None:
    before = pack_for(round_, Readers.LEADERSHIP).fingerprint

    again = pack_for(Round.objects.get(pk=round_.pk), Readers.LEADERSHIP).fingerprint
    tally = Tally.objects.filter(round=round_, question="s1", choice="yes").latest("pk")
    tally.count -= 1
    tally.save()
    after = pack_for(round_, Readers.LEADERSHIP).fingerprint

    assert before == again
    assert len(before) == 64
    assert after != before


def test_fingerprint_tells_nothing_of_hidden_answers(organization: Organization) -> None:
    """Two rounds that differ only in what is hidden say the same, so they have one fingerprint."""
    round_ = a_round(
        organization, {MANAGER: headline(3, 4), CUSTOMER: headline(10, 40)}, asked={MANAGER: 9}
    )
    before = pack_for(round_, Readers.VIEWERS).fingerprint

    top = Tally.objects.filter(round=round_, question="p1", audience="manager", choice="5")
    top.update(choice="3")

    assert pack_for(round_, Readers.VIEWERS).fingerprint == before


def test_leadership_and_viewers_have_fingerprints_of_their_own(round_: Round) -> None:
    found = {pack_for(round_, readers).fingerprint for readers in Readers}

    assert len(found) == 2


@pytest.mark.parametrize("language", ["de", "ar"])
def test_fingerprint_is_the_same_in_every_language(round_: Round, language: str) -> None:
    english = pack_for(round_, Readers.LEADERSHIP)

    with speaking(language):
        pack = pack_for(round_, Readers.LEADERSHIP)
        alone = fingerprint_for(round_, Readers.LEADERSHIP)

    assert pack.fingerprint == alone == english.fingerprint


def test_employees_are_told_by_their_marks_and_not_by_a_word(round_: Round) -> None:
    with speaking("de"):
        pack = pack_for(round_, Readers.LEADERSHIP)

    assert pack.by_question is not None
    assert pack.by_question.has_employees


@pytest.mark.parametrize(("rounds", "queries"), [(1, 6), (2, 7), (4, 7)])
def test_pack_costs_the_same_however_many_rounds_there_are(
    organization: Organization,
    django_assert_num_queries: DjangoAssertNumQueries,
    rounds: int,
    queries: int,
) -> None:
    round_ = several(organization, rounds)
    pack_for(round_, Readers.LEADERSHIP)  # questionnaires are read once in a process

    with django_assert_num_queries(queries):
        pack_for(round_, Readers.LEADERSHIP)


def test_commitments_are_told_as_of_a_moment_and_without_its_day(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((4, 5))})
    without = pack_for(round_, Readers.LEADERSHIP, now=IN_FEBRUARY)
    a_commitment(lead, round_, now=IN_FEBRUARY)

    first, next_day, overdue = (
        pack_for(round_, Readers.LEADERSHIP, now=IN_FEBRUARY + timedelta(days=days))
        for days in (0, 1, 60)
    )

    assert without.commitments is None
    assert first.commitments
    assert [one.what for one in first.commitments.open] == [
        "Put the question of pay before the board"
    ]
    assert first.fingerprint == next_day.fingerprint
    assert len({one.fingerprint for one in (without, first, overdue)}) == 3
