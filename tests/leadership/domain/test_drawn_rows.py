"""Charts of rows for paper: what is drawn, what it says instead, and what is left out."""

import re
from fractions import Fraction

from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import Gap
from assessment.domain.shares import Share
from leadership.domain import chart_shapes, drawn_rows, gap_shapes
from tests.leadership.domain.test_chart_shapes import row

HIDDEN = Hidden.TOO_FEW


def texts(drawing: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", drawing)


def title(drawing: str) -> str:
    return drawing.partition("<title>")[2].partition("</title>")[0]


def places(drawing: str) -> dict[str, tuple[float, float]]:
    """Where each text stands."""
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<>]+)</text>', drawing)
    return {text: (float(x), float(y)) for x, y, text in found}


def test_dumbbell_draws_and_says_both_ends() -> None:
    found = drawn_rows.dumbbells(chart_shapes.dumbbells([row()], k=5))

    (drawing,) = found.rows
    assert title(drawing) == "management 56, customers 12"
    assert sorted(texts(drawing)) == ["12", "56"]
    assert texts(found.axis) == ["0%", "25%", "50%", "75%", "100%"]


def test_row_of_which_nothing_is_shown_has_no_drawing() -> None:
    chart = chart_shapes.dumbbells([row(HIDDEN, HIDDEN), row(HIDDEN)], k=5)

    nothing, one_end = drawn_rows.dumbbells(chart).rows

    assert nothing == ""
    assert title(one_end) == "customers 12"


def test_reference_marks_are_dashed_and_named_on_the_axis() -> None:
    found = drawn_rows.dumbbells(chart_shapes.dumbbells([row()], k=5, reference=True))

    assert found.rows[0].count("stroke-dasharray") == 2
    assert "56: managers, CMO Council 2007" in texts(found.axis)
    assert "56: managers, CMO Council 2007" in title(found.axis)


def test_number_moves_below_its_mark_where_the_employees_stand_beside_it() -> None:
    apart = row(employees=Share(30, 100))
    beside = row(Share(35, 50), Share(180, 300), Share(75, 100))  # 70, 60 and 75 %

    found = drawn_rows.dumbbells(chart_shapes.dumbbells([apart, beside], k=5)).rows

    heights = [places(drawing) for drawing in found]
    assert heights[0]["56"][1] == heights[0]["12"][1]
    assert heights[1]["70"][1] > heights[1]["60"][1] + 12
    assert heights[1]["75"][1] < heights[1]["60"][1]


def test_interval_stands_against_zero_and_says_its_bounds() -> None:
    gap = Gap(Share(28, 50), Share(36, 300))
    sample = Gap(Share(3, 10), Share(9, 30))

    found = drawn_rows.intervals(
        gap_shapes.intervals([("a", gap, ""), ("b", sample, ""), ("c", None, "")])
    )

    assert title(found.rows[0]).startswith("The gap as a dot; its interval from ")
    assert "−" in title(found.rows[1])
    assert title(found.rows[2]) == "No gap is shown"
    assert found.rows[2].count("<circle") == 0
    assert "0" in texts(found.axis)


def test_score_has_a_track_and_no_bar_where_it_is_missing() -> None:
    chart = chart_shapes.scores([("A", Fraction(3, 4), "Yes"), ("B", None, "Not enough answers")])

    with_score, without = drawn_rows.scores(chart)

    assert (with_score.count("<rect"), title(with_score)) == (2, "Score 0.75 of 1")
    assert (without.count("<rect"), title(without)) == (1, "No score")


def test_participation_is_a_part_of_a_full_bar() -> None:
    half, none = drawn_rows.participation(
        chart_shapes.participation([("Managers", 40, 20, "50%"), ("Customers", 300, 0, "0%")])
    )

    assert title(half) == "20 of 40 answered"
    assert 'width="120"' in half
    assert (none.count("<rect"), title(none)) == (1, "0 of 300 answered")


def test_dots_are_one_an_answer_and_none_for_a_crowd() -> None:
    drawing = drawn_rows.dots(("y", "y", "d", "n"), "2 yes · 1 no · 1 don’t know")

    assert drawing.count("<circle") == 3
    assert texts(drawing) == ["?"]
    assert title(drawing) == "2 yes · 1 no · 1 don’t know"
    assert drawn_rows.dots(("y",) * 37, "37 yes") == ""
    assert drawn_rows.dots((), "no answers") == ""
