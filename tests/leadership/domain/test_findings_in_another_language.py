"""What results say, read in another language: whole sentences, and nothing left in English."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from assessment.domain.agreement import agreement
from assessment.domain.audiences import Audience
from assessment.domain.checklist import FrontLineHours, profile
from assessment.domain.flips import Flips
from assessment.domain.gaps import Gap
from assessment.domain.headlines import Standing, change_sentence, dashboard_headline
from assessment.domain.multiplicity import unit_findings
from assessment.domain.remarks import (
    dont_know_remark,
    hours_remark,
    prediction_remark,
    weight_remark,
)
from assessment.domain.sentences import (
    commitment_headline,
    gap_sentence,
    gap_text,
    share_interval_text,
    shown_text,
    sign_text,
)
from assessment.domain.shares import Share, distribution
from assessment.domain.signs import SignCounts, Status, agreed_bounds_text
from assessment.domain.weights import Stratum, Weighted, weighted
from leadership.domain import executive_findings as executives
from leadership.domain import findings, gap_findings, sign_findings
from leadership.domain.peer_findings import group_finding, sentence
from leadership.domain.peers import Measure, Place, Quartiles, organizations_text
from leadership.domain.results_wording import Outcome, results_wording
from tests.reading import Brackets, Reader, read_by
from tests.translating import outside_brackets

WORDS = re.compile(r"[^\W\d_]{2,}")
WIDE = Gap(Share(28, 50), Share(36, 300))
WIDER = Gap(Share(40, 50), Share(30, 300))
UPSIDE_DOWN = Gap(Share(5, 50), Share(200, 300))
CENSUS = Gap(Share(30, 50, asked=50, answered=50), Share(20, 40, asked=40, answered=40))
EMPTY = Gap(Share(0, 0), Share(0, 0, dont_know=12))
CLOSE = Gap(Share(8, 30), Share(60, 300))
ANSWERS = distribution({"5": 4, "4": 9, "1": 2})
OTHERS = distribution({"5": 9, "4": 2, "1": 2})
LABELS = ("1", "2", "3", "4", "5")
STATEMENTS = [("1.", agreement({"5": 3, "1": 4})), ("2.", agreement({"4": 6, "3": 1}))]
BAND = Quartiles(Fraction(1), Fraction(2), Fraction(3))


def the_weighted() -> Weighted:
    found = weighted([Stratum(600, Share(4, 40)), Stratum(300, Share(10, 50))])
    assert isinstance(found, Weighted)
    return found


def standing(label: str, number: int | None, gap: Gap | None, *, evidenced: bool) -> Standing:
    if evidenced:
        return Standing(label, agreed=8, evidenced=number, gap=gap)
    return Standing(label, agreed=number, gap=gap)


def of_results(outcome: Outcome) -> str:
    said = results_wording("1", "2", outcome)
    return " ".join((said.subject, said.preheader, said.heading, *said.paragraphs, said.button))


SAID: tuple[Callable[[], str], ...] = (
    *(
        lambda gap=gap, number=number, evidenced=evidenced: dashboard_headline(
            standing("1", number, gap, evidenced=evidenced)
        )
        for gap in (WIDE, UPSIDE_DOWN, CENSUS, EMPTY, CLOSE, None)
        for number in (0, 1, 5, 8, None)
        for evidenced in (False, True)
    ),
    *(
        lambda then=then, now=now, numbers=numbers, evidenced=evidenced: change_sentence(
            standing("1", numbers[0], then, evidenced=evidenced),
            standing("2", numbers[1], now, evidenced=evidenced),
        )
        for then, now in (
            *((WIDE, WIDER), (WIDER, WIDE), (WIDE, UPSIDE_DOWN), (UPSIDE_DOWN, WIDE)),
            *((CLOSE, WIDE), (CENSUS, CENSUS), (None, WIDE)),
        )
        for numbers in ((4, 4), (4, 5), (5, 3), (None, 3))
        for evidenced in (False, True)
    ),
    lambda: change_sentence(None, Standing("1")),
    *(lambda gap=gap: gap_sentence(gap) for gap in (WIDE, UPSIDE_DOWN, CENSUS, EMPTY, CLOSE)),
    *(lambda gap=gap: gap_text(gap) for gap in (WIDE, UPSIDE_DOWN, CENSUS, EMPTY, CLOSE, None)),
    lambda: shown_text(Share(28, 50)) + share_interval_text(Share(28, 50)),
    lambda: commitment_headline(6, Fraction(51, 8), 8) + commitment_headline(6, None, 0),
    lambda: commitment_headline(6, Fraction(6), 1, evidenced=5),
    *(
        lambda counts=counts: sign_text(SignCounts(*counts))
        for counts in ((8, 1), (5, 3, 1), (0, 0))
    ),
    *(
        lambda counts=counts: sign_findings.sign_finding("1", SignCounts(*counts))
        for counts in (
            *((0, 0), (1, 0), (0, 1), (0, 0, 1), (2, 0), (0, 2), (0, 0, 2), (1, 1), (1, 0, 1)),
            *((9, 0), (0, 9), (0, 0, 9), (7, 2), (1, 7, 1), (0, 7, 2), (13, 2)),
        )
    ),
    *(
        lambda before=before, now=now, moved=moved: sign_findings.change_finding(
            SignCounts(*before), SignCounts(*now), "1", moved=moved
        )
        for before, now in (
            *(((5, 4), (7, 2)), ((7, 2), (6, 3)), ((5, 4), (5, 4)), ((5, 4), (5, 3, 1))),
            *(((5, 4), (5, 3)), ((5, 4), (0, 3)), ((5, 4), (1, 3))),
        )
        for moved in (False, True)
    ),
    *(
        lambda run=run, anew=anew: sign_findings.agreement_finding(
            [("1", agreed) for agreed in run], anew=anew
        )
        for run in (
            *([True], [None, None], [True, True], [False, False], [False, True], [True, False]),
            *(
                [True, False, True],
                [False] * 3,
                [True] * 3,
                [True, None, True],
                [False, None, False],
            ),
            *([True, True, None, True], [False, False, None, False], [True, None, False, False]),
        )
        for anew in (False, True)
    ),
    *(
        lambda said=said: sign_findings.voices_finding(
            {code: ["1"] * count for code, count in zip(("yes", "no", "dk"), said, strict=True)}
        )
        for said in (
            *(
                (0, 0, 0),
                (5, 0, 0),
                (5, 0, 1),
                (5, 0, 4),
                (5, 4, 0),
                (5, 1, 0),
                (2, 5, 1),
                (1, 1, 0),
            ),
        )
    ),
    lambda: findings.signs_finding(
        [("1", Status.CONTESTED, False), ("2", Status.MOSTLY_NO, False)]
    ),
    lambda: findings.signs_finding([("1", Status.MOSTLY_NO, False)]),
    lambda: findings.signs_finding([("1", Status.MOSTLY_YES, True)]),
    lambda: findings.signs_finding([("1", Status.NO_ANSWERS, False)]),
    *(
        lambda gaps=gaps: findings.gap_finding([("1", gap) for gap in gaps], k=5)
        for gaps in ([], [WIDE], [WIDE, WIDER], [CLOSE, CLOSE])
    ),
    *(
        lambda gaps=gaps: findings.unit_finding(
            unit_findings({str(at): gap for at, gap in enumerate(gaps)})
        )
        for gaps in ([], [WIDE, WIDER], [CLOSE, CLOSE])
    ),
    *(
        lambda agreed=agreed, gaps=gaps: findings.trend_finding(["1", "2"], agreed, gaps, k=5)
        for agreed in ([3, 5], [3, 3], [None, 3])
        for gaps in ([WIDE, WIDER], [WIDE, WIDE], [None, WIDE])
    ),
    lambda: findings.trend_finding(["1"], [1], [None], k=5),
    *(
        lambda items=items: findings.checklist_finding(profile(items))
        for items in ([[Fraction(1)], [Fraction(1)]], [[None], [Fraction(1)]], [[None], [None]])
    ),
    *(
        lambda asked=asked: gap_findings.one_sided_finding(asked)
        for asked in ([Audience.MANAGER], [Audience.CUSTOMER], [Audience.EMPLOYEE])
    ),
    *(
        lambda sides=sides: gap_findings.answers_finding(sides, LABELS)
        for sides in (
            [],
            [("management", ANSWERS)],
            [("management", ANSWERS), ("customers", ANSWERS)],
            [("management", ANSWERS), ("customers", OTHERS)],
        )
    ),
    *(
        lambda known=known, together=together: gap_findings.intervals_finding(
            known, together=together
        )
        for known in (
            *([None], [True], [False], [True, True], [False, False], [True] * 3),
            *([True, False, False], [True, True, False]),
        )
        for together in (False, True)
    ),
    lambda: gap_findings.prediction_finding(Fraction(55), Share(18, 100)),
    *(
        lambda then=then, now=now: (
            gap_findings.change_finding("1", then, now) + gap_findings.change_text(then, now)
        )
        for then, now in (
            *((WIDE, WIDER), (WIDER, WIDE), (WIDE, WIDE), (WIDE, UPSIDE_DOWN)),
            *((UPSIDE_DOWN, WIDE), (EMPTY, WIDE), (CENSUS, CENSUS)),
        )
    ),
    *(
        lambda told=told: executives.opinions_finding(told) + executives.opinions_sentence(told)
        for told in (
            [],
            STATEMENTS,
            STATEMENTS[:1],
            [("1", agreement({"5": 4}))],
            [("1", agreement({"5": 1}))],
        )
    ),
    *(
        lambda rows=rows: executives.matrix_finding(rows)
        for rows in ([], ["yy"], ["yy", "yn"], ["yy", "yy", "nn"], ["nn", "nn"])
    ),
    lambda: executives.matrix_sentence([8, 1, 0]),
    lambda: executives.tone_finding({"1": 5, "2": 3}, "3"),
    *(
        lambda places=places: group_finding(places)
        for places in (
            [],
            [(Measure.GAP, Place.ABOVE)],
            [(Measure.GAP, Place.WITHIN), (Measure.AGREED, Place.WITHIN)],
            [(measure, Place.WITHIN) for measure in Measure],
        )
    ),
    lambda: sentence([(measure, "1 (2)", BAND) for measure in Measure]),
    lambda: " ".join(organizations_text(count) for count in (5, 12, 25)),
    lambda: " ".join(measure.label for measure in Measure),
    lambda: dont_know_remark("customers", Share(18, 100, dont_know=50)),
    lambda: dont_know_remark("management", Share(4, 7, dont_know=3)),
    *(
        lambda error=error: prediction_remark(Fraction(55), 9, error)
        for error in (None, Fraction(0), Fraction(1), Fraction(-38))
    ),
    lambda: weight_remark("customers", the_weighted()) + weight_remark("employees", the_weighted()),
    lambda: hours_remark(FrontLineHours(5, 9, Fraction(3, 2))),
    lambda: (
        agreed_bounds_text([SignCounts(5, 2)] * 8, 9)
        + agreed_bounds_text([SignCounts(5, 2)] * 8, 7)
    ),
    lambda: (
        agreed_bounds_text([SignCounts(8, 0)] * 8, 9)
        + agreed_bounds_text([SignCounts(0, 0)] * 8, 0)
    ),
    lambda: Flips(no_to_yes=3, yes_to_no=1, unchanged=5, other=1, silent=1, joined=2, left=1).words,
    lambda: Flips(joined=2).text("1"),
    *(
        lambda outcome=outcome: of_results(outcome)
        for outcome in (
            Outcome("", "", is_finding=True, asked=9, answered=7),
            Outcome("", "", is_finding=False, asked=9, answered=7),
            Outcome("", "", is_finding=False, asked=1, answered=1),
            Outcome("", "", is_finding=False, asked=9, answered=0),
            Outcome("", "", is_finding=False, asked=1, answered=0),
        )
    ),
)


@pytest.mark.parametrize("say", SAID)
def test_nothing_is_said_that_cannot_be_translated(say: Callable[[], str]) -> None:
    with read_by(Brackets("de")):
        said = say()

    assert WORDS.findall(outside_brackets(said)) == []


def test_finding_is_read_as_a_whole_with_the_words_in_another_order() -> None:
    words = {
        "{some} of {number} say that {claim}; {rest}": (
            "von {number} sagen {some}, dass {claim}; {rest}"
        ),
        "{number} disagree": "{number} widersprechen",
        "seven": "sieben",
        "nine": "neun",
        "two": "zwei",
    }

    with read_by(Reader("de", words)):
        said = sign_findings.sign_finding("es Pläne gibt", SignCounts(7, 2))

    assert said == "Von neun sagen sieben, dass es Pläne gibt; zwei widersprechen"


def test_nouns_stay_large_where_a_language_writes_them_so() -> None:
    words = {
        "Executives contradict each other on {topics}": "Widerspruch bei {topics}",
        "{some} and {last}": "{some} und {last}",
    }
    signs = [("Vergütung", Status.CONTESTED, False), ("Ziele", Status.CONTESTED, False)]

    with read_by(Reader("de", words)):
        assert findings.signs_finding(signs) == "Widerspruch bei Vergütung und Ziele"
    with read_by(Reader("es")):
        assert findings.signs_finding(signs).endswith("on vergütung and ziele")


def test_decimals_are_those_of_the_reader() -> None:
    with read_by(Reader("de")):
        assert "6,4 claimed" in commitment_headline(6, Fraction(51, 8), 8)
        assert "mean 3,0" in executives.opinions_sentence([("1", agreement({"5": 3, "1": 3}))])
