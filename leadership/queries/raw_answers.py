"""Answers person by person, where those who gave them were told that they are shown by name.

Everybody else was promised groups, and a row of answers is a group of one, with or without a name.
"""

from collections.abc import Iterator, Mapping, Sequence

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Kind, Question
from assessment.domain.rounds import RoundState
from assessment.models import Round
from assessment.queries.rounds import definitions_of
from leadership.domain.executive_names import names_shown
from leadership.domain.export_tables import Column, ExportTable, Form, Value
from leadership.models import Invitation


def may_leave(round_: Round) -> bool:
    """Whether a round holds answers that may leave as rows: those of named executives."""
    return round_.is_closed and round_.is_attributed and Audience.EXECUTIVE in round_.asks


def executives_answers(round_: Round) -> tuple[ExportTable, ExportTable] | None:
    """Executives' rows and the questions behind their columns; None where nothing may leave.

    Only what executives alone were asked, and never a text: their answers to questions that
    managers share would leave the managers when taken off the totals. One query.
    """
    if not may_leave(round_):
        return None
    questions = _of_executives_alone(round_)
    invitations = Invitation.objects.filter(
        round=round_,
        round__state=RoundState.CLOSED,
        audience=Audience.EXECUTIVE.value,
        membership__isnull=False,
    ).select_related("membership__user", "sheet")
    given = {
        one.membership.pk: one.sheet.answers if _is_sent(one) and one.sheet else None
        for one in invitations
        if one.membership
    }
    names = names_shown(
        {one.membership.pk: one.membership.user.name for one in invitations if one.membership}
    )
    answers = ExportTable(
        key="answers",
        title="Answers",
        about="One row an executive who was asked, with the code of each answer.",
        columns=(
            Column("executive", "executive"),
            Column("answered", "answered"),
            *(column for question in questions for column in _columns(question)),
        ),
        rows=tuple(
            _row(names[member], given[member], questions)
            for member in sorted(given, key=lambda member: names[member].casefold())
        ),
    )
    return answers, _questions_table(round_, questions)


def _is_sent(invitation: Invitation) -> bool:
    return bool(invitation.sheet and invitation.sheet.is_submitted)


def _of_executives_alone(round_: Round) -> list[Question]:
    return [
        question
        for definition in definitions_of(round_)
        for question in definition.questions_for(Audience.EXECUTIVE)
        if question.audiences == (Audience.EXECUTIVE,) and question.scale.kind is not Kind.TEXT
    ]


def _columns(question: Question) -> Iterator[Column]:
    form = Form.TEXT if question.scale.kind is Kind.CHOICE else Form.MEAN
    if question.scale.values == 1:
        yield Column(question.key, question.key, form)
        return
    for number in range(1, question.scale.values + 1):
        yield Column(f"{question.key}_{number}", f"{question.key}_{number}", form)


def _row(
    name: str, given: Mapping[str, Answer] | None, questions: Sequence[Question]
) -> tuple[Value, ...]:
    cells = [cell for question in questions for cell in _cells(question, given or {})]
    return (name, "no" if given is None else "yes", *cells)


def _cells(question: Question, given: Mapping[str, Answer]) -> list[Value]:
    answer = given.get(question.key)
    values = question.scale.values
    if answer is None:
        return [None] * values
    return list(answer) if isinstance(answer, list) else [answer]


def _questions_table(round_: Round, questions: Sequence[Question]) -> ExportTable:
    return ExportTable(
        key="questions",
        title="Questions",
        about="What was asked under each column, and what the codes mean.",
        columns=(
            Column("column", "Column"),
            Column("question", "Question"),
            Column("codes", "Codes"),
        ),
        rows=tuple(
            (
                ", ".join(column.key for column in _columns(question)),
                question.wording(Audience.EXECUTIVE).naming(round_.organization.name).text,
                _codes(question),
            )
            for question in questions
        ),
    )


def _codes(question: Question) -> str:
    if question.scale.kind is Kind.CHOICE:
        return "; ".join(f"{one.code} = {one.label()}" for one in question.scale.choices)
    return "hours in each week" if question.scale.kind is Kind.HOURS else "a number"
