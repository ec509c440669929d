"""The charts of the page of the gap as plain Chart.js: intervals, all answers, the prediction."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from assessment.domain.figures import interval_numbers, rounded
from assessment.domain.gaps import Gap
from assessment.domain.language import mid_sentence, translate
from assessment.domain.shares import FEW, Distribution, Share
from leadership.domain.chart_shapes import PERCENT_AXIS, STEP, Chart, drawn, marks
from leadership.domain.result_words import percent_sign, side_heading

Words = str | list[str]  # what stands at the right of a row


def intervals(rows: Sequence[tuple[str, Gap | None, Words]]) -> Chart:
    """Each gap as a point with its interval, against a line at 0; None where it is not shown.

    The third of a row are the words at its right. A gap without an interval is a point alone, and
    the bounds of an interval are those that the words say.
    """
    found = [gap.estimate if gap else None for _, gap, _ in rows]
    whiskers = [
        None if gap is None or gap.interval is None else list(interval_numbers(gap.interval))
        for _, gap, _ in rows
    ]
    bounds = [
        0.0,
        *(one.value for one in found if one),
        *(bound for one in whiskers if one for bound in one),
    ]
    return {
        "type": "bar",
        "data": {
            "labels": [label for label, _, _ in rows],
            "datasets": [
                {
                    "label": translate("95% interval"),
                    "role": "interval",
                    "data": whiskers,
                },
                {
                    "label": translate("Gap in points"),
                    "role": "estimate",
                    "data": [one and round(one.value, 2) for one in found],
                },
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {
                "x": {
                    "min": min(-STEP, STEP * floor(min(bounds) / STEP)),
                    "max": max(STEP, STEP * ceil(max(bounds) / STEP)),
                    "ticks": {"stepSize": STEP},
                }
            },
            "plugins": {"cornerOffice": {"rightTexts": [words for _, _, words in rows]}},
        },
    }


def answers(rows: Sequence[tuple[str, Distribution | None, Words]], labels: Sequence[str]) -> Chart:
    """All valid answers of a side as one full bar; None where they are not shown.

    The third of a row are the words at its right: how many answered, and how many don’t know.
    """
    shares = [found.shares if found else None for _, found, _ in rows]
    datasets: list[Chart] = [
        {
            "label": label,
            "role": f"level{at + 1}",
            "data": [one and round(float(one[at]) * 100, 2) for one in shares],
            "texts": [
                None if found is None or found.shares is None else _part(found, at)
                for _, found, _ in rows
            ],
        }
        for at, label in enumerate(labels)
    ]
    return {
        "type": "bar",
        "data": {"labels": [label for label, _, _ in rows], "datasets": datasets},
        "options": {
            "indexAxis": "y",
            "scales": {"x": {**PERCENT_AXIS, "stacked": True}, "y": {"stacked": True}},
            "plugins": {
                "cornerOffice": {
                    "unit": percent_sign(),
                    "pointTexts": True,
                    "rightTexts": [words for _, _, words in rows],
                }
            },
        },
    }


def _part(found: Distribution, at: int) -> str:
    """What stands in a part of a bar; below ten answers the count, never a bare percentage."""
    count = found.counts[at]
    return str(count) if found.n < FEW else str(rounded(Fraction(100 * count, found.n)))


def prediction(label: str, median: Fraction, customers: Share, words: Words) -> Chart:
    """What management expected and what customers said, on one line."""
    value = drawn(customers)
    guess = translate("Management’s guess")
    return {
        "type": "bar",
        "data": {
            "labels": [label],
            "datasets": [
                {
                    "label": translate("Distance"),
                    "role": "connector",
                    "data": [None if value is None else [value, float(median)]],
                },
                {
                    "label": guess,
                    "name": mid_sentence(guess),
                    "role": "estimate",
                    "data": [float(median)],
                    "texts": [str(rounded(median))],
                },
                marks(side_heading("customers"), "customers", [customers]),
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {"x": PERCENT_AXIS},
            "plugins": {
                "cornerOffice": {
                    "unit": percent_sign(),
                    "pointTexts": True,
                    "names": True,
                    "rightTexts": [words],
                }
            },
        },
    }
