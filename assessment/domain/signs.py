"""The eight signs of commitment: the status of one sign, and the claimed and agreed numbers.

The signs are facts, so they are counted and never averaged into a score. Source of the signs and
of “fully committed”: Temkin, “Senior Execs Are Not Fully Customer-Centric”.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.language import translatable, translate, translate_plural

NUMBER_OF_SIGNS: Final = 8
AGREEMENT: Final = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class SignCounts:
    """How the executives who answered one sign answered it."""

    yes: int
    no: int
    dont_know: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.dont_know) < 0:
            raise ImpossibleCounts(
                f"{self.yes} yes, {self.no} no and {self.dont_know} don’t know is impossible."
            )

    @property
    def answers(self) -> int:
        """All answers given, don't know included: the base of every rule about a sign."""
        return self.yes + self.no + self.dont_know


class Status(StrEnum):
    """What the executives as a body say about one sign; the value is its wording."""

    UNANIMOUS_YES = translatable("unanimous yes")
    MOSTLY_YES = translatable("mostly yes")
    # Translators: of a sign on which executives contradict each other; with their numbers: “5–3”.
    CONTESTED = translatable("contested")
    MOSTLY_NO = translatable("mostly no")
    UNANIMOUS_NO = translatable("unanimous no")
    NOT_KNOWN = translatable("not known")
    NO_ANSWERS = translatable("no answers")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


class Band(StrEnum):
    """How far a number of signs reaches; the value is its label."""

    FULLY = translatable("Fully committed")
    # Translators: how far the signs of commitment reach: to nearly all of the eight.
    NEARLY = translatable("Nearly")
    # Translators: how far the signs of commitment reach: to some of the eight.
    PARTIAL = translatable("Partial")
    # Translators: how far the signs of commitment reach: to few of the eight.
    LITTLE = translatable("Little shown")

    @property
    def ours(self) -> bool:
        """Whether this project drew the band; the source knows only “fully committed”."""
        return self is not Band.FULLY

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


def status(counts: SignCounts) -> Status:
    """The first rule that holds, in this order; k is all answers, don't know included.

    1. nobody answered: no answers
    2. don't know > k/3: not known, however the rest answered
    3. yes = k, or no = k: unanimous, so a single don't know already ends it
    4. yes >= 2k/3, or no >= 2k/3: mostly
    5. otherwise contested; somebody said yes and somebody said no, or a rule above had held

    5 yes and 3 no are contested; 6 yes and 3 don't know are mostly yes.
    """
    k = counts.answers
    if k == 0:
        return Status.NO_ANSWERS
    if counts.dont_know * 3 > k:
        return Status.NOT_KNOWN
    if counts.yes >= AGREEMENT * k:
        return Status.UNANIMOUS_YES if counts.yes == k else Status.MOSTLY_YES
    if counts.no >= AGREEMENT * k:
        return Status.UNANIMOUS_NO if counts.no == k else Status.MOSTLY_NO
    return Status.CONTESTED


def disagreement(yes: int, no: int) -> Fraction | None:
    """From 0, unanimous, to 1, as split as k = yes + no people can be.

    yes·no / (⌊k/2⌋·⌈k/2⌉): of nine people 8–1 gives 2/5, 7–2 gives 7/10, 6–3 gives 9/10 and 5–4
    gives 1. None for fewer than two people, who have nobody to disagree with.
    """
    k = SignCounts(yes, no).answers
    return Fraction(yes * no, (k // 2) * (k - k // 2)) if k > 1 else None


def split_text(counts: SignCounts) -> str:
    """The status, with its two sides where they contest it: "contested 5–3", "mostly yes"."""
    result = status(counts)
    if result is Status.CONTESTED:
        return f"{result.label} {counts.yes}–{counts.no}"
    return result.label


def claimed(total_yes: int, executives: int) -> Fraction | None:
    """The mean number of signs an executive says yes to, 0 to 8: 51 yes from 8 people is 6 3/8.

    `total_yes` is over all signs, `executives` those who answered. None when nobody did.
    """
    if not 0 <= total_yes <= NUMBER_OF_SIGNS * executives:
        raise ImpossibleCounts(
            f"{executives} executives cannot say yes {total_yes} times to {NUMBER_OF_SIGNS} signs."
        )
    return Fraction(total_yes, executives) if executives else None


def is_agreed(counts: SignCounts) -> bool:
    """Whether yes is at least 2/3 of all answers, don't know included: 6 of 9 is, 5 of 8 is not."""
    return counts.answers > 0 and counts.yes >= AGREEMENT * counts.answers


def agreed(signs: Iterable[SignCounts]) -> int:
    """The number of signs that are agreed."""
    return sum(is_agreed(counts) for counts in signs)


def sign_bounds(counts: SignCounts, asked: int) -> tuple[int, int]:
    """The fewest and the most yes a sign can have once everybody asked has answered.

    The silent as all no, then as all yes: 5 yes and 2 no out of 9 asked give 5 and 7.
    """
    return counts.yes, counts.yes + _silent(counts, asked)


def agreed_bounds(signs: Iterable[SignCounts], asked: int) -> tuple[int, int]:
    """How many signs are agreed if all executives who stayed silent say no, or yes, to each.

    With 9 asked, 5 yes and 2 no is not agreed in the first case, 5 of 9, and is in the second.
    """
    fewest = most = 0
    for counts in signs:
        silent = _silent(counts, asked)
        fewest += is_agreed(SignCounts(counts.yes, counts.no + silent, counts.dont_know))
        most += is_agreed(SignCounts(counts.yes + silent, counts.no, counts.dont_know))
    return fewest, most


def agreed_bounds_text(signs: Sequence[SignCounts], asked: int) -> str:
    """What the silent leave open, for a census with gaps; `signs` are all eight.

    "between 4 and 6 of 8 signs, depending on the 2 executives who have not answered".
    """
    if len(signs) != NUMBER_OF_SIGNS:
        raise ImpossibleCounts(f"There are {NUMBER_OF_SIGNS} signs, not {len(signs)}.")
    if asked == 0:
        return translate("no executive has been asked")
    fewest, most = agreed_bounds(signs, asked)
    silent = max(_silent(counts, asked) for counts in signs)
    if silent == 0:
        return translate("{most} of {all} signs").format(most=most, all=NUMBER_OF_SIGNS)
    if fewest == most:
        text = translate_plural(
            "{most} of {all} signs, whatever the one executive who has not answered would say",
            "{most} of {all} signs, whatever the {silent} executives who have not answered would "
            "say",
            silent,
        )
    else:
        text = translate_plural(
            "between {fewest} and {most} of {all} signs, depending on the one executive who has "
            "not answered",
            "between {fewest} and {most} of {all} signs, depending on the {silent} executives who "
            "have not answered",
            silent,
        )
    return text.format(fewest=fewest, most=most, all=NUMBER_OF_SIGNS, silent=silent)


def band(signs: int) -> Band:
    """The band of a number of signs, 0 to 8, agreed or evidenced alike: 8 is fully committed."""
    if not 0 <= signs <= NUMBER_OF_SIGNS:
        raise ImpossibleCounts(f"There are {NUMBER_OF_SIGNS} signs, so {signs} cannot hold.")
    if signs == NUMBER_OF_SIGNS:
        return Band.FULLY
    if signs >= 6:
        return Band.NEARLY
    return Band.PARTIAL if signs >= 3 else Band.LITTLE


def _silent(counts: SignCounts, asked: int) -> int:
    if counts.answers > asked:
        raise ImpossibleCounts(f"{counts.answers} answers cannot come from {asked} executives.")
    return asked - counts.answers
