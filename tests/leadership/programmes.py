"""Rounds in every state, made by the services that people use."""

from collections.abc import Collection
from datetime import datetime, timedelta

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Organization, Round, Unit
from assessment.services.tallies import count_sheet
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User
from leadership.services import programme
from tests.leadership.conftest import NOW

ASKED = (Audience.EXECUTIVE, Audience.CUSTOMER)


def an_executive(organization: Organization, email: str = "cleo@acme.example") -> Membership:
    """A member who sits on the executive team."""
    return Membership.objects.create(
        organization=organization,
        user=User.objects.create_user(email, "Cleo Adams"),
        role=Role.EXECUTIVE,
        on_executive_team=True,
        joined_at=NOW,
    )


def a_contact(
    organization: Organization,
    email: str = "anna@customer.example",
    audience: Audience = Audience.CUSTOMER,
    unit: Unit | None = None,
) -> Contact:
    return Contact.objects.create(
        organization=organization, email=email, name="Anna Berg", audience=audience, unit=unit
    )


def a_draft(
    organization: Organization,
    by: User,
    *,
    audiences: Collection[Audience] = ASKED,
    promise: Promise = Promise.TOTALS_ONLY,
    quarter: Quarter | None = None,
    now: datetime = NOW,
) -> Round:
    """A draft that closes two weeks after `now`."""
    return programme.draft_round(
        organization=organization,
        quarter=quarter or quarter_of(now.date()),
        closes_at=now + timedelta(days=14),
        promise=promise,
        audiences=audiences,
        minimum_group=5,
        by=by,
        now=now,
    )


def launched(round_: Round, by: User, now: datetime = NOW) -> Round:
    programme.launch_round(round_=round_, by=by, now=now)
    round_.refresh_from_db()
    return round_


def closed(round_: Round, by: User, now: datetime = NOW) -> Round:
    programme.close_round(round_=launched(round_, by, now), by=by, now=now + timedelta(days=1))
    round_.refresh_from_db()
    return round_


def answered(round_: Round, audience: Audience, unit: Unit | None = None) -> None:
    """One more sheet of that audience and unit has been sent."""
    sheet = AnswerSheet.objects.create(
        round=round_, audience=audience.value, unit=unit, is_submitted=True
    )
    count_sheet(sheet, [])
