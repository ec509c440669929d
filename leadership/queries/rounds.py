"""What the pages about a round say before its launch: whom it would ask, and what is usual."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count

from assessment.domain.audience_counts import counted
from assessment.domain.audiences import Audience
from assessment.domain.language import long_date, translate, translate_plural
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise, RoundState
from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Organization, Round
from leadership.domain.mail_wording import last_day
from leadership.models import Contact, Membership
from leadership.queries.organizations import settings_of

USUAL_DAYS = 14
FEWEST_FOR_TOTALS = 5


def people_by_audience(organization: Organization) -> dict[Audience, int]:
    """How many could be asked, by audience; opt-outs are taken off only at launch."""
    contacts = Contact.objects.filter(organization=organization, is_active=True).order_by()
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
        "minimum_group": settings_of(organization).minimum_group
        or (latest.minimum_group if latest else SMALLEST_GROUP),
    }


def notes_before_launch(round_: Round, people: Mapping[Audience, int], now: datetime) -> list[str]:
    """What is likely to disappoint, in sentences; it stops a launch only where that refuses too."""
    notes = []
    if round_.closes_at <= now:
        notes.append(
            translate("The last day to answer is over. Choose a later one before you launch.")
        )
    notes += _notes_on_timing(round_, now)
    for audience in round_.asks:
        count = people.get(audience, 0)
        named = audience is Audience.EXECUTIVE and round_.is_attributed
        if not count and any(people.values()):
            notes.append(
                translate(
                    "There are no {audience} yet. Add some, or leave them out of this round."
                ).format(audience=audience.plural)
            )
        elif 0 < count < round_.minimum_group and not named:
            notes.append(
                translate_plural(
                    "There is only {people}. Answers of fewer than {minimum} are never shown.",
                    "There are only {people}. Answers of fewer than {minimum} are never shown.",
                    count,
                ).format(people=counted(audience, count), minimum=round_.minimum_group)
            )
    return notes


def _notes_on_timing(round_: Round, now: datetime) -> list[str]:
    """A launch before its quarter, or beside another round, is odd and allowed."""
    zone = round_.organization.zone
    notes = []
    if round_.quarter_starts_on > now.astimezone(zone).date():
        notes.append(
            translate(
                "{round} begins on {day}. Launched before that, it asks about a quarter that has "
                "not begun."
            ).format(round=round_.label, day=long_date(round_.quarter_starts_on))
        )
    rounds = Round.objects.filter(organization=round_.organization_id, state=RoundState.OPEN)
    notes += [
        translate(
            "{round} is still open, until {day}. Whoever is asked in both rounds gets the mail of "
            "both."
        ).format(round=other.label, day=long_date(last_day(other.closes_at, zone)))
        for other in rounds.exclude(pk=round_.pk)
    ]
    return notes
