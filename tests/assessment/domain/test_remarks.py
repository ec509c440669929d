"""Remarks beside results, read aloud."""

from fractions import Fraction

import pytest

from assessment.domain.checklist import FrontLineHours
from assessment.domain.remarks import (
    dont_know_remark,
    dont_know_text,
    hours_remark,
    prediction_error_text,
    prediction_remark,
    weight_remark,
)
from assessment.domain.shares import Share
from assessment.domain.weights import Stratum, Weighted, weighted


def test_dont_know_stands_beside_the_share() -> None:
    assert dont_know_text(Share(18, 100, dont_know=50)) == "33%"
    assert dont_know_text(Share(5, 8, dont_know=1)) == "1 of 9"
    assert dont_know_text(Share(0, 0, dont_know=7)) == ""


def test_dont_know_is_remarked_where_it_is_more_than_one_in_five() -> None:
    assert dont_know_remark("customers", Share(18, 100, dont_know=50)) == (
        "33% of customers said “don’t know”: whatever they had said instead, between 12% and 45% "
        "would have chosen the strongest label."
    )
    assert dont_know_remark("management", Share(4, 7, dont_know=3)) == (
        "3 of 10 people in management said “don’t know”."
    )
    assert dont_know_remark("customers", Share(18, 100, dont_know=25)) == ""
    assert dont_know_remark("customers", Share(0, 0, dont_know=25)) == ""


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (None, "."),
        (Fraction(37), ": 37 points too high."),
        (Fraction(-1), ": 1 point too low."),
        (Fraction(1, 3), "; that is what customers said."),
    ],
)
def test_prediction_says_by_how_much_it_is_off(error: Fraction | None, end: str) -> None:
    assert prediction_remark(Fraction(55), 43, error) == (
        "Management expected 55 of 100 customers to say “highly customer-centric” "
        f"(median of 43 predictions){end}"
    )


def test_prediction_error_is_named_in_points() -> None:
    assert prediction_error_text(Fraction(75, 2)) == "38 points too high"
    assert prediction_error_text(Fraction(-3, 2)) == "2 points too low"
    assert prediction_error_text(Fraction(0)) == "exactly what customers said"


def test_weighted_share_stands_beside_the_unweighted_one() -> None:
    found = weighted(
        [Stratum(600, Share(4, 40)), Stratum(300, Share(10, 50)), Stratum(100, Share(15, 30))]
    )

    assert isinstance(found, Weighted)
    assert weight_remark("customers", found) == (
        "Customers weighted by the size of their units: 17% (95% interval 11 to 26), "
        "unweighted 24%."
    )


def test_hours_are_told_in_people_and_their_median() -> None:
    assert hours_remark(FrontLineHours(passing=5, answered=9, median=Fraction(3, 2))) == (
        "Time with customers: 5 of 9 executives at two hours or more a week; median 1.5 h."
    )
    assert hours_remark(FrontLineHours(passing=0, answered=0, median=None)) == ""
