"""Words, dates and numbers in the reader's language: the door to whatever translates them.

domain/ knows no Django. AssessmentConfig.ready() puts Django's translations behind these functions
(`assessment.speaking`); without them everything is English. They look up the reader's language at
each call, so what they return belongs to one reader and is never kept at the top of a module:
`translatable` marks the texts that stand there.
"""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, time
from decimal import Decimal
from typing import Final, Protocol

# Languages that write a common noun or an adjective small. German writes its nouns large, and
# Japanese and Arabic know no large letters.
_SMALL_IN_SENTENCES: Final = {"en", "es", "fr", "it", "nl", "pl", "pt"}
_FROM_THE_RIGHT: Final = {"ar"}
# Spanish words before which “y” becomes “e”.
_WITH_I: Final = re.compile(r"i|í|hi(?!e)", re.IGNORECASE)
_LEFT_TO_RIGHT: Final = "\N{LEFT-TO-RIGHT MARK}"


class Speaker(Protocol):
    """Whoever knows the language of the present reader."""

    def language(self) -> str: ...

    def speaks(self, language: str) -> bool: ...

    def speaking(self, language: str) -> AbstractContextManager[None]: ...

    def text(self, message: str) -> str: ...

    def plural(self, one: str, many: str, count: int) -> str: ...

    def long_date(self, day: date) -> str: ...

    def short_date(self, day: date) -> str: ...

    def clock(self, moment: time) -> str: ...

    def whole_number(self, number: int) -> str: ...

    def decimal(self, number: Decimal) -> str: ...


