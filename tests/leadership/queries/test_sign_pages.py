"""A sign's page for every state a round can be in."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.language import speaking
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.queries.sign_pages import SignPage, sign_page
from tests.assessment.queries.test_sign_histories import (
    OTHER_ANSWERS,
    OTHER_WORDS,
    publish,
    quarters,
)
from tests.closed_rounds import (
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
    times,
)


def page_on(round_: Round, key: str = "s1", *, named: bool = True) -> SignPage:
    page = sign_page(round_, key, named=named)
    assert page is not None
    return page


def test_first_quarter_has_a_finding_and_no_change(organization: Organization) -> None:
    page = page_on(a_round(organization, {EXECUTIVE: signs((7, 2))}))

    assert page.headline == (
        "Seven of nine say that customer experience is a standing item of executive meetings; "
        "two disagree"
    )
    assert page.change is None
    assert page.trend_heading == "The first quarter: a trend needs two"
    assert page.siblings == (None, ("s2", 2))


def test_translation_of_a_quoted_question_has_the_source_s_own_words_beside_it(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((7, 2))})
    english = page_on(round_)

    with speaking("de"):
        page = page_on(round_)

    assert english.original is None
    assert page.original == english.wording
    assert page.wording.text != english.wording.text


def test_change_compares_with_the_round_before(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=first)

    page = page_on(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=second))

    assert page.change is not None
    assert page.change.heading == "Two more say yes than in Q4 2025"
    assert page.change.sentences[:2] == (
        "Q4 2025: 5 yes · 4 no. Q1 2026: 7 yes · 2 no.",
        "The sign is newly agreed.",
    )
    assert page.trend_heading == "Agreed since Q1 2026"


def test_sign_that_is_no_longer_agreed_says_so(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=first)

    page = page_on(a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=second), named=False)

    assert page.change is not None
    assert page.change.sentences[-1] == "The sign is no longer agreed."


def test_same_answers_are_said_once(organization: Organization) -> None:
    for quarter in quarters(2):
        latest = a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=quarter)

    page = page_on(latest, named=False)

    assert page.change is not None
    assert page.change.heading == "The same answers as in Q4 2025"
    assert page.change.sentences == ("Both times 7 yes · 2 no.",)


def test_totals_of_too_few_show_words_and_the_advice(organization: Organization) -> None:
    page = page_on(
        a_round(organization, {EXECUTIVE: signs((3, 1))}, promise=Promise.TOTALS_ONLY), "s7"
    )

    assert page.headline == "Sign 7 is not shown in Q1 2026"
    assert page.missing.startswith("Fewer than 5 executives answered")
    assert (page.row, page.change, page.chart, page.voices) == (None, None, None, None)
    assert page.advice.practices


def test_named_executives_are_totals_for_readers_whom_they_were_not_told(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((3, 1))})

    assert page_on(round_).headline.startswith("Three of four say")
    assert page_on(round_, named=False).headline == "Sign 1 is not shown in Q1 2026"


def test_nobody_answered(organization: Organization) -> None:
    page = page_on(a_round(organization, {}, asked={EXECUTIVE: 9}))

    assert page.headline.startswith("No executive has said whether customer experience")
    assert (page.row, page.chart, page.voices) == (None, None, None)


@pytest.mark.parametrize(
    ("promise", "before", "why"),
    [
        (
            Promise.TOTALS_ONLY,
            {EXECUTIVE: signs((3, 1))},
            "Its answers are not shown: fewer than 5 answers.",
        ),
        (
            Promise.ATTRIBUTED,
            {CUSTOMER: headline(1, 9)},
            "Q4 2025 did not ask about this sign.",
        ),
        (Promise.ATTRIBUTED, {EXECUTIVE: {}}, "No executive answered then."),
    ],
)
def test_quarter_without_answers_is_nothing_to_compare_with(
    organization: Organization, promise: Promise, before: dict[Cell, Choices], why: str
) -> None:
    first, second = quarters(2)
    a_round(organization, before, asked={next(iter(before)): 9}, quarter=first, promise=promise)

    page = page_on(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=second))

    assert page.change is not None
    assert page.change.heading == "There is nothing to compare with in Q4 2025"
    assert page.change.sentences == (why,)


def test_other_answers_to_choose_from_are_not_compared(
    organization: Organization, tmp_path: Path
) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=first)
    publish(tmp_path, "answers", OTHER_ANSWERS)

    page = page_on(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=second))

    assert page.change is not None
    assert page.change.heading == "The answers to choose from changed after Q4 2025"
    assert page.trend_heading == "The first quarter with these answers: a trend needs two"
    assert page.row is not None
    assert page.row.note == ""


def test_other_words_are_compared_and_said(organization: Organization, tmp_path: Path) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=first)
    publish(tmp_path, "words", OTHER_WORDS)

    page = page_on(a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=second), named=False)

    assert page.change is not None
    assert page.change.heading == "Two more say yes than in Q4 2025"
    assert page.change.sentences[-1] == "The question is worded differently since Q1 2026."
    assert "standing agenda item" in page.wording.text


def test_round_that_did_not_ask_shows_the_quarters_before(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 4))}, quarter=first)

    page = page_on(a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=second))

    assert page.headline == "Q1 2026 did not ask about sign 1"
    assert page.chart is not None
    assert page.row is None


def test_silent_executives_leave_the_answer_open(organization: Organization) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((5, 2))}, asked={EXECUTIVE: 9})

    assert page_on(round_).silence == (
        "Two executives have not answered: between 5 and 7 of 9 could say yes."
    )


def test_sign_8_stands_beside_what_employees_say(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: signs((7, 2)), EMPLOYEE: {"e8": {"5": 10, "4": 30}}},
    )

    page = page_on(round_, "s8")

    assert page.row is not None
    assert page.row.note == "employees who strongly agree: 25% (10 of 40)"
    assert page.siblings == (("s7", 7), None)


def test_sign_that_an_installation_added_has_a_plain_heading(
    organization: Organization, tmp_path: Path
) -> None:
    publish(tmp_path, "added", {"key: s8": "key: s9"})
    answers = signs((8, 1)) | {"s9": {"yes": 8, "no": 1}}

    page = page_on(a_round(organization, {EXECUTIVE: answers}), "s9")

    assert page.headline == "Sign 8: mostly yes: 8 yes, 1 no"
    assert page.advice.practices == ()


def test_unknown_sign_has_no_page(organization: Organization) -> None:
    assert sign_page(a_round(organization, {EXECUTIVE: signs((7, 2))}), "s9", named=True) is None


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("factor", [1, 10])
def test_page_costs_the_same_whatever_its_size(
    organization: Organization,
    count: int,
    factor: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for quarter in quarters(count):
        latest = a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=quarter)
    times(factor, latest)
    page_on(latest)

    with django_assert_num_queries(6):
        page_on(latest)
