"""Remarks beside a result in words: don't know, prediction, weights, time with customers.

With `sentences` and `headlines` this is where results become text; nobody else formats a share.
"""

from fractions import Fraction

from assessment.domain.checklist import FrontLineHours
from assessment.domain.figures import one_decimal, rounded
from assessment.domain.sentences import percent
from assessment.domain.shares import Share
from assessment.domain.weights import Weighted

_PEOPLE = {"management": "people in management"}


def dont_know_text(share: Share, *, confidential: bool = True) -> str:
    """Don't know out of all who answered the question: "6%"; below ten "1 of 9"; "" without any."""
    if share.n == 0:
        return ""
    given = Share(share.dont_know, share.n + share.dont_know)
    return percent(given, confidential=confidential).partition(" (")[0]


def dont_know_remark(side: str, share: Share) -> str:
    """Said where more than one in five don't know; "" otherwise and without a valid answer.

    "33% of customers said “don’t know”: …between 12% and 45%…"; below ten valid answers only
    "3 of 10 customers said “don’t know”."
    """
    if not share.many_dont_know or share.n == 0:
        return ""
    if share.few or share.dont_know_share is None or share.dont_know_bounds is None:
        given = share.n + share.dont_know
        return f"{share.dont_know} of {given} {_PEOPLE.get(side, side)} said “don’t know”."
    low, high = (rounded(bound * 100) for bound in share.dont_know_bounds)
    return (
        f"{rounded(share.dont_know_share * 100)}% of {side} said “don’t know”: whatever they had "
        f"said instead, between {low}% and {high}% would have chosen the strongest label."
    )


def prediction_remark(median: Fraction, answers: int, error: Fraction | None) -> str:
    """What management expected customers to say, and by how many points that was off."""
    sentence = (
        f"Management expected {rounded(median)} of 100 customers to say “highly customer-centric” "
        f"(median of {answers} predictions)"
    )
    return f"{sentence}." if error is None else f"{sentence}{_miss(rounded(error))}"


def prediction_error_text(error: Fraction) -> str:
    """Such as "38 points too high", "1 point too low", "exactly what customers said"."""
    off = rounded(error)
    if off == 0:
        return "exactly what customers said"
    noun = "point" if abs(off) == 1 else "points"
    return f"{abs(off)} {noun} {'too high' if off > 0 else 'too low'}"


def weight_remark(side: str, found: Weighted) -> str:
    """ "Customers weighted by the size of their units: 17% (95% interval 11 to 26), …"."""
    weighted = f"{rounded(found.value * 100)}%"
    if found.interval is not None:
        low, high = (rounded(bound * 100) for bound in found.interval)
        weighted += f" (95% interval {low} to {high})"
    plain = found.unweighted.value or Fraction(0)
    return (
        f"{side.capitalize()} weighted by the size of their units: {weighted}, "
        f"unweighted {rounded(plain * 100)}%."
    )


def hours_remark(hours: FrontLineHours) -> str:
    """ "Time with customers: 5 of 9 executives at two hours or more a week; median 1.5 h."."""
    if hours.median is None:
        return ""
    return (
        f"Time with customers: {hours.passing} of {hours.answered} executives at two hours or "
        f"more a week; median {one_decimal(hours.median)} h."
    )


def _miss(off: int) -> str:
    return (
        "; that is what customers said."
        if off == 0
        else f": {prediction_error_text(Fraction(off))}."
    )
