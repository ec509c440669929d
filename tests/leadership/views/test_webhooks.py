"""What providers report, in the shapes in which they do."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from leadership.models import Bounce, OptOut, OutgoingEmail
from leadership.queries.opt_outs import has_opted_out
from leadership.services.outbox import queue_invitations
from tests.leadership.mailing import NOW, an_invited_contact, an_open_round
from tests.leadership.provider_api import SECRET, use_provider

pytestmark = pytest.mark.django_db
Outcome = OutgoingEmail.Outcome
POSTMARK = "/webhooks/postmark/"
POSTMARK_ID = "b7bc2f4a-e38e-4336-af7d-e6c392c2f817"
MAILGUN = "/webhooks/mailgun/"
KEY = "mailgun-signing-key"


@pytest.fixture
def email() -> OutgoingEmail:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW, provider_id=POSTMARK_ID)
    return OutgoingEmail.objects.get()


def outcome(email: OutgoingEmail) -> str:
    email.refresh_from_db()
    return email.outcome


def credentials(secret: str = SECRET, user: str = "corner-office") -> str:
    return "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()


def post(address: str, content: Any, authorization: str = "") -> int:
    client = Client(enforce_csrf_checks=True)
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    headers = {"Authorization": authorization or credentials()}
    return client.post(address, body, "application/json", headers=headers).status_code


# Postmark


@pytest.fixture
def postmark(settings: Settings) -> None:
    use_provider(settings, "postmark://a-token@")


def a_postmark_event(email: OutgoingEmail, record_type: str, **values: Any) -> dict[str, Any]:
    """As in Postmark's description of its webhooks."""
    return {
        "RecordType": record_type,
        "ID": 4323372036854775807,
        "MessageStream": "outbound",
        "ServerID": 23,
        "MessageID": POSTMARK_ID,
        "Tag": "",
        "Metadata": {"mail": str(email.pk)},
        **values,
    }


def a_postmark_bounce(email: OutgoingEmail, kind: str, **values: Any) -> dict[str, Any]:
    bounce = {
        "Type": kind,
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Description": "The server was unable to deliver your message (ex: unknown user).",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "Email": "anna@customer.example",
        "From": "office@office.example",
        "BouncedAt": "2026-11-23T10:00:00Z",
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "Two minutes for Meridian Freight",
    }
    return a_postmark_event(email, "Bounce", **bounce | values)


@pytest.mark.usefixtures("postmark")
def test_postmark_tells_of_a_delivery(email: OutgoingEmail) -> None:
    event = a_postmark_event(
        email,
        "Delivery",
        Recipient="anna@customer.example",
        DeliveredAt="2026-11-23T10:00:00Z",
        Details="Test delivery webhook details",
    )

    assert post(POSTMARK, event) == 200
    assert outcome(email) == Outcome.DELIVERED


@pytest.mark.usefixtures("postmark")
def test_postmark_tells_of_a_hard_bounce_and_twice_is_once(email: OutgoingEmail) -> None:
    for _ in range(2):
        assert post(POSTMARK, a_postmark_bounce(email, "HardBounce")) == 200

    bounce = Bounce.objects.get()
    assert (bounce.organization, bounce.email) == (email.organization, "anna@customer.example")
    assert bounce.words == "550 5.1.1 The email account that you tried to reach does not exist."
    assert outcome(email) == Outcome.BOUNCED


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("SoftBounce", {"Details": "smtp;452 4.2.2 The inbox is full"}),
        ("SoftBounce", {}),
        ("Transient", {"Details": "smtp;451 4.7.1 Greylisted"}),
        ("Blocked", {"Details": "smtp;550 5.7.1 Blocked"}),
        ("HardBounce", {"Details": "smtp;550 5.7.1 Our system has detected that this is spam"}),
        ("AutoResponder", {}),
    ],
)
@pytest.mark.usefixtures("postmark")
def test_postmark_may_report_what_is_no_hard_bounce(
    email: OutgoingEmail, kind: str, values: dict[str, str]
) -> None:
    assert post(POSTMARK, a_postmark_bounce(email, kind, **values)) == 200

    assert not Bounce.objects.exists()
    assert outcome(email) == Outcome.UNKNOWN


