"""The words of the mail that asks somebody to answer, for the first time or again."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from assessment.domain.audiences import Audience
from assessment.domain.language import (
    clock,
    long_date,
    speaking,
    speaks,
    translatable,
    translate,
)
from assessment.domain.text import one_line_error, paragraph_error
from leadership.domain.languages import DEFAULT_LANGUAGE

_DAY_ENDS = time(23, 59)
_LISTED = 140


class Asking(StrEnum):
    """Which mail asks: the first one, or one of those that come back to it."""

    INVITATION = "invitation"
    REMINDER = "reminder"


class TextKey(NamedTuple):
    """Which mail, to whom, in which language: what a lead writes one text for."""

    asking: Asking
    audience: Audience
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """What a lead may write in place of ours; holds leadership.domain.placeholders."""

    subject: str
    opening: str
    afterwards: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the text and stays ours, because the page behind the mail says it too.

    `preheader` is what a mail program lists beside the subject of our own text.
    """

    heading: str
    preheader: str
    button: str


def default_text(asking: Asking, audience: Audience) -> Text:
    """Ours, in the reader's language."""
    text = _TEXTS[asking, audience]
    return Text(translate(text.subject), translate(text.opening), translate(text.afterwards))


def text_for(own: Mapping[TextKey, Text], key: TextKey) -> tuple[Text, str]:
    """The text that goes out, and its language.

    The person's language first: their own text in it, else ours. Where we do not speak it, their
    own text in English, else ours. Never half a text of each.
    """
    if text := own.get(key):
        return text, key.language
    if not speaks(key.language) and (text := own.get(key._replace(language=DEFAULT_LANGUAGE))):
        return text, DEFAULT_LANGUAGE
    language = spoken(key.language)
    with speaking(language):
        return default_text(key.asking, key.audience), language


def spoken(language: str) -> str:
    """The language in which we write to somebody: theirs, or English where we do not speak it."""
    return language if speaks(language) else DEFAULT_LANGUAGE


def setting_of(audience: Audience) -> Setting:
    """In the reader's language."""
    one = _SETTINGS[audience]
    return Setting(translate(one.heading), translate(one.preheader), translate(one.button))


def one_line(text: str) -> str:
    """The text as it may stand in a mail header, whatever was stored.

    Forms refuse such characters; this is for those that came another way: a line break or
    another control character becomes a space, a mark that turns the reading direction goes.
    """
    if not text.isprintable():
        text = "".join(" " if one_line_error(c) else c for c in _without_marks(text))
    return undecoded(" ".join(text.split()))


def undecoded(text: str) -> str:
    """Keep a text such as `=?utf-8?q?…?=` from being decoded where it stands in a header."""
    return text.replace("=?", "= ?")


def paragraph(text: str) -> str:
    """A paragraph with its line breaks, and without anything else that cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(" " if paragraph_error(c) else c for c in _without_marks(lines))
    return kept.strip()


def _without_marks(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Cf" or not one_line_error(c))


def beginning(text: str) -> str:
    """What a mail program lists of a paragraph; no word and no placeholder is cut in two."""
    if len(text) <= _LISTED:
        return text
    cut = text[:_LISTED]
    if cut.rfind("{") > cut.rfind("}"):
        cut = cut[: cut.rfind("{")]
    return f"{cut.rpartition(' ')[0] or cut}…"


def last_day(closes_at: datetime, zone: ZoneInfo) -> date:
    """The last calendar day on which answers are taken: midnight still belongs to the day before.

    2026-12-15T00:00 in the zone → 14 December.
    """
    return (closes_at.astimezone(zone) - timedelta(microseconds=1)).date()


def closes_at_midnight(closes_at: datetime, zone: ZoneInfo) -> bool:
    """Whether the last day to answer counts as a whole, so that its hour need not be told."""
    local = closes_at.astimezone(zone).time()
    return local == time(0) or local >= _DAY_ENDS


def closing_sentence(closes_at: datetime, zone: ZoneInfo) -> str:
    """The same as a sentence, in the reader's language."""
    local = closes_at.astimezone(zone)
    day = long_date(last_day(closes_at, zone))
    if closes_at_midnight(closes_at, zone):
        sentence = translate("You can answer until the end of {day} ({zone} time).")
        return sentence.format(day=day, zone=zone.key)
    sentence = translate("You can answer until {day}, {hour} ({zone} time).")
    return sentence.format(day=day, hour=clock(local.time()), zone=zone.key)


