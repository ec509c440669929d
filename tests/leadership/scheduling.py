"""An organization on a schedule, with somebody to ask and somebody who runs its rounds."""

from datetime import UTC, datetime
from typing import Any

from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership, OutgoingEmail, Schedule
from tests.leadership.mailing import a_member

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
SET_AT = datetime(2026, 12, 1, tzinfo=UTC)
OPENING = datetime(2027, 1, 5, 8, tzinfo=UTC)  # nine o’clock in Berlin


def a_schedule(organization: Organization, **changes: Any) -> Schedule:
    """On, launching by itself on the fifth of every quarter's first month at nine."""
    usual = {"is_on": True, "launches_by_itself": True, "changed_at": SET_AT}
    return Schedule.objects.create(organization=organization, **usual | changes)


def an_organization_in(
    time_zone: str = "Europe/Berlin", slug: str = "meridian", starts_in: int = 1
) -> Organization:
    """With one executive to ask and one lead, whose addresses begin with its slug."""
    organization = Organization.objects.create(
        name=slug.capitalize(),
        slug=slug,
        time_zone=time_zone,
        fiscal_year_starts_in=starts_in,
        created_at=LONG_AGO,
    )
    a_member(organization, f"{slug}-lead@example.com", Role.LEAD, "Leo Lead")
    executive = a_member(organization, f"{slug}-ceo@example.com", Role.EXECUTIVE, "Cleo Adams")
    Membership.objects.filter(pk=executive.pk).update(on_executive_team=True)
    return organization


def labels(organization: Organization) -> list[tuple[str, str]]:
    """Label and state of every round, the earliest first."""
    rounds = Round.objects.filter(organization=organization).order_by("quarter_starts_on")
    return [(round_.label, round_.state) for round_ in rounds]


def told(organization: Organization) -> list[tuple[str, str]]:
    """Kind and address of every mail to those who run rounds, in order."""
    mails = OutgoingEmail.objects.filter(organization=organization, membership__isnull=False)
    return [
        (mail.kind, mail.address)
        for mail in mails.select_related("membership__user", "invitation").order_by("pk")
    ]
