"""The findings of a round as headlines, and what changed since the round before."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessment.domain.figures import distance
from assessment.domain.gaps import Gap, change_of_gap
from assessment.domain.language import (
    in_front,
    number_word,
    translatable,
    translate,
    translate_plural,
)
from assessment.domain.sentences import (
    SMALLEST_GROUP,
    gap_may_show,
    gives_everybody_away,
    percent,
    why_share_hidden,
)
from assessment.domain.signs import NUMBER_OF_SIGNS

EVIDENCED: Final = "evidenced"
AGREED: Final = "agreed"
_ALL: Final = {
    EVIDENCED: translatable("All eight signs are evidenced."),
    AGREED: translatable("All eight signs are agreed."),
}
_NONE: Final = {
    EVIDENCED: translatable("None of the eight signs is evidenced."),
    AGREED: translatable("None of the eight signs is agreed."),
}
_AS_MANY: Final = {
    EVIDENCED: translatable("As many signs are evidenced as in {label}."),
    AGREED: translatable("As many signs are agreed as in {label}."),
}
_TOO_FEW: Final = {
    "customers": translatable("Too few customers answered to show the gap."),
    "management": translatable("Too few people in management answered to show the gap."),
}
_ALL_UNSURE: Final = {
    "customers": translatable("All customers who answered said “don’t know”."),
    "management": translatable("All people in management who answered said “don’t know”."),
}
_NOBODY: Final = {
    "customers": translatable("No customers have answered."),
    "management": translatable("No people in management have answered."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organization stands after one round, as far as headlines need it.

    `label` is the quarter's. A number that is not known, or not to be shown, is None;
    `without_signs` is then said instead of the signs, None for that nobody has answered, and
    `otherwise` where nothing else is.
    """

    label: str
    agreed: int | None = None
    evidenced: int | None = None
    gap: Gap | None = None
    without_signs: str | None = None
    otherwise: str = ""


def dashboard_headline(
    standing: Standing, *, k: int = SMALLEST_GROUP, attributed: bool = False
) -> str:
    """The finding of a round, to be read first.

    "Five of the eight signs are evidenced. Customers see us 42 points lower than we see
    ourselves." Counts agreed signs where none could be evidenced, and leaves out a gap of None.
    `k` and `attributed` protect small audiences as in `gap_sentence`.
    """
    sentences = [_signs_headline(standing)]
    if standing.gap is not None:
        sentences.append(gap_headline(standing.gap, k, attributed=attributed))
    return " ".join(sentence for sentence in sentences if sentence) or standing.otherwise


def change_sentence(
    previous: Standing | None,
    current: Standing,
    *,
    k: int = SMALLEST_GROUP,
    attributed: bool = False,
) -> str:
    """What moved since the previous round, with both ends of a gap that did.

    "One more sign is evidenced than in Q2 2026. The gap was 45 points then: no detectable change."
    """
    if previous is None:
        return translate("This is the first round.")
    signs = _signs_change(previous, current)
    label = "" if signs else previous.label
    sentences = [
        signs,
        _gap_change(previous.gap, current.gap, k, label=label, attributed=attributed),
    ]
    said = " ".join(sentence for sentence in sentences if sentence)
    return said or translate("There is nothing to compare with {label}.").format(
        label=previous.label
    )


def _signs_headline(standing: Standing) -> str:
    measure, signs = _headline_signs(standing)
    if signs is None:
        said = standing.without_signs
        return translate("No executive has answered.") if said is None else said
    if signs == NUMBER_OF_SIGNS:
        return translate(_ALL[measure])
    if signs == 0:
        return translate(_NONE[measure])
    if measure == EVIDENCED:
        text = translate_plural(
            "One of the eight signs is evidenced.",
            "{number} of the eight signs are evidenced.",
            signs,
        )
    else:
        text = translate_plural(
            "One of the eight signs is agreed.", "{number} of the eight signs are agreed.", signs
        )
    return in_front(text.format(number=number_word(signs)))


def _headline_signs(standing: Standing) -> tuple[str, int | None]:
    if standing.evidenced is not None:
        return EVIDENCED, standing.evidenced
    return AGREED, standing.agreed


def gap_headline(gap: Gap, k: int = SMALLEST_GROUP, *, attributed: bool = False) -> str:
    """How far apart both sides are, with its direction, or why that is not shown."""
    if gap.points is None or not gap_may_show(gap, k, attributed=attributed):
        return _no_gap_headline(gap, k, attributed=attributed)
    if gap.detectable is False:
        return translate(
            "There is no detectable gap between how customers see us and how we see ourselves."
        )
    if gap.points == 0:
        return translate("Customers see us exactly as we see ourselves.")
    if gap.points > 0:
        text = translate("Customers see us {points} lower than we see ourselves.")
    else:
        text = translate("Customers see us {points} higher than we see ourselves.")
    return text.format(points=distance(gap.points))


