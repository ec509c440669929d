"""Which events of which provider mean what; raw events as the providers describe them."""

from typing import Any

import pytest

from config.email import PROVIDERS
from leadership.domain.mail_reports import _IS_HARD, Happening, happening_of

HARD: dict[str, dict[str, Any]] = {
    "brevo": {"event": "hard_bounce", "email": "a@b.example", "reason": "user unknown"},
    "mailersend": {"type": "activity.hard_bounced", "data": {"type": "hard_bounced"}},
    "mailgun": {"event-data": {"event": "failed", "severity": "permanent", "reason": "bounce"}},
    "mailjet": {"event": "bounce", "hard_bounce": True, "blocked": False, "error": "user unknown"},
    "mailtrap": {"event": "bounce", "response_code": 550},
    "postmark": {"RecordType": "Bounce", "Type": "HardBounce"},
    "resend": {"type": "email.bounced", "data": {"bounce": {"type": "Permanent"}}},
    "sparkpost": {"msys": {"message_event": {"type": "bounce", "bounce_class": "10"}}},
}
SOFT: dict[str, dict[str, Any]] = {
    "brevo": {"event": "soft_bounce"},
    "mailersend": {"type": "activity.soft_bounced", "data": {"type": "soft_bounced"}},
    "mailgun": {"event-data": {"event": "failed", "severity": "temporary", "reason": "generic"}},
    "mailjet": {"event": "bounce", "hard_bounce": False, "error": "quota exceeded"},
    "mailtrap": {"event": "soft bounce"},
    "postmark": {"RecordType": "Bounce", "Type": "SoftBounce"},
    "resend": {"type": "email.bounced", "data": {"bounce": {"type": "Transient"}}},
    "sparkpost": {"msys": {"message_event": {"type": "bounce", "bounce_class": "22"}}},
}


def test_every_provider_that_reports_can_report_a_hard_bounce() -> None:
    reporting = {name for name, provider in PROVIDERS.items() if provider.view}

    assert _IS_HARD.keys() == HARD.keys() == SOFT.keys() == reporting


@pytest.mark.parametrize("provider", HARD)
def test_hard_bounce_means_no_mailbox(provider: str) -> None:
    found = happening_of(provider, "bounced", HARD[provider], "550 5.1.1 User unknown")

    assert found is Happening.NO_MAILBOX


@pytest.mark.parametrize("provider", SOFT)
def test_soft_bounce_means_nothing_yet(provider: str) -> None:
    assert happening_of(provider, "bounced", SOFT[provider], "452 4.2.2 Full") is None


@pytest.mark.parametrize("provider", HARD)
def test_hard_bounce_for_another_reason_leaves_the_address_alone(provider: str) -> None:
    assert happening_of(provider, "bounced", HARD[provider], "550 5.7.1 Policy") is None


@pytest.mark.parametrize(
    ("event", "happening"),
    [
        ("delivered", Happening.DELIVERED),
        ("complained", Happening.COMPLAINED),
        ("unsubscribed", Happening.UNSUBSCRIBED),
        ("opened", None),
        ("clicked", None),
        ("deferred", None),
        ("queued", None),
        ("rejected", None),
        ("autoresponded", None),
        ("unknown", None),
    ],
)
def test_other_events_mean_the_same_everywhere(event: str, happening: Happening | None) -> None:
    for provider in PROVIDERS:
        assert happening_of(provider, event, {}, "") is happening


def test_provider_that_is_not_known_reports_no_bounce() -> None:
    assert happening_of("scaleway", "bounced", HARD["postmark"], "") is None
