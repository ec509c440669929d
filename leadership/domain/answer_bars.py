"""The answers to one sign as Chart.js: one bar a quarter, one step an executive."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.language import translate
from assessment.domain.signs import SignCounts
from leadership.domain.chart_shapes import Chart
from leadership.domain.result_words import dont_know


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One quarter; `counts` is None where there is no bar, and `words` say why."""

    label: str
    counts: SignCounts | None
    words: tuple[str, ...]


def answer_bars(bars: Sequence[AnswerBar]) -> Chart:
    """Yes, don’t know and no beside each other, each count printed inside its part."""
    longest = max((bar.counts.answers for bar in bars if bar.counts), default=0)
    counts = [
        (bar.counts.yes, bar.counts.dont_know, bar.counts.no) if bar.counts else None
        for bar in bars
    ]
    return {
        "type": "bar",
        "data": {
            "labels": [bar.label for bar in bars],
            "datasets": [
                _part(translate("Yes"), "yes", [one and one[0] for one in counts]),
                _part(dont_know(), "unknown", [one and one[1] for one in counts]),
                _part(translate("No"), "no", [one and one[2] for one in counts]),
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {
                "x": {"min": 0, "max": max(longest, 1), "stacked": True},
                "y": {"stacked": True},
            },
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "pointTexts": True,
                    "rightTexts": [
                        bar.words[0] if len(bar.words) == 1 else list(bar.words) for bar in bars
                    ],
                }
            },
        },
    }


def _part(label: str, role: str, counts: Sequence[int | None]) -> Chart:
    """A count of 0 has no part to print it in; a quarter without a bar has no count."""
    return {
        "label": label,
        "role": role,
        "data": list(counts),
        "texts": [str(count) if count else None for count in counts],
    }
