"""The headings of the page of the gap: what each section found, without a full stop."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.figures import distance, interval_text, rounded
from assessment.domain.gaps import Gap, GapChange, change_of_gap
from assessment.domain.shares import Distribution, NoInterval, Share
from leadership.domain.findings import listed

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def one_sided_finding(asked: Collection[Audience]) -> str:
    """Why there is no gap, where a round did not ask both ends of it; "" where it did."""
    management, customers = bool({*MANAGEMENT} & {*asked}), Audience.CUSTOMER in asked
    if management and customers:
        return ""
    if management:
        return "No customers were asked, so there is no gap"
    if customers:
        return "Nobody in management was asked, so there is no gap"
    return "Neither management nor customers were asked, so there is no gap"


def answers_finding(sides: Sequence[tuple[str, Distribution]], labels: Sequence[str]) -> str:
    """What each side says most often; sides are named in the plural but for management."""
    most = {name: _most_frequent(found, labels) for name, found in sides if found.n}
    if not most:
        return "Too few answers to show them all"
    if len(set(most.values())) == 1:
        return f"{_say(list(most))} {next(iter(most.values()))}"
    told = [f"{name} {answer}" for name, answer in most.items()]
    first = next(iter(most))
    return listed([f"{_say([first])} {most[first]}", *told[1:]])


def intervals_finding(detectable: Sequence[bool | None], *, together: bool = False) -> str:
    """How many gaps are more than chance; None stands for one that has no interval.

    `together` says that each was judged beside all others, as units are.
    """
    known = [one for one in detectable if one is not None]
    if not known:
        return "Everybody answered, so there is nothing to estimate"
    sure = sum(known)
    if len(known) == 1:
        return f"The gap is {'more' if sure else 'no more'} than chance explains"
    looked_at = ", all looked at together" if together else ""
    if sure == 0:
        return f"No gap is more than chance explains{looked_at}"
    if sure == len(known):
        every = "Both" if sure == 2 else f"All {_number(sure)}"
        return f"{every} gaps are more than chance{looked_at}"
    verb = "is" if sure == 1 else "are"
    told = f"{_number(sure).capitalize()} of {_number(len(known))} gaps"
    return f"{told} {verb} more than chance{looked_at}"


def prediction_finding(median: Fraction, customers: Share) -> str:
    """ "Management expected 55 of 100 customers to say so; 18 of 100 did"."""
    expected = f"Management expected {rounded(median)} of 100 customers to say so"
    return f"{expected}; {rounded((customers.value or Fraction(0)) * 100)} of 100 did"


def change_finding(label: str, then: Gap, now: Gap) -> str:
    """ "Since Q2 2026 the gap has narrowed by 6 points"; both gaps may be shown."""
    change = change_of_gap(then, now)
    if change.points is None or then.points is None or now.points is None:
        return f"Beside {label}"
    if change.detectable is False or change.points == 0:
        return f"No detectable change of the gap since {label}"
    if then.points >= 0 and now.points >= 0:
        moved = "widened" if change.points > 0 else "narrowed"
        return f"Since {label} the gap has {moved} by {distance(change.points)}"
    moved = "fallen" if change.points > 0 else "risen"
    return f"Since {label} customers’ view has {moved} by {distance(change.points)} against our own"


def change_text(then: Gap, now: Gap) -> str:
    """The change of a gap as a table cell says it: "+6 points (1 to 11)"; both may be shown."""
    change = change_of_gap(then, now)
    if change.points is None:
        return "not shown"
    return _change(change, change.points)


def _say(names: Sequence[str]) -> str:
    verb = "says" if list(names) == ["management"] else "say"
    return f"{listed(names).capitalize()} most often {verb}"


def _change(change: GapChange, exact: Fraction) -> str:
    if change.interval is None:
        return f"{_signed(exact)} ({NoInterval.CENSUS})"
    moved = _signed(exact) if change.detectable else "no detectable change"
    return f"{moved} ({interval_text(change.interval)})"


def _signed(exact: Fraction) -> str:
    sign = "" if not rounded(exact) else "+" if exact > 0 else "−"
    return sign + distance(exact)


def _most_frequent(found: Distribution, labels: Sequence[str]) -> str:
    most = max(found.counts)
    told = [f"“{label}”" for label, n in zip(labels, found.counts, strict=True) if n == most]
    return listed(told)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
