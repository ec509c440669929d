"""Units are judged together: Holm's adjustment agrees with statsmodels and never overclaims."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.gaps import Gap
from assessment.domain.multiplicity import UnitFinding, Verdict, holm, unit_findings
from assessment.domain.shares import Share

P_VALUES = st.lists(st.floats(min_value=0, max_value=1), max_size=15)

CLEAR = Gap(Share(56, 70), Share(48, 80))  # p = .0081
FAINT = Gap(Share(48, 70), Share(41, 80))  # p = .0331
NONE = Gap(Share(30, 70), Share(34, 80))


@st.composite
def gaps(draw: st.DrawFn) -> Gap:
    counts = []
    for _ in range(2):
        n = draw(st.integers(min_value=1, max_value=300))
        counts.append(Share(draw(st.integers(min_value=0, max_value=n)), n))
    return Gap(*counts)


def test_holm_reproduces_the_worked_example() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))


def test_holm_of_one_changes_nothing() -> None:
    assert holm([0.04]) == (0.04,)


def test_holm_of_none_is_empty() -> None:
    assert holm([]) == ()


def test_holm_stops_at_one() -> None:
    assert holm([0.5, 0.9, 1.0]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
def test_holm_refuses_what_is_no_p_value(p: float) -> None:
    with pytest.raises(ImpossibleCounts, match="between 0 and 1"):
        holm([0.5, p])


def test_holm_agrees_with_statsmodels_on_random_families() -> None:
    chance = random.Random(1979)

    for _ in range(40):  # statsmodels takes a tenth of a second for each
        p_values = [chance.random() ** 4 for _ in range(chance.randint(1, 30))]
        p_values += chance.choices(p_values, k=chance.randint(0, 3))
        expected = multipletests(p_values, method="holm")[1]
        assert holm(p_values) == pytest.approx(expected, abs=1e-15)


@given(P_VALUES)
def test_holm_only_ever_raises_p_and_keeps_the_ranks(p_values: list[float]) -> None:
    adjusted = holm(p_values)

    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    in_rank = [q for _, q in sorted(zip(p_values, adjusted, strict=True))]
    assert in_rank == sorted(in_rank)


@given(P_VALUES, st.randoms(use_true_random=False))
def test_holm_does_not_depend_on_the_order(p_values: list[float], chance: random.Random) -> None:
    places = list(range(len(p_values)))
    chance.shuffle(places)
    adjusted = holm(p_values)

    shuffled = holm([p_values[place] for place in places])

    assert shuffled == tuple(adjusted[place] for place in places)


def test_unit_findings_tell_detectable_from_worth_a_look() -> None:
    findings = unit_findings({"North": CLEAR, "South": FAINT, "West": NONE})

    assert {unit: finding.verdict for unit, finding in findings.items()} == {
        "North": Verdict.DETECTABLE,
        "South": Verdict.WORTH_A_LOOK,
        "West": None,
    }
    assert findings["North"].adjusted_p == pytest.approx(3 * 0.0081, abs=0.0002)
    assert findings["South"].gap is FAINT


def test_unit_alone_needs_no_adjustment() -> None:
    findings = unit_findings({"South": FAINT})

    assert findings["South"] == UnitFinding(FAINT, FAINT.p, Verdict.DETECTABLE)


def test_units_without_an_interval_are_not_part_of_the_family() -> None:
    censuses = Gap(Share(7, 9, asked=9, answered=9), Share(3, 12, asked=12, answered=12))
    empty = Gap(Share(7, 9), Share(0, 0))

    findings = unit_findings({"East": None, "Head office": censuses, "New": empty, "South": FAINT})

    assert findings == {
        "East": UnitFinding(None, None, None),
        "Head office": UnitFinding(censuses, None, None),
        "New": UnitFinding(empty, None, None),
        "South": UnitFinding(FAINT, FAINT.p, Verdict.DETECTABLE),
    }


def test_no_units_have_no_findings() -> None:
    assert unit_findings({}) == {}


@given(st.dictionaries(st.integers(), st.none() | gaps(), max_size=8))
def test_unit_finding_never_claims_more_than_its_own_interval(
    units: dict[int, Gap | None],
) -> None:
    findings = unit_findings(units)

    assert findings.keys() == units.keys()
    for unit, finding in findings.items():
        gap = units[unit]
        assert (finding.adjusted_p is None) == (gap is None)
        assert (finding.verdict is not None) == (gap is not None and gap.detectable is True)


@given(st.dictionaries(st.integers(), gaps(), max_size=6), gaps())
def test_one_unit_more_never_makes_another_detectable(units: dict[int, Gap], more: Gap) -> None:
    before = unit_findings({str(unit): gap for unit, gap in units.items()})

    after = unit_findings({**{str(unit): gap for unit, gap in units.items()}, "more": more})

    for unit, finding in before.items():
        if after[unit].verdict is Verdict.DETECTABLE:
            assert finding.verdict is Verdict.DETECTABLE
