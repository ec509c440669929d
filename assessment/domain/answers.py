"""What a respondent posts, turned into answers; and answers turned into what is counted."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessment.domain.definitions import Kind, Question, Scale

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
        raise _Refused("Choose one answer only." if scale.choices else "Give one answer only.")
    value = values[0][0]
    if scale.kind is Kind.CHOICE:
        return _choice(scale, value)
    return _number(scale, value) if scale.kind is Kind.NUMBER else _text(value)


def _choice(scale: Scale, value: str) -> str:
    if value not in scale.valid_codes:
        raise _Refused("Choose one of the answers shown.")
    return value


def _number(scale: Scale, value: str) -> int:
    low, high = scale.limits
    digits = _ascii_digits(value)
    if not _WHOLE.fullmatch(digits) or not low <= int(digits) <= high:
        raise _Refused(f"Enter a whole number from {low} to {high}.")
    return int(digits)


def _text(value: str) -> str:
    text = _storable(value).strip()
    if len(text) > TEXT_LIMIT:
        raise _Refused(f"Shorten this to {TEXT_LIMIT:,} characters; it has {len(text):,} now.")
    return text


def _hours(
    scale: Scale, values: Sequence[list[str]], *, partial: bool
) -> list[float | None] | None:
    hours: list[float | None] = []
    wrong: list[str] = []
    for week, value in enumerate(values, start=1):
        try:
            hours.append(_hours_of(scale, value))
        except _Refused:
            wrong.append(str(week))
    if wrong:
        low, high = scale.limits
        weeks = f"Week{'s' if len(wrong) > 1 else ''} {' and '.join(wrong)}"
        raise _Refused(f"{weeks}: enter hours from {low} to {high} in half hours, such as 1.5.")
    if all(value is None for value in hours):
        return None
    if None in hours and not partial:
        raise _Refused(f"Week {hours.index(None) + 1}: enter the hours too, 0 if there were none.")
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
    raise _Refused("These are no hours.")


def _ascii_digits(value: str) -> str:
    """Return the value trimmed, with the digits of every script as 0–9: ٤٢ is 42."""
    return "".join(str(unicodedata.decimal(character, character)) for character in value.strip())


def _what_is_missing(scale: Scale) -> str:
    if scale.kind is Kind.CHOICE:
        way_out = f", or “{scale.dont_know.label()}”" if scale.dont_know else ""
        return f"Choose one answer{way_out}."
    if scale.kind is Kind.NUMBER:
        low, high = scale.limits
        return f"Enter a whole number from {low} to {high}."
    return "Enter the hours of every week." if scale.kind is Kind.HOURS else "Write an answer."
