"""The headings of the page of the gap: what each section found, without a full stop."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from assessment.domain.audiences import MANAGEMENT, Audience, side_name
from assessment.domain.figures import distance, interval_text, rounded
from assessment.domain.gaps import Gap, GapChange, change_of_gap
from assessment.domain.language import (
    in_a_row,
    in_front,
    listed,
    number_sign,
    number_word,
    translate,
    translate_plural,
)
from assessment.domain.shares import Distribution, NoInterval, Share


def one_sided_finding(asked: Collection[Audience]) -> str:
    """Why there is no gap, where a round did not ask both ends of it; "" where it did."""
    management, customers = bool({*MANAGEMENT} & {*asked}), Audience.CUSTOMER in asked
    if management and customers:
        return ""
    if management:
        return translate("No customers were asked, so there is no gap")
    if customers:
        return translate("Nobody in management was asked, so there is no gap")
    return translate("Neither management nor customers were asked, so there is no gap")


def answers_finding(sides: Sequence[tuple[str, Distribution]], labels: Sequence[str]) -> str:
    """What each side says most often."""
    most = {name: _most_frequent(found, labels) for name, found in sides if found.n}
    if not most:
        return translate("Too few answers to show them all")
    groups = [
        ([name for name in most if most[name] == answer], answer)
        for answer in dict.fromkeys(most.values())
    ]
    (first, answer), *others = groups
    said = _say(first, answer)
    # Translators: goes on after “Customers most often say “Agree””: “management “Strongly agree””.
    text = translate("{groups} {answer}")
    told = [text.format(groups=_named(names), answer=other) for names, other in others]
    return in_a_row([said, *told]) if len(told) < 2 else listed([said, *told])


def intervals_finding(detectable: Sequence[bool | None], *, together: bool = False) -> str:
    """How many gaps are more than chance; None stands for one that has no interval.

    `together` says that each was judged beside all others, as units are.
    """
    known = [one for one in detectable if one is not None]
    if not known:
        return translate("Everybody answered, so there is nothing to estimate")
    sure = sum(known)
    if len(known) == 1:
        if sure:
            return translate("The gap is more than chance explains")
        return translate("The gap is no more than chance explains")
    text = _gaps_together(sure, len(known)) if together else _gaps(sure, len(known))
    return in_front(text.format(some=_number(sure), number=_number(len(known))))


def prediction_finding(median: Fraction, customers: Share) -> str:
    """ "Management expected 55 of 100 customers to say so; 18 of 100 did"."""
    said = rounded((customers.value or Fraction(0)) * 100)
    # Translators: to say so: that the organization is highly customer-centric.
    text = translate("Management expected {expected} of 100 customers to say so; {said} of 100 did")
    return text.format(expected=rounded(median), said=said)


def change_finding(label: str, then: Gap, now: Gap) -> str:
    """ "Since Q2 2026 the gap has narrowed by 6 points"; both gaps may be shown."""
    change = change_of_gap(then, now)
    if change.points is None or then.points is None or now.points is None:
        # Translators: beside another round: “Beside Q2 2026”.
        return translate("Beside {label}").format(label=label)
    if change.detectable is False or change.points == 0:
        return translate("No detectable change of the gap since {label}").format(label=label)
    if then.points >= 0 and now.points >= 0:
        text = translate("Since {label} the gap has narrowed by {points}")
        if change.points > 0:
            text = translate("Since {label} the gap has widened by {points}")
    else:
        text = translate("Since {label} customers’ view has risen by {points} against our own")
        if change.points > 0:
            text = translate("Since {label} customers’ view has fallen by {points} against our own")
    return text.format(label=label, points=distance(change.points))


def change_text(then: Gap, now: Gap) -> str:
    """The change of a gap as a table cell says it: "+6 points (1 to 11)"; both may be shown."""
    change = change_of_gap(then, now)
    if change.points is None:
        return translate("not shown")
    return _change(change, change.points)


def _say(sides: Sequence[str], answer: str) -> str:
    if list(sides) == ["management"]:
        return translate("Management most often says {answer}").format(answer=answer)
    text = translate("{groups} most often say {answer}")
    return in_front(text.format(groups=_named(sides), answer=answer))


def _named(sides: Sequence[str]) -> str:
    return listed([side_name(side) for side in sides])


def _gaps(sure: int, known: int) -> str:
    if sure == 0:
        return translate("No gap is more than chance explains")
    if sure < known:
        return translate_plural(
            "One of {number} gaps is more than chance",
            "{some} of {number} gaps are more than chance",
            sure,
        )
    if known == 2:
        return translate("Both gaps are more than chance")
    return translate("All {number} gaps are more than chance")


def _gaps_together(sure: int, known: int) -> str:
    if sure == 0:
        return translate("No gap is more than chance explains, all looked at together")
    if sure < known:
        return translate_plural(
            "One of {number} gaps is more than chance, all looked at together",
            "{some} of {number} gaps are more than chance, all looked at together",
            sure,
        )
    if known == 2:
        return translate("Both gaps are more than chance, all looked at together")
    return translate("All {number} gaps are more than chance, all looked at together")


def _change(change: GapChange, exact: Fraction) -> str:
    if change.interval is None:
        return f"{_signed(exact)} ({NoInterval.CENSUS.label})"
    moved = _signed(exact) if change.detectable else translate("no detectable change")
    return f"{moved} ({interval_text(change.interval)})"


def _signed(exact: Fraction) -> str:
    sign = "" if not rounded(exact) else number_sign("+" if exact > 0 else "−")
    return sign + distance(exact)


def _most_frequent(found: Distribution, labels: Sequence[str]) -> str:
    most = max(found.counts)
    quoted = translate("“{name}”")
    return listed(
        [
            quoted.format(name=label)
            for label, n in zip(labels, found.counts, strict=True)
            if n == most
        ]
    )


def _number(count: int) -> str:
    """A word below ten: a list of units is longer than one of people."""
    return number_word(count) if count < 10 else str(count)
