"""Top boxes, gaps and their intervals against published figures and an independent oracle."""

import random
from fractions import Fraction

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.rounds import Promise
from assessment.domain.shares import Share
from assessment.models import Organization, Round
from assessment.queries.counts import counts_of
from assessment.queries.perception import Perception, Prediction, perception_of
from assessment.queries.protection import SIDES
from tests.closed_rounds import (
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    PARTNER,
    Cell,
    Choices,
    a_round,
    headline,
)

NOBODY = Share(0, 0, asked=0, answered=0)


def perception(round_: Round) -> Perception:
    result = perception_of(round_, counts_of([round_.pk])[round_.pk])
    assert result is not None
    return result


def predicting(top: int, of: int, **predicted: int) -> Choices:
    """p1 and m1: predicting(1, 3, n40=2, n55=1, dk=1)."""
    return {
        **headline(top, of),
        "m1": {number.removeprefix("n"): count for number, count in predicted.items()},
    }


def test_gap_of_a_census_of_management_is_the_published_one(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(6, 10), MANAGER: headline(22, 40), CUSTOMER: headline(36, 300)},
        asked={CUSTOMER: 900},
    )

    result = perception(round_).headline

    assert result.management == Share(28, 50, asked=50, answered=50)
    assert result.gap is not None
    assert result.gap.points == 44
    assert result.gap.interval == pytest.approx((39.8, 47.2), abs=0.05)


def test_gap_of_samples_has_newcombes_interval(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: headline(5, 9),
            MANAGER: headline(21, 34, dont_know=3),
            CUSTOMER: headline(54, 301, dont_know=20),
        },
        asked={MANAGER: 60, CUSTOMER: 1000},
    )

    gap = perception(round_).headline.gap

    oracle = confint_proportions_2indep(26, 43, 54, 301, method="newcomb")
    assert gap is not None
    assert gap.points == (Fraction(26, 43) - Fraction(54, 301)) * 100
    assert gap.interval == pytest.approx([100 * bound for bound in oracle], abs=1e-9)


def test_dont_know_is_counted_beside_the_base(organization: Organization) -> None:
    result = perception(a_round(organization, {CUSTOMER: headline(18, 100, dont_know=50)}))

    assert result.headline.customers == Share(18, 100, dont_know=50, asked=150, answered=150)
    assert result.headline.management == NOBODY
    assert result.headline.gap is None


def test_every_question_is_compared_over_all_units(organization: Organization) -> None:
    answers = {"p2": {"5": 3, "4": 3}, "p7": {"5": 6}}
    round_ = a_round(
        organization,
        {(CUSTOMER, "North"): answers, (CUSTOMER, "South"): answers, EMPLOYEE: answers},
    )

    questions = perception(round_).questions

    shares = [one.customers for one in questions]
    assert [(share.x, share.n) for share in shares if isinstance(share, Share)] == [
        (0, 0),
        (6, 12),
        *[(0, 0)] * 4,
        (12, 12),
    ]
    assert questions[1].employees == Share(3, 6, asked=6, answered=6)
    assert "Acme" in questions[1].label


def test_audiences_stand_apart_and_together(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: headline(2, 3),
            MANAGER: headline(4, 8),
            EMPLOYEE: headline(5, 20),
            CUSTOMER: headline(1, 30),
            PARTNER: headline(2, 6),
        },
    )

    result = perception(round_)

    assert result.audiences == (
        (EXECUTIVE, Share(2, 3, asked=3, answered=3)),
        (MANAGER, Share(4, 8, asked=8, answered=8)),
        (EMPLOYEE, Share(5, 20, asked=20, answered=20)),
        (CUSTOMER, Share(1, 30, asked=30, answered=30)),
        (PARTNER, Share(2, 6, asked=6, answered=6)),
    )
    assert result.headline.management == Share(6, 11, asked=11, answered=11)


@pytest.mark.parametrize("managers", [1, 2, 3, 4])
def test_few_managers_hide_management_beside_named_executives(
    organization: Organization, managers: int
) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(5, 9), MANAGER: headline(1, managers), CUSTOMER: headline(9, 90)},
    )

    result = perception(round_)

    assert result.headline.management is Hidden.TOO_FEW
    assert result.headline.gap is None
    assert dict(result.audiences)[EXECUTIVE] == Share(5, 9, asked=9, answered=9)
    assert dict(result.audiences)[MANAGER] is Hidden.TOO_FEW


@pytest.mark.parametrize("small", [EMPLOYEE, CUSTOMER, PARTNER])
def test_audience_of_four_is_hidden_wherever_it_would_stand(
    organization: Organization, small: Audience
) -> None:
    answers: dict[Cell, Choices] = {
        audience: headline(9, 40) for audience in (MANAGER, EMPLOYEE, CUSTOMER, PARTNER)
    }
    round_ = a_round(organization, {**answers, small: headline(3, 4)})

    result = perception(round_)

    shown = [audience for audience, end in result.audiences if isinstance(end, Share)]
    assert small not in shown
    assert len(shown) == 3
    assert (result.headline.gap is None) == (small is CUSTOMER)


