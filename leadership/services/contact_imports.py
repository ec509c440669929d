"""Importing a list that was read and previewed: everybody in one transaction, or nobody."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessment.domain.language import speaking, translate
from leadership.domain.contact_lists import rejected
from leadership.domain.errors import LeadershipError
from leadership.domain.import_states import ImportState
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership, PendingImport
from leadership.queries.contact_imports import TurnedDown
from leadership.queries.contact_uploads import accepted_pieces
from leadership.services.audit import record
from leadership.services.contact_reading import keep_rows
from leadership.services.contact_uploads import columns_of, upload_gone
from leadership.services.holds import hold_organization
from leadership.services.people import import_some

AT_ONCE: Final = 2000
"""People that are imported while somebody waits; a worker takes longer lists."""
_LATE: Final = 1_000_000  # rows turned down now stand behind those that were at the reading


class ImportRunsAlready(LeadershipError):
    """One list of an organization is imported at a time."""


class _GivenUp(Exception):
    """The upload was cancelled while its people were written."""


def start_import(*, pending: PendingImport, now: datetime) -> None:
    """Import what was previewed: at once when it is short, else by a worker.

    Raises UploadGone, ImportRunsAlready.
    """
    with transaction.atomic():
        hold_organization(pending.organization_id)
        others = PendingImport.objects.filter(
            organization=pending.organization_id, state=ImportState.IMPORTING
        ).exclude(pk=pending.pk)
        if other := others.select_related("uploaded_by").first():
            raise ImportRunsAlready(
                translate(
                    "A list of {person} is being imported just now. Wait until it is done, then "
                    "import yours; nothing of it is lost."
                ).format(person=other.uploaded_by)
            )
        ready = PendingImport.objects.filter(pk=pending.pk, state=ImportState.READY)
        summary = pending.summary
        is_short = summary.get("new", 0) + summary.get("changed", 0) <= AT_ONCE
        task_id = "" if is_short else str(import_in_background.enqueue(pending.pk).id)
        if not ready.update(state=ImportState.IMPORTING.value, task_id=task_id):
            raise upload_gone()
        if is_short:
            _import(pending.pk, now)
    pending.refresh_from_db()


@task()
def import_in_background(pending_id: int) -> None:
    """Import a long list; interrupted, nothing of it is there, and it is begun anew."""
    import_upload(pending_id=pending_id, now=timezone.now())


def import_upload(*, pending_id: int, now: datetime) -> None:
    """Do what a list says, against the people of now; its file is then forgotten.

    What was imported or given up meanwhile is left alone.
    """
    try:
        with transaction.atomic():
            _import(pending_id, now)
    except _GivenUp:
        return


def _import(pending_id: int, now: datetime) -> None:
    found = PendingImport.objects.select_related("organization", "uploaded_by")
    pending = found.filter(pk=pending_id).first()
    if pending is None:
        return
    hold_organization(pending.organization_id)  # a second worker waits here for the first
    if not found.filter(pk=pending_id, state=ImportState.IMPORTING).exists():
        return
    with speaking(pending.language):
        if _still_may(pending):
            _import_rows(pending, now)
        else:
            _settle(
                pending,
                state=ImportState.FAILED.value,
                problem=translate("You no longer run rounds here, so nothing was imported."),
            )


def _still_may(pending: PendingImport) -> bool:
    """The yes may be some minutes old by now."""
    return Membership.objects.filter(
        organization=pending.organization_id, user=pending.uploaded_by_id, role__in=RUNS_ROUNDS
    ).exists()


def _import_rows(pending: PendingImport, now: datetime) -> None:
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    late = 0
    for number, rows in enumerate(accepted_pieces(pending)):
        plan = import_some(
            organization=pending.organization, accepted=rows, by=pending.uploaded_by, now=now
        )
        counts["new"] += len(plan.new)
        counts["changed"] += len(plan.changed)
        counts["unchanged"] += len(plan.unchanged)
        late += len(plan.rejected)
        _keep_rejected(pending, _LATE + number, plan.rejected)
        if not PendingImport.objects.filter(pk=pending.pk).exists():
            raise _GivenUp
    about = "{new:,} new, {changed:,} changed, {unchanged:,} unchanged".format(**counts)
    record(
        organization=pending.organization,
        by=pending.uploaded_by,
        act="people imported",
        about=about,
        now=now,
    )
    left_out = pending.summary["rejected"] + late
    _settle(pending, state=ImportState.DONE.value, summary={**counts, "rejected": left_out})


def _keep_rejected(
    pending: PendingImport, number: int, turned_down: tuple[TurnedDown, ...]
) -> None:
    columns, width = columns_of(pending), len(pending.header)
    refused = [rejected(one.row, one.reason, columns, width) for one in turned_down]
    keep_rows(pending, number, (), refused)


def _settle(pending: PendingImport, *, state: str, **changes: object) -> None:
    """Write down what came of it and forget the file; a cancelled import is undone instead."""
    running = PendingImport.objects.filter(pk=pending.pk, state=ImportState.IMPORTING)
    if not running.update(state=state, **changes):
        raise _GivenUp
    pending.parts.all().delete()
    pending.pieces.filter(are_rejected=False).delete()
