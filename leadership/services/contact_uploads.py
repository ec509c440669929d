"""An uploaded list before it is imported: its parts, its columns, its end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.db import transaction
from django.db.models import QuerySet

from assessment.domain.language import readers_language, translate
from assessment.models import Organization
from leadership.domain.contact_columns import Columns, guessed, signature
from leadership.domain.errors import LeadershipError
from leadership.domain.import_states import ImportState
from leadership.models import ColumnChoice, PendingImport, UploadPart, User
from leadership.queries.contact_uploads import columns_from, remembered_columns, stored_places
from leadership.uploads.tables import Opening

KEPT_FOR: Final = timedelta(days=1)
PART: Final = 1024 * 1024
_IN_MEMORY: Final = 2 * 1024 * 1024
_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 60
_LONGEST_HEADING: Final = 120


class UploadGone(LeadershipError):
    """What was previewed has been imported, replaced by another upload, or is too old."""


class UploadIsImported(LeadershipError):
    """While people are written, their file is neither replaced nor read differently."""


def upload_gone() -> UploadGone:
    return UploadGone(translate("There is no upload waiting any more. Upload the file again."))


def keep_upload(
    *,
    organization: Organization,
    file_name: str,
    opening: Opening,
    content: Iterable[bytes],
    by: User,
    now: datetime,
) -> PendingImport:
    """Replace what this person uploaded before. Raises UploadIsImported.

    Columns that were chosen for such a file before, or that are named as ours are, are chosen.
    """
    header = [_one_line(cell, _LONGEST_HEADING) for cell in opening.header]
    known = remembered_columns(organization, header)
    guess = guessed(header)
    columns = known or (Columns(guess.places) if guess.is_sure else None)
    with transaction.atomic():
        _give_up(PendingImport.objects.filter(organization=organization, uploaded_by=by))
        pending = PendingImport.objects.create(
            organization=organization,
            uploaded_by=by,
            uploaded_at=now,
            language=readers_language(),
            file_name=_one_line(file_name, 200) or "?",
            is_workbook=opening.is_workbook,
            is_small=opening.is_small,
            note=_one_line(opening.note, 100),
            header=header,
            samples=[_examples(opening, place) for place in range(len(header))],
            places=stored_places(columns) if columns else {},
            audience=columns.audience or "" if columns else "",
            is_remembered=known is not None,
            total=opening.about,
        )
        for number, part in enumerate(_in_parts(content)):
            UploadPart.objects.create(pending=pending, number=number, content=part)
    return pending


def choose_columns(*, pending: PendingImport, columns: Columns, now: datetime) -> None:
    """Say what the columns hold, for this file and for later ones of the same shape.

    Raises UploadGone, UploadIsImported.
    """
    with transaction.atomic():
        _hold(pending)
        changed = PendingImport.objects.filter(pk=pending.pk).exclude(
            state__in=[ImportState.IMPORTING, ImportState.DONE]
        )
        if not changed.update(
            places=stored_places(columns),
            audience=columns.audience or "",
            state=ImportState.COLUMNS.value,
        ):
            raise UploadIsImported(translate("This list is imported already, or just now."))
        ColumnChoice.objects.update_or_create(
            organization=pending.organization,
            signature=signature(pending.header),
            defaults={
                "places": stored_places(columns),
                "audience": columns.audience or "",
                "chosen_at": now,
            },
        )
    pending.refresh_from_db()


def give_up_upload(*, pending: PendingImport) -> None:
    """Forget a file, also while a worker reads or imports it: nothing of it is then kept.

    Raises UploadIsImported where it is too late.
    """
    with transaction.atomic():
        uploads = PendingImport.objects.filter(pk=pending.pk)
        if not delete_uploads(uploads.exclude(state=ImportState.DONE)) and uploads.exists():
            raise UploadIsImported(translate("It is too late to cancel: the list is imported."))


def forget_old_uploads(*, now: datetime) -> int:
    """Delete what was uploaded a day ago, whatever came of it; returns how many there were."""
    old = PendingImport.objects.filter(uploaded_at__lt=now - KEPT_FOR)
    if not old.exists():  # the clock asks every few seconds, and nobody should wait for that
        return 0
    with transaction.atomic():
        return delete_uploads(old)


@contextmanager
def uploaded_file(pending: PendingImport) -> Iterator[IO[bytes]]:
    """The file as it was uploaded, on the disk when it is not small."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        for part in pending.parts.values_list("content", flat=True).iterator(chunk_size=1):
            file.write(bytes(part))
        file.seek(0)
        yield file


def columns_of(pending: PendingImport) -> Columns:
    return columns_from(pending.places, pending.audience)


def _hold(pending: PendingImport) -> None:
    if not PendingImport.objects.select_for_update().filter(pk=pending.pk).exists():
        raise upload_gone()


def _give_up(uploads: QuerySet[PendingImport]) -> None:
    if uploads.filter(state=ImportState.IMPORTING).exists():
        raise UploadIsImported(
            translate(
                "Your last upload is being imported just now. Wait until it is done, or cancel it."
            )
        )
    delete_uploads(uploads)


def delete_uploads(uploads: QuerySet[PendingImport]) -> int:
    """Delete uploads with their parts, each held first, as whoever works on one holds it first."""
    found = list(uploads.select_for_update().values_list("pk", flat=True))
    if found:
        PendingImport.objects.filter(pk__in=found).delete()
    return len(found)


def _in_parts(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of a megabyte, however they come."""
    held = bytearray()
    for piece in content:
        held += piece
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)


def _examples(opening: Opening, place: int) -> list[str]:
    """The first different values of a column."""
    found: dict[str, None] = {}
    for row in opening.sample:
        value = row.cells[place].strip() if place < len(row.cells) else ""
        if value and len(found) < _EXAMPLES:
            found[_one_line(value, _LONGEST_EXAMPLE)] = None
    return list(found)


def _one_line(text: str, most: int) -> str:
    """Text that any database and page takes: without what cannot be seen, and cut to a length."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text[: most * 4])
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
