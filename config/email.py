"""Which backend sends mail: EMAIL_URL read into Django's and django-anymail's settings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

WEBHOOK_USER = "corner-office"
_LOCAL = "leadership.mailbox.LocalMailboxBackend"
_SMTP_BACKEND = "leadership.smtp.SmtpBackend"
_SMTP = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,200}")
_NO_TRACKING: Mapping[str, bool] = {"track_opens": False, "track_clicks": False}


@dataclass(frozen=True, slots=True)
class Provider:
    """How EMAIL_URL names a provider, and what django-anymail can ask of it.

    The settings are those of django-anymail without the provider's name before them: `user`,
    `password` and `host` say where the parts of the address go, `options` what may stand behind
    the question mark. `view` is empty where django-anymail understands no webhook.
    """

    example: str
    user: str
    view: str
    password: str = ""
    host: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    switches_tracking_off: bool = False
    keeps_metadata: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    signs_webhooks_by: str = ""
    """The option without which the provider's webhooks cannot be believed."""


PROVIDERS: Mapping[str, Provider] = {
    "brevo": Provider("brevo://API-KEY@", "API_KEY", "BrevoTrackingWebhookView"),
    "mailersend": Provider(
        "mailersend://API-TOKEN@?signing_secret=SECRET",
        "API_TOKEN",
        "MailerSendTrackingWebhookView",
        options={"signing_secret": "SIGNING_SECRET"},
        switches_tracking_off=True,
        keeps_metadata=False,
        signs_webhooks_by="signing_secret",
    ),
    "mailgun": Provider(
        "mailgun://API-KEY@mg.example.com?region=eu&signing_key=KEY",
        "API_KEY",
        "MailgunTrackingWebhookView",
        host="SENDER_DOMAIN",
        options={"region": "API_URL", "signing_key": "WEBHOOK_SIGNING_KEY"},
        switches_tracking_off=True,
    ),
    "mailjet": Provider(
        "mailjet://API-KEY:SECRET-KEY@",
        "API_KEY",
        "MailjetTrackingWebhookView",
        password="SECRET_KEY",  # noqa: S106 - the name of a setting
        switches_tracking_off=True,
    ),
    "mailtrap": Provider("mailtrap://API-TOKEN@", "API_TOKEN", "MailtrapTrackingWebhookView"),
    "postmark": Provider(
        "postmark://SERVER-TOKEN@?stream=outbound",
        "SERVER_TOKEN",
        "PostmarkTrackingWebhookView",
        options={"stream": "MESSAGE_STREAM"},
        switches_tracking_off=True,
        headers={"X-PM-KeepID": "true"},  # else a second copy would have another Message-ID
    ),
    "resend": Provider("resend://API-KEY@", "API_KEY", "ResendTrackingWebhookView"),
    "scaleway": Provider(
        "scaleway://PROJECT-ID:SECRET-KEY@?region=fr-par",
        "PROJECT_ID",
        "",
        password="SECRET_KEY",  # noqa: S106 - the name of a setting
        options={"region": "REGION"},
    ),
    "sparkpost": Provider(
        "sparkpost://API-KEY@?region=eu",
        "API_KEY",
        "SparkPostTrackingWebhookView",
        options={"region": "API_URL"},
        switches_tracking_off=True,
    ),
}
_REGIONS: Mapping[tuple[str, str], str] = {
    ("mailgun", "us"): "https://api.mailgun.net/v3",
    ("mailgun", "eu"): "https://api.eu.mailgun.net/v3",
    ("sparkpost", "us"): "https://api.sparkpost.com/api/v1",
    ("sparkpost", "eu"): "https://api.eu.sparkpost.com/api/v1",
}


@dataclass(frozen=True, slots=True)
class Email:
    """What config/settings.py takes over; `provider` is empty for a mail server."""

    backend: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    provider: str = ""
    keeps_metadata: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    webhook_view: str = ""
    anymail: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_local(self) -> bool:
        """Whether mail stays in the local mailbox, because no server is named."""
        return self.backend == _LOCAL


