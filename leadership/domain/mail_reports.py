"""What a mail provider reports about a mail it took, in our words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from leadership.domain.mail_replies import speaks_of_something_else

Raw = Mapping[str, Any]
"""An event as the provider wrote it."""


class Happening(Enum):
    DELIVERED = auto()
    NO_MAILBOX = auto()
    COMPLAINED = auto()
    UNSUBSCRIBED = auto()


@dataclass(frozen=True, slots=True)
class MailReport:
    """What happened to which mail: `mail` is our number for it, `provider_id` the provider's.

    `address` is empty where the provider does not say to whom the mail went.
    """

    happening: Happening
    mail: int | None
    provider_id: str
    address: str
    words: str


def happening_of(provider: str, event_type: str, raw: Raw, reply: str) -> Happening | None:
    """What an event of this provider means; None for what is not kept.

    `event_type` is django-anymail's, which calls hard and soft bounces alike; the provider's own
    words tell them apart, unless the receiving server's `reply` gives another reason.
    """
    if event_type in _PLAIN:
        return _PLAIN[event_type]
    is_hard = _IS_HARD.get(provider)
    if event_type not in _FAILURES or is_hard is None or not is_hard(raw):
        return None
    return None if speaks_of_something_else(reply) else Happening.NO_MAILBOX


def _is_hard_at_postmark(raw: Raw) -> bool:
    return (
        raw.get("Type") in {"HardBounce", "BadEmailAddress"}
        or raw.get("SuppressionReason") == "HardBounce"
    )


def _is_hard_at_mailgun(raw: Raw) -> bool:
    event = raw.get("event-data", {})
    return event.get("severity") == "permanent" and event.get("reason") in {
        "bounce",
        "suppress-bounce",
    }


def _is_hard_at_sparkpost(raw: Raw) -> bool:
    """Classes 10, invalid recipient, and 30, no recipient."""
    events = raw.get("msys", {}).values()
    return any(str(event.get("bounce_class")) in {"10", "30"} for event in events)


def _is_hard_at_resend(raw: Raw) -> bool:
    return bool(raw.get("data", {}).get("bounce", {}).get("type") == "Permanent")


_PLAIN: Mapping[str, Happening] = {
    "delivered": Happening.DELIVERED,
    "complained": Happening.COMPLAINED,
    "unsubscribed": Happening.UNSUBSCRIBED,
}
_FAILURES = frozenset({"bounced", "rejected"})
_IS_HARD: Mapping[str, Callable[[Raw], bool]] = {
    "brevo": lambda raw: raw.get("event") in {"hard_bounce", "invalid_email"},
    "mailersend": lambda raw: raw.get("data", {}).get("type") == "hard_bounced",
    "mailgun": _is_hard_at_mailgun,
    "mailjet": lambda raw: raw.get("event") == "bounce" and raw.get("hard_bounce") is True,
    "mailtrap": lambda raw: raw.get("event") == "bounce",
    "postmark": _is_hard_at_postmark,
    "resend": _is_hard_at_resend,
    "sparkpost": _is_hard_at_sparkpost,
}
