"""The organizations that somebody belongs to, and what waits for them in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef

from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.access import memberships_of, runs_rounds
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, User
from leadership.queries.concerns import new_concerns_of


@dataclass(frozen=True, slots=True)
class OwnOrganization:
    """One of them; `asked_in` and `open_round` are labels of rounds, empty where there is none.

    `new_comments` wait in the inbox of those who run rounds.
    """

    name: str
    slug: str
    role_label: str
    asked_in: str
    open_round: str
    new_comments: int


def own_organizations(user: User, now: datetime) -> list[OwnOrganization]:
    """By name; three queries, however many there are."""
    memberships = list(
        memberships_of(user)
        .annotate(new_concerns=new_concerns_of(OuterRef("organization")))
        .order_by("organization__name", "pk")
    )
    asked = _asked(memberships, now)
    open_rounds = dict(
        Round.objects.filter(
            organization__in=[one.organization_id for one in memberships], state=RoundState.OPEN
        )
        .order_by("-quarter_starts_on")
        .values_list("organization_id", "label")
    )
    return [
        OwnOrganization(
            name=one.organization.name,
            slug=one.organization.slug,
            role_label=Role(one.role).label,
            asked_in=asked.get(one.pk, ""),
            open_round=open_rounds.get(one.organization_id, ""),
            new_comments=one.new_concerns if runs_rounds(one) else 0,
        )
        for one in memberships
    ]


def _asked(memberships: Iterable[Membership], now: datetime) -> dict[int | None, str]:
    """By membership, the round whose self-assessment is not sent yet."""
    waiting = Invitation.objects.filter(
        membership__in=[one.pk for one in memberships if one.on_executive_team],
        round__state=RoundState.OPEN,
        round__closes_at__gt=now,
        submitted_on=None,
        revoked_on=None,
    )
    return dict(waiting.order_by("-round__closes_at").values_list("membership_id", "round__label"))
