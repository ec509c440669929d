"""The chart of one’s own numbers beside the quartiles of several organizations."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from assessment.domain.language import translate
from assessment.domain.signs import NUMBER_OF_SIGNS
from leadership.domain.chart_shapes import STEP, Chart
from leadership.domain.peers import Quartiles


@dataclass(frozen=True, slots=True)
class Strip:
    """One line; `words` stand at its right: strong and soft, or why nothing is drawn."""

    label: str
    own: Fraction | None
    quartiles: Quartiles | None
    words: list[str] | str


def strips(rows: Sequence[Strip], *, counts_signs: bool) -> Chart:
    """A band for the middle half, a stroke for the median, a point for one’s own number."""
    found = [row.quartiles for row in rows]
    datasets: list[Chart] = [
        {
            "label": translate("The middle half"),
            "role": "quartiles",
            "data": [one and [float(one.lower), float(one.upper)] for one in found],
        },
        {
            "label": translate("Median"),
            "role": "median",
            "data": [one and float(one.middle) for one in found],
        },
        {
            "label": translate("Own organization"),
            "role": "estimate",
            "data": [None if row.own is None else round(float(row.own), 2) for row in rows],
        },
    ]
    return {
        "type": "bar",
        "data": {"labels": [row.label for row in rows], "datasets": datasets},
        "options": {
            "indexAxis": "y",
            "scales": {"x": _signs_axis() if counts_signs else _points_axis(rows)},
            "plugins": {"cornerOffice": {"rightTexts": [row.words for row in rows]}},
        },
    }


def _signs_axis() -> Chart:
    return {"min": 0, "max": NUMBER_OF_SIGNS, "ticks": {"stepSize": 2}}


def _points_axis(rows: Sequence[Strip]) -> Chart:
    """From 0, or from further left where something is negative."""
    numbers = [Fraction(0)]
    numbers += [row.own for row in rows if row.own is not None]
    for row in rows:
        if row.quartiles:
            numbers += [row.quartiles.lower, row.quartiles.upper]
    return {
        "min": STEP * floor(min(numbers) / STEP),
        "max": max(2 * STEP, STEP * ceil(max(numbers) / STEP)),
        "ticks": {"stepSize": STEP},
    }
