"""What each role may see, and nobody of another organization."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership import access
from leadership.domain.roles import Role
from leadership.models import Contact, MailboxMessage
from tests.closed_rounds import CUSTOMER, a_round, headline
from tests.leadership.conftest import NOW, Join
from tests.respondents import an_open_round, invited_member

RUN_ROUNDS = {Role.OWNER, Role.LEAD}


@pytest.fixture
def rounds(organization: Organization, other_organization: Organization) -> dict[str, Round]:
    """One of each state, and as many in another organization."""
    made = {}
    for one in (other_organization, organization):
        made["open"] = an_open_round(one)
        this = quarter_of(timezone.now().date())
        made["closed"] = a_round(one, {CUSTOMER: headline(1, 9)}, quarter=this.previous())
        made["draft"] = Round.objects.create(
            organization=one,
            label="Next",
            quarter_starts_on=this.ends_on,
            closes_at=timezone.now(),
            promise=made["open"].promise,
        )
    return made


def keys(rows: QuerySet[Round]) -> list[int]:
    return sorted(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("role", list(Role))
def test_rounds_are_seen_by_role(
    organization: Organization, rounds: dict[str, Round], join: Join, role: Role
) -> None:
    membership = join(organization, role)
    every = sorted(one.pk for one in rounds.values())
    launched = sorted(rounds[state].pk for state in ("open", "closed"))

    runs = role in RUN_ROUNDS
    assert keys(access.rounds_visible_to(membership)) == (every if runs else launched)
    assert keys(access.rounds_with_results_for(membership)) == [rounds["closed"].pk]
    assert keys(access.rounds_run_by(membership)) == (every if runs else [])


@pytest.mark.parametrize("role", list(Role))
def test_people_and_mail_are_for_those_who_run_rounds(
    organization: Organization, other_organization: Organization, join: Join, role: Role
) -> None:
    for one in (organization, other_organization):
        join(one, Role.VIEWER, f"somebody@{one.slug}.example")
        Contact.objects.create(organization=one, email="a@b.example", audience=CUSTOMER.value)
        MailboxMessage.objects.create(organization=one, kept_at=NOW)
    membership = join(organization, role)

    seen = [
        [row.organization for row in access.members_seen_by(membership)],
        [row.organization for row in access.contacts_seen_by(membership)],
        [row.organization for row in access.mailbox_seen_by(membership)],
    ]

    everything = [[organization] * 2, [organization], [organization]]
    assert seen == (everything if role in RUN_ROUNDS else [[], [], []])


@pytest.mark.parametrize("role", list(Role))
def test_predicates_follow_the_role(organization: Organization, join: Join, role: Role) -> None:
    membership = join(organization, role)

    assert access.runs_rounds(membership) == (role in RUN_ROUNDS)
    assert access.sees_participation(membership) == (role is not Role.VIEWER)
    assert access.is_owner(membership) == (role is Role.OWNER)


def test_memberships_are_ones_own(
    organization: Organization, other_organization: Organization, join: Join
) -> None:
    mine = [join(one, Role.LEAD, "a@b.example") for one in (organization, other_organization)]
    join(organization, Role.OWNER, "somebody@else.example")

    assert list(access.memberships_of(mine[0].user).order_by("pk")) == mine
    assert not access.memberships_of(AnonymousUser()).exists()


def test_own_invitations_are_those_of_open_rounds_and_not_revoked(
    organization: Organization, join: Join
) -> None:
    mine = join(organization, on_executive_team=True)
    other = join(organization, Role.OWNER, on_executive_team=True)
    round_ = an_open_round(organization)
    invitation = invited_member(round_, mine)
    invited_member(round_, other)

    assert list(access.own_invitations(mine)) == [invitation]

    mine.on_executive_team = False
    assert list(access.own_invitations(mine)) == []

    mine.on_executive_team = True
    invitation.revoked_on = round_.closes_at.date()
    invitation.save()
    assert list(access.own_invitations(mine)) == []
