"""An open round with people to mail to: the smallest that delivery accepts."""

from datetime import UTC, datetime, timedelta

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from leadership.domain.roles import Role
from leadership.models import Contact, Invitation, Membership, User

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def an_organization(name: str = "Meridian Freight", slug: str = "meridian") -> Organization:
    return Organization.objects.create(
        name=name, slug=slug, time_zone="Europe/Berlin", created_at=NOW
    )


def a_member(
    organization: Organization, email: str, role: Role = Role.LEAD, name: str = ""
) -> Membership:
    user = User.objects.create_user(email, name)
    return Membership.objects.create(
        user=user, organization=organization, role=role.value, joined_at=NOW
    )


def an_open_round(
    organization: Organization | None = None,
    closes_at: datetime = NOW + timedelta(days=21),
    launched_at: datetime = NOW - timedelta(hours=1),
) -> Round:
    round_ = Round.objects.create(
        organization=organization or an_organization(),
        label="Q4 2026",
        quarter_starts_on=datetime(2026, 10, 1, tzinfo=UTC).date(),
        closes_at=closes_at,
        promise=Promise.TOTALS_ONLY.value,
        audiences=[audience.value for audience in Audience],
    )
    round_.versions.set(latest_versions().values())
    round_.state, round_.launched_at = RoundState.OPEN, launched_at
    round_.save()
    return round_


def an_invited_contact(
    round_: Round,
    email: str = "anna@customer.example",
    name: str = "Anna Berg",
    audience: Audience = Audience.CUSTOMER,
) -> Invitation:
    contact = Contact.objects.create(
        organization=round_.organization, email=email, name=name, audience=audience.value
    )
    return Invitation.objects.create(
        round=round_, contact=contact, audience=audience.value, invited_on=NOW.date()
    )


def an_invited_executive(round_: Round, email: str = "ceo@meridian.example") -> Invitation:
    membership = a_member(round_.organization, email, Role.EXECUTIVE, "Cleo Adams")
    membership.on_executive_team = True
    membership.save()
    return Invitation.objects.create(
        round=round_,
        membership=membership,
        audience=Audience.EXECUTIVE.value,
        invited_on=NOW.date(),
    )
