"""What was promised, by whom and how it stands: lists, one commitment, and who may promise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from assessment.domain.quarters import Quarter, local_day, quarter_of
from assessment.models import Organization, Round
from leadership.access import commitments_seen_by, rounds_with_results_for
from leadership.domain.commitments import DUE_SOON, CommitmentState, Standing
from leadership.domain.executive_names import names_shown
from leadership.domain.roles import MAKES_COMMITMENTS, Role
from leadership.models import Commitment, CommitmentNote, Membership
from leadership.queries.committed_questions import CommittedQuestion, questions_by_round
from leadership.queries.paging import NumberedPage

COMMITMENTS_ON_A_PAGE: Final = 25
_READ: Final = ("round__organization",)
_OPEN_FIRST: Final = (  # those due first, then those closed last
    Case(When(state=CommitmentState.OPEN.value, then=Value(0)), default=Value(1)),
    F("closed_on").desc(nulls_last=True),
    "due_on",
    "pk",
)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment; `owner` is "" when whoever promised it has left.

    `question` is None where the round’s questionnaire cannot be read any more. `standing` is how
    it stands on the day that was asked for.
    """

    pk: int
    round_id: int
    round_label: str
    key: str
    question: CommittedQuestion | None
    what: str
    owner: str
    owner_id: int | None
    due_on: date
    first_due_on: date
    visible_in: str
    practice: str
    standing: Standing
    state: CommitmentState
    closed_on: date | None
    reason: str
    made_on: date
    made_by_id: int | None

    @property
    def topic(self) -> str:
        """What lists call the question."""
        return self.question.name if self.question else self.key

    @property
    def was_moved(self) -> bool:
        return self.due_on != self.first_due_on


