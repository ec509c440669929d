"""The minutes of a meeting: as they would be written now, and as they were; their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.domain.language import readers_language
from assessment.models import Round
from leadership.access import minutes_files_seen_by
from leadership.domain.meetings import Outcome
from leadership.domain.minutes import (
    CommitmentMinute,
    FigureMinute,
    Minutes,
    Person,
    SignMinute,
    from_json,
)
from leadership.domain.packs import Paper
from leadership.models import Meeting, Membership, MinutesFile, OutgoingEmail
from leadership.queries.commitments import CommitmentRow
from leadership.queries.made_packs import PackState, TaskState, state_of_task, task_states
from leadership.queries.meetings import ContestedSign, MeetingPage
from leadership.queries.outcomes import told_of_results

KIND = OutgoingEmail.Kind.MINUTES.value


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The minutes on some paper, and how far their file is."""

    pk: int
    paper: Paper
    state: PackState
    problem: str

    @property
    def is_under_way(self) -> bool:
        return self.state in {PackState.WAITING, PackState.MAKING}


def minutes_from(
    page: MeetingPage, *, round_: Round, held_on: date, attendees: Sequence[Person]
) -> Minutes:
    """What the screen shows now, as the minutes keep it, in the language that is spoken now."""
    organization, closed_at = round_.organization, round_.closed_at
    dashboard = page.dashboard
    return Minutes(
        organization=organization.name,
        language=readers_language(),
        round_label=round_.label,
        closed_on=closed_at.astimezone(organization.zone).date() if closed_at else None,
        held_on=held_on,
        attendees=tuple(attendees),
        headline=dashboard.headline,
        change=dashboard.change,
        figures=tuple(FigureMinute(one.label, one.strong, one.note) for one in dashboard.figures),
        signs_missing="" if dashboard.signs else dashboard.signs_missing,
        signs=tuple(_sign(one) for one in page.contested),
        promised=tuple(_commitment(one) for one in page.promised),
        closed=tuple(_commitment(one) for one in page.closed),
        open=tuple(_commitment(one) for one in page.open),
    )


def minutes_of(meeting: Meeting) -> Minutes | None:
    """What was written down when it ended; None before."""
    return from_json(meeting.minutes) if meeting.minutes else None


def written_minutes(round_: Round) -> Minutes | None:
    """Those of the meeting about a round, for the mail that brings them."""
    meeting = Meeting.objects.filter(round=round_, minutes__isnull=False).first()
    return minutes_of(meeting) if meeting else None


def files_of(meeting: Meeting, reader: Membership) -> list[MadeFile]:
    """One query, and one more while some wait."""
    rows = list(minutes_files_seen_by(reader).filter(meeting=meeting).defer("content"))
    states = task_states([row.task_id for row in rows if not row.made_at])
    return [_made(row, states) for row in rows]


def is_under_way(file: MinutesFile) -> bool:
    """Whether a task has yet to make it, or is at it."""
    if file.made_at or file.problem:
        return False
    state, _ = state_of_task(file.task_id, task_states([file.task_id]))
    return state is not PackState.FAILED


def without_minutes_mail(meeting: Meeting) -> list[Membership]:
    """Those of the team and the leads to whom the minutes were not mailed yet."""
    mailed = OutgoingEmail.objects.filter(round=meeting.round_id, kind=KIND)
    return list(
        told_of_results(meeting.round.organization)
        .exclude(pk__in=mailed.values("membership"))
        .order_by("pk")
    )


def _made(row: MinutesFile, states: dict[str, TaskState]) -> MadeFile:
    state, problem = PackState.READY, ""
    if not row.made_at:
        state, problem = state_of_task(row.task_id, states)
    if row.problem:
        state, problem = PackState.FAILED, row.problem
    return MadeFile(row.pk, Paper(row.paper), state, problem)


def _sign(sign: ContestedSign) -> SignMinute:
    decision, row = sign.decision, sign.row
    return SignMinute(
        key=row.key,
        number=row.number,
        text=row.text,
        marks=row.marks,
        answers=row.answers,
        status=row.status,
        outcome=decision.outcome if decision else Outcome.OPEN,
        note=decision.note if decision else "",
        who=Person(decision.member_id, decision.who) if decision and decision.who else None,
        due_on=decision.due_on if decision else None,
    )


def _commitment(row: CommitmentRow) -> CommitmentMinute:
    return CommitmentMinute(
        what=row.what,
        about=row.topic,
        owner=Person(row.owner_id, row.owner) if row.owner else None,
        due_on=row.due_on,
        visible_in=row.visible_in,
        standing=row.standing.value,
        reason=row.reason,
    )
