"""Organizations of one installation that have a closed round each and agreed to be compared."""

from collections.abc import Sequence
from datetime import UTC, datetime

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership, User
from leadership.services.peers import agree_to_be_compared
from tests.closed_rounds import A_DAY, CUSTOMER, EXECUTIVE, MANAGER, a_round, headline, signs

QUARTER = quarter_of(A_DAY)  # Q1 2026; a_round closes two weeks into it
OVER = datetime(2026, 4, 1, 0, 5, tzinfo=UTC)
# Yes to each sign by nine executives, strongest labels by 50 managers and 100 customers, the guess.
NUMBERS = ((9, 28, 12, 50), (3, 20, 30, 70), (6, 15, 40, 35), (8, 40, 7, 60), (5, 10, 20, 25))


def an_owner(name: str) -> Membership:
    organization = Organization.objects.create(name=name, slug=name.lower(), created_at=OVER)
    user = User.objects.create_user(f"owner@{name.lower()}.example", "Olivia Owner")
    return Membership.objects.create(
        organization=organization, user=user, role=Role.OWNER.value, joined_at=OVER
    )


def numbers_of(
    organization: Organization, yes: int, management: int, customers: int, guess: int
) -> Round:
    return a_round(
        organization,
        {
            EXECUTIVE: signs((yes, 9 - yes)),
            MANAGER: headline(management, 50) | {"m1": {str(guess): 50}},
            CUSTOMER: headline(customers, 100),
        },
        quarter=QUARTER,
    )


def peers(numbers: Sequence[tuple[int, int, int, int]] = NUMBERS) -> list[Membership]:
    """An owner of each organization; all have agreed, nothing is made yet."""
    owners = []
    for at, given in enumerate(numbers):
        owner = an_owner(f"Peer{at}")
        numbers_of(owner.organization, *given)
        agrees(owner)
        owners.append(owner)
    return owners


def agrees(owner: Membership) -> None:
    agree_to_be_compared(organization=owner.organization, by=owner.user, now=OVER)
