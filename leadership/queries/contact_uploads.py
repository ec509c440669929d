"""An uploaded list as its pages show it: how far it is, what it would change, what came of it."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Organization
from leadership.domain.contact_columns import OUR_OWN, Columns, Field, signature
from leadership.domain.contact_lists import Accepted, Rejected
from leadership.domain.import_states import WORKING, ImportState
from leadership.domain.retries import MOST_ATTEMPTS
from leadership.domain.spreadsheets import write_csv
from leadership.models import ColumnChoice, PendingImport, ReadRows, User
from leadership.queries.contact_imports import Changed, Standing

_SHOWN: Final = 20
_STILL_COUNTS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a contact that a row changes; empty ones are None."""

    field: Field
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    row: Accepted
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would change, as counted when it was read, with the first rows of each kind."""

    new: int
    changed: int
    unchanged: int
    rejected: int
    bounced: int
    opted_out: int
    new_unit_count: int
    new_units: tuple[str, ...]
    first_new: tuple[Accepted, ...]
    first_changed: tuple[ChangedRow, ...]
    first_unchanged: tuple[Accepted, ...]
    first_rejected: tuple[Rejected, ...]

    @property
    def taken(self) -> int:
        return self.new + self.changed

    @property
    def more_units(self) -> int:
        return self.new_unit_count - len(self.new_units)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a worker is. `total` is 0 where nobody knows; a stuck one is tried again or not."""

    seen: int
    total: int
    is_stuck: bool = False
    is_given_up: bool = False


def upload_of(*, organization: Organization, user: User, now: datetime) -> PendingImport | None:
    """The upload of this person that is not too old."""
    return (
        PendingImport.objects.select_related("organization", "uploaded_by")
        .filter(organization=organization, uploaded_by=user, uploaded_at__gte=now - _STILL_COUNTS)
        .first()
    )


def is_at_work(pending: PendingImport) -> bool:
    return pending.state in WORKING


def progress_of(pending: PendingImport) -> Progress:
    """One query more than the upload itself."""
    total = max(pending.total, pending.seen) if pending.state == ImportState.READING else 0
    task = DBTaskResult.objects.filter(pk=pending.task_id).first() if pending.task_id else None
    if task is None or task.status in {TaskResultStatus.READY, TaskResultStatus.RUNNING}:
        return Progress(pending.seen, total)
    # A task that ended well has changed the state meanwhile; the next look shows it.
    is_stuck = task.status == TaskResultStatus.FAILED
    given_up = is_stuck and len(task.worker_ids) >= MOST_ATTEMPTS
    return Progress(pending.seen, total, is_stuck=is_stuck, is_given_up=given_up)


def remembered_columns(organization: Organization, header: Sequence[str]) -> Columns | None:
    """What the organization has said of files with these columns."""
    choice = ColumnChoice.objects.filter(
        organization=organization, signature=signature(header)
    ).first()
    return columns_from(choice.places, choice.audience) if choice else None


def stored_places(columns: Columns) -> dict[str, int]:
    return {field.value: place for field, place in columns.places.items()}


def columns_from(places: Mapping[str, int], audience: str) -> Columns:
    return Columns(
        {Field(field): place for field, place in places.items()},
        Audience(audience) if audience else None,
    )


def preview_of(pending: PendingImport) -> Preview:
    """One query more than the upload itself."""
    summary = pending.summary
    return Preview(
        new=summary["new"],
        changed=summary["changed"],
        unchanged=summary["unchanged"],
        rejected=summary["rejected"],
        bounced=summary["bounced"],
        opted_out=summary["opted_out"],
        new_unit_count=summary["new_unit_count"],
        new_units=tuple(summary["new_units"]),
        first_new=tuple(map(accepted_from, summary["first_new"])),
        first_changed=tuple(_changed_row(changed_from(one)) for one in summary["first_changed"]),
        first_unchanged=tuple(map(accepted_from, summary["first_unchanged"])),
        first_rejected=tuple(islice(rejected_rows(pending), _SHOWN)),
    )


def rejected_rows(pending: PendingImport) -> Iterator[Rejected]:
    """Every row that was turned down, at the reading or later, a thousand in memory at a time."""
    for rows in _pieces(pending, are_rejected=True):
        for line, cells, reason in rows:
            yield Rejected(line, tuple(cells), reason)


def accepted_pieces(pending: PendingImport) -> Iterator[list[Accepted]]:
    for rows in _pieces(pending, are_rejected=False):
        yield [accepted_from(row) for row in rows]


def rejected_file(pending: PendingImport) -> Iterator[str]:
    """The rejected rows as CSV: the columns of the file, then the line and the reason."""
    width = len(pending.header)
    yield _csv([[*pending.header, *OUR_OWN]], with_mark=True)
    for rows in _pieces(pending, are_rejected=True):
        yield _csv(
            [
                [*(cells + [""] * (width - len(cells)))[:width], line, reason]
                for line, cells, reason in rows
            ]
        )


def accepted_from(stored: Sequence[Any]) -> Accepted:
    line, email, name, audience, unit, language, unsaid = stored
    return Accepted(line, email, name, Audience(audience), unit, language, tuple(unsaid))


def stored_accepted(row: Accepted) -> list[Any]:
    said = [row.line, row.email, row.name, row.audience.value, row.unit, row.language]
    return [*said, row.unsaid]


def stored_changed(one: Changed) -> list[Any]:
    was = one.was
    return [stored_accepted(one.row), [was.name, was.audience, was.unit, was.language]]


def changed_from(stored: Sequence[Any]) -> Changed:
    row, was = stored
    return Changed(accepted_from(row), Standing(*was))


def _changed_row(one: Changed) -> ChangedRow:
    row, was = one.row, one.was
    pairs = (
        (Field.NAME, was.name, row.name),
        (Field.AUDIENCE, was.audience, row.audience.value),
        (Field.UNIT, was.unit, row.unit),
        (Field.LANGUAGE, was.language, row.language),
    )
    return ChangedRow(
        row,
        tuple(
            Difference(field, before or None, after or None)
            for field, before, after in pairs
            if before != after
        ),
    )


def _pieces(pending: PendingImport, *, are_rejected: bool) -> Iterator[list[Any]]:
    found = ReadRows.objects.filter(pending=pending, are_rejected=are_rejected).order_by("number")
    for rows in found.values_list("rows", flat=True).iterator(chunk_size=1):
        yield json.loads(rows)


def _csv(rows: Sequence[Sequence[Any]], *, with_mark: bool = False) -> str:
    out = io.StringIO()
    write_csv(out, rows)
    text = out.getvalue()
    return text if with_mark else text[1:]