@pytest.mark.usefixtures("postmark")
def test_postmark_tells_of_a_complaint(email: OutgoingEmail) -> None:
    event = a_postmark_bounce(email, "SpamComplaint") | {"RecordType": "SpamComplaint"}

    assert post(POSTMARK, event) == 200
    assert outcome(email) == Outcome.COMPLAINED
    assert has_opted_out(email.organization_id, "anna@customer.example")
    assert not Bounce.objects.exists()


@pytest.mark.parametrize(
    ("reason", "opted_out", "bounced"),
    [("ManualSuppression", 1, 0), ("HardBounce", 0, 1), ("SpamComplaint", 1, 0)],
)
@pytest.mark.usefixtures("postmark")
def test_postmark_tells_of_a_suppression(
    email: OutgoingEmail, reason: str, opted_out: int, bounced: int
) -> None:
    event = a_postmark_event(
        email,
        "SubscriptionChange",
        Recipient="anna@customer.example",
        ChangedAt="2026-11-23T10:00:00Z",
        Origin="Recipient",
        SuppressSending=True,
        SuppressionReason=reason,
    )

    assert post(POSTMARK, event) == 200
    assert (OptOut.objects.count(), Bounce.objects.count()) == (opted_out, bounced)


@pytest.mark.usefixtures("postmark")
def test_bounce_after_a_delivery_counts_and_a_delivery_after_it_does_not(
    email: OutgoingEmail,
) -> None:
    delivery = a_postmark_event(email, "Delivery", Recipient="anna@customer.example")

    for event in (delivery, a_postmark_bounce(email, "HardBounce"), delivery):
        post(POSTMARK, event)

    assert outcome(email) == Outcome.BOUNCED


@pytest.mark.usefixtures("postmark")
def test_mail_is_found_by_its_number_when_the_provider_gave_it_another(
    email: OutgoingEmail,
) -> None:
    OutgoingEmail.objects.update(provider_id="")

    post(POSTMARK, a_postmark_bounce(email, "HardBounce", Email="ANNA@Customer.example"))

    assert outcome(email) == Outcome.BOUNCED


@pytest.mark.parametrize(
    "values",
    [
        {"MessageID": "unknown", "Metadata": {"mail": "999999"}},
        {"MessageID": "unknown", "Metadata": {}},
        {"MessageID": "unknown", "Metadata": {"mail": "9" * 40}},
        {"MessageID": "unknown", "Metadata": {"mail": "one\0"}},
        {"MessageID": "a\0b", "Metadata": {}},
        # of another installation that shares the account
        {"MessageID": "unknown", "Email": "somebody@else.example"},
        {"MessageID": POSTMARK_ID, "Email": "somebody@else.example"},
        {"MessageID": "unknown", "Email": "no address"},
    ],
)
@pytest.mark.usefixtures("postmark")
def test_report_on_a_mail_that_is_not_ours_changes_nothing(
    email: OutgoingEmail, values: dict[str, Any]
) -> None:
    assert post(POSTMARK, a_postmark_bounce(email, "HardBounce", **values)) == 200

    assert not Bounce.objects.exists()
    assert outcome(email) == Outcome.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"Bounce"', b"\xff\xfe", b'{"RecordType": 5, "FromFull": {}}'],
)
@pytest.mark.usefixtures("postmark", "email")
def test_garbage_is_refused_and_harmless(body: bytes) -> None:
    assert post(POSTMARK, body) in {200, 400}

    assert not Bounce.objects.exists()


@pytest.mark.usefixtures("postmark")
def test_mail_that_came_in_is_no_report(email: OutgoingEmail) -> None:
    assert post(POSTMARK, {"FromFull": {"Email": "a@b.example"}, "Subject": "Hello"}) == 400


