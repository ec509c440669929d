"""Who said what to which sign as Chart.js: a row an executive, a column a sign."""

from collections.abc import Sequence

from assessment.domain.language import translate
from leadership.domain.chart_shapes import Chart


def matrix_dots(rows: Sequence[tuple[str, Sequence[str]]], columns: Sequence[str]) -> Chart:
    """A dot for each answer: filled "y", empty "n", a question mark for "d", a dash for ""."""
    return {
        "type": "bar",
        "data": {
            "labels": [name for name, _ in rows],
            "datasets": [
                {
                    "label": translate("Sign {number}").format(number=label),
                    "role": "sign",
                    "data": [at for _ in rows],
                    "marks": [marks[at - 1] for _, marks in rows],
                }
                for at, label in enumerate(columns, start=1)
            ],
        },
        "options": {
            "indexAxis": "y",
            "scales": {"x": {"min": 0.5, "max": len(columns) + 0.5}},
            "plugins": {
                "cornerOffice": {
                    "axis": False,
                    "columns": True,
                    "heads": [
                        {"value": at, "label": label} for at, label in enumerate(columns, start=1)
                    ],
                }
            },
        },
    }
