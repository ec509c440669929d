"""What the team of the demo promised after each quarter, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from assessment.domain.quarters import local_day, quarter_of
from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from leadership.demo import company
from leadership.domain.commitments import CommitmentState
from leadership.models import Commitment, Membership
from leadership.services.commitments import (
    drop_commitment,
    keep_commitment,
    make_commitment,
    miss_commitment,
    note_progress,
)

# From a round's close, a minute before midnight, to a quarter to eleven in the meeting about it.
UNTIL_PROMISED: Final = timedelta(days=11, hours=10, minutes=45)
CHIEF = company.OWNER[0]
LEAD = company.LEAD[0]
DANA, TOMAS, AMARA, HENRIK, LUCIA, KENJI, SOFIE, OMAR = (email for email, _ in company.EXECUTIVES)

Event = tuple[datetime, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment; days count from the day it was promised.

    `due_after` is None for the end of the quarter that follows the round, else the day is so many
    days from today. `notes` are days, writers and words.
    """

    question: str
    owner: str
    what: str
    visible_in: str
    state: CommitmentState = CommitmentState.OPEN
    closed_after: int = 0
    reason: str = ""
    practice: str = ""
    due_from_today: int | None = None
    notes: tuple[tuple[int, str, str], ...] = field(default=())


# After each closed quarter, the oldest first.
PROMISED: Final[tuple[tuple[Promised, ...], ...]] = (
    (
        Promised(
            "s2",
            CHIEF,
            "Every monthly letter to the company opens with what one customer told us",
            "The letters themselves, in everybody’s mail",
            CommitmentState.KEPT,
            40,
            "Three letters went out, each with a customer’s words at the top.",
            practice="share",
        ),
        Promised(
            "l3c",
            TOMAS,
            "Drop the charge for corrections of our own mistakes",
            "The price list of next quarter no longer has it",
            CommitmentState.KEPT,
            55,
            "The charge is gone from the price list since the first of the month.",
        ),
        Promised(
            "p7",
            HENRIK,
            "Each executive sits at the service desk for a day",
            "The rota at the service desk, with nine names on it",
            CommitmentState.MISSED,
            107,
            "Five of nine came. The others did not find a day.",
            notes=((30, HENRIK, "Four have been. Two more have a day."),),
        ),
    ),
    (
        Promised(
            "s5",
            AMARA,
            "Write down what the executive team wants to reach for customers this year",
            "A page that all nine have signed",
            CommitmentState.KEPT,
            38,
            "The page was signed in the meeting of the executive team.",
            practice="vision",
        ),
        Promised(
            "s4",
            LUCIA,
            "The plan for next year has a chapter on customers, before the one on costs",
            "The plan as the board gets it",
            CommitmentState.KEPT,
            60,
            "Chapter two of the plan, seven pages.",
        ),
        Promised(
            "l2a",
            SOFIE,
            "Draft a bonus for managers that rests on promises kept to customers",
            "A draft on the table of the executive team",
            CommitmentState.DROPPED,
            25,
            "The team wants to agree on pay for executives first (sign 7).",
        ),
        Promised(
            "p5",
            TOMAS,
            "Every invoice shows the quote beside it and says why they differ",
            "Ten invoices picked at random each month",
            CommitmentState.KEPT,
            118,
            "All ten of this month had the quote beside them, four days after the day promised.",
            notes=((45, TOMAS, "The billing system can do it. The quotes of Ocean cannot yet."),),
        ),
    ),
    (
        Promised(
            "s5",
            CHIEF,
            "Every objective for customers gets an owner, a target and a date",
            "The list of objectives, in the minutes of the executive team",
            CommitmentState.KEPT,
            35,
            "All three objectives have an owner, a target and a date in the minutes.",
            practice="commit",
            notes=(
                (9, CHIEF, "Two of three have an owner. The third needs a decision on Air."),
                (28, AMARA, "Targets are agreed; the dates follow on Monday."),
            ),
        ),
        Promised(
            "s3",
            CHIEF,
            "The chief executive speaks about customers’ delays at the freight fair",
            "The speech, on our own pages",
            CommitmentState.KEPT,
            33,
            "Given on the second day of the fair, and published with the slides.",
            practice="reach-the-ceo",
        ),
        Promised(
            "s6",
            SOFIE,
            "Each executive has one goal that a customer would notice",
            "Nine goals, one line each, on the wall of the meeting room",
            CommitmentState.KEPT,
            48,
            "Nine lines on the wall. Two of them are still vague.",
        ),
        Promised(
            "s7",
            LUCIA,
            "Ask three companies how they tie executives’ pay to their customers",
            "Half a page from each, in the papers of the executive team",
            CommitmentState.KEPT,
            45,
            "Three half pages. The team read them and still does not agree.",
        ),
        Promised(
            "p4",
            KENJI,
            "The dispatcher calls when a shipment runs more than two hours late",
            "The share of late shipments with a call, in the weekly report",
            CommitmentState.MISSED,
            110,
            "Six of ten late shipments had a call. At night nobody is there to make it.",
            notes=((40, KENJI, "Day shift works. The night desk is two people short."),),
        ),
    ),
    (
        Promised(
            "s7",
            CHIEF,
            "Put the question of pay and customers before the board, with two ways to do it",
            "The paper for the board’s meeting",
            practice="reward-teams",
            notes=(
                (14, CHIEF, "The remuneration committee has asked for examples from other firms."),
                (
                    30,
                    SOFIE,
                    "Two examples found, both with goals for teams and not for one person.",
                ),
            ),
        ),
        Promised(
            "s8",
            OMAR,
            "Name one source of income that customers would call unfair, and end it",
            "The line that disappears from the price list",
            practice="no-bad-profits",
        ),
        Promised(
            "p3",
            DANA,
            "The portal shows the last place where somebody saw the container",
            "Twenty containers looked up by customers’ own people",
            due_from_today=5,
            notes=((25, DANA, "Road and Air are live. Ocean waits for the terminals’ data."),),
        ),
        Promised(
            "p5",
            LUCIA,
            "Claims are paid within a month",
            "The age of the oldest open claim, in the monthly report",
            due_from_today=-4,
        ),
        Promised(
            "l2c",
            SOFIE,
            "The targets for customers’ happiness stay as they are for a year",
            "The targets in the plan, unchanged",
            CommitmentState.KEPT,
            20,
            "Decided in the executive team and written into the plan.",
        ),
    ),
)


