"""The meeting about a closed round as it is projected: what to settle, what was promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from assessment.models import Round
from leadership.access import commitments_seen_by
from leadership.domain.commitments import CommitmentState, Standing
from leadership.domain.meetings import Outcome, decision_sentence
from leadership.models import Commitment, Decision, Meeting, Membership
from leadership.queries.dashboard_signs import SignRow
from leadership.queries.dashboards import Dashboard, dashboard_for


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision as it is read; `who` "" where nobody is to be named, or they have left."""

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
class Promised:
    """A commitment in one line."""

    pk: int
    question: str
    about: str
    what: str
    owner: str
    owner_id: int | None
    due_on: date
    visible_in: str
    standing: Standing
    reason: str
    made_on: date

    @property
    def is_open(self) -> bool:
        return self.standing.is_open


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What the screen shows. `promised` and `closed` are of this meeting, `open` of before it."""

    dashboard: Dashboard
    contested: tuple[ContestedSign, ...]
    promised: tuple[Promised, ...]
    closed: tuple[Promised, ...]
    open: tuple[Promised, ...]
    stamp: str

    @property
    def unsettled(self) -> int:
        return sum(sign.decision is None for sign in self.contested)


def meeting_of(round_: Round) -> Meeting | None:
    return (
        Meeting.objects.select_related("round__organization", "started_by__user")
        .filter(round=round_)
        .first()
    )


def meeting_page(
    round_: Round, meeting: Meeting | None, reader: Membership, *, named: bool, today: date
) -> MeetingPage:
    """The dashboard’s own words and splits, and beside them what the room adds.

    Nothing is counted here: a sign is contested where the reader’s dashboard says so.
    """
    dashboard = dashboard_for(round_, named=named)
    found = contested_signs(dashboard, meeting)
    finding_out = {one.decision.commitment_id for one in found if one.decision}
    parts: dict[str, list[Promised]] = {"promised": [], "closed": [], "open": []}
    for one in _at_issue(commitments_seen_by(reader), meeting):
        if one.pk not in finding_out:
            parts[_part_of(one, meeting)].append(promised(one, dashboard, today))
    return MeetingPage(
        dashboard=dashboard,
        contested=found,
        promised=tuple(parts["promised"]),
        closed=tuple(parts["closed"]),
        open=tuple(parts["open"]),
        stamp=stamp_of(meeting, reader),
    )


def contested_signs(dashboard: Dashboard, meeting: Meeting | None) -> tuple[ContestedSign, ...]:
    """The signs that this dashboard calls contested, each with what was decided about it."""
    rows = [row for row in dashboard.signs if row.tag == "contested"]
    decided: dict[str, list[Decision]] = {row.key: [] for row in rows}
    if meeting and rows:
        every = meeting.decisions.select_related("member__user", "decided_by__user")
        for decision in every.filter(question__in=decided):
            decided[decision.question].append(decision)
    return tuple(_contested(row, decided[row.key]) for row in rows)


def stamp_of(meeting: Meeting | None, reader: Membership) -> str:
    """Differs whenever something on the page does; for the script that asks again and again."""
    if meeting is None:
        return "not-started"
    decisions = meeting.decisions.count()
    promises = commitments_seen_by(reader).aggregate(count=Count("pk"), last=Max("changed_at"))
    last = promises["last"].timestamp() if promises["last"] else 0
    ended = "ended" if meeting.has_ended else "held"
    return f"{ended}-{decisions}-{promises['count']}-{last}"


def members_at_the_table(members: QuerySet[Membership]) -> list[Membership]:
    """Who may promise and may have been there, by name."""
    return list(members.select_related("user").order_by("user__name", "user__email"))


def promised(commitment: Commitment, dashboard: Dashboard, today: date) -> Promised:
    return Promised(
        pk=commitment.pk,
        question=commitment.question,
        about=_about(commitment, dashboard.signs),
        what=commitment.what,
        owner=str(commitment.owner.user) if commitment.owner else "",
        owner_id=commitment.owner_id,
        due_on=commitment.due_on,
        visible_in=commitment.visible_in,
        standing=commitment.term.standing(today),
        reason=commitment.reason,
        made_on=commitment.made_on,
    )


def _about(commitment: Commitment, signs: Iterable[SignRow]) -> str:
    return next((f"{sign.number}" for sign in signs if sign.key == commitment.question), "")


def _at_issue(commitments: QuerySet[Commitment], meeting: Meeting | None) -> QuerySet[Commitment]:
    """What is open, and what was made or closed since the meeting began."""
    at_issue = Q(state=CommitmentState.OPEN.value)
    if meeting:
        at_issue |= Q(changed_at__gte=meeting.started_at)
    return commitments.filter(at_issue).select_related("owner__user").order_by("due_on", "pk")


def _part_of(commitment: Commitment, meeting: Meeting | None) -> str:
    if not commitment.is_open:
        return "closed"
    return "promised" if meeting and commitment.made_at >= meeting.started_at else "open"


def _contested(row: SignRow, decisions: list[Decision]) -> ContestedSign:
    read = [_settled(one) for one in decisions]
    settles = bool(read) and read[-1].outcome.settles
    return ContestedSign(
        row=row,
        number=len(read),
        decision=read[-1] if settles else None,
        earlier=tuple(read[:-1] if settles else read),
    )


def _settled(decision: Decision) -> Settled:
    outcome = Outcome(decision.outcome)
    who = str(decision.member.user) if decision.member else ""
    return Settled(
        outcome=outcome,
        sentence=decision_sentence(outcome, who, decision.due_on),
        note=decision.note,
        who=who,
        member_id=decision.member_id,
        due_on=decision.due_on,
        by=str(decision.decided_by.user) if decision.decided_by else "",
        at=decision.decided_at,
        commitment_id=decision.commitment_id,
    )
