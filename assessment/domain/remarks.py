"""Remarks beside a result in words: don't know, prediction, weights, time with customers.

With `sentences` and `headlines` this is where results become text; nobody else formats a share.
"""

from fractions import Fraction
from typing import Final

from assessment.domain.checklist import FrontLineHours
from assessment.domain.figures import one_decimal, rounded
from assessment.domain.language import percentage, translatable, translate, translate_plural
from assessment.domain.sentences import percent, share_interval
from assessment.domain.shares import Share
from assessment.domain.weights import Weighted

_FEW_UNSURE: Final = {
    "management": translatable("{some} of {all} people in management said “don’t know”."),
    "customers": translatable("{some} of {all} customers said “don’t know”."),
}
_MANY_UNSURE: Final = {
    "management": translatable(
        "{share} of management said “don’t know”: whatever they had said instead, between {low} "
        "and {high} would have chosen the strongest label."
    ),
    "customers": translatable(
        "{share} of customers said “don’t know”: whatever they had said instead, between {low} "
        "and {high} would have chosen the strongest label."
    ),
}
_WEIGHTED: Final = {
    "customers": translatable(
        "Customers weighted by the size of their units: {weighted}, unweighted {unweighted}."
    ),
    "employees": translatable(
        "Employees weighted by the size of their units: {weighted}, unweighted {unweighted}."
    ),
}


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
        return translate(_FEW_UNSURE[side]).format(some=share.dont_know, all=given)
    low, high = (percentage(rounded(bound * 100)) for bound in share.dont_know_bounds)
    unsure = percentage(rounded(share.dont_know_share * 100))
    return translate(_MANY_UNSURE[side]).format(share=unsure, low=low, high=high)


def prediction_remark(median: Fraction, answers: int, error: Fraction | None) -> str:
    """What management expected customers to say, and by how many points that was off."""
    if error is None:
        text = translate(
            "Management expected {median} of 100 customers to say “highly customer-centric” "
            "(median of {answers} predictions)."
        )
        return text.format(median=rounded(median), answers=answers)
    if rounded(error) == 0:
        text = translate(
            "Management expected {median} of 100 customers to say “highly customer-centric” "
            "(median of {answers} predictions); that is what customers said."
        )
        return text.format(median=rounded(median), answers=answers)
    # Translators: {miss} is such as “38 points too high”.
    text = translate(
        "Management expected {median} of 100 customers to say “highly customer-centric” "
        "(median of {answers} predictions): {miss}."
    )
    miss = prediction_error_text(error)
    return text.format(median=rounded(median), answers=answers, miss=miss)


def prediction_error_text(error: Fraction) -> str:
    """Such as "38 points too high", "1 point too low", "exactly what customers said"."""
    off = rounded(error)
    if off == 0:
        return translate("exactly what customers said")
    if off > 0:
        text = translate_plural("{count} point too high", "{count} points too high", off)
    else:
        text = translate_plural("{count} point too low", "{count} points too low", -off)
    return text.format(count=abs(off))


def weight_remark(side: str, found: Weighted) -> str:
    """ "Customers weighted by the size of their units: 17% (95% interval 11 to 26), …"."""
    weighted = percentage(rounded(found.value * 100))
    if found.interval is not None:
        weighted += f" ({share_interval(found.interval)})"
    plain = percentage(rounded((found.unweighted.value or Fraction(0)) * 100))
    return translate(_WEIGHTED[side]).format(weighted=weighted, unweighted=plain)


def hours_remark(hours: FrontLineHours) -> str:
    """ "Time with customers: 5 of 9 executives at two hours or more a week; median 1.5 h."."""
    if hours.median is None:
        return ""
    return translate(
        "Time with customers: {passing} of {answered} executives at two hours or more a week; "
        "median {median} h."
    ).format(passing=hours.passing, answered=hours.answered, median=one_decimal(hours.median))
