"""Signs, checklist and tone against small tables worked by hand."""

from fractions import Fraction

from assessment.domain.checklist import Answer
from assessment.domain.disclosure import Hidden
from assessment.domain.proofs import Proof
from assessment.domain.rounds import Promise
from assessment.domain.shares import Share
from assessment.domain.signs import Band, Status
from assessment.models import Organization, Round
from assessment.queries.commitment import (
    Checklist,
    Commitment,
    agreed_keys,
    checklist_of,
    commitment_of,
    tone_of,
)
from assessment.queries.counts import counts_of
from tests.closed_rounds import CUSTOMER, EMPLOYEE, EXECUTIVE, a_round, headline, signs

# Of nine executives: 9+8+6+6+5+4+3+0 is 41 yes; four signs have six of nine or more.
NINE = signs((9, 0, 0), (8, 1, 0), (6, 3, 0), (6, 0, 3), (5, 3, 1), (4, 1, 4), (3, 6, 0), (0, 9, 0))
SPLITS = [
    (Status.UNANIMOUS_YES, "unanimous yes", Fraction(0)),
    (Status.MOSTLY_YES, "mostly yes", Fraction(2, 5)),
    (Status.MOSTLY_YES, "mostly yes", Fraction(9, 10)),
    (Status.MOSTLY_YES, "mostly yes", Fraction(0)),
    (Status.CONTESTED, "contested 5–3", Fraction(15, 16)),
    (Status.NOT_KNOWN, "not known", Fraction(4, 6)),
    (Status.MOSTLY_NO, "mostly no", Fraction(9, 10)),
    (Status.UNANIMOUS_NO, "unanimous no", Fraction(0)),
]


def commitment(round_: Round) -> Commitment:
    result = commitment_of(round_, counts_of([round_.pk])[round_.pk])
    assert isinstance(result, Commitment)
    return result


def checklist(round_: Round) -> Checklist:
    result = checklist_of(round_, counts_of([round_.pk])[round_.pk])
    assert isinstance(result, Checklist)
    return result


def test_signs_are_counted_and_never_averaged(organization: Organization) -> None:
    result = commitment(a_round(organization, {EXECUTIVE: NINE}, asked={EXECUTIVE: 12}))

    assert [(one.status, one.split, one.disagreement) for one in result.signs] == SPLITS
    assert result.claimed == Fraction(41, 9)
    assert [one.number for one in result.signs if one.is_agreed] == [1, 2, 3, 4]
    assert (result.agreed, result.band) == (4, Band.PARTIAL)
    assert (result.executives, result.asked) == (9, 12)


def test_commitment_is_none_where_executives_were_not_asked(organization: Organization) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(1, 9)})

    assert commitment_of(round_, counts_of([round_.pk])[round_.pk]) is None
    assert checklist_of(round_, counts_of([round_.pk])[round_.pk]) is None
    assert tone_of(round_, counts_of([round_.pk])[round_.pk]) is None


def test_signs_of_four_executives_are_hidden_where_only_totals_were_promised(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((3, 1))}, promise=Promise.TOTALS_ONLY)
    counts = counts_of([round_.pk])[round_.pk]

    assert commitment_of(round_, counts) is Hidden.TOO_FEW
    assert checklist_of(round_, counts) is Hidden.TOO_FEW
    assert tone_of(round_, counts) is Hidden.TOO_FEW


def test_signs_of_four_executives_show_where_names_were_promised(
    organization: Organization,
) -> None:
    result = commitment(a_round(organization, {EXECUTIVE: signs((3, 1))}))

    assert (result.executives, result.claimed, result.agreed) == (4, Fraction(6), 8)


def test_commitment_waits_until_the_round_closes(organization: Organization) -> None:
    for promise in Promise:
        Round.objects.all().delete()
        round_ = a_round(organization, {EXECUTIVE: NINE}, promise=promise, closed=False)
        counts = counts_of([round_.pk])[round_.pk]

        assert commitment_of(round_, counts) is Hidden.UNTIL_CLOSE
        assert checklist_of(round_, counts) is Hidden.UNTIL_CLOSE
        assert tone_of(round_, counts) is Hidden.UNTIL_CLOSE


def test_belief_is_what_employees_strongly_agree_to(organization: Organization) -> None:
    employees = {"e8": {"5": 4, "3": 16, "dk": 5}}

    result = commitment(a_round(organization, {EXECUTIVE: NINE, EMPLOYEE: employees}))

    assert result.belief == Share(4, 20, dont_know=5, asked=25, answered=25)


def test_belief_of_four_employees_is_hidden(organization: Organization) -> None:
    result = commitment(a_round(organization, {EXECUTIVE: NINE, EMPLOYEE: {"e8": {"5": 4}}}))

    assert result.belief is Hidden.TOO_FEW


