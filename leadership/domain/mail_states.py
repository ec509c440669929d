"""What has become of one mail, in words for those who run a round."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MailState:
    """As the outbox keeps it: state and outcome by their stored words, `error` what was said."""

    kind: str
    state: str
    outcome: str
    attempts: int
    sent_on: date | None
    error: str


def in_words(mail: MailState) -> str:
    """Such as “reminder sent 5 January” or “invitation failed: 550 No such user”."""
    if mail.state == "queued":
        return _waiting(mail)
    if mail.state == "failed":
        return f"{mail.kind} failed: {mail.error or 'no reason given'}"
    if mail.state == "skipped":
        return f"{mail.kind} not sent: {mail.error or 'no reason given'}"
    return _gone_out(mail)


def _waiting(mail: MailState) -> str:
    if not mail.attempts:
        return f"{mail.kind} waits to be sent"
    tries = "once" if mail.attempts == 1 else f"{mail.attempts} times"
    return f"{mail.kind} tried {tries}: {mail.error or 'no reason given'}"


def _gone_out(mail: MailState) -> str:
    """What was sent, unless a provider reported more about it later."""
    day = f"{mail.sent_on.day} {mail.sent_on:%B}" if mail.sent_on else "on an unknown day"
    match mail.outcome:
        case "bounced":
            return f"{mail.kind} of {day} bounced"
        case "complained":
            return f"{mail.kind} of {day} marked as spam"
        case "delivered":
            return f"{mail.kind} delivered {day}"
    return f"{mail.kind} sent {day}"
