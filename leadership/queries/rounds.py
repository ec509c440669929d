"""What the pages about rounds show: whom a round would ask, and how it is going."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.counts import Counts
from leadership.models import Contact, Invitation, Membership, OutgoingEmail

USUAL_DAYS = 14
FEWEST_FOR_TOTALS = 5
FAILURES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class UnitTurnout:
    """How many people of a unit were asked and answered; `unit` "" is nobody's unit."""

    unit: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of an audience were asked and answered; `units` only where there are units."""

    audience: Audience
    asked: int
    answered: int
    units: tuple[UnitTurnout, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What has become of a round's mail; `failed` holds the first failures: address and reason."""

    queued: int
    sent: int
    skipped: int
    failed_count: int
    failed: tuple[tuple[str, str], ...]


def people_by_audience(organization: Organization) -> dict[Audience, int]:
    """How many could be asked, by audience; opt-outs are taken off only at launch."""
    contacts = Contact.objects.filter(organization=organization).order_by()
    counts = {
        Audience(audience): count
        for audience, count in contacts.values_list("audience").annotate(Count("pk"))
    }
    team = Membership.objects.filter(
        organization=organization, on_executive_team=True, user__is_active=True
    )
    return counts | {Audience.EXECUTIVE: team.count()}


def quarters_to_choose(organization: Organization, now: datetime) -> dict[str, Quarter]:
    """This quarter and the next, less those that have a round; keyed by their first day."""
    this = quarter_of(
        now.astimezone(organization.zone).date(),
        fiscal_year_starts_in=organization.fiscal_year_starts_in,
    )
    taken = set(
        Round.objects.filter(organization=organization).values_list("quarter_starts_on", flat=True)
    )
    return {
        quarter.starts_on.isoformat(): quarter
        for quarter in (this, this.next())
        if quarter.starts_on not in taken
    }


def usual_settings(
    organization: Organization, people: Mapping[Audience, int], opens_on: date
) -> dict[str, object]:
    """What the form of a new round holds before anybody changes it.

    `opens_on` is the day on which people could be asked: today, or the quarter's first day.
    Totals only would show nothing for fewer than five executives, so a smaller team starts
    with attributed answers.
    """
    latest = Round.objects.filter(organization=organization).first()
    enough = people.get(Audience.EXECUTIVE, 0) >= FEWEST_FOR_TOTALS
    usual = Promise.TOTALS_ONLY if enough else Promise.ATTRIBUTED
    return {
        "closes_on": opens_on + timedelta(days=USUAL_DAYS),
        "audiences": [audience.value for audience in Audience if people.get(audience)],
        "promise": latest.promise if latest else usual.value,
        "minimum_group": latest.minimum_group if latest else 5,
    }


def turnout_of(round_: Round, counts: Counts) -> list[Turnout]:
    """Participation by audience and unit; counts only, so that it may be shown while open."""
    return [
        Turnout(
            audience,
            counts.asked_in(counts.cells_of({audience})),
            counts.answered_in(counts.cells_of({audience})),
            _units(counts, audience),
        )
        for audience in round_.asks
    ]


def _units(counts: Counts, audience: Audience) -> tuple[UnitTurnout, ...]:
    cells = counts.cells_of({audience})
    if not any(unit for _, unit in cells):
        return ()
    rows = (
        UnitTurnout(
            counts.unit_names.get(cell[1], "") if cell[1] else "",
            counts.asked_in([cell]),
            counts.answered_in([cell]),
        )
        for cell in cells
    )
    return tuple(sorted(rows, key=lambda row: (not row.unit, row.unit)))


def delivery_of(round_: Round) -> Delivery:
    """How far the mail of a round has come."""
    emails = OutgoingEmail.objects.filter(round=round_)
    counts: Counter[str] = Counter(
        dict(emails.order_by().values_list("state").annotate(Count("pk")))
    )
    failed = (
        emails.filter(state=OutgoingEmail.State.FAILED)
        .select_related("invitation__contact", "invitation__membership__user", "membership__user")
        .order_by("pk")
    )
    return Delivery(
        queued=counts[OutgoingEmail.State.QUEUED],
        sent=counts[OutgoingEmail.State.SENT],
        skipped=counts[OutgoingEmail.State.SKIPPED],
        failed_count=counts[OutgoingEmail.State.FAILED],
        failed=tuple(
            (email.address, email.error) for email in failed[:FAILURES_SHOWN]
        ),
    )


def executives_under_way(round_: Round) -> int:
    """Executives who have begun and not yet sent their self-assessment."""
    return Invitation.objects.filter(
        round=round_,
        audience=Audience.EXECUTIVE.value,
        started_on__isnull=False,
        submitted_on=None,
        revoked_on=None,
    ).count()


def notes_before_launch(round_: Round, people: Mapping[Audience, int], now: datetime) -> list[str]:
    """What is likely to disappoint, in sentences; it stops a launch only where that refuses too."""
    notes = []
    if round_.closes_at <= now:
        notes.append("The last day to answer is over. Choose a later one before you launch.")
    for audience in round_.asks:
        count = people.get(audience, 0)
        named = audience is Audience.EXECUTIVE and round_.is_attributed
        if not count and any(people.values()):
            notes.append(
                f"There are no {audience.plural} yet. Add some, or leave them out of this round."
            )
        elif 0 < count < round_.minimum_group and not named:
            noun = audience.plural if count > 1 else audience.value
            there = "is only" if count == 1 else "are only"
            notes.append(
                f"There {there} {count} {noun}. Answers of fewer than "
                f"{round_.minimum_group} are never shown."
            )
    return notes