def read_email_url(url: str, *, timeout: int, webhook_secret: str) -> Email:
    """Read EMAIL_URL and EMAIL_WEBHOOK_SECRET; `timeout` in seconds. Never tells the secrets.

    Raises ImproperlyConfigured with a sentence that names the variable.
    """
    if not url:
        return Email(_LOCAL)
    parts = _split(url)
    if parts.scheme in _SMTP:
        return _mail_server(url)
    if parts.scheme in PROVIDERS:
        return _provider(parts, timeout, webhook_secret)
    raise ImproperlyConfigured(
        "EMAIL_URL must name a mail server, such as "
        "smtp+tls://user:password@mail.example.com:587, or a provider: "
        f"{', '.join(PROVIDERS)}."
    )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            "EMAIL_URL must be an address; write signs such as / # [ in a password as %2F %23 %5B."
        ) from None
    return parts


def _mail_server(url: str) -> Email:
    read = environ.Env.email_url_config(url)
    if not read["EMAIL_HOST"]:
        raise ImproperlyConfigured(
            "EMAIL_URL must name the host of the mail server, such as "
            "smtp+tls://user:password@mail.example.com:587."
        )
    return Email(
        _SMTP_BACKEND,
        host=read["EMAIL_HOST"],
        port=read["EMAIL_PORT"],
        user=read["EMAIL_HOST_USER"] or "",
        password=read["EMAIL_HOST_PASSWORD"] or "",
        use_tls=read.get("EMAIL_USE_TLS", False),
        use_ssl=read.get("EMAIL_USE_SSL", False),
    )


def _provider(parts: SplitResult, timeout: int, webhook_secret: str) -> Email:
    name = parts.scheme
    provider = PROVIDERS[name]
    read = _account(parts, provider) | _options(parts, provider)
    own = {f"{name.upper()}_{setting}": value for setting, value in read.items()}
    anymail: dict[str, object] = {**own, "REQUESTS_TIMEOUT": timeout}
    if provider.switches_tracking_off:
        anymail["SEND_DEFAULTS"] = dict(_NO_TRACKING)
    view = ""
    if webhook_secret and provider.view:
        anymail["WEBHOOK_SECRET"] = f"{WEBHOOK_USER}:{_checked_secret(webhook_secret)}"
        view = f"anymail.webhooks.{name}.{provider.view}"
        _check_signature(parts, provider)
    return Email(
        f"anymail.backends.{name}.EmailBackend",
        provider=name,
        keeps_metadata=provider.keeps_metadata,
        headers=provider.headers,
        webhook_view=view,
        anymail=anymail,
    )


def _account(parts: SplitResult, provider: Provider) -> dict[str, str]:
    """The settings that stand before the question mark; every one a provider has is needed."""
    stated = (
        (provider.user, unquote(parts.username or "")),
        (provider.password, unquote(parts.password or "")),
        (provider.host, parts.hostname or ""),
    )
    needed = {setting: value for setting, value in stated if setting}
    given = [value for setting, value in stated if not setting]
    if not all(needed.values()) or any(given):
        raise ImproperlyConfigured(
            f"EMAIL_URL must have the form {provider.example.partition('?')[0]} for this provider."
        )
    return needed


def _options(parts: SplitResult, provider: Provider) -> dict[str, str]:
    """The settings behind the question mark; `api_url` is there for every provider."""
    known = {**provider.options, "api_url": "API_URL"}
    read: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name not in known or not value:
            raise ImproperlyConfigured(
                "EMAIL_URL must hold behind the question mark only these, each with a value: "
                f"{', '.join(sorted(known))}."
            )
        read[known[name]] = _region(parts.scheme, value) if _is_place(name, known) else value
    return read


def _is_place(name: str, known: Mapping[str, str]) -> bool:
    """Whether an option names a region that stands for an address."""
    return name == "region" and known[name] == "API_URL"


def _region(provider: str, value: str) -> str:
    if (provider, value) not in _REGIONS:
        raise ImproperlyConfigured("EMAIL_URL must name region=us or region=eu.")
    return _REGIONS[provider, value]


def _checked_secret(secret: str) -> str:
    if not _SECRET.fullmatch(secret):
        raise ImproperlyConfigured(
            "EMAIL_WEBHOOK_SECRET must be 16 to 200 letters, digits, hyphens and underscores, "
            "because it stands in an address."
        )
    return secret


def _check_signature(parts: SplitResult, provider: Provider) -> None:
    option = provider.signs_webhooks_by
    if option and option not in dict(parse_qsl(parts.query)):
        raise ImproperlyConfigured(
            f"EMAIL_URL must say {option}=…, as in {provider.example}, so that webhooks can be "
            "told from forged ones."
        )
