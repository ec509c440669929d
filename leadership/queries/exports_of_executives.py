"""What executives said as tables to take away: signs, checklist, tone, opinions, metrics, names."""

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import to_hundredths
from assessment.domain.language import translate
from assessment.queries.commitment import Checklist, ChecklistQuestion, ItemResult
from leadership.domain.export_cells import number
from leadership.domain.export_tables import REASON, Column, ExportTable, Form, Value
from leadership.queries.comparable import SIGNS
from leadership.queries.dashboard_parts import metrics_part, tone_part
from leadership.queries.dashboard_statistics import opinion_rows
from leadership.queries.dashboards import Dashboard
from leadership.queries.matrix import Matrix

_ANSWERS = (
    Column("yes", "Yes", Form.COUNT),
    Column("no", "No", Form.COUNT),
    Column("dont_know", "Don’t know", Form.COUNT),
)


def signs(dashboard: Dashboard) -> ExportTable:
    """The eight signs; one row with the reason where none may be shown."""
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            sign.number,
            sign.text,
            sign.dimension,
            *(sign.marks.count(mark) for mark in "ynd"),
            "yes" if sign.tag == "agreed" else "no",
            sign.proof or None,
            sign.status,
            sign.note or None,
            "",
        )
        for sign in dashboard.signs
    )
    return ExportTable(
        key="signs",
        title=translate("Signs"),
        about=translate(
            "The eight signs: how executives answered, whether each is agreed and what stands "
            "behind it, what changed."
        ),
        columns=(
            Column("number", "Number", Form.COUNT),
            Column("sign", "Sign"),
            Column("dimension", "Dimension"),
            *_ANSWERS,
            Column("agreed", "Agreed"),
            Column("evidence", "Evidence"),
            Column("status", "Status"),
            Column("note", "Note"),
            REASON,
        ),
        rows=rows or ((*[None] * 10, dashboard.signs_missing),),
    )


def by_executive(matrix: Matrix | None) -> ExportTable | None:
    """Who said what to each sign; only for those whom executives were told."""
    if matrix is None or not matrix.rows:
        return None
    return ExportTable(
        key="who-says-what",
        title=translate("Who says what"),
        about=translate("Each executive by name and what they said to each sign."),
        columns=(
            Column("executive", "Executive"),
            *(
                Column(f"sign_{number}", f"Sign {number}")
                for number, _ in enumerate(SIGNS, start=1)
            ),
        ),
        rows=tuple((row.name, *(word for _, word in row.cells)) for row in matrix.rows),
    )


def checklist(dashboard: Dashboard) -> ExportTable | None:
    """Questions with their items; a hidden item has its reason in place of its numbers."""
    result = dashboard.results.checklist
    if not isinstance(result, Checklist):
        return None
    return ExportTable(
        key="checklist",
        title=translate("Checklist"),
        about=translate(
            "The leadership and incentive checklist: four questions and the items behind each."
        ),
        columns=(
            Column("level", "Level"),
            Column("text", "Question or item"),
            Column("yes", "Yes", Form.COUNT),
            Column("partly", "Partly", Form.COUNT),
            Column("no", "No", Form.COUNT),
            Column("dont_know", "Don’t know", Form.COUNT),
            Column("score", "Score from 0 to 1", Form.SCORE),
            REASON,
        ),
        rows=tuple(
            row
            for question in result.questions
            for row in (
                _question(question),
                *(_item(item, dashboard.k) for item in question.items),
            )
        ),
    )


def _question(question: ChecklistQuestion) -> tuple[Value, ...]:
    score = question.result.score
    shown = None if score is None else float(to_hundredths(score))
    why = question.result.answer.value if score is None else ""
    return ("question", question.title, None, None, None, None, shown, why)


def _item(item: ItemResult, k: int) -> tuple[Value, ...]:
    """Hours have a score and no counts."""
    counts = [item.counts.get(code) for code in ("yes", "partly", "no", "dk")]
    score = None if item.score is None or item.hidden else float(to_hundredths(item.score))
    why = item.hidden.text(k) if item.hidden else "no answers" if score is None else ""
    return ("item", item.text, *counts, score, why)


def tone(dashboard: Dashboard) -> ExportTable | None:
    rows: list[tuple[Value, ...]] = []
    for one in tone_part(dashboard):
        if one.hidden:
            rows.append((one.text, None, None, one.hidden.text(dashboard.k)))
        rows += [(one.text, label, count, "") for label, count in one.counts.items()]
    if not rows:
        return None
    return ExportTable(
        key="tone-at-the-top",
        title=translate("Tone at the top"),
        about=translate("How often executives chose each answer; there is no score."),
        columns=(
            Column("question", "Question"),
            Column("answer", "Answer"),
            Column("executives", "Executives", Form.COUNT),
            REASON,
        ),
        rows=tuple(rows),
    )


def opinions(dashboard: Dashboard) -> ExportTable | None:
    """The page’s own rows, with its numbers as numbers."""
    rows = opinion_rows(dashboard.results.opinions, k=dashboard.k)
    if not rows:
        return None
    return ExportTable(
        key="opinions",
        title=translate("Opinions"),
        about=translate("The statements as executives answered them, and how far they agree."),
        columns=(
            Column("statement", "Statement"),
            Column("strongly_disagree", "Strongly disagree", Form.COUNT),
            Column("disagree", "Disagree", Form.COUNT),
            Column("neither", "Neither", Form.COUNT),
            Column("agree", "Agree", Form.COUNT),
            Column("strongly_agree", "Strongly agree", Form.COUNT),
            Column("dont_know", "Don’t know", Form.COUNT),
            Column("mean", "Mean, 1 to 5", Form.MEAN),
            Column("spread", "Spread (standard deviation)", Form.MEAN),
            Column("agreement", "Agreement (a_wg, −1 to 1)", Form.SCORE),
            REASON,
        ),
        rows=tuple(_opinion(row, dashboard.k) for row in rows),
    )


def _opinion(row: tuple[str, ...], k: int) -> tuple[Value, ...]:
    numbers = [number(cell) for cell in row[1:]]
    if numbers[-1] is not None:
        return (row[0], *numbers, "")
    hidden = row[-1] in {reason.text(k) for reason in Hidden}
    why = row[-1] if hidden else "agreement: too few answers, or a mean too close to an end"
    return (row[0], *numbers, why)


def metrics(dashboard: Dashboard) -> ExportTable | None:
    part = metrics_part(dashboard)
    if part is None:
        return None
    return ExportTable(
        key="metrics",
        title=translate("Metrics test"),
        about=translate("The service metrics of the round and what each is for."),
        columns=(
            Column("metric", "Metric"),
            Column("for", "What it is for"),
            Column("on_dashboard", "On the dashboard"),
            Column("in_pay", "In somebody’s pay"),
        ),
        rows=part.rows,
    )
