"""Executives’ statements, who says what, the metrics test: drawing, sentence, table alike."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from assessment.domain.agreement import Agreement
from assessment.domain.disclosure import Hidden
from assessment.domain.language import mid_sentence, translatable, translate
from assessment.domain.metrics_test import MetricTag
from assessment.queries.opinions import Opinion
from leadership.domain import executive_findings
from leadership.domain.matrix_dots import matrix_dots
from leadership.domain.metric_bars import metrics_bar
from leadership.domain.result_words import part_of, unsure
from leadership.domain.statement_bars import StatementBar, statement_bars
from leadership.queries import dashboard_statistics as statistics
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.comparable import SIGNS
from leadership.queries.dashboard_parts import metrics_headers, metrics_part
from leadership.queries.dashboards import Dashboard
from leadership.queries.matrix import EVIDENCED, Matrix

WHO_SAYS_WHAT: Final = "who-says-what"
MARKS = translatable("Filled is yes, empty is no, a question mark is don’t know.")
YES = ("y", EVIDENCED)
TICK = translatable("A tick is a yes whose evidence was accepted.")


def opinions(dashboard: Dashboard) -> ChartBlock | None:
    """The statements as executives answered them; None where no counts may be shown."""
    answered = statistics.answered(dashboard.results.opinions)
    shown = [(one.text, one.agreement) for one in answered if isinstance(one.agreement, Agreement)]
    if not any(found.k for _, found in shown):
        return None
    return ChartBlock(
        key="opinions",
        title=translate("Executives’ answers to the statements"),
        finding=executive_findings.opinions_finding(shown),
        sentence=executive_findings.opinions_sentence(shown),
        note=translate("One step is one executive."),
        headers=statistics.opinion_headers(),
        rows=tuple(statistics.opinion_rows(answered, k=dashboard.k)),
        draw=lambda: statement_bars(
            [_bar(one, dashboard.k) for one in answered], statistics.opinion_levels()
        ),
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
        translate("All metrics"),
        translate("{value} of {sides} value, {reduce} of {sides} reduce").format(
            value=len(value), reduce=len(reduce), sides=sides
        ),
        part_of(len(on_dashboard), len(test.metrics)),
        part_of(paid, len(test.metrics)),
    )
    return ChartBlock(
        key="metrics",
        title=translate("Service metrics"),
        finding=translate("Metrics test: {verdict}").format(verdict=mid_sentence(part.verdict)),
        sentence=part.sentence,
        note="",
        headers=metrics_headers(),
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
    ticked = any(EVIDENCED in marks for _, marks in rows)
    return ChartBlock(
        key=WHO_SAYS_WHAT,
        title=translate("Signs by executive"),
        finding=executive_findings.matrix_finding(
            [["y" if mark in YES else mark for mark in marks] for _, marks in rows]
        ),
        sentence=executive_findings.matrix_sentence([said[at] for at in range(len(SIGNS))]),
        note=" ".join([translate(MARKS), *([translate(TICK)] * ticked)]),
        headers=(translate("Executive"), *numbers, translate("Yes")),
        rows=(
            *(
                (row.name, *(word for _, word in row.cells), str(_count(row.cells)))
                for row in matrix.rows
            ),
            (translate("Yes"), *(str(said[at]) for at in range(len(SIGNS))), str(said.total())),
        ),
        draw=lambda: matrix_dots(rows, numbers),
    )


def _count(cells: Sequence[tuple[str, str]]) -> int:
    return sum(mark in YES for mark, _ in cells)


def _bar(one: Opinion, k: int) -> StatementBar:
    found = one.agreement
    if isinstance(found, Hidden):
        return StatementBar(one.text, None, 0, (found.text(k),))
    silent = found.answers.dont_know
    words = (unsure(silent),) if silent else ("",)
    return StatementBar(one.text, found.answers.counts if found.k else None, silent, words)