def _no_gap_headline(gap: Gap, k: int, *, attributed: bool) -> str:
    for share, side, named in (
        (gap.customers, "customers", False),
        (gap.management, "management", attributed),
    ):
        of_one_mind = share.n and gives_everybody_away(share) and not named
        if of_one_mind or why_share_hidden(share, k, attributed=named):
            return translate(_TOO_FEW[side])
        if share.n == 0 and share.dont_know:
            return translate(_ALL_UNSURE[side])
        if share.n == 0:
            return translate(_NOBODY[side])
    return ""


def _signs_change(previous: Standing, current: Standing) -> str:
    """Evidenced signs where both rounds have them, else agreed ones, else nothing to say."""
    for measure, before, now in (
        (EVIDENCED, previous.evidenced, current.evidenced),
        (AGREED, previous.agreed, current.agreed),
    ):
        if before is not None and now is not None:
            number = number_word(abs(now - before))
            text = _difference(now - before, measure)
            return in_front(text.format(number=number, label=previous.label))
    return ""


def _difference(signs: int, measure: str) -> str:
    if signs == 0:
        return translate(_AS_MANY[measure])
    if measure == EVIDENCED and signs > 0:
        return translate_plural(
            "One more sign is evidenced than in {label}.",
            "{number} more signs are evidenced than in {label}.",
            signs,
        )
    if measure == EVIDENCED:
        return translate_plural(
            "One fewer sign is evidenced than in {label}.",
            "{number} fewer signs are evidenced than in {label}.",
            -signs,
        )
    if signs > 0:
        return translate_plural(
            "One more sign is agreed than in {label}.",
            "{number} more signs are agreed than in {label}.",
            signs,
        )
    return translate_plural(
        "One fewer sign is agreed than in {label}.",
        "{number} fewer signs are agreed than in {label}.",
        -signs,
    )


def _gap_change(
    previous: Gap | None, current: Gap | None, k: int, *, label: str, attributed: bool
) -> str:
    if previous is None or current is None or previous.points is None or current.points is None:
        return ""
    if not all(gap_may_show(gap, k, attributed=attributed) for gap in (previous, current)):
        return ""
    then, change = _gap_then(previous, previous.points, label), change_of_gap(previous, current)
    if change.detectable is False:
        return translate("{then}: no detectable change.").format(then=then)
    if change.points == 0:
        return translate("{then}: no change.").format(then=then)
    moved = distance(current.points - previous.points)
    said = _move(previous.points, current.points).format(then=then, points=moved)
    return f"{said} {_both_ends(previous, current, attributed=attributed)}"


def _gap_then(previous: Gap, exact: Fraction, label: str) -> str:
    """How the gap was in the round of this label, "" for the one just spoken of."""
    if previous.detectable is False:
        text = translate("There was no detectable gap then")
        if label:
            text = translate("There was no detectable gap in {label}")
    elif exact < 0:
        text = translate("Customers saw us {points} higher than we saw ourselves then")
        if label:
            text = translate("Customers saw us {points} higher than we saw ourselves in {label}")
    else:
        text = translate("The gap was {points} then")
        if label:
            text = translate("The gap was {points} in {label}")
    return text.format(points=distance(exact), label=label)


def _move(before: Fraction, now: Fraction) -> str:
    if before >= 0 and now >= 0:
        if now > before:
            # Translators: {then} says how wide the gap was then; it: the gap.
            return translate("{then}: it has widened by {points}.")
        # Translators: {then} says how wide the gap was then; it: the gap.
        return translate("{then}: it has narrowed by {points}.")
    if now > before:
        return translate("{then}: customers’ view has fallen by {points} against our own.")
    return translate("{then}: customers’ view has risen by {points} against our own.")


def _both_ends(previous: Gap, current: Gap, *, attributed: bool) -> str:
    """Always said with a change, because a gap also closes when managers turn gloomy."""
    return translate(
        "Management went from {management_then} to {management_now}, "
        "customers from {customers_then} to {customers_now}."
    ).format(
        management_then=percent(previous.management, confidential=not attributed),
        management_now=percent(current.management, confidential=not attributed),
        customers_then=percent(previous.customers, confidential=True),
        customers_now=percent(current.customers, confidential=True),
    )
