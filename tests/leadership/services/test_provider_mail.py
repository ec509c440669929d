"""The outbox through a provider's interface, against a server that stands in for it."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, unquote_plus

import pytest
from pytest_django import Settings

from config.email import PROVIDERS
from leadership.models import Bounce, OutgoingEmail
from leadership.services.delivery import deliver_due
from leadership.services.outbox import queue_invitations
from tests.leadership.mailing import NOW, an_invited_contact, an_open_round
from tests.leadership.provider_api import Interface, provider_interface, use_provider

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State


@pytest.fixture
def interface() -> Iterator[Interface]:
    with provider_interface(Interface()) as running:
        yield running


@pytest.fixture
def postmark(interface: Interface, settings: Settings) -> Interface:
    use_provider(settings, f"postmark://a-token@?api_url={quote(interface.address, safe='')}")
    return interface


def queued_contacts(count: int = 3) -> list[OutgoingEmail]:
    """Mails to c0@…, c1@… and so on, in this order."""
    round_ = an_open_round()
    for number in range(count):
        an_invited_contact(round_, f"c{number}@customer.example")
    queue_invitations(round_=round_, now=NOW)
    return list(OutgoingEmail.objects.order_by("pk"))


def states() -> list[str]:
    return list(OutgoingEmail.objects.order_by("pk").values_list("state", flat=True))


def test_mail_through_a_provider_is_the_one_a_mail_server_would_get(postmark: Interface) -> None:
    (email,) = queued_contacts(1)

    deliver_due(now=NOW)

    (call,) = postmark.calls
    headers = {one["Name"]: one["Value"] for one in call.json["Headers"]}
    assert call.path == "/email"
    assert call.headers["X-Postmark-Server-Token"] == "a-token"
    assert call.json["To"] == "Anna Berg <c0@customer.example>"
    assert call.json["From"] == "Meridian Freight via Corner Office <office@office.example>"
    assert "Hello Anna Berg" in call.json["TextBody"]
    assert call.json["HtmlBody"].startswith("<!DOCTYPE html>")
    assert headers["Message-ID"] == email.message_id
    assert headers["X-PM-KeepID"] == "true"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://office.example/u/")


def test_mail_through_a_provider_tells_its_number_and_tracks_nothing(postmark: Interface) -> None:
    (email,) = queued_contacts(1)

    deliver_due(now=NOW)

    sent = postmark.calls[0].json
    assert sent["Metadata"] == {"mail": str(email.pk)}
    assert (sent["TrackOpens"], sent["TrackLinks"]) == (False, "None")
    email.refresh_from_db()
    assert (email.state, email.provider_id) == (
        State.SENT,
        "b7bc2f4a-e38e-4336-af7d-e6c392c2f817",
    )


def test_wrong_key_leaves_the_queue_unharmed(postmark: Interface) -> None:
    queued_contacts(3)
    postmark.usual = (401, {"ErrorCode": 10, "Message": "The Server Token is not valid."})

    settled = deliver_due(now=NOW)

    assert settled == 0
    assert states() == [State.QUEUED] * 3
    assert len(postmark.calls) == 1
    assert set(OutgoingEmail.objects.values_list("error", "leased_until")) == {
        ("401 The Server Token is not valid.", None)
    }


@pytest.mark.parametrize("status", [429, 503])
def test_provider_that_has_too_much_to_do_gets_the_batch_later(
    postmark: Interface, status: int
) -> None:
    queued_contacts(2)
    postmark.replies = [(status, {"Message": "Later"})]

    deliver_due(now=NOW)
    assert states() == [State.QUEUED] * 2
    assert set(OutgoingEmail.objects.values_list("due_at", flat=True)) == {
        NOW + timedelta(minutes=1)
    }

    deliver_due(now=NOW + timedelta(minutes=1))
    assert states() == [State.SENT] * 2


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, {"ErrorCode": 100, "Message": "Maintenance"}),
        (422, {"ErrorCode": 400, "Message": "The From address is not confirmed."}),
        (400, {"Message": "A header is not allowed."}),
    ],
)
def test_refusal_of_one_mail_is_tried_again_and_does_not_hold_up_the_others(
    postmark: Interface, status: int, said: dict[str, object]
) -> None:
    queued_contacts(3)
    postmark.replies = [(status, said)]

    deliver_due(now=NOW)

    first = OutgoingEmail.objects.earliest("pk")
    assert states() == [State.QUEUED, State.SENT, State.SENT]
    assert first.error == f"{status} {said['Message']}"
    assert first.attempts == 1


def test_refused_recipient_fails_for_good_and_is_shown(postmark: Interface) -> None:
    queued_contacts(2)
    words = (
        "You tried to send to a recipient that has been marked as inactive. Found inactive "
        "addresses: c0@customer.example. Inactive recipients are ones that have generated a "
        "hard bounce, a spam complaint, or a manual suppression."
    )
    postmark.replies = [(422, {"ErrorCode": 406, "Message": words})]

    deliver_due(now=NOW)

    first = OutgoingEmail.objects.earliest("pk")
    assert states() == [State.FAILED, State.SENT]
    assert first.error == f"422 {words}"
    assert not Bounce.objects.exists()  # it may be a complaint; the report says which


def test_dropped_call_is_tried_again_with_the_same_message_id(postmark: Interface) -> None:
    queued_contacts(2)
    postmark.drops = 1

    deliver_due(now=NOW)
    assert states() == [State.QUEUED, State.SENT]
    deliver_due(now=NOW + timedelta(minutes=1))

    assert states() == [State.SENT] * 2
    first, _, again = (call.json for call in postmark.calls)
    assert first["Headers"] == again["Headers"]


def test_provider_that_cannot_be_reached_puts_the_batch_off(settings: Settings) -> None:
    queued_contacts(2)
    use_provider(settings, "postmark://a-token@?api_url=http%3A%2F%2F127.0.0.1%3A1%2F")

    assert deliver_due(now=NOW) == 0

    assert set(OutgoingEmail.objects.values_list("state", "attempts", "error")) == {
        (State.QUEUED, 1, "The mail provider does not answer: ConnectionError")
    }


def test_answer_that_is_none_does_not_count_as_sent(postmark: Interface) -> None:
    queued_contacts(1)
    postmark.replies = [(200, {"something": "else"})]

    deliver_due(now=NOW)

    assert states() == [State.QUEUED]


ACCOUNTS = {
    "brevo": "brevo://key@",
    "mailersend": "mailersend://key@?signing_secret=s",
    "mailgun": "mailgun://key@mg.example.com",
    "mailjet": "mailjet://key:secret@",
    "mailtrap": "mailtrap://key@",
    "postmark": "postmark://key@",
    "resend": "resend://key@",
    "scaleway": "scaleway://project:secret@",
    "sparkpost": "sparkpost://key@",
}


def test_every_provider_is_tried() -> None:
    assert ACCOUNTS.keys() == PROVIDERS.keys()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_can_carry_our_mail(
    interface: Interface, settings: Settings, provider: str
) -> None:
    """What a provider's interface cannot carry would be an error before anything is called."""
    account = ACCOUNTS[provider]
    sign = "&" if "?" in account else "?"
    use_provider(settings, f"{account}{sign}api_url={quote(interface.address, safe='')}")
    queued_contacts(1)

    deliver_due(now=NOW)

    body = unquote_plus(interface.calls[0].body.decode())
    for part in ("c0@customer.example", "Hello Anna Berg", "List-Unsubscribe-Post", "/u/"):
        assert part in body
