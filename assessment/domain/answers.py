"""What a respondent posts, turned into answers; and answers turned into what is counted."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessment.domain.definitions import Kind, Question, Scale
from assessment.domain.language import (
    listed,
    readers_language,
    translate,
    translate_plural,
    whole_number,
)

# A choice code, a number, a text, or hours a week; an hour not filled in yet is None,
# which only a draft can hold.
Answer = str | int | list[float | None]

TEXT_LIMIT = 4000

_WHOLE = re.compile(r"\+?[0-9]{1,9}")
_HOURS = re.compile(r"[0-9]{1,4}([.,٫][0-9]{1,4})?|[.,٫][0-9]{1,4}")
_STRIPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was posted: valid answers, an error for each question that has one, and the echo.

    `answers` and `errors` are keyed by question, `typed` by field: everything that was typed
    into a known field, valid or not, safe to show again.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)


class _Refused(Exception):
    """An answer that cannot be taken; the message says what to do. Never leaves this module."""


def field_names(question: Question) -> tuple[str, ...]:
    """Return the form fields of a question: its key, or key-1 … key-4 for hours."""
    if question.scale.kind is Kind.HOURS:
        return tuple(f"{question.key}-{week + 1}" for week in range(question.scale.values))
    return (question.key,)


def parse(
    questions: Sequence[Question], posted: Mapping[str, Sequence[str]], *, partial: bool = False
) -> Parsed:
    """Return the answers in `posted`, which maps a field to all its values.

    Fields that belong to no question are ignored. A question that is not answered is absent
    from the answers. `partial` is for drafts: nothing is required, hours may have gaps.
    """
    parsed = Parsed()
    for question in questions:
        values = [_filled(posted, name, parsed.typed) for name in field_names(question)]
        try:
            answer = _answer(question, values, partial=partial)
        except _Refused as refused:
            parsed.errors[question.key] = str(refused)
            continue
        if answer is not None:
            parsed.answers[question.key] = answer
        elif question.required and not partial:
            parsed.errors[question.key] = _what_is_missing(question.scale)
    return parsed


def as_posted(questions: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, list[str]]:
    """Return the fields that would post these answers, to fill a form in again."""
    posted: dict[str, list[str]] = {}
    for question in questions:
        if question.key not in answers:
            continue
        answer = answers[question.key]
        values = answer if isinstance(answer, list) else [answer]
        for name, value in zip(field_names(question), values, strict=True):
            if value is not None:
                posted[name] = [str(value)]
    return posted


def preselected(questions: Sequence[Question], query: Mapping[str, str]) -> dict[str, Answer]:
    """Return the choices that a link such as ?p1=5 proposes; all that does not fit is ignored."""
    return {
        question.key: query[question.key]
        for question in questions
        if query.get(question.key) in question.scale.valid_codes
    }


def tally_choices(
    questions: Sequence[Question], answers: Mapping[str, Answer]
) -> list[tuple[str, str]]:
    """Return (question key, choice) for all that is counted, in the order of the questions.

    A number is counted under itself, hours under their total in half-hours (8 hours in four
    weeks are "16"); texts are not counted, and neither are hours with a gap.
    """
    tallied = []
    for question in questions:
        if question.key in answers and question.scale.kind is not Kind.TEXT:
            answer = answers[question.key]
            choice = _half_hours(answer) if isinstance(answer, list) else str(answer)
            if choice is not None:
                tallied.append((question.key, choice))
    return tallied


def _half_hours(hours: Sequence[float | None]) -> str | None:
    filled = [Fraction(value) for value in hours if value is not None]
    return str(int(sum(filled) * 2)) if len(filled) == len(hours) else None


def _filled(
    posted: Mapping[str, Sequence[str]], name: str, typed: dict[str, list[str]]
) -> list[str]:
    """Return the values of a field that are not blank, and keep a clean echo of all of them."""
    values = posted.get(name, ())
    if values:
        typed[name] = [_storable(value) for value in values]
    return [value for value in values if _storable(value).strip()]


def _storable(text: str) -> str:
    """Return a text without control characters (but tab and line feed) and lone surrogates."""
    return _STRIPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _answer(question: Question, values: Sequence[list[str]], *, partial: bool) -> Answer | None:
    """Return the answer, None when nothing was filled in. Raises _Refused."""
    scale = question.scale
    if scale.kind is Kind.HOURS:
        return _hours(scale, values, partial=partial)
    if not values[0]:
        return None
    if len(values[0]) > 1:
        raise _Refused(
            translate("Choose one answer only.")
            if scale.choices
            else translate("Give one answer only.")
        )
    value = values[0][0]
    if scale.kind is Kind.CHOICE:
        return _choice(scale, value)
    return _number(scale, value) if scale.kind is Kind.NUMBER else _text(value)


def _choice(scale: Scale, value: str) -> str:
    if value not in scale.valid_codes:
        raise _Refused(translate("Choose one of the answers shown."))
    return value


def _number(scale: Scale, value: str) -> int:
    low, high = scale.limits
    digits = _ascii_digits(value)
    if not _WHOLE.fullmatch(digits) or not low <= int(digits) <= high:
        raise _Refused(_range_wanted(scale))
    return int(digits)


def _text(value: str) -> str:
    text = _storable(value).strip()
    if len(text) > TEXT_LIMIT:
        too_long = translate("Shorten this to {limit} characters; it has {length} now.")
        raise _Refused(
            too_long.format(limit=whole_number(TEXT_LIMIT), length=whole_number(len(text)))
        )
    return text


def _hours(
    scale: Scale, values: Sequence[list[str]], *, partial: bool
) -> list[float | None] | None:
    hours: list[float | None] = []
    wrong: list[int] = []
    for week, value in enumerate(values, start=1):
        try:
            hours.append(_hours_of(scale, value))
        except _Refused:
            wrong.append(week)
    if wrong:
        raise _Refused(_hours_wanted(scale, wrong))
    if all(value is None for value in hours):
        return None
    if None in hours and not partial:
        missing = translate("Week {week}: enter the hours too, 0 if there were none.")
        raise _Refused(missing.format(week=hours.index(None) + 1))
    return hours


def _hours_of(scale: Scale, values: list[str]) -> float | None:
    if not values:
        return None
    low, high = scale.limits
    written = _ascii_digits(values[0])
    if len(values) == 1 and _HOURS.fullmatch(written):
        hours = Fraction("0" + re.sub("[,٫]", ".", written))
        if low <= hours <= high and not hours % (scale.step or 1):
            return int(hours) if hours.denominator == 1 else float(hours)
    raise _Refused


def _ascii_digits(value: str) -> str:
    """Return the value trimmed, with the digits of every script as 0–9: ٤٢ is 42."""
    return "".join(str(unicodedata.decimal(character, character)) for character in value.strip())


def _hours_wanted(scale: Scale, wrong: Sequence[int]) -> str:
    """What to do about the weeks whose hours cannot be read."""
    low, high = scale.limits
    one = translate_plural(
        "Week {weeks}: enter hours from {low} to {high} in half hours, such as 1.5.",
        "Weeks {weeks}: enter hours from {low} to {high} in half hours, such as 1.5.",
        len(wrong),
    )
    return one.format(weeks=listed([str(week) for week in wrong]), low=low, high=high)


def _range_wanted(scale: Scale) -> str:
    low, high = scale.limits
    return translate("Enter a whole number from {low} to {high}.").format(low=low, high=high)


def _what_is_missing(scale: Scale) -> str:
    match scale.kind:
        case Kind.CHOICE if scale.dont_know:
            dont_know = scale.dont_know.label(readers_language())
            return translate("Choose one answer, or “{dont_know}”.").format(dont_know=dont_know)
        case Kind.CHOICE:
            return translate("Choose one answer.")
        case Kind.NUMBER:
            return _range_wanted(scale)
        case Kind.HOURS:
            return translate("Enter the hours of every week.")
        case Kind.TEXT:
            return translate("Write an answer.")