def test_answers_that_all_say_dont_know_count_as_answers(organization: Organization) -> None:
    few = {"p1": {"dk": 3}, "p2": {"dk": 4}}
    round_ = a_round(organization, {MANAGER: headline(9, 40), (CUSTOMER, "North"): few})

    result = perception(round_)

    assert result.headline.customers is Hidden.TOO_FEW
    assert result.questions[1].customers is Hidden.TOO_FEW
    assert next(unit.customers for unit in result.units) is Hidden.TOO_FEW


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_unit_follows_from_what_is_shown(organization: Organization, seed: int) -> None:
    chance = random.Random(seed)
    sizes: dict[Cell, int] = {
        (audience, f"Unit {unit}"): chance.choice([0, 1, 2, 3, 4, 6, 9, 14, 30])
        for audience in (MANAGER, EMPLOYEE, CUSTOMER)
        for unit in range(4)
    }
    cells: dict[Cell, int] = {**sizes, EXECUTIVE: chance.choice([0, 3, 6, 9])}
    promise = chance.choice(list(Promise))
    answers = {cell: headline(n // 2, n) for cell, n in cells.items() if n}
    round_ = a_round(organization, answers, promise=promise)

    result = perception(round_)

    for side, audiences in SIDES.items():
        ends = {unit.label: getattr(unit, side) for unit in result.units}
        names = [label for label, end in ends.items() if isinstance(end, Hidden)]
        ends |= dict.fromkeys(result.merged, ends.get("Other units"))
        hidden = sum(
            n
            for cell, n in cells.items()
            if (cell[0] if isinstance(cell, tuple) else cell) in audiences
            and isinstance(
                ends.get(cell[1] if isinstance(cell, tuple) else "Executive team"), Hidden
            )
            and not (cell is EXECUTIVE and promise is Promise.ATTRIBUTED)
        )
        if isinstance(getattr(result.headline, side), Share):
            assert len(names) != 1, f"{names[0]} follows from the total"
            assert hidden == 0 or hidden >= 5, (
                f"{side} of {', '.join(names)} are a group of {hidden}"
            )
    apart = dict(result.audiences)
    if isinstance(result.headline.management, Share) and MANAGER in apart and EXECUTIVE in apart:
        assert isinstance(apart[EXECUTIVE], Hidden) == (
            isinstance(apart[MANAGER], Hidden) and promise is Promise.TOTALS_ONLY
        )


def test_managers_follow_from_nothing_where_executives_are_confidential(
    organization: Organization,
) -> None:
    """Managers of 3 and 12 beside six executives: 3 would be 15 managers less the 12."""
    round_ = a_round(
        organization,
        {
            EXECUTIVE: headline(4, 6),
            (MANAGER, "North"): headline(2, 3),
            (MANAGER, "South"): headline(5, 12),
        },
        promise=Promise.TOTALS_ONLY,
    )

    result = perception(round_)

    assert result.headline.management == Share(11, 21, asked=21, answered=21)
    assert [unit.management for unit in result.units] == [
        Hidden.TOO_FEW,
        Share(5, 12, asked=12, answered=12),
        Hidden.PROTECTS_OTHERS,
    ]
    assert result.audiences == (
        (EXECUTIVE, Hidden.PROTECTS_OTHERS),
        (MANAGER, Hidden.PROTECTS_OTHERS),
    )


def test_managers_in_no_unit_are_not_lumped_with_executives(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(4, 6), MANAGER: headline(2, 3), (MANAGER, "South"): headline(5, 12)},
        promise=Promise.TOTALS_ONLY,
    )

    result = perception(round_)

    assert [(unit.label, isinstance(unit.management, Hidden)) for unit in result.units] == [
        ("South", False),
        ("No unit", True),
        ("Executive team", True),
    ]
    assert all(isinstance(end, Hidden) for _, end in result.audiences)


def test_prediction_is_the_median_beside_what_customers_say(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: predicting(1, 4, n40=1, n55=1, n70=1, dk=1),
            MANAGER: predicting(1, 6, n55=2, n60=2, n30=2),
            CUSTOMER: headline(18, 100),
        },
    )

    assert perception(round_).prediction == Prediction(
        median=Fraction(55), answers=9, error=Fraction(37)
    )


def test_prediction_of_few_managers_is_hidden(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: predicting(1, 4, n40=4),
            MANAGER: predicting(6, 6, n55=4),
            CUSTOMER: headline(18, 100),
        },
    )

    assert perception(round_).prediction is Hidden.TOO_FEW


def test_prediction_gives_no_error_from_which_everybodys_answer_follows(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {MANAGER: predicting(6, 9, n40=9), CUSTOMER: headline(0, 7)})

    assert perception(round_).prediction == Prediction(median=Fraction(40), answers=9, error=None)


def test_perception_waits_until_the_round_closes(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: predicting(5, 9, n40=9),
            (MANAGER, "North"): predicting(9, 40, n40=40),
            (CUSTOMER, "North"): {**headline(36, 300), "p2": {"5": 300}},
        },
        closed=False,
    )

    result = perception(round_)

    for one in (result.headline, *result.questions, *result.units):
        ends = {one.management, one.customers, one.employees, one.partners}
        assert ends == {Hidden.UNTIL_CLOSE}
        assert one.gap is None
    assert {end for _, end in result.audiences} == {Hidden.UNTIL_CLOSE}
    assert result.prediction is Hidden.UNTIL_CLOSE
