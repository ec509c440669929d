"""There is always an owner, also when two owners act at the same moment."""

import pytest

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, JoinInvitation, Membership
from leadership.services.joining import invite_to_join
from leadership.services.people import LastOwner, change_member, remove_member
from tests.database import at_once
from tests.leadership.conftest import NOW, Join


def demote(membership: Membership, by: Membership) -> None:
    change_member(
        membership=membership,
        name=membership.user.name,
        role=Role.VIEWER,
        on_executive_team=False,
        language="en",
        by=by.user,
        now=NOW,
    )


def test_last_owner_is_not_demoted_removed_and_cannot_leave(owner: Membership) -> None:
    with pytest.raises(LastOwner):
        demote(owner, by=owner)
    with pytest.raises(LastOwner):
        remove_member(membership=owner, by=owner.user, now=NOW)

    assert Membership.objects.get().role == "owner"


def test_member_leaves_and_it_is_noted_as_their_own_act(
    owner: Membership, lead: Membership
) -> None:
    remove_member(membership=lead, by=lead.user, now=NOW)

    assert list(Membership.objects.all()) == [owner]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.by) == ("member left", "lead@example.com")


def test_role_is_looked_at_when_it_is_held_and_not_as_it_was_read(
    organization: Organization, owner: Membership, lead: Membership
) -> None:
    read_before = Membership.objects.select_related("user", "organization").get(pk=lead.pk)
    Membership.objects.filter(pk=lead.pk).update(role="owner")
    remove_member(membership=owner, by=owner.user, now=NOW)

    with pytest.raises(LastOwner):
        remove_member(membership=read_before, by=lead.user, now=NOW)


def test_removal_takes_back_an_invitation_that_still_waits(
    organization: Organization, owner: Membership, join: Join
) -> None:
    invite_to_join(
        organization=organization,
        email="anna@example.com",
        name="Anna",
        role=Role.LEAD,
        on_executive_team=False,
        language="en",
        by=owner.user,
        now=NOW,
    )
    anna = join(organization, Role.VIEWER, "anna@example.com")

    remove_member(membership=anna, by=owner.user, now=NOW)

    assert JoinInvitation.objects.get().revoked_at == NOW


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["leave", "demote themselves", "demote each other"])
def test_of_two_owners_who_act_at_once_one_stays(
    organization: Organization, owner: Membership, join: Join, act: str
) -> None:
    other = join(organization, Role.OWNER, "second@example.com", name="Sam")
    owners = [
        Membership.objects.select_related("user", "organization").get(pk=one.pk)
        for one in (owner, other)
    ]

    def work(number: int) -> str:
        me, them = owners[number], owners[1 - number]
        try:
            if act == "leave":
                remove_member(membership=me, by=me.user, now=NOW)
            else:
                demote(me if act == "demote themselves" else them, by=me)
        except LastOwner:
            return "kept"
        return "done"

    outcomes = at_once(2, work)

    assert sorted(outcomes) == ["done", "kept"]
    assert Membership.objects.filter(role="owner").count() == 1
