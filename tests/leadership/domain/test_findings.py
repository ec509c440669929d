"""The headings of the dashboard, read aloud."""

import pytest

from assessment.domain.checklist import Answer, Profile, QuestionResult
from assessment.domain.gaps import Gap
from assessment.domain.multiplicity import unit_findings
from assessment.domain.shares import Share
from assessment.domain.signs import Status
from leadership.domain.findings import (
    checklist_finding,
    gap_finding,
    signs_finding,
    trend_finding,
    unit_finding,
)

WIDE = Gap(Share(28, 50), Share(36, 300))  # 44 points
NARROW = Gap(Share(20, 50), Share(90, 300))  # 10 points, −3 to 25
CERTAIN = Gap(Share(300, 500), Share(120, 300))  # 20 points
NEGATIVE = Gap(Share(36, 300), Share(28, 50))
BARELY = Gap(Share(24, 50), Share(90, 300))  # 18 points, 3.6 to 32
CENSUS = Gap(Share(6, 10, asked=10, answered=10), Share(4, 10, asked=10, answered=10))
FEW = Gap(Share(3, 4), Share(36, 300))
ALL_OF_ONE_MIND = Gap(Share(6, 6), Share(36, 300))


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ([("Pay", Status.UNANIMOUS_YES, True)], "All eight signs are agreed"),
        ([("Pay", Status.NO_ANSWERS, False)], "No executive has answered"),
        (
            [("Pay", Status.CONTESTED, False), ("Belief", Status.MOSTLY_NO, False)],
            "Executives contradict each other on pay",
        ),
        (
            [
                ("Talk", Status.CONTESTED, False),
                ("Talk", Status.CONTESTED, False),
                ("Pay", Status.CONTESTED, False),
            ],
            "Executives contradict each other on talk and pay",
        ),
        (
            [("Pay", Status.NOT_KNOWN, False), ("Belief", Status.MOSTLY_NO, False)],
            "What is missing: pay and belief",
        ),
    ],
)
def test_signs_finding_names_what_is_missing(
    signs: list[tuple[str, Status, bool]], text: str
) -> None:
    assert signs_finding(signs) == text


@pytest.mark.parametrize(
    ("gaps", "text"),
    [
        ([], "Too few answers to compare"),
        ([("trust", None)], "Too few answers to compare"),
        ([("trust", FEW), ("money", None)], "Too few answers to compare"),
        ([("trust", ALL_OF_ONE_MIND)], "Too few answers to compare"),
        ([("trust", WIDE)], "On trust: 44 points between management and customers"),
        ([("trust", WIDE), ("money", CERTAIN)], "The gap is widest on trust: 44 points"),
        ([("trust", NARROW), ("money", NARROW)], "No gap is detectable"),
        ([("trust", NEGATIVE), ("money", CERTAIN)], "The gap is widest on money: 20 points"),
    ],
)
def test_gap_finding_names_the_widest(gaps: list[tuple[str, Gap | None]], text: str) -> None:
    assert gap_finding(gaps, k=5) == text


@pytest.mark.parametrize(
    ("gaps", "text"),
    [
        ({"Ocean": WIDE, "Road": CERTAIN}, "The gap is widest in Ocean: 44 points"),
        ({"Ocean": WIDE, "Road": None}, "The gap is widest in Ocean: 44 points"),
        ({"Ocean": CENSUS, "Road": NARROW}, "The gap is widest in Ocean: 20 points"),
        ({"Ocean": NARROW, "Road": NARROW}, "No gap is detectable in any unit"),
        (
            {"Ocean": BARELY, **dict.fromkeys(("Air", "Road", "Rail", "Post"), NARROW)},
            "No unit stands apart for sure; worth a look: Ocean",
        ),
        ({"Ocean": None}, "Too few answers to compare units"),
        ({}, "Too few answers to compare units"),
    ],
)
def test_unit_finding_claims_no_more_than_all_looks_together(
    gaps: dict[str, Gap | None], text: str
) -> None:
    assert unit_finding(unit_findings(gaps)) == text


def test_gap_finding_names_executives_who_agreed_to_it() -> None:
    gaps = [("trust", ALL_OF_ONE_MIND), ("money", CERTAIN)]

    assert gap_finding(gaps, k=5, attributed=True) == "The gap is widest on trust: 88 points"


@pytest.mark.parametrize(
    ("agreed", "gaps", "text"),
    [
        ([2], [WIDE], "The first round: a trend needs two"),
        (
            [2, 5, 6],
            [WIDE, None, CERTAIN],
            "Since Q1: agreed signs from 2 to 6 and the gap from 44 to 20 points",
        ),
        ([6, 6], [WIDE, WIDE], "Since Q1: agreed signs still 6 and the gap still 44 points"),
        ([None, 6], [WIDE, CERTAIN], "Since Q1: the gap from 44 to 20 points"),
        ([2, 3], [FEW, CERTAIN], "Since Q1: agreed signs from 2 to 3"),
        ([None, None], [None, None], "Over time"),
    ],
)
def test_trend_finding_goes_from_the_first_round_to_the_latest(
    agreed: list[int | None], gaps: list[Gap | None], text: str
) -> None:
    labels = [f"Q{number}" for number in range(1, len(agreed) + 1)]

    assert trend_finding(labels, agreed, gaps, k=5) == text


def test_checklist_finding_never_averages() -> None:
    yes, no = QuestionResult(None, Answer.YES), QuestionResult(None, Answer.NO)
    unknown = QuestionResult(None, Answer.NOT_ENOUGH)

    assert checklist_finding(Profile((yes, no, yes, yes))) == (
        "Leadership and incentives: 3 of 4 yes, the foundation is “no”"
    )
    assert checklist_finding(Profile((unknown, yes, yes, yes))) == (
        "Leadership and incentives: 3 of 4 yes"
    )
    assert checklist_finding(Profile((unknown,) * 4)) == (
        "Leadership and incentives: not enough answers"
    )
