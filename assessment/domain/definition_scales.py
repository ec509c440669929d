"""The scales of a questionnaire file: which fields each kind has, and their limits."""

import re
from collections.abc import Mapping
from fractions import Fraction

from assessment.domain.definition_entries import Entry, each_once, named
from assessment.domain.definitions import Choice, Kind, Scale

_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CHOICE: ("choices",),
    Kind.NUMBER: ("minimum", "maximum"),
    Kind.HOURS: ("minimum", "maximum", "step", "values"),
    Kind.TEXT: (),
}
_HALF_HOUR = Fraction(1, 2)
_STEP = re.compile(r"[0-9]{1,4}([/.][0-9]{1,4})?")


def scales_of(root: Entry) -> dict[str, Scale]:
    """Return the scales of a questionnaire file by key, in the file’s order."""
    every_field = {"key", "kind"}.union(*_FIELDS.values())
    entries = [named(item, "scale", sorted(every_field)) for item in root.items("scales")]
    return {scale.key(): _scale(scale) for scale in each_once(entries)}


def _scale(scale: Entry) -> Scale:
    kind = Kind(scale.one_of("kind", list(Kind)))
    for field in scale.fields:
        if field not in ("key", "kind", *_FIELDS[kind]):
            raise scale.wrong(f"is of kind {kind}, which has no “{field}”.", field)
    if kind is Kind.CHOICE:
        return Scale(scale.key(), kind, choices=_choices(scale))
    if kind is Kind.TEXT:
        return Scale(scale.key(), kind)
    minimum, maximum = scale.number("minimum"), scale.number("maximum")
    if minimum < 0 or minimum >= maximum:
        raise scale.wrong("needs a minimum of 0 or more and a greater maximum.", "minimum")
    if kind is Kind.NUMBER:
        return Scale(scale.key(), kind, minimum=minimum, maximum=maximum)
    return Scale(
        key=scale.key(),
        kind=kind,
        minimum=minimum,
        maximum=maximum,
        step=_step(scale),
        values=_values(scale),
    )


def _choices(scale: Entry) -> tuple[Choice, ...]:
    entries = [
        named(item, f"{scale.what}, choice", ("code", "labels"), key="code")
        for item in scale.items("choices")
    ]
    if len(entries) < 2:
        raise scale.wrong("needs two choices or more.", "choices")
    return tuple(
        Choice(choice.key("code", limit=20), choice.translations("labels"))
        for choice in each_once(entries, key="code")
    )


def _step(scale: Entry) -> Fraction:
    """Return the step of hours: tallies count half-hours, so nothing finer can be kept."""
    written = str(scale.fields["step"].value) if scale.has("step") else ""
    try:
        step = Fraction(written) if _STEP.fullmatch(written) else Fraction(0)
    except ZeroDivisionError:
        step = Fraction(0)
    if step <= 0 or step % _HALF_HOUR:
        raise scale.wrong("needs half-hours in “step”, such as 1/2.", "step")
    return step


def _values(scale: Entry) -> int:
    values = scale.number("values")
    if not 1 <= values <= 12:
        raise scale.wrong("needs 1 to 12 in “values”.", "values")
    return values