class English:
    """What is written is what is read."""

    def language(self) -> str:
        return "en"

    def speaks(self, language: str) -> bool:
        return language == "en"

    def speaking(self, language: str) -> AbstractContextManager[None]:
        return nullcontext()

    def text(self, message: str) -> str:
        return message

    def plural(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def long_date(self, day: date) -> str:
        return f"{day.day} {day:%B %Y}"

    def short_date(self, day: date) -> str:
        return f"{day.day} {day:%B}"

    def clock(self, moment: time) -> str:
        return f"{moment:%H:%M}"

    def whole_number(self, number: int) -> str:
        return f"{number:,}"

    def decimal(self, number: Decimal) -> str:
        return f"{number:,}"


class _Door:
    """Holds the one speaker of the process, which itself knows the reader of each thread."""

    speaker: Speaker = English()


_DOOR: Final = _Door()


def speak_through(speaker: Speaker) -> None:
    """Let every text of domain/ be translated by `speaker` from now on."""
    _DOOR.speaker = speaker


def readers_language() -> str:
    """The code of the language in which all this is read, such as "de"."""
    return _DOOR.speaker.language()


def speaks(language: str) -> bool:
    """Whether all our texts are translated into the language."""
    return _DOOR.speaker.speaks(language)


def speaking(language: str) -> AbstractContextManager[None]:
    """Read everything inside the `with` in this language."""
    return _DOOR.speaker.speaking(language)


def translatable(message: str) -> str:
    """Mark a text for the catalogs where it stands and translate it later: `translate(text)`."""
    return message


def translate(message: str) -> str:
    """The text in the reader's language, else as it is; fill placeholders in afterwards.

    Such as `translate("Week {week}: enter the hours too.").format(week=2)`.
    """
    return _DOOR.speaker.text(message)


def translate_plural(one: str, many: str, count: int) -> str:
    """The form that the reader's language has for `count`: Polish has three, Arabic six."""
    return _DOOR.speaker.plural(one, many, count)


def long_date(day: date) -> str:
    """Such as "14 December 2026"."""
    return _DOOR.speaker.long_date(day)


def short_date(day: date) -> str:
    """Such as "14 December"."""
    return _DOOR.speaker.short_date(day)


def clock(moment: time) -> str:
    """Such as "17:30"."""
    return _DOOR.speaker.clock(moment)


def whole_number(number: int) -> str:
    """Such as "1,203", grouped as the reader's language groups."""
    return _DOOR.speaker.whole_number(number)


def decimal(number: Decimal) -> str:
    """Such as "6.4", with the point or comma of the reader's language; digits stay as given."""
    return _DOOR.speaker.decimal(number)


def percentage(whole: int) -> str:
    """Such as "56%", in German "56 %"."""
    # Translators: a share, such as 56%; with a no-break space before the sign where one is usual.
    return translate("{number}%").format(number=whole)


def number_sign(sign: str) -> str:
    """The sign of a number, kept in front of it where lines run from right to left: "−", "+"."""
    return f"{_LEFT_TO_RIGHT}{sign}" if sign and readers_language() in _FROM_THE_RIGHT else sign


def with_minus(number: str) -> str:
    """A number that a machine wrote, such as "-8", with the sign that is printed: "−8"."""
    return number.replace("-", number_sign("−"))


def mid_sentence(words: str) -> str:
    """A label as it stands within a sentence: "Fair money" becomes "fair money".

    Only the first letter, and only where the reader's language writes it small: "Faire Erträge"
    stays as it is, for it may be a noun. So do "CEO", "CX score" and whatever is written large.
    """
    first, following = words[:1], words[1:2]
    if readers_language() not in _SMALL_IN_SENTENCES or following.isupper() or following.isdigit():
        return words
    return first.lower() + words[1:]


def in_front(words: str) -> str:
    """What opens a sentence: "customers" becomes "Customers"; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def number_word(count: int) -> str:
    """A count as it stands in a sentence: a word up to twelve, unless a language writes figures."""
    return translate(_NUMBERS[count]) if count < len(_NUMBERS) else whole_number(count)


def listed(words: Sequence[str]) -> str:
    """Such as "2", "2 and 3", "2, 3 and 5"; "" for none."""
    if len(words) < 2:
        return "".join(words)
    *others, last = words
    joined = translate("{some} and {last}")
    if readers_language() == "es" and _WITH_I.match(last):
        joined = joined.replace(" y ", " e ")  # “responsabilidad e incentivos”
    return joined.format(some=in_a_row(others), last=last)


def in_a_row(words: Sequence[str]) -> str:
    """Such as "8 yes, 1 no"; there is at least one."""
    return _joined(translate("{some}, {other}"), words)


def apart(words: Sequence[str]) -> str:
    """Such as "management: 56%; customers: 17%", of what may hold commas; there is at least one."""
    return _joined(translate("{some}; {other}"), words)


def _joined(two: str, words: Sequence[str]) -> str:
    some, *others = words
    for other in others:
        some = two.format(some=some, other=other)
    return some


def told_of(what: str, told: str) -> str:
    """Such as "Sign 7: 3 from no to yes"."""
    return translate("{what}: {told}").format(what=what, told=told)


_NUMBERS: Final = (
    # Translators: a number in a sentence; write 0 where the word would change with its place.
    translatable("none"),
    # Translators: a number in a sentence; write 1 where the word would change with its place.
    translatable("one"),
    # Translators: a number in a sentence; write 2 where the word would change with its place.
    translatable("two"),
    # Translators: a number in a sentence; write 3 where the word would change with its place.
    translatable("three"),
    # Translators: a number in a sentence; write 4 where the word would change with its place.
    translatable("four"),
    # Translators: a number in a sentence; write 5 where the word would change with its place.
    translatable("five"),
    # Translators: a number in a sentence; write 6 where the word would change with its place.
    translatable("six"),
    # Translators: a number in a sentence; write 7 where the word would change with its place.
    translatable("seven"),
    # Translators: a number in a sentence; write 8 where the word would change with its place.
    translatable("eight"),
    # Translators: a number in a sentence; write 9 where the word would change with its place.
    translatable("nine"),
    # Translators: a number in a sentence; write 10 where the word would change with its place.
    translatable("ten"),
    # Translators: a number in a sentence; write 11 where the word would change with its place.
    translatable("eleven"),
    # Translators: a number in a sentence; write 12 where the word would change with its place.
    translatable("twelve"),
)
