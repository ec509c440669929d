"""How a round is going: who was asked, reached and has answered, by audience and unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.counts import Cell, Counts
from leadership.models import OutgoingEmail

State, Outcome = OutgoingEmail.State, OutgoingEmail.Outcome
_FAILED = Q(state=State.FAILED) | Q(outcome=Outcome.BOUNCED)


@dataclass(frozen=True, slots=True)
class MailCounts:
    """Invitations that went out and were not returned, those reported as delivered, and people
    to whom some mail of the round failed or bounced."""

    sent: int
    delivered: int
    failed: int


@dataclass(frozen=True, slots=True)
class UnitTurnout:
    """How many people of a unit were asked and answered; `unit` "" is nobody’s unit."""

    unit: str
    asked: int
    answered: int
    mail: MailCounts | None = None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of an audience were asked and answered; `units` only where there are units.

    `started` is None where people answer in one go, `mail` where nobody is to know.
    """

    audience: Audience
    asked: int
    answered: int
    units: tuple[UnitTurnout, ...]
    mail: MailCounts | None = None
    started: int | None = None


def turnout_of(
    round_: Round,
    counts: Counts,
    *,
    mail: Mapping[Cell, MailCounts] | None = None,
    executives_started: int | None = None,
) -> list[Turnout]:
    """Participation by audience and unit; counts only, so that it may be shown while open."""
    return [
        Turnout(
            audience,
            counts.asked_in(counts.cells_of({audience})),
            counts.answered_in(counts.cells_of({audience})),
            _units(counts, audience, mail),
            None if mail is None else _sum(mail, audience),
            executives_started if audience is Audience.EXECUTIVE else None,
        )
        for audience in round_.asks
    ]


def mail_by_cell(round_: Round) -> dict[Cell, MailCounts]:
    """What became of the mail to each audience and unit."""
    mails = OutgoingEmail.objects.filter(round=round_, invitation__isnull=False).order_by()
    cell = ("invitation__audience", "invitation__unit")
    invitations = mails.filter(kind=OutgoingEmail.Kind.INVITATION).values_list(*cell)
    gone = {
        (Audience(audience), unit): (sent, delivered)
        for audience, unit, sent, delivered in invitations.annotate(
            sent=Count("pk", filter=Q(state=State.SENT) & ~Q(outcome=Outcome.BOUNCED)),
            delivered=Count("pk", filter=Q(outcome=Outcome.DELIVERED)),
        )
    }
    people = mails.filter(_FAILED).values_list(*cell).annotate(Count("invitation", distinct=True))
    failed = {(Audience(audience), unit): count for audience, unit, count in people}
    return {one: MailCounts(*gone.get(one, (0, 0)), failed.get(one, 0)) for one in {*gone, *failed}}


def _sum(mail: Mapping[Cell, MailCounts], audience: Audience) -> MailCounts:
    cells = [counts for cell, counts in mail.items() if cell[0] is audience]
    return MailCounts(
        sum(one.sent for one in cells),
        sum(one.delivered for one in cells),
        sum(one.failed for one in cells),
    )


def _units(
    counts: Counts, audience: Audience, mail: Mapping[Cell, MailCounts] | None
) -> tuple[UnitTurnout, ...]:
    cells = counts.cells_of({audience})
    if not any(unit for _, unit in cells):
        return ()
    rows = (
        UnitTurnout(
            counts.unit_names.get(cell[1], "") if cell[1] else "",
            counts.asked_in([cell]),
            counts.answered_in([cell]),
            None if mail is None else mail.get(cell, MailCounts(0, 0, 0)),
        )
        for cell in cells
    )
    return tuple(sorted(rows, key=lambda row: (not row.unit, row.unit)))
