"""Reading an uploaded list and comparing it with who is there: what its preview shows.

Nothing about people is written. Rows are kept a thousand at a time, so that lists of any length
need the same memory, and the import needs not read the file again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessment.domain.language import speaking, translate, whole_number
from leadership.domain.contact_files import ContactListUnreadable, NumberedRow
from leadership.domain.contact_lists import Accepted, ListReader, Rejected, rejected
from leadership.domain.import_states import ImportState
from leadership.models import PendingImport, ReadRows
from leadership.queries.contact_imports import BATCH, ImportPlan, import_plan
from leadership.queries.contact_uploads import stored_accepted, stored_changed
from leadership.queries.reach import reach_of
from leadership.services.contact_uploads import columns_of, upload_gone, uploaded_file
from leadership.uploads.tables import opened_table

MOST_NEW_UNITS: Final = 1000
_EXAMPLES: Final = 20
_UNCHANGED_EXAMPLES: Final = 5
_NAMED_UNITS: Final = 50


class _TakenOver(Exception):
    """The upload was given up meanwhile, or another worker reads it now."""


@dataclass(slots=True)
class _Summary:
    """Counts and examples, gathered piece by piece."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    bounced: int = 0
    opted_out: int = 0
    units: set[str] = field(default_factory=set)
    first_new: list[Any] = field(default_factory=list)
    first_changed: list[Any] = field(default_factory=list)
    first_unchanged: list[Any] = field(default_factory=list)

    def add(self, plan: ImportPlan) -> None:
        self.new += len(plan.new)
        self.changed += len(plan.changed)
        self.unchanged += len(plan.unchanged)
        self.units.update(plan.new_units)
        _fill(self.first_new, map(stored_accepted, plan.new), _EXAMPLES)
        _fill(self.first_changed, map(stored_changed, plan.changed), _EXAMPLES)
        _fill(self.first_unchanged, map(stored_accepted, plan.unchanged), _UNCHANGED_EXAMPLES)

    def stored(self) -> dict[str, Any]:
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "bounced": self.bounced,
            "opted_out": self.opted_out,
            "new_unit_count": len(self.units),
            "new_units": sorted(self.units)[:_NAMED_UNITS],
            "first_new": self.first_new,
            "first_changed": self.first_changed,
            "first_unchanged": self.first_unchanged,
        }


def start_reading(*, pending: PendingImport, now: datetime) -> None:
    """Have the file read: at once when it is small, else by a worker. Raises UploadGone."""
    with transaction.atomic():
        waiting = PendingImport.objects.filter(pk=pending.pk, state=ImportState.COLUMNS)
        changes: dict[str, Any] = {"state": ImportState.READING.value, "seen": 0, "problem": ""}
        if not pending.is_small:
            changes["task_id"] = str(read_in_background.enqueue(pending.pk).id)
        if not waiting.update(**changes):
            raise upload_gone()
        if pending.is_small:  # in the same transaction: a fault leaves the file waiting as it was
            read_upload(pending_id=pending.pk, now=now)
    pending.refresh_from_db()


@task()
def read_in_background(pending_id: int) -> None:
    """Read a long file; interrupted, it is begun anew."""
    read_upload(pending_id=pending_id, now=timezone.now())


def read_upload(*, pending_id: int, now: datetime) -> None:
    """Read the rows of an upload, and keep what they would change, or why nothing can be read.

    Whoever comes to it later reads it instead. An upload that was given up is left alone.
    """
    pending = _take_up(pending_id)
    if pending is None:
        return
    with speaking(pending.language):
        try:
            summary = _read(pending)
        except _TakenOver:
            return
        except ContactListUnreadable as error:
            _finish(pending, state=ImportState.FAILED.value, problem=str(error)[:1000])
        else:
            _finish(pending, state=ImportState.READY.value, summary=summary.stored(), read_at=now)


def _take_up(pending_id: int) -> PendingImport | None:
    """The upload, if it waits to be read; what an earlier attempt has kept is forgotten."""
    with transaction.atomic():
        found = PendingImport.objects.select_for_update(of=("self",)).select_related(
            "organization", "uploaded_by"
        )
        pending = found.filter(pk=pending_id, state=ImportState.READING).first()
        if pending is None:
            return None
        pending.attempt += 1
        pending.seen = 0
        pending.save(update_fields=["attempt", "seen"])
        ReadRows.objects.filter(pending=pending).delete()
    return pending


def _read(pending: PendingImport) -> _Summary:
    summary = _Summary()
    with uploaded_file(pending) as file, opened_table(file) as table:
        reader = ListReader(columns_of(pending), len(pending.header))
        for number, rows in enumerate(_thousands(table.rows)):
            _keep_piece(pending, number, [reader.read(row) for row in rows], summary)
            if len(summary.units) > MOST_NEW_UNITS:
                raise _too_many_units()
    return summary


def _thousands(rows: Iterator[NumberedRow]) -> Iterator[list[NumberedRow]]:
    while some := list(islice(rows, BATCH)):
        yield some


def _keep_piece(
    pending: PendingImport,
    number: int,
    outcomes: list[Accepted | Rejected],
    summary: _Summary,
) -> None:
    """Compare a thousand rows with who is there, and keep them with the place reached."""
    accepted = [row for row in outcomes if isinstance(row, Accepted)]
    refused = [row for row in outcomes if isinstance(row, Rejected)]
    plan = import_plan(organization=pending.organization, accepted=accepted, by=pending.uploaded_by)
    columns, width = columns_of(pending), len(pending.header)
    refused += [rejected(one.row, one.reason, columns, width) for one in plan.rejected]
    refused.sort(key=lambda row: row.line)
    taken = plan.accepted
    reach = reach_of(pending.organization_id, [row.email for row in taken]).values()
    summary.add(plan)
    summary.rejected += len(refused)
    summary.opted_out += sum(one.opted_out for one in reach)
    summary.bounced += sum(one.bounce is not None and not one.opted_out for one in reach)
    with transaction.atomic():
        _move_on(pending, seen=pending.seen + len(outcomes))
        keep_rows(pending, number, taken, refused)


def keep_rows(
    pending: PendingImport,
    number: int,
    taken: tuple[Accepted, ...],
    refused: list[Rejected],
) -> None:
    kept = {
        False: [stored_accepted(row) for row in taken],
        True: [[row.line, row.cells, row.reason] for row in refused],
    }
    ReadRows.objects.bulk_create(
        ReadRows(pending=pending, number=number, are_rejected=are_rejected, rows=json.dumps(rows))
        for are_rejected, rows in kept.items()
        if rows
    )


def _finish(pending: PendingImport, **changes: Any) -> None:
    """Write down what came of it, unless somebody else works on it by now."""
    with transaction.atomic():
        try:
            _move_on(pending, **changes)
        except _TakenOver:
            return
        if changes["state"] == ImportState.FAILED:
            pending.pieces.all().delete()


def _move_on(pending: PendingImport, **changes: Any) -> None:
    mine = PendingImport.objects.filter(
        pk=pending.pk, state=ImportState.READING, attempt=pending.attempt
    )
    if not mine.update(**changes):
        raise _TakenOver
    for name, value in changes.items():
        setattr(pending, name, value)


def _fill(examples: list[Any], more: Iterator[Any], most: int) -> None:
    examples.extend(islice(more, max(most - len(examples), 0)))


def _too_many_units() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The list names more than {number} units that are not there yet, so the column of the "
            "unit is surely another one. Choose the columns again."
        ).format(number=whole_number(MOST_NEW_UNITS))
    )
