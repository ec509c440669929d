"""What is kept for long enough goes, once a day, and nothing younger does."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from model_bakery import baker

from assessment.domain.audiences import Audience
from assessment.models import Organization
from assessment.services.rounds import close_round
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    Bounce,
    Contact,
    Invitation,
    JoinInvitation,
    MailboxMessage,
    Membership,
    OrganizationSettings,
    OutgoingEmail,
    PendingImport,
    RetentionRun,
    User,
)
from leadership.queries.retention import OF_THE_INSTALLATION, due_in
from leadership.services import retention
from leadership.services.contact_uploads import forget_old_uploads
from leadership.services.retention import apply_retention, apply_retention_of_today
from tests.leadership.conftest import Join
from tests.respondents import an_invitation, an_open_round

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def months(count: int) -> datetime:
    return NOW - timedelta(days=31 * count)


def a_contact(organization: Organization, email: str, added_at: datetime) -> Contact:
    contact = Contact.objects.create(organization=organization, email=email, audience="customer")
    Contact.objects.filter(pk=contact.pk).update(added_at=added_at)
    return contact


def a_mail(invitation: Invitation, sent_at: datetime, state: str = "sent") -> OutgoingEmail:
    made: OutgoingEmail = baker.make(
        OutgoingEmail,
        organization=invitation.round.organization,
        round=invitation.round,
        invitation=invitation,
        membership=None,
        join_invitation=None,
        reminder=None,
        kind="invitation",
        state=state,
        sent_at=sent_at,
        due_at=sent_at,
        dedupe_key=f"{invitation.pk} {sent_at} {state}",
    )
    return made


def counts(organization: Organization) -> dict[str, int]:
    return {due.key: due.count for due in due_in(organization, NOW) if due.count}


def test_contacts_go_when_they_were_not_asked_for_long(organization: Organization) -> None:
    for email, months_ago in (("old@c.example", 30), ("new@c.example", 1), ("asked@c.example", 30)):
        a_contact(organization, email, months(months_ago))
    Bounce.objects.create(organization=organization, email="old@c.example", bounced_on=NOW.date())
    round_ = an_open_round(organization)
    close_round(round_=round_, now=timezone.now())
    asked = Contact.objects.get(email="asked@c.example")
    Invitation.objects.create(
        round=round_, contact=asked, audience="customer", invited_on=months(2).date()
    )
    assert counts(organization) == {"contacts": 1}

    apply_retention(now=NOW)

    assert set(Contact.objects.values_list("email", flat=True)) == {
        "new@c.example",
        "asked@c.example",
    }
    assert not Bounce.objects.exists()


def test_contacts_of_an_open_round_stay(organization: Organization) -> None:
    round_ = an_open_round(organization)
    contact = a_contact(organization, "old@c.example", months(40))
    Invitation.objects.create(
        round=round_, contact=contact, audience="customer", invited_on=months(39).date()
    )

    apply_retention(now=NOW)

    assert Contact.objects.filter(pk=contact.pk).exists()


def test_mail_goes_and_what_waits_or_belongs_to_an_open_round_stays(
    organization: Organization,
) -> None:
    for kept_at in (months(13), months(2)):
        baker.make(MailboxMessage, organization=organization, kept_at=kept_at)
    round_ = an_open_round(organization)
    invitation = an_invitation(round_, Audience.CUSTOMER)
    gone, waits, young = (
        a_mail(invitation, months(13)),
        a_mail(invitation, months(13), "queued"),
        a_mail(invitation, months(2)),
    )
    apply_retention(now=NOW)
    assert OutgoingEmail.objects.count() == 3
    close_round(round_=round_, now=timezone.now())

    apply_retention(now=NOW)

    assert MailboxMessage.objects.count() == 1
    assert set(OutgoingEmail.objects.all()) == {waits, young}
    assert gone not in OutgoingEmail.objects.all()


def test_the_audit_goes_after_its_time_and_never_in_its_first_year(
    organization: Organization,
) -> None:
    OrganizationSettings.objects.create(organization=organization, audit_months=12)
    for days in (800, 368, 366, 10):
        AuditEntry.objects.create(
            organization=organization,
            by="a@b.example",
            act="x",
            about=str(days),
            at=timezone.now() - timedelta(days=days),
        )

    apply_retention(now=timezone.now())

    assert set(AuditEntry.objects.filter(act="x").values_list("about", flat=True)) == {"366", "10"}


def test_ended_invitations_to_join_go_and_uploads_are_the_clocks(
    organization: Organization, owner: Membership
) -> None:
    for number, (expires, accepted) in enumerate(
        ((40, None), (10, None), (40, 35), (-5, None), (10, 5))
    ):
        baker.make(
            JoinInvitation,
            organization=organization,
            email=f"{number}@b.example",
            role="viewer",
            on_executive_team=False,
            expires_at=NOW - timedelta(days=expires),
            accepted_at=accepted and NOW - timedelta(days=accepted),
        )
    baker.make(
        PendingImport,
        organization=organization,
        uploaded_by=owner.user,
        uploaded_at=NOW - timedelta(days=2),
    )

    apply_retention(now=NOW)

    left = JoinInvitation.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == ["1@b.example", "3@b.example", "4@b.example"]
    assert PendingImport.objects.exists()
    assert forget_old_uploads(now=NOW) == 1


def test_expired_sessions_and_left_accounts_go(
    organization: Organization, owner: Membership, join: Join
) -> None:
    now = timezone.now()
    baker.make(Session, session_key="old", session_data="", expire_date=now - timedelta(days=1))
    baker.make(Session, session_key="new", session_data="", expire_date=now + timedelta(days=1))
    for key in ("old", "new", "never"):
        baker.make(UserSession, user=owner.user, session_key=key, ip="192.0.2.1")
    join(organization, Role.VIEWER, "left@example.com").delete()
    User.objects.create_superuser("operator@example.com", "a long password")

    apply_retention(now=now)

    assert [one.session_key for one in Session.objects.all()] == ["new"]
    assert [one.session_key for one in UserSession.objects.all()] == ["new"]
    assert set(User.objects.values_list("email", flat=True)) == {
        "owner@example.com",
        "operator@example.com",
    }


def test_somebody_who_is_invited_keeps_the_sign_in_that_was_made_for_it(
    organization: Organization,
) -> None:
    """They pressed the button of the mail, and the code is on its way."""
    now = timezone.now()
    User.objects.create_user("invited@example.com")
    User.objects.create_user("late@example.com")
    for address, expires_at in (
        ("invited@example.com", now + timedelta(days=1)),
        ("late@example.com", now - timedelta(days=1)),
    ):
        JoinInvitation.objects.create(
            organization=organization,
            email=address,
            role=Role.VIEWER,
            invited_by="owner@example.com",
            sent_at=now - timedelta(days=13),
            expires_at=expires_at,
        )

    apply_retention(now=now)

    assert list(User.objects.values_list("email", flat=True)) == ["invited@example.com"]


def test_somebody_who_joins_while_accounts_are_deleted_stays(
    organization: Organization, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.create_user("anna@example.com")
    accounts = OF_THE_INSTALLATION["accounts"]
    asked: list[datetime] = []

    def joined_after_the_first_look(now: datetime) -> QuerySet[User]:
        if len(asked) == 1:
            join(organization, Role.VIEWER, "anna@example.com")
        asked.append(now)
        return accounts(now)

    monkeypatch.setattr(retention, "OF_THE_INSTALLATION", {"accounts": joined_after_the_first_look})

    apply_retention(now=timezone.now())

    assert Membership.objects.get().user.email == "anna@example.com"


def test_a_run_is_written_down_with_counts_alone(organization: Organization) -> None:
    a_contact(organization, "old@c.example", months(30))

    apply_retention(now=NOW)

    run = RetentionRun.objects.get()
    assert (run.ran_at, run.deleted["contacts"], run.deleted["mails"]) == (NOW, 1, 0)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.about) == ("the clock", "retention applied", "1 contacts")


def test_workers_do_it_once_a_day(organization: Organization) -> None:
    apply_retention_of_today(now=NOW)
    apply_retention_of_today(now=NOW + timedelta(hours=3))
    apply_retention_of_today(now=NOW + timedelta(hours=24))

    assert RetentionRun.objects.count() == 2


def test_it_deletes_in_batches_and_leaves_the_rest_for_tomorrow(
    organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    monkeypatch.setattr(retention, "MOST_BATCHES", 2)
    for number in range(5):
        a_contact(organization, f"{number}@c.example", months(30))

    apply_retention(now=NOW)
    assert Contact.objects.count() == 1

    apply_retention(now=NOW)
    assert not Contact.objects.exists()


def test_a_dry_run_says_what_would_go_and_deletes_nothing(
    organization: Organization, capsys: pytest.CaptureFixture[str]
) -> None:
    a_contact(organization, "old@c.example", months(60))

    call_command("apply_retention", "--dry-run")

    told = capsys.readouterr().out
    assert "1  Contacts who were not asked for 24 months" in told
    assert "Nothing was deleted." in told
    assert Contact.objects.exists()
    assert not RetentionRun.objects.exists()


def test_the_command_deletes(
    organization: Organization, capsys: pytest.CaptureFixture[str]
) -> None:
    a_contact(organization, "old@c.example", months(60))

    call_command("apply_retention")

    assert capsys.readouterr().out == "Deleted: 1 rows.\n"
    assert not Contact.objects.exists()