@pytest.mark.parametrize(
    "authorization",
    [
        "none",
        "Basic",
        "Basic !!!",
        credentials("wrong-secret-but-long"),
        credentials(user="other"),
        f"Bearer {SECRET}",
    ],
)
@pytest.mark.usefixtures("postmark")
def test_wrong_secret_is_refused_without_a_query(
    email: OutgoingEmail,
    authorization: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        status = post(POSTMARK, a_postmark_bounce(email, "HardBounce"), authorization)

    assert status == 403
    assert not Bounce.objects.exists()


# Mailgun


@pytest.fixture
def mailgun(settings: Settings) -> None:
    use_provider(settings, f"mailgun://a-key@mg.example.com?signing_key={KEY}")


def a_mailgun_event(email: OutgoingEmail, key: str = KEY, **values: Any) -> dict[str, Any]:
    """As in Mailgun's description of its webhooks, with its signature."""
    token, timestamp = "c" * 50, "1763892000"
    signed = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"token": token, "timestamp": timestamp, "signature": signed},
        "event-data": {
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": 1763892000.5,
            "log-level": "info",
            "recipient": "anna@customer.example",
            "recipient-domain": "customer.example",
            "user-variables": {"mail": str(email.pk)},
            "tags": [],
            "message": {"headers": {"message-id": email.message_id.strip("<>")}},
            **values,
        },
    }


NO_MAILBOX: dict[str, Any] = {
    "event": "failed",
    "severity": "permanent",
    "reason": "bounce",
    "delivery-status": {
        "attempt-no": 1,
        "code": 550,
        "enhanced-code": "5.1.1",
        "bounce-type": "hard",
        "message": "5.1.1 The email account that you tried to reach does not exist",
        "description": "",
    },
}


@pytest.mark.usefixtures("mailgun")
def test_mailgun_tells_of_delivery_complaint_and_unsubscribing(email: OutgoingEmail) -> None:
    for event, expected in (
        ("opened", Outcome.UNKNOWN),
        ("delivered", Outcome.DELIVERED),
        ("unsubscribed", Outcome.DELIVERED),
        ("complained", Outcome.COMPLAINED),
    ):
        assert post(MAILGUN, a_mailgun_event(email, event=event)) == 200
        assert outcome(email) == expected

    assert OptOut.objects.count() == 1


@pytest.mark.usefixtures("mailgun")
def test_mailgun_tells_of_a_hard_bounce(email: OutgoingEmail) -> None:
    assert post(MAILGUN, a_mailgun_event(email, **NO_MAILBOX)) == 200

    bounce = Bounce.objects.get()
    assert bounce.words == "5.1.1 The email account that you tried to reach does not exist"
    assert outcome(email) == Outcome.BOUNCED


@pytest.mark.parametrize(
    "values",
    [
        {"severity": "temporary"},
        {"reason": "generic"},
        {"delivery-status": {"code": 550, "message": "5.7.1 Refused by policy"}},
        {"delivery-status": {"code": 552, "message": "5.2.2 Mailbox full"}},
    ],
)
@pytest.mark.usefixtures("mailgun")
def test_mailgun_may_report_what_is_no_hard_bounce(
    email: OutgoingEmail, values: dict[str, Any]
) -> None:
    assert post(MAILGUN, a_mailgun_event(email, **NO_MAILBOX | values)) == 200

    assert not Bounce.objects.exists()


@pytest.mark.usefixtures("mailgun")
def test_mailgun_needs_secret_and_signature(email: OutgoingEmail) -> None:
    forged = a_mailgun_event(email, key="another key", **NO_MAILBOX)
    signed = a_mailgun_event(email, **NO_MAILBOX)

    assert post(MAILGUN, forged) == 403
    assert post(MAILGUN, signed, credentials("wrong-secret-but-long")) == 403
    for body in (b"{", b"{}", b"[]", b'{"signature": 5}'):
        assert post(MAILGUN, body) in {400, 403}
    assert not Bounce.objects.exists()


# The address


@pytest.mark.usefixtures("postmark")
def test_only_the_chosen_provider_has_an_address() -> None:
    assert post(MAILGUN, {}) == 404
    assert post("/webhooks/nobody/", {}) == 404


def test_without_a_provider_there_is_no_address() -> None:
    assert post(POSTMARK, {}) == 404
    assert Client().head(POSTMARK).status_code == 404


@pytest.mark.usefixtures("postmark")
def test_without_a_secret_there_is_no_address(settings: Settings) -> None:
    settings.EMAIL_WEBHOOK_VIEW = ""

    assert post(POSTMARK, {}) == 404


@pytest.mark.usefixtures("postmark")
def test_address_answers_a_look_and_no_reading() -> None:
    assert Client().head(POSTMARK).status_code == 200
    assert Client().get(POSTMARK).status_code == 405
