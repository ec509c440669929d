"""The metrics test as Chart.js: one bar of metrics about value and metrics to be reduced."""

from collections.abc import Sequence

from leadership.domain.chart_shapes import Chart

VALUE = "Value or relationship"
REDUCE = "To be reduced"


def metrics_bar(value: Sequence[str], reduce: Sequence[str]) -> Chart:
    """One part a side, one step a metric; the names stand under the bar, each under its side."""
    return {
        "type": "bar",
        "data": {
            "labels": [""],
            "datasets": [_side(VALUE, "yes", value), _side(REDUCE, "no", reduce)],
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
                        {"title": VALUE, "names": list(value)},
                        {"title": REDUCE, "names": list(reduce)},
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
