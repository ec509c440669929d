"""Shares of valid answers: the top box, its base, and how far don't know could move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.intervals import (
    Estimate,
    Interval,
    estimate,
)
from assessment.domain.language import translatable, translate

FEW: Final = 10  # below this many valid answers no percentage stands alone
MANY_DONT_KNOW: Final = Fraction(1, 5)
HIGH_RESPONSE: Final = Fraction(9, 10)
FIVE_POINTS: Final = ("1", "2", "3", "4", "5")


class NoInterval(StrEnum):
    """Why a figure carries no interval."""

    CENSUS = translatable("everybody answered")
    NO_ANSWERS = translatable("no answers")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """x of n valid answers; don't know is counted beside them, never among them.

    `asked` and `answered` count people: how many were asked and how many sheets came back.
    Without both it cannot be known to be a census, so it is treated as a sample.
    Raises `ImpossibleCounts` for counts that no set of sheets can produce.
    """

    x: int
    n: int
    dont_know: int = 0
    asked: int | None = None
    answered: int | None = None

    def __post_init__(self) -> None:
        given = self.n + self.dont_know
        if not 0 <= self.x <= self.n or self.dont_know < 0:
            raise ImpossibleCounts(
                f"{self.x} of {self.n} answers with {self.dont_know} don’t know is impossible."
            )
        if self.answered is not None and self.answered < given:
            raise ImpossibleCounts(f"{self.answered} sheets cannot hold {given} answers.")
        if self.asked is not None and self.asked < (self.answered or 0):
            raise ImpossibleCounts(f"{self.answered} of {self.asked} asked cannot have answered.")

    @property
    def value(self) -> Fraction | None:
        """The share, 0 to 1: 28 of 50 is 14/25. None without a valid answer."""
        return Fraction(self.x, self.n) if self.n else None

    @property
    def census(self) -> bool:
        """Whether everybody asked answered this question, so that nothing is left to estimate.

        A sheet that skipped the question breaks it; an answer of don't know does not.
        """
        given = self.n + self.dont_know
        return self.asked is not None and self.asked == self.answered == given > 0

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval, 0 to 1; None for a census and without a valid answer.

        Narrower where at least 90 % of those asked answered: 25 of 45 gives .509 to .601 where 50
        were asked (.412 to .691 plain), because only five can still move the share.
        """
        if self.no_interval is not None or self.estimate is None:
            return None
        return self.estimate.lower, self.estimate.upper

    @property
    def population(self) -> int | None:
        """How many opinions there are to know, where nearly all are known; else None.

        Below 90 % who stayed silent matters more than how many, so the answers count as a sample.
        People who said don't know are known to have no opinion.
        """
        given = self.n + self.dont_know
        if not self.asked or self.answered is None or given < HIGH_RESPONSE * self.asked:
            return None
        return self.asked - self.dont_know

    @property
    def no_interval(self) -> NoInterval | None:
        """Why there is no interval, or None when there is one."""
        if self.n == 0:
            return NoInterval.NO_ANSWERS
        return NoInterval.CENSUS if self.census else None

    @property
    def estimate(self) -> Estimate | None:
        """The share with its interval, of no width for a census; for differences."""
        return estimate(self.x, self.n, population=self.population) if self.n else None

    @property
    def few(self) -> bool:
        """Whether the base is too small for a percentage without its counts."""
        return self.n < FEW

    @property
    def dont_know_share(self) -> Fraction | None:
        """Don't know out of all answers given: 50 beside 100 valid ones is 1/3."""
        given = self.n + self.dont_know
        return Fraction(self.dont_know, given) if given else None

    @property
    def many_dont_know(self) -> bool:
        """Whether more than 20 % answered don't know, which is worth a flag."""
        return self.dont_know_share is not None and self.dont_know_share > MANY_DONT_KNOW

    @property
    def dont_know_bounds(self) -> tuple[Fraction, Fraction] | None:
        """The share if all who did not know had said no, or yes.

        18 of 100 with 50 don't know: 18/150 to 68/150, 12 % to 45 %.
        """
        return self._bounds(self.dont_know)

    @property
    def silence_bounds(self) -> tuple[Fraction, Fraction] | None:
        """The share if all who were asked and gave no valid answer had said no, or yes.

        7 of 9 when 12 were asked: 7/12 to 10/12. None when it is not known how many were asked.
        """
        return None if self.asked is None else self._bounds(self.asked - self.n)

    def _bounds(self, unknown: int) -> tuple[Fraction, Fraction] | None:
        total = self.n + unknown
        return (Fraction(self.x, total), Fraction(self.x + unknown, total)) if total else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How often each code of an ordered scale was chosen, weakest first, with don't know apart."""

    codes: tuple[str, ...]
    counts: tuple[int, ...]
    dont_know: int

    @property
    def n(self) -> int:
        """The number of valid answers, the base of the shares."""
        return sum(self.counts)

    @property
    def shares(self) -> tuple[Fraction, ...] | None:
        """The share of each code, adding up to 1; None without a valid answer."""
        return tuple(Fraction(count, self.n) for count in self.counts) if self.n else None


def top_box(
    counts: Mapping[str, int],
    *,
    asked: int | None = None,
    answered: int | None = None,
    top: str = "5",
    dont_know: str = "dk",
) -> Share:
    """The share of the single strongest label, out of all valid answers.

    {"5": 18, "4": 60, "1": 22, "dk": 50} is 18 of 100 with 50 don't know.
    """
    _check_tallies(counts)
    valid = sum(count for code, count in counts.items() if code != dont_know)
    return Share(
        x=counts.get(top, 0),
        n=valid,
        dont_know=counts.get(dont_know, 0),
        asked=asked,
        answered=answered,
    )


def pooled(*shares: Share) -> Share:
    """Several audiences as one: executives 5 of 9 and managers 21 of 34 are 26 of 43.

    Who was asked stays known only where it is known for each of them.
    """
    return Share(
        x=sum(share.x for share in shares),
        n=sum(share.n for share in shares),
        dont_know=sum(share.dont_know for share in shares),
        asked=_sum_or_none([share.asked for share in shares]),
        answered=_sum_or_none([share.answered for share in shares]),
    )


def distribution(
    counts: Mapping[str, int],
    *,
    codes: tuple[str, ...] = FIVE_POINTS,
    dont_know: str = "dk",
) -> Distribution:
    """All counts of a scale in its order; raises `ImpossibleCounts` for a code not on it."""
    _check_tallies(counts)
    if unknown := sorted(set(counts) - {*codes, dont_know}):
        raise ImpossibleCounts(f"“{unknown[0]}” is not on the scale {', '.join(codes)}.")
    return Distribution(
        codes=codes,
        counts=tuple(counts.get(code, 0) for code in codes),
        dont_know=counts.get(dont_know, 0),
    )


def _check_tallies(counts: Mapping[str, int]) -> None:
    for code, count in counts.items():
        if count < 0:
            raise ImpossibleCounts(f"“{code}” cannot have been chosen {count} times.")


def _sum_or_none(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