def test_checklist_scores_items_and_never_the_whole(organization: Organization) -> None:
    items = {
        "l1a": {"yes": 3, "partly": 1, "dk": 2},  # 3.5 of 4
        "l1b": {"16": 2, "20": 1, "15": 3},  # half at two hours or more: 1/2
        "l1c": {"yes": 6},
        "l1d": {"yes": 4, "no": 2},  # 4 of 6
        "l2a": {"no": 6},
        "l2b": {"yes": 1, "no": 5},  # 1 of 6
        "l3a": {"yes": 6},  # one of three items is not enough
    }

    result = checklist(a_round(organization, {EXECUTIVE: items}))

    scores = {item.key: item.score for question in result.questions for item in question.items}
    assert scores["l1a"] == Fraction(7, 8)
    assert scores["l1b"] == Fraction(1, 2)
    assert scores["l1d"] == Fraction(2, 3)
    assert [question.result.score for question in result.questions] == [
        (Fraction(7, 8) + Fraction(1, 2) + 1 + Fraction(2, 3)) / 4,
        Fraction(1, 12),
        None,
        None,
    ]
    assert result.profile.text == "1 of 4 yes"
    assert result.profile.level is Answer.NO


def test_hours_say_how_many_executives_pass(organization: Organization) -> None:
    hours = {"0": 1, "8": 2, "12": 1, "16": 3, "30": 2}  # half-hours in four weeks

    result = checklist(a_round(organization, {EXECUTIVE: {"l1b": hours}}))

    item = next(one for one in result.questions[0].items if one.hours)
    assert item.hours is not None
    assert (item.hours.passing, item.hours.answered, item.hours.median) == (5, 9, Fraction(2))
    assert item.score == 1


def test_item_that_few_answered_is_hidden_and_leaves_the_score(organization: Organization) -> None:
    answers = {
        **signs((6, 0)),
        "l1a": {"yes": 6},
        "l1b": {"16": 4},
        "l1c": {"yes": 6},
        "l1d": {"yes": 2, "no": 2},
        "t1": {"yes": 4},
        "t2": {"cost-centre": 2, "dk": 3},
    }
    round_ = a_round(organization, {EXECUTIVE: answers}, promise=Promise.TOTALS_ONLY)

    result = checklist(round_)
    tone = tone_of(round_, counts_of([round_.pk])[round_.pk])

    few = [item for item in result.questions[0].items if item.hidden]
    assert [(item.key, item.score, item.counts, item.hours) for item in few] == [
        ("l1b", None, {}, None),
        ("l1d", None, {}, None),
    ]
    assert result.questions[0].result.score is None
    assert isinstance(tone, tuple)
    assert [(one.hidden, dict(one.counts)) for one in tone[:2]] == [
        (Hidden.TOO_FEW, {}),
        (None, dict(zip(tone[1].counts, (2, 0, 3), strict=True))),
    ]


def test_tone_counts_by_label(organization: Organization) -> None:
    answers = {"t1": {"yes": 1, "partly": 2}, "t3": {"no": 3}}
    round_ = a_round(organization, {EXECUTIVE: answers})

    tone = tone_of(round_, counts_of([round_.pk])[round_.pk])

    assert isinstance(tone, tuple)
    assert [dict(one.counts) for one in tone] == [
        {"Yes": 1, "Partly": 2, "No": 0, "Don’t know": 0},
        dict.fromkeys(tone[1].counts, 0),
        {"Yes": 0, "No": 3, "Don’t know": 0},
    ]


def test_evidenced_signs_are_agreed_ones_whose_evidence_was_accepted(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {EXECUTIVE: NINE})
    counts = counts_of([round_.pk])[round_.pk]
    proofs = {"s1": Proof.ACCEPTED, "s2": Proof.STALE, "s3": Proof.WAITING, "s5": Proof.ACCEPTED}

    result = commitment_of(round_, counts, proofs)

    assert isinstance(result, Commitment)
    assert (result.agreed, result.evidenced, result.band) == (4, 1, Band.LITTLE)
    assert [sign.proof for sign in result.signs] == [
        *(Proof.ACCEPTED, Proof.STALE, Proof.WAITING, Proof.NONE),
        *[None] * 4,
    ]


def test_evidence_that_is_not_counted_leaves_the_band_to_the_agreed_signs(
    organization: Organization,
) -> None:
    result = commitment(a_round(organization, {EXECUTIVE: NINE}))

    assert (result.evidenced, result.band) == (None, Band.PARTIAL)
    assert {sign.proof for sign in result.signs} == {None}


def test_agreed_keys_are_those_that_may_be_shown(organization: Organization) -> None:
    items = {"l1a": {"yes": 6, "partly": 3}, "l1c": {"yes": 5, "partly": 4}}
    enough = a_round(organization, {EXECUTIVE: NINE | items}, promise=Promise.TOTALS_ONLY)

    assert agreed_keys(enough, counts_of([enough.pk])[enough.pk]) == {
        *("s1", "s2", "s3", "s4", "l1a")
    }


def test_no_key_is_agreed_where_executives_are_hidden(organization: Organization) -> None:
    few = a_round(organization, {EXECUTIVE: signs((4, 0))}, promise=Promise.TOTALS_ONLY)

    assert agreed_keys(few, counts_of([few.pk])[few.pk]) == frozenset()
