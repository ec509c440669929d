"""Several organizations beside each other: quartiles of which none tells a single one’s number."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.figures import one_decimal, rounded
from assessment.domain.language import percentage, translatable, translate, with_minus

FEWEST_ORGANIZATIONS: Final = 5
_COARSE: Final = (
    (20, translatable("20 organizations or more")),
    (10, translatable("10 to 19 organizations")),
)
_FEW: Final = translatable("5 to 9 organizations")


class Measure(StrEnum):
    """A number of which quartiles are made, in the order of the page."""

    CLAIMED = "claimed"
    AGREED = "agreed"
    MANAGEMENT = "management"
    CUSTOMERS = "customers"
    GAP = "gap"
    PREDICTION = "prediction"

    @property
    def label(self) -> str:
        return translate(_LABELS[self])

    @property
    def counts_signs(self) -> bool:
        """Whether it is a number of signs, 0 to 8; the others are percent or points."""
        return self in (Measure.CLAIMED, Measure.AGREED)

    @property
    def step(self) -> Fraction:
        """What quartiles are rounded to: half a sign, or five points."""
        return Fraction(1, 2) if self.counts_signs else Fraction(5)

    def text(self, value: Fraction) -> str:
        """A quartile in words: "4.5", "20%", "−5"."""
        if self.counts_signs:
            return one_decimal(value)
        if self in (Measure.MANAGEMENT, Measure.CUSTOMERS):
            return percentage(rounded(value))
        return with_minus(str(rounded(value)))


_LABELS: Final = {
    Measure.CLAIMED: translatable("Signs claimed, on average"),
    Measure.AGREED: translatable("Signs agreed"),
    Measure.MANAGEMENT: translatable("Management: “highly customer-centric”"),
    Measure.CUSTOMERS: translatable("Customers: “highly customer-centric”"),
    Measure.GAP: translatable("Gap, in points"),
    Measure.PREDICTION: translatable("Management’s guess, points too high"),
}


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Rounded to the step of their measure; a quarter lies at or below `lower`, a half at or
    below `middle`, a quarter at or above `upper`."""

    lower: Fraction
    middle: Fraction
    upper: Fraction


class Withheld(StrEnum):
    """Why quartiles are not shown."""

    TOO_FEW = translatable("not shown: fewer than five organizations")
    TOO_CLOSE = translatable(
        "not shown: the organizations are too close together to hide a single one"
    )
    READS_TOO_MANY = translatable(
        "not shown to you: you read the results of too many of the organizations"
    )

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


class Place(StrEnum):
    """Where one’s own number lies among those of all."""

    # Translators: where one’s own number lies: below the middle half of the organizations.
    BELOW = translatable("below the middle half")
    # Translators: where one’s own number lies: within the middle half of the organizations.
    WITHIN = translatable("within the middle half")
    # Translators: where one’s own number lies: above the middle half of the organizations.
    ABOVE = translatable("above the middle half")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


def quartiles_of(values: Sequence[Fraction], *, step: Fraction) -> Quartiles | Withheld:
    """The quartiles of one number of several organizations, or why they are kept back.

    Those of a spreadsheet’s QUARTILE.INC, then rounded: 12, 20, 31, 44, 58 gives 20, 30, 45. From
    five values on at least two lie at or below the lower quartile and two at or above the upper
    one, so whoever knows one of them still cannot tell on which side any other organization lies.
    Without a distance between the two that would say nothing, so then they are kept back.
    """
    if len(values) < FEWEST_ORGANIZATIONS:
        return Withheld.TOO_FEW
    ordered = sorted(values)
    lower, middle, upper = (to_step(_quantile(ordered, at), step) for at in (1, 2, 3))
    return Quartiles(lower, middle, upper) if lower < upper else Withheld.TOO_CLOSE


def may_compare(reads: int, of: int) -> bool:
    """Whether somebody who reads the results of so many of the organizations may see quartiles.

    Up to a quarter of the others, one of five to eight: fewer than lie at or beyond either
    quartile, so that one that is not read is left on both sides. Or all: nothing is left to hide.
    """
    return reads == of or reads <= (of - 1) // 4


def place_of(value: Fraction, quartiles: Quartiles, *, step: Fraction) -> Place:
    """As fine as the quartiles are: 47 beside an upper quartile of 45 lies within."""
    comparable = to_step(value, step)
    if comparable < quartiles.lower:
        return Place.BELOW
    return Place.ABOVE if comparable > quartiles.upper else Place.WITHIN


def organizations_text(count: int) -> str:
    """Coarse, because an exact count would tell who has joined or left."""
    return translate(next((words for least, words in _COARSE if count >= least), _FEW))


def to_step(value: Fraction, step: Fraction) -> Fraction:
    return rounded(value / step) * step


def _quantile(ordered: Sequence[Fraction], quarters: int) -> Fraction:
    """The value so many quarters of the way from the smallest to the largest."""
    place = Fraction((len(ordered) - 1) * quarters, 4)
    below = int(place)
    rest = place - below
    return ordered[below] + rest * (ordered[below + 1] - ordered[below]) if rest else ordered[below]
