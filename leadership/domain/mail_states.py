"""What has become of one mail, in words for those who run a round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assessment.domain.language import short_date, translatable, translate, translate_plural
from leadership.domain.kept_words import values_in

# Stored with a mail; `error` and `words` are what a server or the program said.
ADDRESS_FAILS: Final = translatable("The address does not work: {words}")
NO_ANSWER: Final = translatable("The mail provider does not answer: {error}")
NOT_WRITTEN: Final = translatable("Could not be written: {error}")
NOT_SENT: Final = translatable("Could not be sent: {error}")


@dataclass(frozen=True, slots=True)
class MailState:
    """As the outbox keeps it: state and outcome by their stored words, `error` what was said.

    `error` is the mail server’s own words, or one of our reasons for not sending, in English.
    """

    kind: str
    state: str
    outcome: str
    attempts: int
    sent_on: date | None
    error: str


@dataclass(frozen=True, slots=True)
class _Words:
    """How one kind of mail is spoken of: a participle follows the gender of its noun."""

    failed: str
    not_sent: str
    waits: str
    bounced: str
    spam: str
    delivered: str
    sent: str


_WORDS: Final[Mapping[str, _Words]] = {
    "invitation": _Words(
        failed=translatable("invitation failed: {reason}"),
        not_sent=translatable("invitation not sent: {reason}"),
        waits=translatable("invitation waits to be sent"),
        bounced=translatable("invitation of {day} bounced"),
        spam=translatable("invitation of {day} marked as spam"),
        delivered=translatable("invitation delivered {day}"),
        sent=translatable("invitation sent {day}"),
    ),
    "reminder": _Words(
        failed=translatable("reminder failed: {reason}"),
        not_sent=translatable("reminder not sent: {reason}"),
        waits=translatable("reminder waits to be sent"),
        bounced=translatable("reminder of {day} bounced"),
        spam=translatable("reminder of {day} marked as spam"),
        delivered=translatable("reminder delivered {day}"),
        sent=translatable("reminder sent {day}"),
    ),
}
_MAIL: Final = _Words(
    failed=translatable("mail failed: {reason}"),
    not_sent=translatable("mail not sent: {reason}"),
    waits=translatable("mail waits to be sent"),
    bounced=translatable("mail of {day} bounced"),
    spam=translatable("mail of {day} marked as spam"),
    delivered=translatable("mail delivered {day}"),
    sent=translatable("mail sent {day}"),
)


def in_words(mail: MailState) -> str:
    """Such as “reminder sent 5 January” or “invitation failed: 550 No such user”."""
    words = _WORDS.get(mail.kind, _MAIL)
    if mail.state == "queued":
        return _tried(mail) if mail.attempts else translate(words.waits)
    if mail.state == "failed":
        return translate(words.failed).format(reason=_reason(mail))
    if mail.state == "skipped":
        return translate(words.not_sent).format(reason=_reason(mail))
    day = short_date(mail.sent_on) if mail.sent_on else "–"
    return translate(_gone_out(mail, words)).format(day=day)


def _tried(mail: MailState) -> str:
    count = mail.attempts
    if mail.kind == "invitation":
        said = translate_plural(
            "invitation tried once: {reason}", "invitation tried {count} times: {reason}", count
        )
    elif mail.kind == "reminder":
        said = translate_plural(
            "reminder tried once: {reason}", "reminder tried {count} times: {reason}", count
        )
    else:
        said = translate_plural(
            "mail tried once: {reason}", "mail tried {count} times: {reason}", count
        )
    return said.format(count=count, reason=_reason(mail))


def _gone_out(mail: MailState, words: _Words) -> str:
    """What was sent, unless a provider reported more about it later."""
    match mail.outcome:
        case "bounced":
            return words.bounced
        case "complained":
            return words.spam
        case "delivered":
            return words.delivered
    return words.sent


def _reason(mail: MailState) -> str:
    return reason_in_words(mail.error) if mail.error else translate("no reason given")


def reason_in_words(stored: str) -> str:
    """Why mail does not arrive: our own reasons in the reader’s language, a server’s as it said."""
    for template in (ADDRESS_FAILS, NO_ANSWER, NOT_WRITTEN, NOT_SENT):
        if found := values_in(template, stored):
            said = {name: translate(value) for name, value in found.items()}
            return translate(template).format(**said)
    return translate(stored)
