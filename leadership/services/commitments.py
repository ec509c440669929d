"""Commitments: made, changed, noted on, and closed as kept, missed or dropped."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.quarters import local_day
from assessment.models import Round
from assessment.queries.rounds import questions_of
from leadership.access import makes_commitments
from leadership.domain.commitments import CommitmentState
from leadership.domain.errors import LeadershipError
from leadership.models import Commitment, CommitmentNote, Membership
from leadership.services.audit import record
from leadership.services.holds import hold_organization


class NothingToCommitTo(LeadershipError):
    """A commitment answers a question that a closed round of the organization asked."""


class CannotOwnCommitments(LeadershipError):
    """Whoever only reads results, or has left, is given nothing to do."""


class DayNotPossible(LeadershipError):
    """Nothing is due in the past or closed in the future."""


class CommitmentSettled(LeadershipError):
    """What is closed is not changed or closed again."""


class CommitmentOpen(LeadershipError):
    """Only what is closed can be opened again."""


def make_commitment(
    *,
    round_: Round,
    question: str,
    what: str,
    owner: Membership,
    due_on: date,
    visible_in: str,
    by: Membership,
    now: datetime,
    practice: str = "",
) -> Commitment:
    """Promise something about a question of a closed round; `practice` is the advice it follows.

    Raises NothingToCommitTo, CannotOwnCommitments and DayNotPossible.
    """
    today = local_day(now, round_.organization.time_zone)
    _check_question(round_, question)
    _check_due(due_on, today)
    with transaction.atomic():
        hold_organization(round_.organization_id)
        _check_owner(round_.organization_id, owner)
        commitment = Commitment.objects.create(
            organization_id=round_.organization_id,
            round=round_,
            question=question,
            what=what,
            owner=owner,
            due_on=due_on,
            first_due_on=due_on,
            visible_in=visible_in,
            practice=practice,
            made_by=by,
            made_at=now,
            made_on=today,
            changed_at=now,
        )
        _record("commitment made", commitment, by, now)
    return commitment


def change_commitment(
    *,
    commitment: Commitment,
    what: str,
    owner: Membership,
    due_on: date,
    visible_in: str,
    by: Membership,
    now: datetime,
) -> None:
    """Put it differently, give it to somebody else, or move its day while that is not over.

    Raises CommitmentSettled, CannotOwnCommitments and DayNotPossible. Saving what stands there
    anyway changes nothing.
    """
    with transaction.atomic():
        held = _held(commitment)
        _check_open(held)
        if (held.what, held.owner_id, held.due_on, held.visible_in) == (
            what,
            owner.pk,
            due_on,
            visible_in,
        ):
            return
        if owner.pk != held.owner_id:
            _check_owner(held.organization_id, owner)
        if due_on != held.due_on:
            today = local_day(now, held.organization.time_zone)
            if held.due_on < today:
                raise DayNotPossible(
                    _(
                        "Its day is over and cannot be moved any more. Close it as kept, missed "
                        "or dropped, and promise anew."
                    )
                )
            _check_due(due_on, today)
        held.what, held.owner, held.due_on, held.visible_in = what, owner, due_on, visible_in
        _save(held, ["what", "owner", "due_on", "visible_in"], now)
        _record("commitment changed", held, by, now)


def note_progress(
    *, commitment: Commitment, text: str, by: Membership, now: datetime
) -> CommitmentNote:
    """Say how it goes; a closed one can be written about too."""
    return CommitmentNote.objects.create(commitment=commitment, text=text, by=by, written_at=now)


def keep_commitment(
    *, commitment: Commitment, on: date, reason: str, by: Membership, now: datetime
) -> None:
    """It was done `on` that day; `reason` says what shows it."""
    with transaction.atomic():
        held = _settled(commitment, CommitmentState.KEPT, on=on, reason=reason, now=now)
        _record("commitment kept", held, by, now)


def miss_commitment(
    *, commitment: Commitment, on: date, reason: str, by: Membership, now: datetime
) -> None:
    """It was not done; `reason` says why."""
    with transaction.atomic():
        held = _settled(commitment, CommitmentState.MISSED, on=on, reason=reason, now=now)
        _record("commitment missed", held, by, now)


def drop_commitment(
    *, commitment: Commitment, on: date, reason: str, by: Membership, now: datetime
) -> None:
    """It is not wanted any more; `reason` says why."""
    with transaction.atomic():
        held = _settled(commitment, CommitmentState.DROPPED, on=on, reason=reason, now=now)
        _record("commitment dropped", held, by, now)


def reopen_commitment(*, commitment: Commitment, by: Membership, now: datetime) -> None:
    """It was closed by mistake. Raises CommitmentOpen."""
    with transaction.atomic():
        held = _held(commitment)
        if held.is_open:
            raise CommitmentOpen(_("This commitment is open again already."))
        held.state, held.closed_on, held.reason = CommitmentState.OPEN.value, None, ""
        _save(held, ["state", "closed_on", "reason"], now)
        _record("commitment reopened", held, by, now)


def _settled(
    commitment: Commitment, state: CommitmentState, *, on: date, reason: str, now: datetime
) -> Commitment:
    """The row, closed. Raises CommitmentSettled and DayNotPossible."""
    held = _held(commitment)
    _check_open(held)
    today = local_day(now, held.organization.time_zone)
    if not held.made_on <= on <= today:
        raise DayNotPossible(_("Choose a day from the one on which it was promised until today."))
    if state is CommitmentState.DROPPED and held.due_on < today:
        on = today  # an earlier day would take what is overdue out of the kept rate
    held.state, held.closed_on, held.reason = state.value, on, reason
    _save(held, ["state", "closed_on", "reason"], now)
    return held


def _check_question(round_: Round, question: str) -> None:
    if not round_.is_closed or all(one.key != question for one in questions_of(round_)):
        raise NothingToCommitTo(
            _("Choose a question of a round that has closed; this one is none.")
        )


def _check_owner(organization_id: int, owner: Membership) -> None:
    """As they are now: whoever leaves holds the organization, as the caller does."""
    found = Membership.objects.filter(
        pk=owner.pk, organization=organization_id, user__is_active=True
    ).first()
    if found is None or not makes_commitments(found):
        raise CannotOwnCommitments(
            _("Choose an owner, a lead or an executive of this organization.")
        )


def _check_due(due_on: date, today: date) -> None:
    if due_on < today:
        raise DayNotPossible(_("Choose today or a later day."))


def _check_open(commitment: Commitment) -> None:
    if not commitment.is_open:
        raise CommitmentSettled(
            _("Somebody has closed this commitment meanwhile. Open it again to change it.")
        )


def _held(commitment: Commitment) -> Commitment:
    """The row as it is now, held until the transaction ends."""
    hold_organization(commitment.organization_id)
    return (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("organization", "round")
        .get(pk=commitment.pk)
    )


def _save(held: Commitment, fields: list[str], now: datetime) -> None:
    held.changed_at, held.edition = now, held.edition + 1
    held.save(update_fields=[*fields, "changed_at", "edition"])


def _record(act: str, commitment: Commitment, by: Membership, now: datetime) -> None:
    """Without names and texts, because entries outlive the erasure of people."""
    record(
        organization=commitment.organization,
        by=by.user,
        act=act,
        about=f"{commitment.round.label}, {commitment.question}, {commitment}",
        now=now,
    )
