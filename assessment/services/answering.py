"""Storing a sheet of answers, as a draft and for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.drafts import Seen, merged
from assessment.models import AnswerSheet
from assessment.services.rounds import hold_open
from assessment.services.tallies import count_sheet, uncount_sheet


def store_answers(
    *,
    round_id: int,
    audience: Audience,
    unit_id: int | None,
    answers: Mapping[str, Answer],
    questions: Sequence[Question],
    replaces: UUID | None = None,
) -> AnswerSheet:
    """Store a submitted sheet and its tallies; belongs into the caller's transaction.

    `replaces` names the draft that goes away: the submitted sheet gets an id of its own, so
    that nothing noted about the draft leads to it. Raises RoundNotOpen.
    """
    hold_open(round_id)
    if replaces:
        AnswerSheet.objects.filter(pk=replaces, is_submitted=False).delete()
    sheet = AnswerSheet.objects.create(
        round_id=round_id,
        audience=audience.value,
        unit_id=unit_id,
        answers=dict(answers),
        is_submitted=True,
    )
    count_sheet(sheet, questions)
    return sheet


def take_back_answers(*, sheet_id: UUID, round_id: int, questions: Sequence[Question]) -> None:
    """Delete a submitted sheet and take it out of the tallies; belongs into the caller's
    transaction, which knows whose it is. Raises RoundNotOpen.
    """
    hold_open(round_id)
    sheet = AnswerSheet.objects.get(pk=sheet_id, round=round_id, is_submitted=True)
    uncount_sheet(sheet, questions)
    sheet.delete()


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft after a page was saved; `sheet` is None while nothing was answered at all.

    `elsewhere` holds what is stored where another device answered meanwhile, as in `Merged`.
    """

    sheet: AnswerSheet | None = None
    elsewhere: Mapping[str, Answer | None] = field(default_factory=dict)

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.sheet.answers if self.sheet else {}


def save_draft(
    *,
    sheet_id: UUID | None,
    round_id: int,
    audience: Audience,
    unit_id: int | None,
    answers: Mapping[str, Answer],
    page: Sequence[Question],
    seen: Seen | None = None,
) -> SavedDraft:
    """Keep one page of answers in a draft; other pages of the sheet stay as they are.

    Belongs into the caller's transaction, which holds the invitation's row. Writes only what
    changed. Raises RoundNotOpen.
    """
    hold_open(round_id)
    drafts = AnswerSheet.objects.filter(round=round_id, is_submitted=False)
    sheet = drafts.filter(pk=sheet_id).first() if sheet_id else None
    stored = sheet.answers if sheet else {}
    result = merged(stored, answers, [question.key for question in page], seen)
    if result.answers != stored:
        sheet = sheet or AnswerSheet(round_id=round_id, audience=audience.value, unit_id=unit_id)
        sheet.answers = result.answers
        sheet.save()
    return SavedDraft(sheet, result.elsewhere)
