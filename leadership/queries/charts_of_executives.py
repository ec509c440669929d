"""Executives’ statements, who says what, the metrics test: drawing, sentence, table alike."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from assessment.domain.agreement import Agreement
from assessment.domain.disclosure import Hidden
from assessment.domain.language import translatable, translate
from assessment.domain.metrics_test import MetricTag
from assessment.queries.opinions import Opinion
from leadership.domain import executive_findings
from leadership.domain.matrix_dots import matrix_dots
from leadership.domain.metric_bars import metrics_bar
from leadership.domain.statement_bars import StatementBar, statement_bars
from leadership.queries import dashboard_statistics as statistics
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.comparable import SIGNS
from leadership.queries.dashboard_parts import METRICS_HEADERS, metrics_part
from leadership.queries.dashboards import Dashboard
from leadership.queries.matrix import EVIDENCED, Matrix

WHO_SAYS_WHAT: Final = "who-says-what"
MARKS = "Filled is yes, empty is no, a question mark is don’t know."
YES = ("y", EVIDENCED[0])
TICK = translatable("A tick is a yes whose evidence was accepted.")
LEVELS = statistics.OPINION_HEADERS[1:6]


def opinions(dashboard: Dashboard) -> ChartBlock | None:
    """The statements as executives answered them; None where no counts may be shown."""
    answered = statistics.answered(dashboard.results.opinions)
    shown = [(one.text, one.agreement) for one in answered if isinstance(one.agreement, Agreement)]
    if not any(found.k for _, found in shown):
        return None
    return ChartBlock(
        key="opinions",
        title="Executives’ answers to the statements",
        finding=executive_findings.opinions_finding(shown),
        sentence=executive_findings.opinions_sentence(shown),
        note="One step is one executive.",
        headers=statistics.OPINION_HEADERS,
        rows=tuple(statistics.opinion_rows(answered, k=dashboard.k)),
        draw=lambda: statement_bars([_bar(one, dashboard.k) for one in answered], LEVELS),
    )


def metrics(dashboard: Dashboard) -> ChartBlock | None:
    """The metrics test as one bar; None while no metric on the dashboard takes a side."""
    test, part = dashboard.results.metrics, metrics_part(dashboard)
    if test is None or part is None:
        return None
    on_dashboard = [one for one in test.metrics if one.on_dashboard]
    value = [one.name for one in on_dashboard if one.tag is MetricTag.VALUE]
    reduce = [one.name for one in on_dashboard if one.tag is MetricTag.REDUCE]
    if not (value or reduce):
        return None
    sides = len(value) + len(reduce)
    paid = sum(one.in_pay for one in test.metrics)
    total = (
        "All metrics",
        f"{len(value)} of {sides} value, {len(reduce)} of {sides} reduce",
        f"{len(on_dashboard)} of {len(test.metrics)}",
        f"{paid} of {len(test.metrics)}",
    )
    return ChartBlock(
        key="metrics",
        title="Service metrics",
        finding=f"Metrics test: {part.verdict.lower()}",
        sentence=part.sentence,
        note="",
        headers=METRICS_HEADERS,
        rows=(*part.rows, total),
        draw=lambda: metrics_bar(value, reduce),
    )


def who_says_what(matrix: Matrix | None) -> ChartBlock | None:
    """Signs by executive; only for readers whom executives were told of."""
    if matrix is None or not matrix.rows:
        return None
    numbers = [str(number) for number, _ in enumerate(SIGNS, start=1)]
    rows = [(row.name, [mark for mark, _ in row.cells]) for row in matrix.rows]
    said = Counter(at for _, marks in rows for at, mark in enumerate(marks) if mark in YES)
    ticked = any(EVIDENCED[0] in marks for _, marks in rows)
    return ChartBlock(
        key=WHO_SAYS_WHAT,
        title="Signs by executive",
        finding=executive_findings.matrix_finding(
            [["y" if mark in YES else mark for mark in marks] for _, marks in rows]
        ),
        sentence=executive_findings.matrix_sentence([said[at] for at in range(len(SIGNS))]),
        note=" ".join([MARKS, *([translate(TICK)] * ticked)]),
        headers=("Executive", *numbers, "Yes"),
        rows=(
            *(
                (row.name, *(word for _, word in row.cells), str(_count(row.cells)))
                for row in matrix.rows
            ),
            ("Yes", *(str(said[at]) for at in range(len(SIGNS))), str(said.total())),
        ),
        draw=lambda: matrix_dots(rows, numbers),
    )


def _count(cells: Sequence[tuple[str, str]]) -> int:
    return sum(mark in YES for mark, _ in cells)


def _bar(one: Opinion, k: int) -> StatementBar:
    found = one.agreement
    if isinstance(found, Hidden):
        return StatementBar(one.text, None, 0, (found.text(k),))
    unsure = found.answers.dont_know
    words = (f"{unsure} don’t know",) if unsure else ("",)
    return StatementBar(one.text, found.answers.counts if found.k else None, unsure, words)
