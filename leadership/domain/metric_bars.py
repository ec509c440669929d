"""The metrics test as Chart.js: one bar of metrics about value and metrics to be reduced."""

from collections.abc import Sequence

from assessment.domain.language import translate
from leadership.domain.chart_shapes import Chart


def metrics_bar(value: Sequence[str], reduce: Sequence[str]) -> Chart:
    """One part a side, one step a metric; the names stand under the bar, each under its side."""
    about_value, to_reduce = translate("Value or relationship"), translate("To be reduced")
    return {
        "type": "bar",
        "data": {
            "labels": [""],
            "datasets": [_side(about_value, "yes", value), _side(to_reduce, "no", reduce)],
        },
        "options": {
            "indexAxis": "y",
            "scales": {
                "x": {"min": 0, "max": len(value) + len(reduce), "stacked": True},
                "y": {"stacked": True},
            },
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "pointTexts": True,
                    "under": [
                        {"title": about_value, "names": list(value)},
                        {"title": to_reduce, "names": list(reduce)},
                    ],
                }
            },
        },
    }


def _side(label: str, role: str, names: Sequence[str]) -> Chart:
    count = len(names)
    return {
        "label": label,
        "role": role,
        "data": [count or None],
        "texts": [str(count) if count else None],
    }
