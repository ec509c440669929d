"""Messages to the chief executive: kept without their writer, answered once, forgotten in time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment.models import Organization
from leadership.models import (
    AuditEntry,
    Bounce,
    CeoDesk,
    CeoMessage,
    MailboxMessage,
    Membership,
    OptOut,
    OutgoingEmail,
)
from leadership.queries.ceo_messages import unreachable
from leadership.queries.opt_outs import hash_of
from leadership.services import ceo_messages as services
from leadership.services.ceo_messages import (
    CannotBeAnswered,
    MessageSettled,
    NobodyReads,
    ReaderUnknown,
    TooManyWait,
    answer_message,
    archive_message,
    forget_old_messages,
    mark_message_read,
    name_reader,
    unarchive_message,
)
from leadership.services.delivery import deliver_due
from tests.leadership.conftest import NOW, Join
from tests.leadership.tone import a_desk, a_message

ADDRESS = "anna@customer.example"


@pytest.fixture
def ceo(organization: Organization, join: Join) -> Membership:
    ceo = join(organization, email="ceo@example.com", name="Cleo Adams", on_executive_team=True)
    a_desk(ceo)
    return ceo


def acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", "about"))


def test_message_holds_what_was_typed_and_nothing_of_its_writer(ceo: Membership) -> None:
    bare, addressed = a_message(ceo.organization), a_message(ceo.organization, address=ADDRESS)

    assert (bare.received_on, bare.language, bare.address) == (date(2026, 3, 1), "", "")
    assert (addressed.received_on, addressed.language) == (date(2026, 3, 2), "en")
    assert {field.name for field in CeoMessage._meta.get_fields() if field.is_relation} == {
        *("organization", "answered_by", "emails")
    }
    assert not AuditEntry.objects.exists()


def test_message_needs_a_reader(ceo: Membership) -> None:
    for change in ({"on_executive_team": False}, {"on_executive_team": True}):
        Membership.objects.filter(pk=ceo.pk).update(**change)
        if change["on_executive_team"]:
            CeoDesk.objects.all().delete()
        with pytest.raises(NobodyReads):
            a_message(ceo.organization)

    assert not CeoMessage.objects.exists()


def test_flood_is_stopped(ceo: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_UNREAD", 2)
    a_message(ceo.organization), a_message(ceo.organization)

    with pytest.raises(TooManyWait):
        a_message(ceo.organization)

    mark_message_read(message=CeoMessage.objects.all()[0])
    a_message(ceo.organization)


def test_answer_goes_out_once_to_the_address_and_its_copy_is_the_readers_alone(
    ceo: Membership, settings: object
) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"  # type: ignore[attr-defined]
    message = a_message(ceo.organization, "Nobody <b>calls</b> back.", ADDRESS)

    answer_message(message=message, text="I will.", by=ceo, now=NOW)
    with pytest.raises(MessageSettled):
        answer_message(message=message, text="Again", by=ceo, now=NOW)
    deliver_due(now=NOW)

    message.refresh_from_db()
    email = OutgoingEmail.objects.get()
    mail = MailboxMessage.objects.get()
    assert (message.answer, message.answered_on, message.is_read) == ("I will.", NOW.date(), True)
    assert (email.state, email.round, email.invitation, email.error) == ("sent", None, None, "")
    assert (mail.recipient, mail.reader) == (ADDRESS, ceo)
    assert "I will." in mail.text
    assert "Nobody <b>calls</b> back." in mail.text
    assert "<b>" not in mail.html
    assert "Cleo Adams" in mail.text
    assert acts() == [("message answered", str(message))]


def test_message_without_an_address_cannot_be_answered(ceo: Membership) -> None:
    message = a_message(ceo.organization)

    with pytest.raises(CannotBeAnswered):
        answer_message(message=message, text="Hello", by=ceo, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CeoMessage.objects.filter(pk=message.pk).update(answer="Hello", answered_on=NOW.date())


def test_address_that_does_not_work_or_opted_out_since_is_not_written_to(ceo: Membership) -> None:
    message = a_message(ceo.organization, address=ADDRESS)
    opted_out = OptOut.objects.create(
        organization=ceo.organization, address_hash=hash_of(ADDRESS), opted_out_on=NOW.date()
    )
    assert unreachable(message) == ""

    OptOut.objects.filter(pk=opted_out.pk).update(opted_out_on=NOW.date() + timedelta(days=1))
    with pytest.raises(CannotBeAnswered, match="not to be written to"):
        answer_message(message=message, text="Hello", by=ceo, now=NOW)

    OptOut.objects.all().delete()
    Bounce.objects.create(
        organization=ceo.organization, email=ADDRESS, bounced_on=NOW.date(), words="550 no"
    )
    with pytest.raises(CannotBeAnswered, match="550 no"):
        answer_message(message=message, text="Hello", by=ceo, now=NOW)


def test_whoever_opts_out_while_the_answer_waits_gets_none(ceo: Membership) -> None:
    message = a_message(ceo.organization, address=ADDRESS)
    answer_message(message=message, text="Hello", by=ceo, now=NOW)
    OptOut.objects.create(
        organization=ceo.organization,
        address_hash=hash_of(ADDRESS),
        opted_out_on=NOW.date() + timedelta(days=1),
    )

    deliver_due(now=NOW + timedelta(days=1))

    assert OutgoingEmail.objects.get().error == "Asked not to be written to."


def test_archive_takes_and_gives_back(ceo: Membership) -> None:
    message = a_message(ceo.organization)

    for act in (archive_message, archive_message, unarchive_message):
        act(message=message, by=ceo, now=NOW)

    message.refresh_from_db()
    assert (message.is_archived, message.is_read) == (False, True)
    assert [act for act, _ in acts()] == ["message archived", "message taken out of the archive"]


def test_reader_is_named_changed_and_taken_back(
    organization: Organization, owner: Membership, ceo: Membership, join: Join
) -> None:
    other = join(organization, email="b@example.com", name="Bo", on_executive_team=True)

    for reader in (ceo, other, other, None):
        name_reader(organization=organization, reader=reader, by=owner, now=NOW)

    assert not CeoDesk.objects.exists()
    assert acts() == [
        ("reader of messages named", "b@example.com"),
        ("reader of messages named", "nobody"),
    ]


def test_reader_is_an_executive_with_a_name(
    organization: Organization, owner: Membership, join: Join
) -> None:
    nameless = join(organization, email="b@example.com", on_executive_team=True)

    for reader in (owner, nameless):
        with pytest.raises(ReaderUnknown):
            name_reader(organization=organization, reader=reader, by=owner, now=NOW)


def test_messages_are_forgotten_by_whole_quarters_with_their_mail(ceo: Membership) -> None:
    message = a_message(ceo.organization, address=ADDRESS)
    answer_message(message=message, text="Hello", by=ceo, now=NOW)
    kept = a_message(ceo.organization, now=NOW + timedelta(days=30))

    assert forget_old_messages(now=NOW.replace(year=2027, month=3, day=31)) == 0
    assert forget_old_messages(now=NOW.replace(year=2027, month=4, day=1)) == 1

    assert list(CeoMessage.objects.all()) == [kept]
    assert not OutgoingEmail.objects.exists()


def test_nothing_about_an_address_outlives_the_last_message_from_it(ceo: Membership) -> None:
    """Neither what the mail server said of it nor the copy of the answer in the local mailbox."""
    organization = ceo.organization
    for address in (ADDRESS, "again@customer.example", ceo.user.email):
        a_message(organization, address=address)
        Bounce.objects.create(
            organization=organization, email=address, bounced_on=NOW.date(), words="No mailbox"
        )
        MailboxMessage.objects.create(
            organization=organization, reader=ceo, recipient=address, kept_at=NOW
        )
    survey = MailboxMessage.objects.create(
        organization=organization, recipient=ADDRESS, kept_at=NOW
    )
    a_message(organization, address="again@customer.example", now=NOW + timedelta(days=30))

    forget_old_messages(now=NOW.replace(year=2027, month=4, day=1))

    bounces = set(Bounce.objects.values_list("email", flat=True))
    assert bounces == {"again@customer.example", ceo.user.email}
    copies = MailboxMessage.objects.exclude(pk=survey.pk).values_list("recipient", flat=True)
    assert set(copies) == {"again@customer.example"}
    assert MailboxMessage.objects.filter(pk=survey.pk).exists()
