"""Keeping the counts of answers equal to the answers."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from assessment.domain.answers import tally_choices
from assessment.domain.definitions import Question
from assessment.models import AnswerSheet, Round, Tally
from assessment.queries.rounds import questions_of

SLOTS = 8
SHEETS = ("sheets", "submitted")
_BATCH = 1000

# question, audience, unit, choice, slot
Place = tuple[str, str, int | None, str, int]


def count_sheet(sheet: AnswerSheet, questions: Sequence[Question]) -> None:
    """Add a submitted sheet to the tallies; belongs into the submission's transaction."""
    choices = [SHEETS, *tally_choices(questions, sheet.answers)]
    slot = _slot(sheet.pk)
    _add(
        [sheet.round_id, question, sheet.audience, sheet.unit_id, choice, slot, 1]
        for question, choice in sorted(choices)  # one order for all, so that none deadlock
    )


def uncount_sheet(sheet: AnswerSheet, questions: Sequence[Question]) -> None:
    """Take a submitted sheet out of the tallies; belongs into the transaction that deletes it."""
    slot = Tally.objects.filter(
        round=sheet.round_id, audience=sheet.audience, unit=sheet.unit_id, slot=_slot(sheet.pk)
    )
    # One after the other, in the order of the submissions, so that none deadlocks.
    for question, choice in sorted([SHEETS, *tally_choices(questions, sheet.answers)]):
        slot.filter(question=question, choice=choice).update(count=F("count") - 1)
    slot.filter(count=0).delete()


@dataclass(frozen=True, slots=True)
class Recount:
    """What counting a round anew found; `differences` are question, audience, choice, off by."""

    sheets: int
    differences: tuple[tuple[str, str, str, int], ...]


def rebuild_tallies(*, round_: Round) -> Recount:
    """Count a round's sheets anew and replace what was counted before.

    Submissions wait meanwhile; one pass over the sheets, whatever their number.
    """
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        counts = _counted_anew(round_)
        kept = Tally.objects.filter(round=round_)
        differences = _differences(counts, kept)
        kept.delete()
        Tally.objects.bulk_create(
            (
                Tally(
                    round=round_,
                    question=question,
                    audience=audience,
                    unit_id=unit,
                    choice=choice,
                    slot=slot,
                    count=count,
                )
                for (question, audience, unit, choice, slot), count in sorted(
                    counts.items(), key=str
                )
            ),
            batch_size=_BATCH,
        )
    sheets = sum(count for place, count in counts.items() if (place[0], place[3]) == SHEETS)
    return Recount(sheets, differences)


def _counted_anew(round_: Round) -> Counter[Place]:
    questions = questions_of(round_)
    counts: Counter[Place] = Counter()
    submitted = AnswerSheet.objects.filter(round=round_, is_submitted=True)
    for sheet in submitted.iterator(chunk_size=_BATCH):
        slot = _slot(sheet.pk)
        for question, choice in [SHEETS, *tally_choices(questions, sheet.answers)]:
            counts[question, sheet.audience, sheet.unit_id, choice, slot] += 1
    return counts


def _differences(
    counts: Counter[Place], kept: Iterable[Tally]
) -> tuple[tuple[str, str, str, int], ...]:
    """By how much each kept count was off, slot by slot; right ones are left out."""
    off: Counter[Place] = Counter(
        {(row.question, row.audience, row.unit_id, row.choice, row.slot): row.count for row in kept}
    )
    off.subtract(counts)
    return tuple(
        (question, audience, choice, count)
        for (question, audience, _, choice, _), count in sorted(off.items(), key=str)
        if count
    )


def _slot(sheet_id: uuid.UUID) -> int:
    return sheet_id.int % SLOTS


def _add(rows: Iterable[Sequence[int | str | None]]) -> None:
    """Add to the counts in one statement, which the ORM's upsert cannot: it only replaces."""
    values = [list(row) for row in rows]
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(values))
    table = Tally._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (round_id, question, audience, unit_id, choice, slot, count) "  # noqa: S608 - only names of our own tables
            f"VALUES {places} "
            "ON CONFLICT (round_id, question, audience, COALESCE(unit_id, 0), choice, slot) "
            f"DO UPDATE SET count = {table}.count + excluded.count",
            [value for row in values for value in row],
        )