def live_commitments(
    organization: Organization, now: datetime, meanwhile: Sequence[Event] = ()
) -> None:
    """Promise, write notes and close, all at their time in the past.

    What happens `meanwhile` happens in its turn, so that it finds each commitment as it stood then.
    """
    members = {
        one.user.email: one
        for one in Membership.objects.filter(organization=organization).select_related("user")
    }
    closed = Round.objects.filter(organization=organization, state=RoundState.CLOSED)
    rounds = closed.select_related("organization").order_by("quarter_starts_on")
    events = list(meanwhile)
    for round_, promised in zip(rounds, PROMISED, strict=False):
        for one in promised:
            events += _events(round_, one, members, now)
    for _at, act in sorted(events, key=lambda event: event[0]):
        act()


def _events(
    round_: Round, promised: Promised, members: dict[str, Membership], now: datetime
) -> list[Event]:
    """Of one commitment: it is made, noted on, and closed."""
    if round_.closed_at is None:
        return []
    owner, made = members[promised.owner], list[Commitment]()
    at = round_.closed_at + UNTIL_PROMISED

    def make() -> None:
        made.append(
            make_commitment(
                round_=round_,
                question=promised.question,
                what=promised.what,
                owner=owner,
                due_on=_due_on(round_, promised, now),
                visible_in=promised.visible_in,
                practice=promised.practice,
                by=members[LEAD],
                now=at,
            )
        )

    def note(writer: str, text: str, written_at: datetime) -> Event:
        by = members[writer]
        return written_at, lambda: _noted(made[0], text, by, written_at)

    notes = [
        note(writer, text, at + timedelta(days=days, hours=3))
        for days, writer, text in promised.notes
    ]
    closed_at = at + timedelta(days=promised.closed_after, hours=5)
    return [
        (at, make),
        *(one for one in notes if one[0] < now),
        (closed_at, lambda: _close(made[0], promised, owner, closed_at)),
    ]


def _noted(commitment: Commitment, text: str, by: Membership, at: datetime) -> None:
    note_progress(commitment=commitment, text=text, by=by, now=at)


def _due_on(round_: Round, promised: Promised, now: datetime) -> date:
    organization = round_.organization
    if promised.due_from_today is not None:
        today = local_day(now, organization.time_zone)
        return today + timedelta(days=promised.due_from_today)
    return (
        quarter_of(
            round_.quarter_starts_on,
            fiscal_year_starts_in=organization.fiscal_year_starts_in,
        )
        .next()
        .ends_on
    )


def _close(commitment: Commitment, promised: Promised, by: Membership, at: datetime) -> None:
    closing = {
        CommitmentState.KEPT: keep_commitment,
        CommitmentState.MISSED: miss_commitment,
        CommitmentState.DROPPED: drop_commitment,
    }.get(promised.state)
    if closing is None:
        return
    on = local_day(at, commitment.organization.time_zone)
    closing(commitment=commitment, on=on, reason=promised.reason, by=by, now=at)
