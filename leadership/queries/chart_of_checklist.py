"""The leadership and incentive checklist: drawing, sentence and table from the same numbers."""

from assessment.domain.figures import two_decimals
from assessment.domain.language import in_front, translatable, translate
from assessment.domain.remarks import hours_remark
from assessment.queries.commitment import Checklist, ChecklistQuestion, ItemResult
from leadership.domain import chart_shapes, findings
from leadership.domain.result_words import dont_know
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard

SCORES = translatable("Each question is the mean of its items: yes 1, partly ½, no 0.")
COUNTED = ("yes", "partly", "no", "dk")


def checklist(dashboard: Dashboard) -> ChartBlock | None:
    result = dashboard.results.checklist
    if not isinstance(result, Checklist):
        return None
    if not any(item.hidden or any(item.counts.values()) or item.hours for item in _items(result)):
        return None
    hours = next((item.hours for item in _items(result) if item.hours), None)
    return ChartBlock(
        key="checklist",
        title=translate("Leadership and incentive checklist"),
        finding=findings.checklist_finding(result.profile),
        sentence=f"{'; '.join(_told(question) for question in result.questions)}.",
        note=" ".join(filter(None, [translate(SCORES), hours_remark(hours) if hours else ""])),
        headers=(
            # Translators: heads the names of what a checklist asks about.
            translate("Item"),
            translate("Yes"),
            translate("Partly"),
            translate("No"),
            dont_know(),
            translate("Score"),
        ),
        rows=tuple(
            row for question in result.questions for row in _checklist_rows(question, dashboard.k)
        ),
        draw=lambda: chart_shapes.scores(
            [
                (question.title, question.result.score, in_front(_answer(question)))
                for question in result.questions
            ]
        ),
    )


def _told(question: ChecklistQuestion) -> str:
    """The question, its status and its score: "“Do you …?” Yes (0.83)"."""
    score, said = question.result.score, in_front(_answer(question))
    if score is None:
        return translate("“{question}” {answer}").format(question=question.title, answer=said)
    return translate("“{question}” {answer} ({score})").format(
        question=question.title, answer=said, score=two_decimals(score)
    )


def _answer(question: ChecklistQuestion) -> str:
    return question.result.answer.label


def _items(result: Checklist) -> list[ItemResult]:
    return [item for question in result.questions for item in question.items]


def _checklist_rows(question: ChecklistQuestion, k: int) -> list[tuple[str, ...]]:
    score = question.result.score
    rows: list[tuple[str, ...]] = [
        (
            question.title,
            "",
            "",
            "",
            "",
            _answer(question) if score is None else two_decimals(score),
        )
    ]
    for item in question.items:
        cells = [str(item.counts.get(code, "")) for code in COUNTED]
        score_text = translate("no answers") if item.score is None else two_decimals(item.score)
        if item.hidden:
            score_text = item.hidden.text(k)
        rows.append((f"– {item.text}", *cells, score_text))
    return rows
