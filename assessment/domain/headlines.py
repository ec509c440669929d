"""The findings of a round as headlines, and what changed since the round before."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessment.domain.figures import distance
from assessment.domain.gaps import Gap, change_of_gap
from assessment.domain.sentences import (
    SMALLEST_GROUP,
    gap_may_show,
    gives_everybody_away,
    percent,
    why_share_hidden,
)
from assessment.domain.signs import NUMBER_OF_SIGNS

NUMBER_WORDS: Final = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organization stands after one round, as far as headlines need it.

    `label` is the quarter's. A number that is not known, or not to be shown, is None;
    `without_signs` is then said instead of the signs, and `otherwise` where nothing else is.
    """

    label: str
    agreed: int | None = None
    evidenced: int | None = None
    gap: Gap | None = None
    without_signs: str = "No executive has answered."
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
        return "This is the first round."
    signs = _signs_change(previous, current)
    when = "then" if signs else f"in {previous.label}"
    sentences = [
        signs,
        _gap_change(previous.gap, current.gap, k, when=when, attributed=attributed),
    ]
    said = " ".join(sentence for sentence in sentences if sentence)
    return said or f"There is nothing to compare with {previous.label}."


def _signs_headline(standing: Standing) -> str:
    measure, signs = _headline_signs(standing)
    if signs is None:
        return standing.without_signs
    all_signs = NUMBER_WORDS[NUMBER_OF_SIGNS]
    if signs == NUMBER_OF_SIGNS:
        return f"All {all_signs} signs are {measure}."
    verb = "are" if signs > 1 else "is"
    return f"{NUMBER_WORDS[signs].capitalize()} of the {all_signs} signs {verb} {measure}."


def _headline_signs(standing: Standing) -> tuple[str, int | None]:
    if standing.evidenced is not None:
        return "evidenced", standing.evidenced
    return "agreed", standing.agreed


def gap_headline(gap: Gap, k: int = SMALLEST_GROUP, *, attributed: bool = False) -> str:
    """How far apart both sides are, with its direction, or why that is not shown."""
    if gap.points is None or not gap_may_show(gap, k, attributed=attributed):
        return _no_gap_headline(gap, k, attributed=attributed)
    if gap.detectable is False:
        return "There is no detectable gap between how customers see us and how we see ourselves."
    if gap.points == 0:
        return "Customers see us exactly as we see ourselves."
    direction = "lower" if gap.points > 0 else "higher"
    return f"Customers see us {distance(gap.points)} {direction} than we see ourselves."


def _no_gap_headline(gap: Gap, k: int, *, attributed: bool) -> str:
    for share, who, named in (
        (gap.customers, "customers", False),
        (gap.management, "people in management", attributed),
    ):
        of_one_mind = share.n and gives_everybody_away(share) and not named
        if of_one_mind or why_share_hidden(share, k, attributed=named):
            return f"Too few {who} answered to show the gap."
        if share.n == 0 and share.dont_know:
            return f"All {who} who answered said “don’t know”."
        if share.n == 0:
            return f"No {who} have answered."
    return ""


def _signs_change(previous: Standing, current: Standing) -> str:
    """Evidenced signs where both rounds have them, else agreed ones, else nothing to say."""
    for measure, before, now in (
        ("evidenced", previous.evidenced, current.evidenced),
        ("agreed", previous.agreed, current.agreed),
    ):
        if before is not None and now is not None:
            return f"{_difference(now - before, measure)} in {previous.label}."
    return ""


def _difference(signs: int, measure: str) -> str:
    if signs == 0:
        return f"As many signs are {measure} as"
    noun, verb = ("sign", "is") if abs(signs) == 1 else ("signs", "are")
    direction = "more" if signs > 0 else "fewer"
    number = NUMBER_WORDS[abs(signs)].capitalize()
    return f"{number} {direction} {noun} {verb} {measure} than"


def _gap_change(
    previous: Gap | None, current: Gap | None, k: int, *, when: str, attributed: bool
) -> str:
    if previous is None or current is None or previous.points is None or current.points is None:
        return ""
    if not all(gap_may_show(gap, k, attributed=attributed) for gap in (previous, current)):
        return ""
    then, change = _gap_then(previous, previous.points, when), change_of_gap(previous, current)
    if change.detectable is False:
        return f"{then}: no detectable change."
    if change.points == 0:
        return f"{then}: no change."
    ends = _both_ends(previous, current, attributed=attributed)
    return f"{then}: {_move(previous.points, current.points)}. {ends}"


def _gap_then(previous: Gap, exact: Fraction, when: str) -> str:
    if previous.detectable is False:
        return f"There was no detectable gap {when}"
    if exact < 0:
        return f"Customers saw us {distance(exact)} higher than we saw ourselves {when}"
    return f"The gap was {distance(exact)} {when}"


def _move(before: Fraction, now: Fraction) -> str:
    moved = distance(now - before)
    if before >= 0 and now >= 0:
        return f"it has {'widened' if now > before else 'narrowed'} by {moved}"
    direction = "fallen" if now > before else "risen"
    return f"customers’ view has {direction} by {moved} against our own"


def _both_ends(previous: Gap, current: Gap, *, attributed: bool) -> str:
    """Always said with a change, because a gap also closes when managers turn gloomy."""
    management, customers = (
        " to ".join(percent(share, confidential=confidential) for share in ends)
        for ends, confidential in (
            ((previous.management, current.management), not attributed),
            ((previous.customers, current.customers), True),
        )
    )
    return f"Management went from {management}, customers from {customers}."
