"""Results as plain Chart.js: numbers, roles and printed words, as js/charts.js reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import one_decimal, rounded, two_decimals
from assessment.domain.gaps import Gap
from assessment.domain.language import mid_sentence, percentage, translate, whole_number
from assessment.domain.sentences import gap_may_show, gives_everybody_away, interval_points, points
from assessment.domain.shares import Share
from leadership.domain.result_words import not_shown, part_of, percent_sign, side_heading

Chart = dict[str, Any]

STEP = 25  # percentage points between two marks of an axis
PERCENT_AXIS = {"min": 0, "max": 100, "ticks": {"stepSize": STEP}}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a dumbbell: both ends, employees between, and what is printed at the right."""

    label: str
    management: Share | Hidden
    customers: Share | Hidden
    employees: Share | Hidden
    gap: Gap | None


def dumbbells(
    rows: Sequence[Row],
    *,
    k: int,
    attributed: bool = False,
    reference: bool = False,
    of: int = 0,
    gaps: bool = True,
) -> Chart:
    """Management and customers on one line a row, employees beside them where they answered.

    `attributed` says that management’s answers are shown by name and need no protection.
    `reference` draws the published marks, across the first `of` rows or, at 0, across all.
    `gaps` is False where one end was not asked, so that nothing is said of a gap at the right.
    """
    ends = [(drawn(row.customers), drawn(row.management, attributed=attributed)) for row in rows]
    connector = [list(end) if None not in end else None for end in ends]
    datasets: list[Chart] = [
        {"label": translate("Gap"), "role": "connector", "data": connector},
        marks(
            side_heading("management"),
            "management",
            [row.management for row in rows],
            attributed=attributed,
        ),
        marks(side_heading("customers"), "customers", [row.customers for row in rows]),
    ]
    if any(drawn(row.employees) is not None for row in rows):
        datasets.append(
            marks(side_heading("employees"), "employees", [row.employees for row in rows])
        )
    words: Chart = {
        "unit": percent_sign(),
        "pointTexts": True,
        "names": True,
    }
    if gaps:
        words["rightTexts"] = [gap_words(row, k=k, attributed=attributed) for row in rows]
    if reference:
        words["reference"] = [{**one, "rows": of} if of else one for one in references()]
    return {
        "type": "bar",
        "data": {"labels": [row.label for row in rows], "datasets": datasets},
        "options": {
            "indexAxis": "y",
            "scales": {"x": PERCENT_AXIS},
            "plugins": {"cornerOffice": words},
        },
    }


def references() -> list[Chart]:
    """The published marks, with their words above them."""
    return [
        {"value": 12, "label": translate("12: customers")},
        {"value": 56, "label": translate("56: managers, CMO Council 2007")},
    ]


def lines(
    labels: Sequence[str],
    datasets: Sequence[Chart],
    *,
    top: int,
    step: int,
    in_percent: bool = False,
) -> Chart:
    """Directly labelled lines over the quarters."""
    words: Chart = {"directLabels": True, "shade": in_percent}
    if in_percent:
        words["unit"] = percent_sign()
    return {
        "type": "line",
        "data": {"labels": list(labels), "datasets": list(datasets)},
        "options": {
            "scales": {"y": {"min": 0, "max": top, "ticks": {"stepSize": step}}},
            "plugins": {"cornerOffice": words},
        },
    }


def line(
    label: str, role: str, values: Sequence[Fraction | int | None], *, in_percent: bool = False
) -> Chart:
    """One line; None leaves a hole, because nothing is known there."""
    texts = [None if value is None else _point(value, in_percent) for value in values]
    numbers = [None if value is None else round(float(value), 2) for value in values]
    return {"label": label, "role": role, "data": numbers, "texts": texts}


def _point(value: Fraction | int, in_percent: bool) -> str:
    return percentage(rounded(value)) if in_percent else one_decimal(Fraction(value))


def scores(rows: Sequence[tuple[str, Fraction | None, str]]) -> Chart:
    """A thin bar a row, 0 to 1, status and score at the right; an empty track without a score."""
    return {
        "type": "bar",
        "data": {
            "labels": [label for label, _, _ in rows],
            "datasets": [
                {
                    "label": translate("Score"),
                    "role": "score",
                    "data": [None if score is None else float(score) for _, score, _ in rows],
                }
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {"x": {"min": 0, "max": 1}},
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "rightTexts": [
                        status if score is None else [status, two_decimals(score)]
                        for _, score, status in rows
                    ],
                }
            },
        },
    }


def participation(rows: Sequence[tuple[str, int, int, str]]) -> Chart:
    """Answered out of asked, a full bar a row; counts and rate stand at the right."""
    answered = [100 * got / asked if asked else None for _, asked, got, _ in rows]
    silent = [None if share is None else 100 - share for share in answered]
    return {
        "type": "bar",
        "data": {
            "labels": [label for label, *_ in rows],
            "datasets": [
                {"label": translate("Answered"), "role": "answered", "data": answered},
                {"label": translate("Did not answer"), "role": "silent", "data": silent},
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {
                "x": {"min": 0, "max": 100, "stacked": True},
                "y": {"stacked": True},
            },
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "rightTexts": [
                        [part_of(whole_number(got), whole_number(asked)), rate]
                        for _, asked, got, rate in rows
                    ],
                }
            },
        },
    }


def drawn(end: Share | Hidden, *, attributed: bool = False) -> float | None:
    """Where an end is drawn, 0 to 100; None when it is hidden or would give everybody away."""
    if isinstance(end, Hidden) or end.value is None:
        return None
    if gives_everybody_away(end) and not attributed:
        return None
    return round(float(end.value) * 100, 2)


def gap_words(row: Row, *, k: int, attributed: bool = False) -> list[str] | str:
    """What stands at the right of a row: the gap and its interval, or why there is none."""
    ends = (row.management, row.customers)
    if hidden := next((end for end in ends if isinstance(end, Hidden)), None):
        return hidden.text(k)
    if any(isinstance(end, Share) and end.n == 0 for end in ends):
        return translate("no answers")
    if row.gap is None or not gap_may_show(row.gap, k, attributed=attributed):
        return not_shown()
    if (interval := interval_points(row.gap)) is None:
        return points(row.gap)
    return [points(row.gap) if row.gap.detectable else translate("no detectable gap"), interval]


def marks(
    label: str, role: str, ends: Sequence[Share | Hidden], *, attributed: bool = False
) -> Chart:
    return {
        "label": label,
        "name": mid_sentence(label),
        "role": role,
        "data": [drawn(end, attributed=attributed) for end in ends],
        "texts": [_short(end, attributed=attributed) for end in ends],
    }


def _short(end: Share | Hidden, *, attributed: bool) -> str | None:
    """The number beside a mark; below ten answers the count, never a bare percentage."""
    if isinstance(end, Hidden) or drawn(end, attributed=attributed) is None or end.value is None:
        return None
    return part_of(end.x, end.n) if end.few else str(rounded(end.value * 100))
