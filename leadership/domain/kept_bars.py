"""The kept rate as Chart.js: one bar a quarter, one step a commitment."""

from collections.abc import Sequence

from assessment.domain.language import in_a_row, translate
from leadership.domain.chart_shapes import Chart
from leadership.domain.kept_rates import KeptRate


def kept_bars(quarters: Sequence[tuple[str, KeptRate]]) -> Chart:
    """Kept, kept late and not kept beside each other; the rate stands at the right."""
    longest = max((rate.due for _, rate in quarters), default=0)
    return {
        "type": "bar",
        "data": {
            "labels": [label for label, _ in quarters],
            "datasets": [
                _part(translate("Kept"), "yes", [rate.kept for _, rate in quarters]),
                _part(translate("Kept late"), "unknown", [rate.late for _, rate in quarters]),
                _part(translate("Not kept"), "no", [rate.not_kept for _, rate in quarters]),
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
                        [rate.text, in_a_row(rate.beside) if rate.beside else ""]
                        for _, rate in quarters
                    ],
                }
            },
        },
    }


def _part(label: str, role: str, counts: Sequence[int]) -> Chart:
    """A count of 0 has no part to print it in."""
    return {
        "label": label,
        "role": role,
        "data": list(counts),
        "texts": [str(count) if count else None for count in counts],
    }
