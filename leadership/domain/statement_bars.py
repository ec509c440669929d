"""Answers from strongly disagree to strongly agree as Chart.js: bars that part in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.language import mid_sentence, translate
from leadership.domain.chart_shapes import Chart
from leadership.domain.result_words import dont_know

MIDDLE = 2  # the answer that stands on both sides of the line
APART = 0.08  # of the widest bar: the room before the column of don’t know


@dataclass(frozen=True, slots=True)
class StatementBar:
    """One statement; `counts` run from strongly disagree to strongly agree.

    They are None where nothing is shown, and `words` say why.
    """

    label: str
    counts: tuple[int, ...] | None
    dont_know: int
    words: tuple[str, ...]


def statement_bars(bars: Sequence[StatementBar], labels: Sequence[str]) -> Chart:
    """Disagreement left of a line at 0, agreement right of it, neither on both sides of it.

    One step is one person. Don’t know has a column of its own behind the longest bar.
    """
    ends = [_ends(bar.counts) for bar in bars if bar.counts]
    left = max((-places[0] for places in ends), default=0.0) or 1.0
    right = max((places[-1] for places in ends), default=0.0) or 1.0
    column = round(right + APART * (left + right) + 0.5, 2)
    unsure = max((bar.dont_know for bar in bars), default=0)
    heads = [
        # Translators: over the left and the right half of a bar; the arrows point outwards.
        {"value": -left / 2, "label": translate("← disagree")},
        {"value": right / 2, "label": translate("agree →")},
    ]
    if unsure:
        heads.append({"value": column + unsure / 2, "label": mid_sentence(dont_know())})
    return {
        "type": "bar",
        "data": {
            "labels": [bar.label for bar in bars],
            "datasets": [
                *(_level(bars, at, label) for at, label in enumerate(labels)),
                {
                    "label": dont_know(),
                    "role": "unknown",
                    "data": [
                        [column, column + one.dont_know] if one.dont_know else None for one in bars
                    ],
                    "texts": [str(one.dont_know) if one.dont_know else None for one in bars],
                },
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {"x": {"min": -left, "max": column + unsure if unsure else right}},
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "pointTexts": True,
                    "heads": heads,
                    "rightTexts": [
                        bar.words[0] if len(bar.words) == 1 else list(bar.words) for bar in bars
                    ],
                }
            },
        },
    }


def _level(bars: Sequence[StatementBar], at: int, label: str) -> Chart:
    """Where an answer begins and ends; nobody’s answer has no part to print it in."""
    counts = [bar.counts[at] if bar.counts else 0 for bar in bars]
    return {
        "label": label,
        "role": f"level{at + 1}",
        "data": [
            list(_ends(bar.counts)[at : at + 2]) if bar.counts and count else None
            for bar, count in zip(bars, counts, strict=True)
        ],
        "texts": [str(count) if count else None for count in counts],
    }


def _ends(counts: Sequence[int]) -> list[float]:
    """Where each answer begins, and at last where all end; 0 is the middle of the middle one."""
    ends = [-(sum(counts[:MIDDLE]) + counts[MIDDLE] / 2)]
    for count in counts:
        ends.append(ends[-1] + count)
    return ends
