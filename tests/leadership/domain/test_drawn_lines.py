"""Lines over the quarters for paper."""

import re
from fractions import Fraction

from leadership.domain import chart_shapes
from leadership.domain.chart_shapes import Chart
from leadership.domain.drawn_lines import HEIGHT, WIDTH, lines
from tests.leadership.domain.test_drawn_rows import places, texts

QUARTERS = ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]


def gap_lines(management: list[int | None], customers: list[int | None]) -> Chart:
    def line(label: str, values: list[int | None]) -> Chart:
        return chart_shapes.line(
            label,
            label.lower(),
            [None if one is None else Fraction(one) for one in values],
            in_percent=True,
        )

    return chart_shapes.lines(
        QUARTERS[: len(management)],
        [line("Management", management), line("Customers", customers)],
        top=100,
        step=25,
        in_percent=True,
    )


def test_lines_are_labelled_at_their_ends() -> None:
    drawing = lines(gap_lines([58, 60], [9, 17]), "Both sides")

    assert {"Management 60%", "Customers 17%", "Q1 2026", "100%"} <= set(texts(drawing))
    assert drawing.count("<polyline") == 2
    assert "<title>Both sides</title>" in drawing


def test_line_breaks_at_a_hole_and_a_lone_quarter_is_a_mark() -> None:
    drawing = lines(gap_lines([58, None, 60, 61], [9, 9, 9, 9]), "")

    assert drawing.count("<polyline") == 2  # one stretch of management, one of customers
    assert drawing.count("<polygon") == 1  # shaded only where both neighbours are known


def test_line_of_which_nothing_is_known_is_left_out() -> None:
    drawing = lines(gap_lines([None, None], [9, 17]), "")

    assert "Management" not in drawing
    assert "Customers 17%" in texts(drawing)


def test_labels_that_would_touch_are_moved_apart_and_stay_on_the_paper() -> None:
    for value in (0, 50, 100):
        found = places(lines(gap_lines([value, value], [value, value]), ""))
        ends = [found[f"{side} {value}%"] for side in ("Management", "Customers")]
        assert abs(ends[0][1] - ends[1][1]) >= 11
        assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in ends)


def test_quarters_of_many_years_are_thinned_to_what_fits_with_the_last_kept() -> None:
    labels = [f"Q{1 + at % 4} {2020 + at // 4}" for at in range(24)]
    values = [Fraction(at) for at in range(24)]
    chart = chart_shapes.lines(
        labels, [chart_shapes.line("Agreed", "agreed", values)], top=24, step=8
    )

    shown = [text for text in texts(lines(chart, "")) if re.match(r"Q\d \d{4}$", text)]

    assert shown[-1] == "Q4 2025"
    assert 3 <= len(shown) <= 8
