"""The sentences of the dashboard as a table: headline, figures, findings and remarks."""

from collections.abc import Iterable, Iterator

from assessment.domain.language import translate
from leadership.domain.export_tables import Column, ExportTable
from leadership.queries import dashboard_parts as parts
from leadership.queries import dashboard_statistics as statistics
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard
from leadership.queries.matrix import Matrix

Line = tuple[str, str]


def summary(
    dashboard: Dashboard, charts: Iterable[ChartBlock], matrix: Matrix | None, *, counted: bool
) -> ExportTable:
    """What the page says in words; `counted` is whether the reader sees who answered."""
    lines = [
        ("Headline", dashboard.headline),
        ("Change", dashboard.change),
        *([("Answers", dashboard.kicker)] if counted else []),
        *((one.label, f"{one.strong} · {one.note}") for one in dashboard.figures),
        *_signs(dashboard, matrix, counted=counted),
        *((block.title, text) for block in charts for text in _texts(block)),
        *_gap(dashboard),
        ("Over time", parts.trend_heading(dashboard)),
        *_metrics(dashboard),
    ]
    return ExportTable(
        key="summary",
        title=translate("Summary"),
        about=translate(
            "The headline, the figures under it, and every finding of the page in a sentence."
        ),
        columns=(Column("part", "Part"), Column("says", "What the page says")),
        rows=tuple((part, says) for part, says in lines if says),
    )


def _signs(dashboard: Dashboard, matrix: Matrix | None, *, counted: bool) -> Iterator[Line]:
    heading = parts.signs_heading(dashboard) if dashboard.signs else dashboard.signs_missing
    yield "Signs", heading
    if counted:
        yield "Signs", statistics.silence_sentence(dashboard)
    yield "Evidence", parts.proofs_sentence_of(dashboard)
    for move in matrix.moves if matrix else []:
        yield f"Changed since {matrix.since if matrix else ''}", move


def _texts(block: ChartBlock) -> tuple[str, ...]:
    return (block.finding, block.sentence, block.note)


def _gap(dashboard: Dashboard) -> Iterator[Line]:
    yield "Prediction", parts.prediction_sentence(dashboard)
    for sentence in parts.dont_know_sentences(dashboard):
        yield "Don’t know", sentence
    for sentence in statistics.weight_sentences(dashboard):
        yield "Weights", sentence


def _metrics(dashboard: Dashboard) -> Iterator[Line]:
    part = parts.metrics_part(dashboard)
    if part is not None:
        yield "Metrics test", f"{part.verdict}. {part.sentence}"
        if part.strategy:
            yield "Metrics test", f"The company’s strategy: {part.strategy.lower()}."
