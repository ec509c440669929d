"""EMAIL_URL: which backend it chooses, and what it says when it cannot be used."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.utils.module_loading import import_string
from pytest_django import Settings

from config.email import PROVIDERS, Email, read_email_url

SECRET = "long-enough-to-be-one"


def read(url: str, webhook_secret: str = "") -> Email:
    return read_email_url(url, timeout=20, webhook_secret=webhook_secret)


def test_nothing_keeps_mail_in_the_local_mailbox() -> None:
    email = read("")

    assert email.is_local
    assert email.backend == "leadership.mailbox.LocalMailboxBackend"


def test_mail_server_is_read_with_what_is_written_escaped() -> None:
    email = read("smtp+tls://office%40example.com:p%2Fss@mail.example.com:587")

    assert (email.host, email.port) == ("mail.example.com", 587)
    assert (email.user, email.password) == ("office@example.com", "p/ss")
    assert (email.use_tls, email.use_ssl) == (True, False)
    assert (email.provider, email.webhook_view, email.is_local) == ("", "", False)


@pytest.mark.parametrize(
    ("url", "settings_"),
    [
        ("brevo://key@", {"BREVO_API_KEY": "key"}),
        (
            "mailersend://key@?signing_secret=s",
            {"MAILERSEND_API_TOKEN": "key", "MAILERSEND_SIGNING_SECRET": "s"},
        ),
        (
            "mailgun://key@mg.example.com?region=eu&signing_key=k",
            {
                "MAILGUN_API_KEY": "key",
                "MAILGUN_SENDER_DOMAIN": "mg.example.com",
                "MAILGUN_API_URL": "https://api.eu.mailgun.net/v3",
                "MAILGUN_WEBHOOK_SIGNING_KEY": "k",
            },
        ),
        ("mailjet://key:secret@", {"MAILJET_API_KEY": "key", "MAILJET_SECRET_KEY": "secret"}),
        ("mailtrap://key@", {"MAILTRAP_API_TOKEN": "key"}),
        (
            "postmark://a%2Fkey@?stream=broadcasts",
            {"POSTMARK_SERVER_TOKEN": "a/key", "POSTMARK_MESSAGE_STREAM": "broadcasts"},
        ),
        ("resend://key@", {"RESEND_API_KEY": "key"}),
        (
            "scaleway://project:key@?region=nl-ams",
            {
                "SCALEWAY_PROJECT_ID": "project",
                "SCALEWAY_SECRET_KEY": "key",
                "SCALEWAY_REGION": "nl-ams",
            },
        ),
        (
            "sparkpost://key@?region=eu",
            {
                "SPARKPOST_API_KEY": "key",
                "SPARKPOST_API_URL": "https://api.eu.sparkpost.com/api/v1",
            },
        ),
    ],
)
def test_provider_is_read_into_the_settings_of_anymail(
    settings: Settings, url: str, settings_: dict[str, str]
) -> None:
    email = read(url)

    settings.ANYMAIL = dict(email.anymail)
    assert get_connection(email.backend)
    assert {**email.anymail, **settings_} == email.anymail
    assert email.anymail["REQUESTS_TIMEOUT"] == 20
    assert email.provider == url.partition(":")[0]


def test_opens_and_clicks_are_switched_off_wherever_a_mail_can_say_so() -> None:
    switched = {name for name, one in PROVIDERS.items() if one.switches_tracking_off}

    email = read("mailgun://key@mg.example.com")

    assert email.anymail["SEND_DEFAULTS"] == {"track_opens": False, "track_clicks": False}
    assert switched == {"mailersend", "mailgun", "mailjet", "postmark", "sparkpost"}


@pytest.mark.parametrize("name", [name for name, one in PROVIDERS.items() if one.view])
def test_webhook_of_a_provider_asks_for_the_secret(settings: Settings, name: str) -> None:
    url = PROVIDERS[name].example

    email = read(url.replace("API-KEY:SECRET-KEY", "a:b"), SECRET)

    settings.ANYMAIL = dict(email.anymail)
    view = import_string(email.webhook_view)()
    assert view.basic_auth == [f"corner-office:{SECRET}"]


@pytest.mark.parametrize(
    "url", ["smtp://mail.example.com", "scaleway://project:key@", "postmark://key@"]
)
def test_without_secret_or_reports_there_is_no_webhook(url: str) -> None:
    secret = "" if url.startswith("postmark") else SECRET

    assert read(url, secret).webhook_view == ""


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mail.example.com:587", "EMAIL_URL must name a mail server, such as smtp+tls://"),
        ("sendgrid://hidden@", "or a provider: brevo, mailersend, mailgun"),
        ("smtpx://hidden@mail.example.com", "EMAIL_URL must name a mail server"),
        ("smtp://hidden:hidden@:25", "EMAIL_URL must name the host"),
        ("smtp://mail.example.com:hidden", "EMAIL_URL must be an address; write signs such as"),
        ("postmark://", "EMAIL_URL must have the form postmark://SERVER-TOKEN@ for"),
        ("postmark://hidden:hidden@", "must have the form postmark://SERVER-TOKEN@ for"),
        ("postmark://hidden@example.com", "must have the form postmark://SERVER-TOKEN@ for"),
        ("mailgun://hidden@", "EMAIL_URL must have the form mailgun://API-KEY@mg.example.com"),
        ("mailjet://hidden@", "EMAIL_URL must have the form mailjet://API-KEY:SECRET-KEY@"),
        ("mailgun://hidden@mg.example.com?region=moon", "must name region=us or region=eu"),
        ("postmark://hidden@?steam=x", "only these, each with a value: api_url, stream"),
        ("postmark://hidden@?stream=", "only these, each with a value: api_url, stream"),
    ],
)
def test_url_that_cannot_be_used_says_why_and_tells_no_secret(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(url)

    assert says in str(refused.value)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    "secret", ["short", "user:and-a-password", "with/slash-and-more", "ä" * 20]
)
def test_webhook_secret_that_could_not_stand_in_an_address_is_refused(secret: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_WEBHOOK_SECRET must be 16 to 200"):
        read("postmark://key@", secret)


def test_webhook_without_the_signature_it_needs_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="signing_secret="):
        read("mailersend://key@", SECRET)
