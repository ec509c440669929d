"""Making, launching and closing a round."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.domain.errors import AssessmentError
from assessment.domain.own_wordings import own_wordings_as_json
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Population, Round
from assessment.queries.wordings import own_wordings_for


class RoundExists(AssessmentError):
    """An organization has one round a quarter."""


class RoundNotDraft(AssessmentError):
    """Only a draft can be changed or launched."""


class RoundNotOpen(AssessmentError):
    """Answers are taken, and a round is closed, only while it is open."""


class ClosesInThePast(AssessmentError):
    """The last moment to answer lies ahead."""


def create_round(
    *,
    organization: Organization,
    quarter: Quarter,
    closes_at: datetime,
    promise: Promise,
    audiences: Collection[Audience],
    version_ids: Collection[int],
    minimum_group: int = 5,
) -> Round:
    """Draft the round of a quarter. Raises RoundExists when the quarter has one."""
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                organization=organization,
                label=quarter.label,
                quarter_starts_on=quarter.starts_on,
                closes_at=closes_at,
                promise=promise.value,
                audiences=[audience.value for audience in Audience if audience in audiences],
                minimum_group=minimum_group,
            )
            round_.versions.set(version_ids)
    except IntegrityError as error:
        said = _("There is a round for {quarter} already.").format(quarter=quarter.label)
        raise RoundExists(said) from error
    return round_


def change_draft(
    *,
    round_: Round,
    closes_at: datetime,
    promise: Promise,
    audiences: Collection[Audience],
    minimum_group: int,
) -> None:
    """Change what a draft will ask and promise. Raises RoundNotDraft after launch."""
    changed = Round.objects.filter(pk=round_.pk, state=RoundState.DRAFT).update(
        closes_at=closes_at,
        promise=promise.value,
        audiences=[audience.value for audience in Audience if audience in audiences],
        minimum_group=minimum_group,
    )
    if not changed:
        raise RoundNotDraft(_("This round has been launched; what it promised cannot change."))


def hold_draft(round_: Round) -> None:
    """Read a draft anew and keep everybody else from changing or launching it meanwhile.

    Belongs into the caller's transaction, until whose end it lasts. Raises RoundNotDraft.
    """
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update())
    if not round_.is_draft:
        raise RoundNotDraft(_("This round has been launched already."))


def open_round(
    *, round_: Round, now: datetime, asked: Mapping[tuple[Audience, int | None], int] | None = None
) -> None:
    """Freeze and open a draft; `asked` counts the people of each audience and unit.

    Belongs into the caller's transaction, which invites the people counted here.
    """
    opened = Round.objects.filter(pk=round_.pk, state=RoundState.DRAFT).update(
        state=RoundState.OPEN,
        launched_at=now,
        own_wordings=own_wordings_as_json(own_wordings_for(round_)) or None,
    )
    if not opened:
        raise RoundNotDraft(_("This round has been launched already."))
    count_asked(round_=round_, asked=asked or {})
    round_.refresh_from_db()


def count_asked(*, round_: Round, asked: Mapping[tuple[Audience, int | None], int]) -> None:
    """Add to the people asked of each audience and unit; belongs into the caller's transaction,
    which invites them and lets nobody else do so at the same moment.
    """
    for (audience, unit), count in sorted(asked.items(), key=str):
        counted = Population.objects.filter(round=round_, audience=audience.value, unit=unit)
        if not counted.update(asked=F("asked") + count):
            Population.objects.create(
                round=round_, audience=audience.value, unit_id=unit, asked=count
            )


def change_closing(*, round_: Round, closes_at: datetime, now: datetime) -> None:
    """Move the last moment to answer of an open round, later or earlier but never before now.

    Raises ClosesInThePast, RoundNotOpen.
    """
    if closes_at <= now:
        raise ClosesInThePast(_("This day is over. Choose a later one, so that people can answer."))
    changed = Round.objects.filter(
        pk=round_.pk, state=RoundState.OPEN, launched_at__lt=closes_at
    ).update(closes_at=closes_at)
    if not changed:
        raise RoundNotOpen(_("This round is not open."))
    round_.refresh_from_db()


def close_round(*, round_: Round, now: datetime, only_if_due: bool = False) -> None:
    """Close an open round once every submission under way is stored.

    Raises RoundNotOpen when it is not open, or with `only_if_due` when its time has not come
    (any more). The row lock is the one that submissions share, so that no answer arrives after
    the closing.
    """
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        if not locked.is_open or (only_if_due and locked.closes_at > now):
            raise RoundNotOpen(_("This round is not open."))
        locked.state, locked.closed_at = RoundState.CLOSED, now
        locked.save(update_fields=["state", "closed_at"])
    round_.refresh_from_db()


def hold_open(round_id: int) -> None:
    """Keep a round from closing until the caller's transaction ends.

    Raises RoundNotOpen. PostgreSQL: a shared row lock, so that submissions do not queue behind
    each other but a closing waits for all of them. SQLite: the transaction is the only writer.
    """
    share = " FOR SHARE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT state FROM {Round._meta.db_table} WHERE id = %s{share}",  # noqa: S608 - only names of our own tables
            [round_id],
        )
        row = cursor.fetchone()
    if row is None or row[0] != RoundState.OPEN:
        raise RoundNotOpen(_("This round has closed, so no more answers are taken."))
