"""The meeting about a closed round as it is projected: what to settle, what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from assessment.domain.quarters import local_day
from assessment.models import Round
from leadership.access import (
    commitments_seen_by,
    meetings_seen_by,
    sees_executives_by_name,
    sees_meetings,
)
from leadership.domain.commitments import CommitmentState
from leadership.domain.meetings import Outcome, decision_sentence
from leadership.models import Commitment, Decision, Meeting, Membership
from leadership.queries.commitments import CommitmentRow, names_in, rows_of
from leadership.queries.dashboard_signs import SignRow
from leadership.queries.dashboards import Dashboard, dashboard_for

CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision as it is read; `who` "" where nobody finds it out, or they have left."""

    outcome: Outcome
    sentence: str
    note: str
    who: str
    member_id: int | None
    due_on: date | None
    by: str
    at: datetime
    commitment_id: int | None


@dataclass(frozen=True, slots=True)
class ContestedSign:
    """A contested sign of the dashboard; `number` is how often something was decided about it.

    `decision` is None until one settles it, `earlier` are the decisions that it replaced.
    """

    row: SignRow
    number: int
    decision: Settled | None
    earlier: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the page of a sign says of a meeting that is over."""

    held_on: date
    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What the screen shows. `promised` and `closed` are of this meeting, `open` of before it.

    What somebody is to find out stands with its sign, and in none of the three.
    """

    dashboard: Dashboard
    contested: tuple[ContestedSign, ...]
    promised: tuple[CommitmentRow, ...]
    closed: tuple[CommitmentRow, ...]
    open: tuple[CommitmentRow, ...]

    @property
    def unsettled(self) -> int:
        return sum(sign.decision is None for sign in self.contested)


def meeting_of(round_: Round, reader: Membership) -> Meeting | None:
    return meetings_seen_by(reader).filter(round=round_).first()


def meeting_page(
    round_: Round, meeting: Meeting | None, reader: Membership, *, now: datetime
) -> MeetingPage:
    """The dashboard’s own words and splits, and beside them what the room adds.

    Nothing is counted here: a sign is contested where the reader’s dashboard says so.
    """
    dashboard = dashboard_for(round_, named=sees_executives_by_name(reader))
    names = names_in(reader.organization_id)
    contested = contested_signs(dashboard, meeting, names)
    finding_out = {one.decision.commitment_id for one in contested if one.decision}
    found = [
        one for one in _at_issue(commitments_seen_by(reader), meeting) if one.pk not in finding_out
    ]
    rows = rows_of(found, local_day(now, round_.organization.time_zone), names)
    parts: dict[str, list[CommitmentRow]] = {"promised": [], "closed": [], "open": []}
    for one, row in zip(found, rows, strict=True):
        parts[_part_of(one, meeting)].append(row)
    return MeetingPage(
        dashboard=dashboard,
        contested=contested,
        promised=tuple(parts["promised"]),
        closed=tuple(parts["closed"]),
        open=tuple(parts["open"]),
    )


def contested_signs(
    dashboard: Dashboard, meeting: Meeting | None, names: Mapping[int, str]
) -> tuple[ContestedSign, ...]:
    """The signs that this dashboard calls contested, each with what was decided about it."""
    rows = [row for row in dashboard.signs if row.tag == CONTESTED]
    decided: dict[str, list[Settled]] = {row.key: [] for row in rows}
    if meeting and rows:
        for decision in meeting.decisions.filter(question__in=decided):
            decided[decision.question].append(settled(decision, names))
    return tuple(_contested(row, decided[row.key]) for row in rows)


def decided_on(round_: Round, row: SignRow | None, reader: Membership) -> Decided | None:
    """What the meeting decided about a sign, once it has ended; one query, two with a decision.

    Only where the reader’s own page calls the sign contested, for that is what it would tell.
    Whoever sees no meetings reads neither names nor notes, which may hold some.
    """
    if row is None or row.tag != CONTESTED:
        return None
    ended = Decision.objects.filter(meeting__round=round_, meeting__ended_at__isnull=False)
    latest = ended.filter(question=row.key).select_related("meeting").last()
    if latest is None or not Outcome(latest.outcome).settles:
        return None
    names = names_in(reader.organization_id) if sees_meetings(reader) else {}
    read = settled(latest, names)
    return Decided(latest.meeting.held_on, read.sentence, read.note if names else "")


def stamp_of(meeting: Meeting | None, reader: Membership) -> str:
    """Differs whenever something on the page does; for the script that asks again and again."""
    if meeting is None:
        return "not-started"
    commitments = commitments_seen_by(reader).aggregate(count=Count("pk"), last=Max("changed_at"))
    last = commitments["last"].timestamp() if commitments["last"] else 0
    state = "ended" if meeting.has_ended else "held"
    return f"{state}-{meeting.decisions.count()}-{commitments['count']}-{last}"


def settled(decision: Decision, names: Mapping[int, str]) -> Settled:
    """A decision in words; `names` are those to use, and empty where nobody is to be named."""
    outcome = Outcome(decision.outcome)
    who = names.get(decision.member_id, "") if decision.member_id else ""
    return Settled(
        outcome=outcome,
        sentence=decision_sentence(outcome, who, decision.due_on),
        note=decision.note,
        who=who,
        member_id=decision.member_id,
        due_on=decision.due_on,
        by=names.get(decision.decided_by_id, "") if decision.decided_by_id else "",
        at=decision.decided_at,
        commitment_id=decision.commitment_id,
    )


def _contested(row: SignRow, decisions: list[Settled]) -> ContestedSign:
    settles = bool(decisions) and decisions[-1].outcome.settles
    return ContestedSign(
        row=row,
        number=len(decisions),
        decision=decisions[-1] if settles else None,
        earlier=tuple(decisions[:-1] if settles else decisions),
    )


def _at_issue(commitments: QuerySet[Commitment], meeting: Meeting | None) -> list[Commitment]:
    """What is open, and what was closed since the meeting began."""
    at_issue = Q(state=CommitmentState.OPEN.value)
    if meeting:
        at_issue |= Q(changed_at__gte=meeting.started_at)
    found = commitments.filter(at_issue).select_related("round__organization")
    return list(found.order_by("due_on", "pk"))


def _part_of(commitment: Commitment, meeting: Meeting | None) -> str:
    if not commitment.is_open:
        return "closed"
    return "promised" if meeting and commitment.made_at >= meeting.started_at else "open"
