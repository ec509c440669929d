"""The chart of a sign: drawing, sentence and table say the same."""

from pathlib import Path

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.sign_histories import sign_history
from assessment.queries.trends import rounds_until
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_sign import answers_over_quarters
from tests.assessment.queries.test_sign_histories import (
    OTHER_ANSWERS,
    OTHER_WORDS,
    publish,
    quarters,
)
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs


def chart_of(round_: Round) -> ChartBlock:
    history = sign_history(rounds_until(round_), "s1")
    block = answers_over_quarters(history) if history else None
    assert block is not None
    return block


def test_drawing_table_and_sentence_hold_the_same_numbers(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 3, 1))}, quarter=first)
    block = chart_of(a_round(organization, {EXECUTIVE: signs((6, 2))}, quarter=second))

    drawing = block.draw()

    columns = {"yes": 1, "no": 2, "unknown": 3}
    for part in drawing["data"]["datasets"]:
        assert [str(number) for number in part["data"]] == [
            row[columns[part["role"]]] for row in block.rows
        ]
    assert drawing["data"]["labels"] == [row[0] for row in block.rows]
    words = drawing["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words == [
        ["Contested 5–3", "5 yes · 3 no · 1 don’t know"],
        ["Mostly yes", "6 yes · 2 no"],
    ]
    assert [row[4:] for row in block.rows] == [("9", "Contested 5–3"), ("8", "Mostly yes")]
    assert "Yes from 5 of 9 executives in Q4 2025 to 6 of 8 in Q1 2026." in block.sentence


def test_quarters_without_numbers_say_why(organization: Organization) -> None:
    first, second, third, fourth = quarters(4)
    a_round(organization, {EXECUTIVE: signs((3, 1))}, quarter=first, promise=Promise.TOTALS_ONLY)
    a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=second)
    a_round(organization, {}, asked={EXECUTIVE: 9}, quarter=third)
    block = chart_of(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=fourth))

    words = block.draw()["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[:3] == ["fewer than 5 answers", "not asked", "no answers"]
    assert [row[1:] for row in block.rows[:3]] == [
        ("not shown", "not shown", "not shown", "not shown", why)
        for why in ("Fewer than 5 answers", "Not asked", "No answers")
    ]
    assert block.sentence.startswith("Q1 2026: 7 yes · 2 no.")


def test_chart_breaks_where_the_answers_changed_and_says_so(
    organization: Organization, tmp_path: Path
) -> None:
    first, second, third = quarters(3)
    a_round(organization, {EXECUTIVE: signs((2, 7))}, quarter=first)
    publish(tmp_path, "answers", OTHER_ANSWERS)
    a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=second)
    publish(tmp_path, "words", OTHER_ANSWERS | OTHER_WORDS)
    block = chart_of(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=third))

    drawing = block.draw()

    assert drawing["data"]["labels"] == ["Q3 2025", "", "Q4 2025", "Q1 2026"]
    assert drawing["data"]["datasets"][0]["data"] == [2, None, 5, 7]
    assert "Yes from 5 of 9 executives in Q4 2025 to 7 of 9 in Q1 2026." in block.sentence
    assert block.note == (
        "The chart breaks where the answers to choose from changed. "
        "The question was worded differently before Q1 2026."
    )


def test_there_is_no_chart_while_nothing_may_be_shown(organization: Organization) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((3, 1))}, promise=Promise.TOTALS_ONLY)

    history = sign_history(rounds_until(round_), "s1")

    assert history is not None
    assert answers_over_quarters(history) is None
