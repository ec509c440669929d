"""The kept rate over the quarters, and what signs did after what was kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from assessment.domain.language import long_date
from assessment.domain.quarters import Quarter, local_day, quarter_of
from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from leadership.domain.commitments import CommitmentState
from leadership.domain.kept_rates import KeptRate, Outcome, kept_rate
from leadership.models import Commitment
from leadership.queries.commitments import CommitmentRow, names_in, rows_of
from leadership.queries.sign_outcomes import SignOutcome, outcomes_of

MOST_QUARTERS: Final = 12


@dataclass(frozen=True, slots=True)
class KeptQuarter:
    """What was due in a quarter; `flipped` of `judged` kept ones about signs were followed by a
    sign that is newly agreed, as far as the reader is shown it.
    """

    label: str
    is_over: bool
    rate: KeptRate
    flipped: int
    judged: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything about the commitments of an organization, as of a day.

    `quarters` are oldest first, without those before the first commitment; `open` are due first
    first. `about` are those that answer this round, `every` all, and `outcomes` what signs did,
    by id.
    """

    as_of: date
    quarters: tuple[KeptQuarter, ...]
    open: tuple[CommitmentRow, ...]
    about: tuple[CommitmentRow, ...]
    outcomes: Mapping[int, SignOutcome]
    every: tuple[CommitmentRow, ...] = ()

    @property
    def day(self) -> str:
        return long_date(self.as_of)

    @property
    def latest(self) -> KeptQuarter | None:
        """The last quarter in which anything was due already."""
        return next((one for one in reversed(self.quarters) if one.rate.due), None)

    @property
    def told(self) -> tuple[KeptQuarter, ...]:
        """The quarters whose rate is final, where anything was due in one; else all."""
        over = tuple(one for one in self.quarters if one.is_over)
        return over if any(one.rate.due for one in over) else self.quarters

    @property
    def is_empty(self) -> bool:
        return not (self.quarters or self.open)

    def open_on(self, question: str) -> int:
        return sum(one.key == question for one in self.open)


def keeping_of(round_: Round, *, named: bool, now: datetime) -> Keeping:
    """What the pages of a closed round tell of commitments on that day.

    The quarters end with the present one, on the pages of the latest round, and with the one
    after the round’s own elsewhere: in it falls due what its answers led to. One query without
    commitments, else three, and four more where some about signs are closed.
    """
    organization = round_.organization
    today = local_day(now, organization.time_zone)
    found = list(
        Commitment.objects.filter(organization=organization)
        .select_related("round__organization")
        .order_by("due_on", "pk")
    )
    if not found:
        return nothing_yet(organization, now)
    last = _last_quarter(round_, organization, today)
    outcomes = outcomes_of(found, organization, named=named)
    rows = rows_of(found, today, names_in(organization.pk))
    return Keeping(
        as_of=today,
        quarters=_quarters(
            [one for one in found if one.due_on <= last.ends_on], last, outcomes, today
        ),
        open=tuple(one for one in rows if one.standing.is_open),
        about=tuple(one for one in rows if one.round_id == round_.pk),
        outcomes=outcomes,
        every=rows,
    )


def nothing_yet(organization: Organization, now: datetime) -> Keeping:
    """Of an organization in which nothing was promised."""
    return Keeping(local_day(now, organization.time_zone), (), (), (), {})


def _last_quarter(round_: Round, organization: Organization, today: date) -> Quarter:
    """Later rounds have pages of their own, which tell the rest."""
    starts_in = organization.fiscal_year_starts_in
    following = quarter_of(round_.quarter_starts_on, fiscal_year_starts_in=starts_in).next()
    present = quarter_of(today, fiscal_year_starts_in=starts_in)
    later = Round.objects.filter(
        organization=organization,
        state=RoundState.CLOSED,
        quarter_starts_on__gt=round_.quarter_starts_on,
    )
    if later.exists():
        return following
    return max(following, present, key=lambda one: one.starts_on)


def _quarters(
    commitments: Sequence[Commitment],
    last: Quarter,
    outcomes: Mapping[int, SignOutcome],
    today: date,
) -> tuple[KeptQuarter, ...]:
    if not commitments:
        return ()
    by_quarter: dict[Quarter, list[Commitment]] = defaultdict(list)
    for one in commitments:
        starts_in = last.fiscal_year_starts_in
        by_quarter[quarter_of(one.due_on, fiscal_year_starts_in=starts_in)].append(one)
    first, quarter = min(one.starts_on for one in by_quarter), last
    quarters: list[KeptQuarter] = []
    while quarter.starts_on >= first and len(quarters) < MOST_QUARTERS:
        quarters.append(_quarter(quarter, by_quarter.get(quarter, []), outcomes, today))
        quarter = quarter.previous()
    return tuple(reversed(quarters))


def _quarter(
    quarter: Quarter,
    commitments: Iterable[Commitment],
    outcomes: Mapping[int, SignOutcome],
    today: date,
) -> KeptQuarter:
    due = list(commitments)
    kept = [one.pk for one in due if one.state == CommitmentState.KEPT]
    found = [outcomes[pk].outcome for pk in kept if pk in outcomes]
    asked = [one for one in found if one in (Outcome.FLIPPED, Outcome.STILL_OPEN)]
    return KeptQuarter(
        label=quarter.label,
        is_over=quarter.ends_on < today,
        rate=kept_rate((one.term for one in due), today),
        flipped=asked.count(Outcome.FLIPPED),
        judged=len(asked),
    )
