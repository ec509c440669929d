"""Invitations to join: bound to an address, for two weeks, once, and never after they ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.links import join_link, join_token
from leadership.models import AuditEntry, Contact, JoinInvitation, Membership, OutgoingEmail, User
from leadership.services import joining as services
from leadership.services.delivery import deliver_due
from leadership.services.people import AlreadyMember, ViewerOnExecutiveTeam, WouldBeAskedTwice
from tests.database import at_once, every_row
from tests.leadership.conftest import NOW, Join

ANNA = "anna@example.com"
LATER = NOW + timedelta(minutes=6)


def invite(owner: Membership, email: str = ANNA, **changes: Any) -> JoinInvitation:
    values: dict[str, Any] = {
        "name": "Anna Berg",
        "role": Role.EXECUTIVE,
        "on_executive_team": True,
        "language": "en",
    }
    return services.invite_to_join(
        organization=owner.organization,
        email=email,
        by=owner.user,
        now=NOW,
        **(values | changes),
    )


def accept(invitation: JoinInvitation, by: User, **changes: Any) -> Membership:
    values: dict[str, Any] = {"generation": invitation.generation, "now": LATER}
    return services.accept_invitation(invitation=invitation, by=by, **(values | changes))


def anna() -> User:
    return User.objects.create_user(ANNA, "Anna Berg")


def test_invitation_is_mailed_with_its_link_and_noted(owner: Membership) -> None:
    invitation = invite(owner, " Anna@EXAMPLE.com ")

    deliver_due(now=NOW)

    [sent] = mail.outbox
    assert sent.to == ["Anna Berg <anna@example.com>"]
    assert sent.subject == "Meridian Freight invites you to Corner Office"
    assert join_link(invitation) in str(sent.body)
    assert "owner@example.com invites you" in str(sent.body)
    assert "16 March 2026" in str(sent.body)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.about) == (
        "member invited",
        "anna@example.com: executive, on the executive team",
    )
    assert not User.objects.filter(email=ANNA).exists()


def test_nothing_in_the_database_opens_the_link(owner: Membership) -> None:
    token = join_token(invite(owner))

    assert token not in str(every_row())


def test_invited_address_becomes_a_member(owner: Membership) -> None:
    invitation = invite(owner)

    membership = accept(invitation, anna())

    assert (membership.role, membership.on_executive_team) == ("executive", True)
    entry = AuditEntry.objects.get(act="invitation accepted")
    assert (entry.by, entry.about) == (
        ANNA,
        "anna@example.com: executive, on the executive team, invited by owner@example.com",
    )


def test_another_address_cannot_accept(owner: Membership) -> None:
    invitation = invite(owner)

    with pytest.raises(services.NotInvited):
        accept(invitation, User.objects.create_user("bob@example.com"))

    assert not Membership.objects.filter(user__email="bob@example.com").exists()


def test_expired_invitation_is_not_accepted(owner: Membership) -> None:
    invitation = invite(owner)

    with pytest.raises(services.InvitationOver):
        accept(invitation, anna(), now=NOW + timedelta(days=14))


def test_invitation_is_accepted_once(owner: Membership) -> None:
    invitation, user = invite(owner), anna()
    accept(invitation, user).delete()

    with pytest.raises(services.InvitationOver):
        accept(invitation, user)


def test_one_that_was_taken_back_is_not_accepted_and_its_mail_stays(owner: Membership) -> None:
    invitation = invite(owner)
    services.take_invitation_back(invitation=invitation, by=owner.user, now=NOW)

    deliver_due(now=NOW)

    assert mail.outbox == []
    assert OutgoingEmail.objects.get().state == "skipped"
    with pytest.raises(services.InvitationOver):
        accept(invitation, anna())


def test_sent_again_has_a_new_link_and_two_more_weeks(owner: Membership) -> None:
    invitation = invite(owner)

    services.send_invitation_again(invitation=invitation, by=owner.user, now=LATER)

    deliver_due(now=LATER)
    invitation.refresh_from_db()
    assert invitation.expires_at == LATER + timedelta(days=14)
    [sent] = mail.outbox  # the first mail is not needed any more
    assert join_link(invitation) in str(sent.body)
    with pytest.raises(services.InvitationOver):
        accept(invitation, anna(), generation=1)


def test_sending_again_at_once_is_refused(owner: Membership) -> None:
    invitation = invite(owner)

    with pytest.raises(services.SentJustNow):
        services.send_invitation_again(invitation=invitation, by=owner.user, now=NOW)


def test_address_is_invited_once_at_a_time(owner: Membership) -> None:
    invite(owner)

    with pytest.raises(services.AlreadyInvited):
        invite(owner)


def test_member_is_not_invited(owner: Membership, lead: Membership) -> None:
    with pytest.raises(AlreadyMember):
        invite(owner, "lead@example.com")


def test_viewer_is_not_invited_to_the_executive_team(owner: Membership) -> None:
    with pytest.raises(ViewerOnExecutiveTeam):
        invite(owner, role=Role.VIEWER)


def test_contact_would_be_asked_twice(organization: Organization, owner: Membership) -> None:
    Contact.objects.create(organization=organization, email=ANNA, audience="manager")

    with pytest.raises(WouldBeAskedTwice):
        invite(owner)


def test_mail_is_not_needed_by_somebody_who_joined_in_another_way(
    organization: Organization, owner: Membership, join: Join
) -> None:
    invite(owner)
    join(organization, Role.LEAD, ANNA)

    deliver_due(now=NOW)

    assert mail.outbox == []


def test_letting_the_invited_sign_in_gives_them_nothing(owner: Membership) -> None:
    invitation = invite(owner)

    user = services.let_invited_sign_in(invitation=invitation)
    again = services.let_invited_sign_in(invitation=invitation)

    assert user == again
    assert (user.name, user.has_usable_password()) == ("Anna Berg", False)
    assert not user.memberships.exists()


@pytest.mark.django_db(transaction=True)
def test_accepting_twice_at_once_makes_one_member(owner: Membership) -> None:
    invitation, user = invite(owner), anna()

    def work(_: int) -> str:
        try:
            accept(invitation, user)
        except (services.InvitationOver, AlreadyMember):
            return "refused"
        return "joined"

    outcomes = at_once(2, work)

    assert sorted(outcomes) == ["joined", "refused"]
    assert Membership.objects.filter(user=user).count() == 1