_OUTSIDE: Final = Setting(
    heading=translatable("How do you see us?"),
    preheader=translatable("One short page, no account. Your first answer is one press away."),
    button=translatable("Answer the questions"),
)
_INSIDE: Final = Setting(
    heading=translatable("How customer-centric are we?"),
    preheader=translatable("One short page, no account. Customers are asked the same."),
    button=translatable("Answer the questions"),
)
_SETTINGS: Final = {
    Audience.EXECUTIVE: Setting(
        heading=translatable("{round} self-assessment"),
        preheader=translatable(
            "Your answers are kept as you go; the same link brings you back to them."
        ),
        button=translatable("Open the self-assessment"),
    ),
    Audience.MANAGER: _INSIDE,
    Audience.EMPLOYEE: _INSIDE,
    Audience.CUSTOMER: _OUTSIDE,
    Audience.PARTNER: _OUTSIDE,
}

_WHAT_HAPPENS: Final = {
    Audience.EXECUTIVE: translatable(
        "When the round has closed, the results show what the team agrees on, where it does not, "
        "and how customers see it."
    ),
    Audience.MANAGER: translatable(
        "What happens with your answers: they and those of the executives stand beside what "
        "customers say. The gap between the two is what the leadership team talks about."
    ),
    Audience.EMPLOYEE: translatable(
        "What happens with your answers: what employees say stands beside what managers and "
        "customers say. The leadership team looks at where the three differ, and decides what "
        "to change."
    ),
    Audience.CUSTOMER: translatable(
        "What happens with your answers: the people who lead {organization} see what customers "
        "say, added up, beside what they believed themselves. Then they decide what to change."
    ),
    Audience.PARTNER: translatable(
        "What happens with your answers: the people who lead {organization} see what partners "
        "say, added up, beside what they believed themselves. Then they decide what to change."
    ),
}


def _invitation(audience: Audience) -> Text:
    if audience is Audience.EXECUTIVE:
        subject = translatable(
            "{round} self-assessment for {organization}: about ten minutes, until {last_day}"
        )
        opening = translatable(
            "Once a quarter each member of the executive team says how committed {organization} "
            "really is to its customers. It takes about ten minutes. Your answers are kept as you "
            "go, and the same link brings you back to them."
        )
    elif audience in (Audience.CUSTOMER, Audience.PARTNER):
        subject = translatable("Two minutes for {organization}: how do you see us?")
        opening = translatable(
            "{organization} would like to know how it looks from where you stand. It is one page "
            "and takes under two minutes. You need no account."
        )
    else:
        subject = translatable("Two minutes for {organization}: how customer-centric are we?")
        opening = translatable(
            "This quarter the managers, employees and customers of {organization} are asked the "
            "same short questions. It is one page and takes under two minutes. You need no "
            "account."
        )
    return Text(subject, opening, _WHAT_HAPPENS[audience])


def _reminder(audience: Audience) -> Text:
    if audience is Audience.EXECUTIVE:
        subject = translatable(
            "{round} self-assessment for {organization}: ten minutes, until {last_day}"
        )
        opening = translatable(
            "Your self-assessment is open until {last_day} and takes about ten minutes. What you "
            "have begun is kept, and the same link brings you back to it."
        )
    elif audience in (Audience.CUSTOMER, Audience.PARTNER):
        subject = translatable(
            "Two minutes for {organization}, until {last_day}: how do you see us?"
        )
        opening = translatable(
            "{organization} asked you how it looks from where you stand. There is time to say so "
            "until {last_day}. It is one page and takes under two minutes. You need no account."
        )
    else:
        subject = translatable(
            "Two minutes for {organization}, until {last_day}: how customer-centric are we?"
        )
        opening = translatable(
            "The short questions for managers, employees and customers of {organization} are open "
            "until {last_day}. It is one page and takes under two minutes. You need no account."
        )
    return Text(subject, opening, _WHAT_HAPPENS[audience])


_TEXTS: Final = {
    **{(Asking.INVITATION, audience): _invitation(audience) for audience in Audience},
    **{(Asking.REMINDER, audience): _reminder(audience) for audience in Audience},
}
