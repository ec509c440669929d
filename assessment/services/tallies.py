"""Keeping the counts of answers equal to the answers."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from assessment.domain.answers import tally_choices
from assessment.domain.definitions import Question
from assessment.models import AnswerSheet, Round, Tally
from assessment.queries.rounds import questions_of

SLOTS = 8
SHEETS = ("sheets", "submitted")
_BATCH = 1000


def count_sheet(sheet: AnswerSheet, questions: Sequence[Question]) -> None:
    """Add a submitted sheet to the tallies; belongs into the submission's transaction."""
    choices = [SHEETS, *tally_choices(questions, sheet.answers)]
    slot = _slot(sheet.pk)
    _add(
        [sheet.round_id, question, sheet.audience, sheet.unit_id, choice, slot, 1]
        for question, choice in sorted(choices)  # one order for all, so that none deadlock
    )


def rebuild_tallies(*, round_: Round) -> int:
    """Count a round's sheets anew; returns how many there are."""
    questions = questions_of(round_)
    counts: Counter[tuple[str, str, int | None, str, int]] = Counter()
    sheets = 0
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        submitted = AnswerSheet.objects.filter(round=round_, is_submitted=True)
        for sheet in submitted.iterator(chunk_size=_BATCH):
            sheets += 1
            for question, choice in [SHEETS, *tally_choices(questions, sheet.answers)]:
                counts[question, sheet.audience, sheet.unit_id, choice, _slot(sheet.pk)] += 1
        Tally.objects.filter(round=round_).delete()
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
                for (question, audience, unit, choice, slot), count in counts.items()
            ),
            batch_size=_BATCH,
        )
    return sheets


def _slot(sheet_id: uuid.UUID) -> int:
    return sheet_id.int % SLOTS


def _add(rows: Iterable[Sequence[int | str | None]]) -> None:
    """Add to the counts in one statement, which the ORM's upsert cannot: it only replaces."""
    values = [list(row) for row in rows]
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(values))
    table = Tally._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (round_id, question, audience, unit_id, choice, slot, count) "  # noqa: S608
            f"VALUES {places} "
            "ON CONFLICT (round_id, question, audience, COALESCE(unit_id, 0), choice, slot) "
            f"DO UPDATE SET count = {table}.count + excluded.count",
            [value for row in values for value in row],
        )