@dataclass(frozen=True, slots=True)
class Noted:
    """One progress note, in the organization’s time."""

    text: str
    by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What of the commitments is looked at; None and "" are all."""

    standing: Standing | None = None
    owner_id: int | None = None
    question: str = ""
    quarter: Quarter | None = None


def commitments_page(
    membership: Membership, looked: Looked, number: str | int, *, now: datetime
) -> NumberedPage[CommitmentRow]:
    """Those due first stand first, what is open before what is closed."""
    today = local_day(now, membership.organization.time_zone)
    found = looked_at(commitments_seen_by(membership), looked, today)
    ordered = found.select_related(*_READ).order_by(*_OPEN_FIRST)
    page = Paginator(ordered, COMMITMENTS_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=rows_of(page.object_list, today, names_in(membership.organization_id)),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def looked_at(
    commitments: QuerySet[Commitment], looked: Looked, today: date
) -> QuerySet[Commitment]:
    """The commitments that fit all that is looked for."""
    if looked.standing:
        commitments = commitments.filter(_stands(looked.standing, today))
    if looked.owner_id:
        commitments = commitments.filter(owner=looked.owner_id)
    if looked.question:
        commitments = commitments.filter(question=looked.question)
    if looked.quarter:
        days = (looked.quarter.starts_on, looked.quarter.ends_on)
        commitments = commitments.filter(due_on__range=days)
    return commitments


def open_and_overdue(membership: Membership, *, now: datetime) -> tuple[int, int]:
    """How many are open, and how many of these are overdue. One query."""
    today = local_day(now, membership.organization.time_zone)
    counted = commitments_seen_by(membership).aggregate(
        open=Count("pk", filter=_stands(Standing.OPEN, today)),
        overdue=Count("pk", filter=_stands(Standing.OVERDUE, today)),
    )
    return counted["open"], counted["overdue"]


def open_commitments(
    membership: Membership, *, now: datetime, question: str = ""
) -> tuple[CommitmentRow, ...]:
    """All that is open, or what of it is about one question; due first first. Two queries."""
    return _rows_for(
        membership,
        commitments_seen_by(membership).filter(
            Q(state=CommitmentState.OPEN.value), Q(question=question) if question else Q()
        ),
        now,
    )


def own_open(membership: Membership, *, now: datetime) -> tuple[CommitmentRow, ...]:
    """What a member has promised and not closed, due first first."""
    mine = commitments_seen_by(membership).filter(
        owner=membership, state=CommitmentState.OPEN.value
    )
    return _rows_for(membership, mine, now)


def commitments_on(
    membership: Membership, question: str, *, now: datetime
) -> tuple[CommitmentRow, ...]:
    """All that was ever promised about a question, what is open first."""
    return _rows_for(membership, commitments_seen_by(membership).filter(question=question), now)


def commitments_made_between(
    membership: Membership, first: datetime, last: datetime, *, now: datetime
) -> tuple[CommitmentRow, ...]:
    """What was promised from `first` until `last`, in the order in which it was."""
    found = commitments_seen_by(membership).filter(made_at__range=(first, last))
    return _rows_for(membership, found, now, order=("made_at", "pk"))


def commitment_row(commitment: Commitment, *, now: datetime) -> CommitmentRow:
    """One commitment, read with its round and organization."""
    today = local_day(now, commitment.round.organization.time_zone)
    return rows_of([commitment], today, names_in(commitment.organization_id))[0]


def with_round(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return commitments.select_related("organization", *_READ)


def notes_on(commitment: Commitment) -> tuple[Noted, ...]:
    """The progress notes, oldest first."""
    names = names_in(commitment.organization_id)
    notes = CommitmentNote.objects.filter(commitment=commitment)
    return tuple(
        Noted(
            note.text,
            names.get(note.by_id, "") if note.by_id else "",
            note.written_at.astimezone(commitment.organization.zone),
        )
        for note in notes
    )


def possible_owners(membership: Membership) -> list[tuple[Membership, str]]:
    """Everybody of the organization who can promise something, with the name to show."""
    members = Membership.objects.filter(
        organization=membership.organization_id,
        role__in=MAKES_COMMITMENTS,
        user__is_active=True,
    ).select_related("user")
    names = names_in(membership.organization_id)
    return [(member, names[member.pk]) for member in members]


def owner_among(owners: Iterable[tuple[Membership, str]], pk: int) -> Membership:
    """The member with this id, who is one of them."""
    return next(member for member, _name in owners if member.pk == pk)


def latest_closed_round(membership: Membership) -> Round | None:
    """The round whose answers new commitments are about."""
    return rounds_with_results_for(membership).order_by("-quarter_starts_on").first()


def default_due_on(organization: Organization, now: datetime) -> date:
    """The last day of the organization’s present quarter."""
    return quarter_at(organization, now).ends_on


def quarter_at(organization: Organization, now: datetime) -> Quarter:
    """The quarter of the fiscal year in which the organization is at that moment."""
    today = local_day(now, organization.time_zone)
    return quarter_of(today, fiscal_year_starts_in=organization.fiscal_year_starts_in)


def names_in(organization_id: int) -> dict[int, str]:
    """Every member as pages name them: executives as everywhere else, others by their role."""
    members = list(
        Membership.objects.filter(organization=organization_id).values_list(
            "pk", "user__name", "role", "on_executive_team"
        )
    )
    executives = {
        pk: name for pk, name, role, on_team in members if on_team or role == Role.EXECUTIVE.value
    }
    others = {
        pk: name
        if name and "@" not in name
        else _("%(role)s, no name given") % {"role": Role(role).label}
        for pk, name, role, _on_team in members
        if pk not in executives
    }
    return {**others, **names_shown(executives)}


def rows_of(
    commitments: Iterable[Commitment], today: date, names: Mapping[int, str]
) -> tuple[CommitmentRow, ...]:
    """Commitments as rows; each is read with its round and organization."""
    found = list(commitments)
    questions = questions_by_round(one.round for one in found)
    return tuple(
        CommitmentRow(
            pk=one.pk,
            round_id=one.round_id,
            round_label=one.round.label,
            key=one.question,
            question=questions.get((one.round_id, one.question)),
            what=one.what,
            owner=names.get(one.owner_id, "") if one.owner_id else "",
            owner_id=one.owner_id,
            due_on=one.due_on,
            first_due_on=one.first_due_on,
            visible_in=one.visible_in,
            practice=one.practice,
            standing=one.term.standing(today),
            state=CommitmentState(one.state),
            closed_on=one.closed_on,
            reason=one.reason,
            made_on=one.made_on,
            made_by_id=one.made_by_id,
        )
        for one in found
    )


def _rows_for(
    membership: Membership,
    commitments: QuerySet[Commitment],
    now: datetime,
    *,
    order: tuple[str | Combinable, ...] = (),
) -> tuple[CommitmentRow, ...]:
    today = local_day(now, membership.organization.time_zone)
    found = list(commitments.select_related(*_READ).order_by(*(order or _OPEN_FIRST)))
    return rows_of(found, today, names_in(membership.organization_id) if found else {})


def _stands(standing: Standing, today: date) -> Q:
    """The rows that stand so on a day; `Term.standing` says the same of one."""
    still_open = Q(state=CommitmentState.OPEN.value)
    late = Q(closed_on__gt=F("due_on"))
    return {
        Standing.OPEN: still_open,
        Standing.DUE_SOON: still_open & Q(due_on__range=(today, today + DUE_SOON)),
        Standing.OVERDUE: still_open & Q(due_on__lt=today),
        Standing.KEPT: Q(state=CommitmentState.KEPT.value),
        Standing.KEPT_LATE: Q(state=CommitmentState.KEPT.value) & late,
        Standing.MISSED: Q(state=CommitmentState.MISSED.value),
        Standing.DROPPED: Q(state=CommitmentState.DROPPED.value),
    }[standing]


def quarters_due(membership: Membership) -> list[Quarter]:
    """The quarters in which anything is or was due, the latest first."""
    starts_in = membership.organization.fiscal_year_starts_in
    days = commitments_seen_by(membership).values_list("due_on", flat=True).order_by("due_on")
    found = {quarter_of(day, fiscal_year_starts_in=starts_in) for day in days.distinct()}
    return sorted(found, key=lambda one: one.starts_on, reverse=True)


def topics_of(membership: Membership) -> list[tuple[str, str]]:
    """What anything was promised about: keys, and how lists call them."""
    asked = commitments_seen_by(membership).select_related("round__organization")
    newest = {one.question: one for one in asked.order_by("round__quarter_starts_on")}
    questions = questions_by_round(one.round for one in newest.values())
    found = {
        key: questions[one.round_id, key].name if (one.round_id, key) in questions else key
        for key, one in newest.items()
    }
    return sorted(found.items())


def owners_of(membership: Membership) -> list[tuple[int, str]]:
    """Who has promised anything, by the name to show."""
    found = commitments_seen_by(membership).exclude(owner=None).order_by().distinct()
    names = names_in(membership.organization_id)
    return sorted(
        ((pk, names[pk]) for pk in found.values_list("owner", flat=True) if pk in names),
        key=lambda one: one[1].lower(),
    )
