"""Holding the meeting about a closed round: begun, signs settled in it, ended with its minutes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.language import speaking
from assessment.domain.quarters import local_day
from assessment.models import Round
from leadership.domain.commitments import CommitmentState
from leadership.domain.errors import LeadershipError
from leadership.domain.meetings import Outcome
from leadership.domain.minutes import Minutes, Person, as_json, fingerprint_of_minutes
from leadership.models import Commitment, Decision, Meeting, Membership
from leadership.queries.commitments import names_in
from leadership.queries.meetings import meeting_page
from leadership.queries.minutes import minutes_from
from leadership.queries.organizations import language_of_documents
from leadership.services.audit import record
from leadership.services.commitments import (
    change_commitment,
    drop_commitment,
    keep_commitment,
    make_commitment,
    miss_commitment,
)
from leadership.services.holds import hold_organization


class MeetingOver(LeadershipError):
    """What its minutes say stays as it is."""


class DecidedMeanwhile(LeadershipError):
    """Somebody else wrote down a decision that the writer has not seen."""


class NothingToSettle(LeadershipError):
    """Only a sign that the results call contested is settled in the room."""


class HeldOnAnotherDay(LeadershipError):
    """A meeting is held after the round has closed, and not in the future."""


def start_meeting(*, round_: Round, by: Membership, now: datetime) -> Meeting:
    """Begin the meeting about a closed round; one that has begun is gone on with."""
    with transaction.atomic():
        hold_organization(round_.organization_id)
        meeting, is_new = Meeting.objects.get_or_create(
            round=round_,
            defaults={
                "held_on": local_day(now, round_.organization.time_zone),
                "started_at": now,
                "started_by": by,
            },
        )
        if is_new:
            record(
                organization=round_.organization,
                by=by.user,
                act="meeting started",
                about=round_.label,
                now=now,
            )
    return meeting


def decide(
    *,
    meeting: Meeting,
    question: str,
    seen: int,
    outcome: Outcome,
    note: str,
    who: Membership | None,
    due_on: date | None,
    by: Membership,
    now: datetime,
) -> Decision | None:
    """Write down what the room says about a contested sign; what is said again adds nothing.

    `seen` is how many decisions about it the writer knew of. To find something out is promised by
    `who`, and dropped when the sign is settled otherwise. Raises MeetingOver, NothingToSettle,
    DecidedMeanwhile, and what making a commitment raises.
    """
    with transaction.atomic():
        held = _held(meeting)
        page = meeting_page(held.round, held, by, now=now)
        if all(sign.row.key != question for sign in page.contested):
            raise NothingToSettle(_("Choose a sign that the results of this round call contested."))
        latest = held.decisions.filter(question=question).last()
        if (latest.number if latest else 0) != seen:
            raise DecidedMeanwhile(
                _(
                    "Somebody else wrote down a decision meanwhile; it stands above. What you "
                    "typed is still here: record it to replace theirs."
                )
            )
        if outcome is not Outcome.FIND_OUT:
            who = due_on = None
        if _says_the_same(latest, outcome, note, who, due_on):
            return latest
        return Decision.objects.create(
            meeting=held,
            question=question,
            number=seen + 1,
            outcome=outcome.value,
            note=note,
            member=who,
            due_on=due_on,
            commitment=_commitment(
                held, question, latest=latest, who=who, due_on=due_on, by=by, now=now
            ),
            decided_at=now,
            decided_by=by,
        )


def promise_in_meeting(
    *,
    meeting: Meeting,
    question: str,
    what: str,
    owner: Membership,
    due_on: date,
    visible_in: str,
    by: Membership,
    now: datetime,
) -> Commitment:
    """Promise something while the meeting is held, so that its minutes say it.

    Raises MeetingOver, and what making a commitment raises.
    """
    with transaction.atomic():
        return make_commitment(
            round_=_held(meeting).round,
            question=question,
            what=what,
            owner=owner,
            due_on=due_on,
            visible_in=visible_in,
            by=by,
            now=now,
        )


def close_in_meeting(
    *,
    meeting: Meeting,
    commitment: Commitment,
    state: CommitmentState,
    reason: str,
    by: Membership,
    now: datetime,
) -> None:
    """A commitment was kept, or missed, as of today. Raises MeetingOver and what closing raises."""
    close = keep_commitment if state is CommitmentState.KEPT else miss_commitment
    with transaction.atomic():
        zone = _held(meeting).round.organization.time_zone
        close(commitment=commitment, on=local_day(now, zone), reason=reason, by=by, now=now)


def end_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    attendees: Sequence[Membership],
    by: Membership,
    now: datetime,
) -> Minutes:
    """Write down for good what the screen shows now, in the organization’s own language.

    Many people read the same minutes. Raises MeetingOver and HeldOnAnotherDay.
    """
    with transaction.atomic():
        held = _held(meeting)
        _check_day(held.round, held_on, now)
        names = names_in(held.round.organization_id)
        present = [one for one in attendees if one.pk in names]  # the others were erased since
        with speaking(language_of_documents(held.round.organization)):
            minutes = minutes_from(
                meeting_page(held.round, held, by, now=now),
                round_=held.round,
                held_on=held_on,
                attendees=[Person(one.pk, names[one.pk]) for one in present],
            )
        held.held_on, held.ended_at = held_on, now
        held.minutes, held.fingerprint = as_json(minutes), fingerprint_of_minutes(minutes)
        held.save(update_fields=["held_on", "ended_at", "minutes", "fingerprint"])
        held.attendees.set(present)
        record(
            organization=held.round.organization,
            by=by.user,
            act="meeting ended",
            about=held.round.label,
            now=now,
        )
    return minutes


def _held(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends. Raises MeetingOver.

    An erasure comes before or after: what is written here names nobody who was erased meanwhile.
    """
    hold_organization(meeting.round.organization_id)
    held = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("round__organization")
        .get(pk=meeting.pk)
    )
    if held.has_ended:
        raise MeetingOver(
            _("This meeting has ended, and its minutes stay as they are. They are below.")
        )
    return held


