"""Answers: what is taken, what is refused and how, and what is counted."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.answers import (
    TEXT_LIMIT,
    Answer,
    as_posted,
    field_names,
    parse,
    preselected,
    tally_choices,
)
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Choice, Kind, Origin, Question, Scale, Wording


def choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, {"en": code.title()}) for code in codes)


def question(key: str, scale: Scale, *, required: bool = False) -> Question:
    return Question(
        key=key,
        dimension="Headline",
        group="",
        scale=scale,
        origin=Origin.PROJECT,
        required=required,
        shuffled=False,
        evidence="",
        wordings={(Audience.EXECUTIVE, "en"): Wording("How?")},
    )


YES_NO = Scale("yes-no", Kind.CHOICE, choices("yes", "no"))
RATED = Scale(
    "rated", Kind.CHOICE, (*choices("1", "2", "3", "4", "5"), Choice("dk", {"en": "Don’t know"}))
)
OUT_OF_100 = Scale("out-of-100", Kind.NUMBER, minimum=0, maximum=100)
WEEKS = Scale("weeks", Kind.HOURS, minimum=0, maximum=40, step=Fraction(1, 2), values=4)
COMMENT = Scale("comment", Kind.TEXT)

P1 = question("p1", RATED, required=True)
P2 = question("p2", RATED)
M1 = question("m1", OUT_OF_100)
L1B = question("l1b", WEEKS)
C1 = question("c1", COMMENT)
ALL = (P1, P2, M1, L1B, C1)

NUMBER_ERROR = "Enter a whole number from 0 to 100."


def answer_to(asked: Question, *values: str) -> Answer | None:
    parsed = parse([asked], {asked.key: values})
    assert parsed.errors == {}
    return parsed.answers.get(asked.key)


def error_of(asked: Question, *values: str) -> str:
    parsed = parse([asked], {asked.key: values})
    assert parsed.answers == {}
    return parsed.errors[asked.key]


def weeks(*values: str) -> dict[str, list[str]]:
    return {f"l1b-{week}": [value] for week, value in enumerate(values, start=1)}


def test_choice_is_taken() -> None:
    assert answer_to(P1, "5") == "5"


def test_dont_know_is_an_answer() -> None:
    assert answer_to(P1, "dk") == "dk"


@pytest.mark.parametrize("code", ["6", "0", "05", " 5", "٥", "yes", "DK", "5\x00"])
def test_choice_that_is_not_offered_is_refused(code: str) -> None:
    assert error_of(P1, code) == "Choose one of the answers shown."


@pytest.mark.parametrize("values", [("1", "2"), ("1", "1")])
def test_two_choices_are_refused(values: tuple[str, str]) -> None:
    assert error_of(P1, *values) == "Choose one answer only."


def test_blank_beside_a_choice_is_no_second_answer() -> None:
    assert answer_to(P1, "", "4") == "4"


@pytest.mark.parametrize("posted", [{}, {"p1": []}, {"p1": [""]}, {"p1": [" \n"]}])
def test_required_choice_says_what_to_do(posted: Mapping[str, list[str]]) -> None:
    assert parse([P1], posted).errors == {"p1": "Choose one answer, or “Don’t know”."}


@pytest.mark.parametrize(
    ("scale", "error"),
    [
        (YES_NO, "Choose one answer."),
        (OUT_OF_100, NUMBER_ERROR),
        (WEEKS, "Enter the hours of every week."),
        (COMMENT, "Write an answer."),
    ],
)
def test_required_answer_says_what_to_do(scale: Scale, error: str) -> None:
    assert parse([question("q1", scale, required=True)], {}).errors == {"q1": error}


def test_optional_question_may_stay_empty() -> None:
    parsed = parse([P2, M1, L1B, C1], {"m1": [""], "c1": [" "], **weeks("", "", "", "")})

    assert (parsed.answers, parsed.errors) == ({}, {})


def test_draft_requires_nothing() -> None:
    assert parse([P1], {}, partial=True).errors == {}


def test_draft_refuses_what_is_wrong() -> None:
    parsed = parse([P1], {"p1": ["9"]}, partial=True)

    assert parsed.errors == {"p1": "Choose one of the answers shown."}


def test_unknown_fields_are_ignored() -> None:
    parsed = parse([P2], {"p2": ["1"], "p9": ["5"], "csrf": ["x"]})

    assert parsed.answers == {"p2": "1"}
    assert parsed.typed == {"p2": ["1"]}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("100", 100), (" 42 ", 42), ("\u00a042\t", 42), ("007", 7), ("+7", 7), ("٤٢", 42)],
)
def test_number_is_taken(typed: str, number: int) -> None:
    assert answer_to(M1, typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "-1",
        "101",
        "1e2",
        "1.0",
        "1,5",
        "4 2",
        "½",
        "²",
        "forty",
        "0x1",
        "1_0",
        "4\x002",
        "9" * 5000,
    ],
)
def test_number_that_does_not_fit_is_refused(typed: str) -> None:
    assert error_of(M1, typed) == NUMBER_ERROR


def test_two_numbers_are_refused() -> None:
    assert error_of(M1, "1", "2") == "Give one answer only."


def test_hours_have_a_field_a_week() -> None:
    assert field_names(L1B) == ("l1b-1", "l1b-2", "l1b-3", "l1b-4")
    assert field_names(P1) == ("p1",)


def test_hours_are_taken_with_point_or_comma() -> None:
    posted = weeks("2", "1,5", " 0.50 ", "40")

    assert parse([L1B], posted).answers == {"l1b": [2, 1.5, 0.5, 40]}


@pytest.mark.parametrize(("typed", "hours"), [(".5", 0.5), ("٢٫٥", 2.5), ("0", 0), ("2.0", 2)])
def test_hours_are_taken_as_people_write_them(typed: str, hours: float) -> None:
    assert parse([L1B], weeks(typed, "0", "0", "0")).answers == {"l1b": [hours, 0, 0, 0]}


@pytest.mark.parametrize("typed", ["0.25", "41", "40.5", "-1", "two", "1:30", "1e1", ".", "1.5.5"])
def test_hours_that_do_not_fit_name_their_week(typed: str) -> None:
    parsed = parse([L1B], weeks("1", typed, "1", "1"))

    assert parsed.errors == {"l1b": "Week 2: enter hours from 0 to 40 in half hours, such as 1.5."}


def test_all_weeks_that_do_not_fit_are_named_at_once() -> None:
    parsed = parse([L1B], weeks("1,5", "abc", "41", "1"))

    assert parsed.errors["l1b"].startswith("Weeks 2 and 3: enter hours from 0 to 40")


def test_two_values_for_a_week_are_refused() -> None:
    parsed = parse([L1B], {**weeks("1", "1", "1"), "l1b-4": ["1", "2"]})

    assert parsed.errors["l1b"].startswith("Week 4: enter hours from 0 to 40")


def test_hours_with_a_gap_are_refused_on_submission() -> None:
    parsed = parse([L1B], weeks("1", "", "1", "1"))

    assert parsed.errors == {"l1b": "Week 2: enter the hours too, 0 if there were none."}


def test_hours_with_a_gap_are_kept_in_a_draft() -> None:
    parsed = parse([L1B], weeks("1", "", "1.5", ""), partial=True)

    assert parsed.answers == {"l1b": [1, None, 1.5, None]}


def test_text_is_trimmed_and_keeps_its_lines() -> None:
    assert answer_to(C1, "  One\r\nTwo\rThree\tFour \n") == "One\nTwo\nThree\tFour"


def test_text_loses_control_characters_and_lone_surrogates() -> None:
    assert answer_to(C1, "a\x00b\x07c\x1bd\x7fe\x85f\ud800g") == "abcdefg"


def test_text_keeps_every_script_and_emoji() -> None:
    assert answer_to(C1, "Größe 日本語 👩‍💻") == "Größe 日本語 👩‍💻"


def test_text_that_is_only_control_characters_is_no_answer() -> None:
    assert answer_to(C1, "\x00\x00") is None


def test_text_may_be_as_long_as_the_limit() -> None:
    assert answer_to(C1, "é" * TEXT_LIMIT) == "é" * TEXT_LIMIT


def test_text_over_the_limit_says_by_how_much() -> None:
    assert error_of(C1, "x" * 4312) == "Shorten this to 4,000 characters; it has 4,312 now."


def test_two_texts_are_refused() -> None:
    assert error_of(C1, "one", "two") == "Give one answer only."


def test_everything_typed_is_echoed() -> None:
    posted = {"p1": ["9", "8"], "m1": ["many"], "c1": ["x" * 5000], **weeks("1", "a", "", "4")}

    assert parse(ALL, posted).typed == posted


def test_echo_can_be_encoded() -> None:
    typed = parse([C1], {"c1": ["a\ud800\x00b"]}).typed

    assert typed == {"c1": ["ab"]}


def test_valid_answers_stand_beside_errors() -> None:
    parsed = parse([P1, P2], {"p1": ["5"], "p2": ["9"]})

    assert (parsed.answers, list(parsed.errors)) == ({"p1": "5"}, ["p2"])


def test_link_preselects_a_choice() -> None:
    assert preselected(ALL, {"p1": "5"}) == {"p1": "5"}


@pytest.mark.parametrize("query", [{"p1": "6"}, {"m1": "5"}, {"x": "1"}, {"p1": ""}, {"c1": "hi"}])
def test_link_that_does_not_fit_preselects_nothing(query: dict[str, str]) -> None:
    assert preselected(ALL, query) == {}


def test_tally_counts_choices_numbers_and_half_hours_but_no_text() -> None:
    answers: dict[str, Answer] = {
        "c1": "A thought",
        "l1b": [2, 1.5, 0, 4.5],
        "m1": 40,
        "p1": "dk",
        "gone": "1",
    }

    assert tally_choices(ALL, answers) == [("p1", "dk"), ("m1", "40"), ("l1b", "16")]


def test_tally_counts_no_hours_at_all_as_zero() -> None:
    assert tally_choices([L1B], {"l1b": [0, 0, 0, 0]}) == [("l1b", "0")]


def test_tally_leaves_out_hours_with_a_gap() -> None:
    assert tally_choices([L1B], {"l1b": [1, None, 1, 1]}) == []


FIELDS = [name for asked in ALL for name in field_names(asked)]
VALUES = st.lists(
    st.text(max_size=20)
    | st.sampled_from(["1", "5", "dk", "0", "100", "1,5", "2.0", "", " 3 ", "\ud800", "٣"])
    | st.text(alphabet=st.characters(categories=["Nd", "No", "Cs", "Cc"]), max_size=5),
    max_size=3,
)
POSTED = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), VALUES)


@settings(deadline=None)
@given(posted=POSTED, partial=st.booleans())
def test_any_post_is_parsed(posted: dict[str, list[str]], partial: bool) -> None:
    parsed = parse(ALL, posted, partial=partial)

    assert not set(parsed.answers) & set(parsed.errors)
    assert set(parsed.answers) | set(parsed.errors) <= {asked.key for asked in ALL}
    assert set(parsed.typed) == {name for name in FIELDS if posted.get(name)}
    str(parsed).encode()
    tally_choices(ALL, parsed.answers)


@settings(deadline=None)
@given(posted=POSTED, partial=st.booleans())
def test_answers_posted_again_are_the_same_answers(
    posted: dict[str, list[str]], partial: bool
) -> None:
    answers = parse(ALL, posted, partial=partial).answers

    again = parse(ALL, as_posted(ALL, answers), partial=True)

    assert again.answers == answers
    assert again.errors == {}


@settings(deadline=None)
@given(posted=POSTED)
def test_answers_of_a_draft_that_lacks_nothing_are_those_of_a_submission(
    posted: dict[str, list[str]],
) -> None:
    submitted = parse(ALL, posted)
    draft = parse(ALL, posted, partial=True)

    assert submitted.answers.items() <= draft.answers.items()
    assert draft.errors.items() <= submitted.errors.items()
