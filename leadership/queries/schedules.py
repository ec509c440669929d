"""What a schedule plans, which rounds stand in its way, and what a new round takes over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from assessment.domain.audiences import Audience
from assessment.domain.language import listed
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.openings import Opening, Plan
from leadership.models import OutgoingEmail, Schedule
from leadership.queries.rounds import people_by_audience, usual_settings

_TWO_QUARTERS = timedelta(days=190)


@dataclass(frozen=True, slots=True)
class Takeover:
    """What the clock drafts a round with; `label` is the round it comes from, "" without one."""

    label: str
    audiences: tuple[Audience, ...]
    promise: Promise
    minimum_group: int

    @property
    def audience_words(self) -> str:
        """Such as "executives, managers and customers"."""
        return listed([audience.plural for audience in self.audiences])

    @property
    def asks_executives(self) -> bool:
        return Audience.EXECUTIVE in self.audiences

    @property
    def names_executives(self) -> bool:
        return self.promise is Promise.ATTRIBUTED


def plan_of(schedule: Schedule) -> Plan:
    """The schedule in the time zone and fiscal year of its organization."""
    organization = schedule.organization
    return Plan(
        schedule.rhythm,
        organization.zone,
        organization.fiscal_year_starts_in,
        schedule.changed_at,
    )


def round_in(rounds: Iterable[Round], quarter: Quarter) -> Round | None:
    """The round of a quarter, else one whose own quarter overlaps it.

    Quarters overlap when the fiscal year was changed after a round had been drafted.
    """
    overlapping = [
        round_
        for round_ in rounds
        if round_.quarter_starts_on <= quarter.ends_on
        and quarter_of_round(round_).ends_on >= quarter.starts_on
    ]
    return min(
        overlapping,
        key=lambda round_: (round_.quarter_starts_on != quarter.starts_on, round_.is_draft),
        default=None,
    )


def name_of(opening: Opening) -> str:
    """Names an opening in the keys of the mails about it; moved, it is another one."""
    return f"{opening.opens_at:%Y%m%dT%H%M}"


def told_of(opening: Opening, round_: Round, kind: OutgoingEmail.Kind) -> QuerySet[OutgoingEmail]:
    """The mails of a kind that those who run rounds got about this opening of a round."""
    return OutgoingEmail.objects.filter(
        round=round_, kind=kind, dedupe_key__contains=f":{name_of(opening)}"
    )


def quarter_of_round(round_: Round) -> Quarter:
    """The three months a round was drafted for."""
    starts_on = round_.quarter_starts_on
    return quarter_of(starts_on, fiscal_year_starts_in=starts_on.month)


def taken_over(organization: Organization) -> Takeover:
    """The settings of the latest round; without one whoever is there, and the usual promise."""
    people = people_by_audience(organization)
    latest = Round.objects.filter(organization=organization).first()
    usual = usual_settings(organization, people, organization.created_at.date())
    there = tuple(audience for audience in Audience if people.get(audience))
    return Takeover(
        label=latest.label if latest else "",
        audiences=latest.asks if latest else there or tuple(Audience),
        promise=Promise(str(usual["promise"])),
        minimum_group=int(str(usual["minimum_group"])),
    )


def rounds_on_schedule(now: datetime) -> QuerySet[Round]:
    """The rounds that may take a present or coming quarter of an organization with a schedule."""
    return Round.objects.filter(
        organization__schedule__is_on=True,
        quarter_starts_on__gt=now.date() - _TWO_QUARTERS,
    ).defer("protected")