def _says_the_same(
    latest: Decision | None,
    outcome: Outcome,
    note: str,
    who: Membership | None,
    due_on: date | None,
) -> bool:
    if latest is None:
        return outcome is Outcome.OPEN
    said = (latest.outcome, latest.note, latest.member_id, latest.due_on)
    return said == (outcome.value, note, who.pk if who else None, due_on)


def _commitment(
    meeting: Meeting,
    question: str,
    *,
    latest: Decision | None,
    who: Membership | None,
    due_on: date | None,
    by: Membership,
    now: datetime,
) -> Commitment | None:
    """What is promised by it: made, changed, or dropped where nothing is to be found out."""
    before = latest.commitment if latest else None
    still_open = before is not None and before.is_open
    if who is None or due_on is None:
        if before and still_open:
            today = local_day(now, meeting.round.organization.time_zone)
            reason = _("The meeting has settled it otherwise.")
            drop_commitment(commitment=before, on=today, reason=reason, by=by, now=now)
        return None
    if before and still_open:
        change_commitment(
            commitment=before,
            what=before.what,
            owner=who,
            due_on=due_on,
            visible_in=before.visible_in,
            by=by,
            now=now,
        )
        return before
    return make_commitment(
        round_=meeting.round,
        question=question,
        what=_("Find out whether this holds, and tell the team."),
        owner=who,
        due_on=due_on,
        visible_in=_("The answer, with what it rests on, in a note on this commitment."),
        by=by,
        now=now,
    )


def _check_day(round_: Round, held_on: date, now: datetime) -> None:
    zone = round_.organization.time_zone
    closed_on = local_day(round_.closed_at, zone) if round_.closed_at else held_on
    if not closed_on <= held_on <= local_day(now, zone):
        raise HeldOnAnotherDay(
            _("Choose the day of the meeting: after the round closed, and not in the future.")
        )
