"""The five built-in instruments, held to the wording of their sources letter by letter."""

from fractions import Fraction
from pathlib import Path

import pytest

import assessment
from assessment.domain.audiences import Audience
from assessment.domain.definition_files import parse_definition
from assessment.domain.definitions import Definition, Kind, Origin, Question

FOLDER = Path(assessment.__file__).parent / "questionnaires"
KEYS = ["eight-signs", "leadership-checklist", "metrics-test", "perception-gap", "tone-at-the-top"]
INSIDE = (Audience.EXECUTIVE, Audience.MANAGER, Audience.EMPLOYEE)
OUTSIDE = (Audience.CUSTOMER, Audience.PARTNER)

# Bruce Temkin, “Senior Execs Are Not Fully Customer-Centric”, the numbered list.
EIGHT_SIGNS = {
    "s1": (
        "Do senior executive staff meetings have a recurring agenda item on customer experience?"
    ),
    "s2": (
        "Do internal communications from the CEO/President regularly include discussions of "
        "customer experience?"
    ),
    "s3": (
        "Do external communications from the CEO/President regularly include discussions of "
        "customer experience?"
    ),
    "s4": (
        "Is customer experience explicitly discussed (in some form) within the company’s "
        "strategic plan(s)?"
    ),
    "s5": "Does the executive team have a clear set of customer experience objectives?",
    "s6": (
        "Do most of the executive team members have goals based on customer experience objectives?"
    ),
    "s7": "Is the compensation of executive team members tied to customer experience objectives?",
    "s8": (
        "Does the organization believe that the CEO/President would trade-off some short-term "
        "financial results for longer-term customer experience gains?"
    ),
}
# Baker Nanduru, “Scaling Customer Obsession In Your Organization, Part 1: Leadership”.
FOUR_QUESTIONS = {
    "l1": "Do you have the right leadership?",
    "l2": "Do you have the right incentives for that leadership?",
    "l3": "Are you investing in the right skills and tools?",
    "l4": "Are you taking steps to actively engage your customers?",
}
EVIDENCE = {
    "s1": "Agendas of the last three meetings",
    "s2": "Last three all-staff messages: date and passage",
    "s3": "Last three letters, interviews or results calls",
    "s4": "Plan, section or page",
    "s5": "Objective, owner, target, date",
    "s6": "Members with such a goal out of all members (“most” is more than half)",
    "s7": "Pay scheme; which members; share of variable pay",
    "s8": "One trade-off made in the last 12 months",
}
PERCEPTION_INSIDE = {
    "p1": "How customer-centric is {organization} today?",
    "p2": "When decisions are made at {organization}, customers’ best interests come first.",
    "p3": "{organization} understands what its customers are trying to get done.",
    "p4": "{organization} acts on what customers tell it.",
    "p5": "{organization} earns its money without taking unfair advantage of customers.",
    "p6": "The person dealing with a customer can put things right on the spot.",
    "p7": "Our leaders regularly hear from customers directly.",
    "c1": "What one thing should {organization} change for its customers?",
}
PERCEPTION_OUTSIDE = {
    "p1": "How customer-centric is {organization} today?",
    "p2": "When {organization} makes decisions that affect me, my best interests come first.",
    "p3": "{organization} understands what I am trying to get done.",
    "p4": "{organization} acts on what I tell it.",
    "p5": "{organization} earns its money from me without taking unfair advantage.",
    "p6": "The person I deal with can put things right on the spot.",
    "p7": "Leaders at {organization} want to hear from customers like me.",
    "c1": "What one thing should {organization} change for customers like you?",
}


def built_in(key: str) -> Definition:
    file = FOLDER / f"{key}.yaml"
    return parse_definition(file.name, file.read_bytes())


def texts(definition: Definition, audience: Audience) -> dict[str, str]:
    return {q.key: q.wording(audience).text for q in definition.questions_for(audience)}


def labels(question: Question) -> dict[str, str]:
    return {choice.code: choice.label() for choice in question.scale.choices}


def test_folder_holds_the_five_instruments() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.yaml")) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_instrument_names_its_source(key: str) -> None:
    definition = built_in(key)

    assert definition.source.title in definition.attribution


@pytest.mark.parametrize("key", KEYS)
def test_every_choice_question_can_be_answered_with_dont_know(key: str) -> None:
    choices = [q for q in built_in(key).questions if q.scale.kind is Kind.CHOICE]

    assert all(question.scale.dont_know for question in choices)


def test_eight_signs_are_quoted_letter_by_letter() -> None:
    assert texts(built_in("eight-signs"), Audience.EXECUTIVE) == EIGHT_SIGNS


def test_first_sign_carries_the_remark_of_the_source() -> None:
    first = built_in("eight-signs").question("s1").wording(Audience.EXECUTIVE)

    assert first.help == "(this does not include dealing with customer emergencies)"


def test_eight_signs_ask_executives_only_and_want_an_answer() -> None:
    definition = built_in("eight-signs")

    assert definition.audiences == (Audience.EXECUTIVE,)
    assert all(question.required for question in definition.questions)
    assert all(question.origin is Origin.VERBATIM for question in definition.questions)


def test_eight_signs_have_no_partly() -> None:
    expected = {"yes": "Yes", "no": "No", "dk": "Don’t know"}

    assert all(labels(question) == expected for question in built_in("eight-signs").questions)


def test_eight_signs_ask_for_evidence() -> None:
    assert {q.key: q.evidence for q in built_in("eight-signs").questions} == EVIDENCE


def test_checklist_quotes_the_four_questions() -> None:
    groups = built_in("leadership-checklist").groups

    assert {group.key: group.title() for group in groups} == FOUR_QUESTIONS
    assert all(group.origin is Origin.VERBATIM for group in groups)


def test_checklist_items_belong_to_their_question() -> None:
    questions = built_in("leadership-checklist").questions

    assert " ".join(question.key for question in questions) == (
        "l1a l1b l1c l1d l2a l2b l2c l3a l3b l3c l4a l4b l4c"
    )
    assert all(question.key.startswith(question.group) for question in questions)


def test_checklist_says_which_items_are_its_own() -> None:
    questions = built_in("leadership-checklist").questions

    own = {q.group for q in questions if q.origin is Origin.PROJECT}
    paraphrased = {q.group for q in questions if q.origin is Origin.PARAPHRASED}

    assert (own, paraphrased) == ({"l3", "l4"}, {"l1", "l2"})


def test_checklist_hours_are_four_numbers_in_half_hours() -> None:
    hours = built_in("leadership-checklist").question("l1b").scale

    assert (hours.kind, hours.limits, hours.step, hours.values) == (
        Kind.HOURS,
        (0, 40),
        Fraction(1, 2),
        4,
    )


def test_checklist_items_know_partly() -> None:
    item = built_in("leadership-checklist").question("l1a")

    assert list(labels(item)) == ["yes", "partly", "no", "dk"]


def test_perception_gap_shows_everybody_the_same_sentence() -> None:
    assert built_in("perception-gap").intro == (
        "Being customer-centric means having customers’ best interests as the top priority."
    )


@pytest.mark.parametrize("audience", INSIDE)
def test_perception_gap_words_for_those_inside(audience: Audience) -> None:
    asked = texts(built_in("perception-gap"), audience)

    assert {key: asked[key] for key in PERCEPTION_INSIDE} == PERCEPTION_INSIDE


@pytest.mark.parametrize("audience", OUTSIDE)
def test_perception_gap_words_for_those_outside(audience: Audience) -> None:
    assert texts(built_in("perception-gap"), audience) == PERCEPTION_OUTSIDE


def test_perception_gap_asks_employees_about_the_eighth_sign() -> None:
    mirror = built_in("perception-gap").question("e8")

    assert mirror.audiences == (Audience.EMPLOYEE,)
    assert mirror.wording(Audience.EMPLOYEE).text == (
        "Our CEO would give up some short-term financial results for lasting customer gains."
    )


def test_perception_gap_asks_management_to_predict() -> None:
    prediction = built_in("perception-gap").question("m1")

    assert prediction.audiences == (Audience.EXECUTIVE, Audience.MANAGER)
    assert prediction.scale.limits == (0, 100)
    assert prediction.wording(Audience.MANAGER).text == (
        "Out of 100 of our customers, how many would call us highly customer-centric?"
    )


def test_perception_gap_starts_with_the_headline_and_shuffles_the_statements() -> None:
    questions = built_in("perception-gap").questions

    assert questions[0].key == "p1"
    assert [q.key for q in questions if q.shuffled] == ["p2", "p3", "p4", "p5", "p6", "p7"]
    assert [q.key for q in questions if q.required] == ["p1"]


def test_perception_gap_headline_has_one_strongest_label() -> None:
    assert labels(built_in("perception-gap").question("p1")) == {
        "1": "Not at all",
        "2": "A little",
        "3": "Somewhat",
        "4": "Mostly",
        "5": "Highly customer-centric",
        "dk": "Don’t know",
    }


def test_perception_gap_statements_run_from_disagree_to_agree() -> None:
    statement = labels(built_in("perception-gap").question("p2"))

    assert list(statement) == ["1", "2", "3", "4", "5", "dk"]
    assert (statement["1"], statement["5"]) == ("Strongly disagree", "Strongly agree")


def test_metrics_test_has_tags_and_strategies_but_asks_nobody() -> None:
    definition = built_in("metrics-test")

    assert (definition.audiences, definition.questions) == ((), ())
    assert [c.code for c in definition.scale("tag").choices] == ["reduce", "value", "neither"]
    assert [c.code for c in definition.scale("strategy").choices] == [
        "product-leadership",
        "lower-price",
        "customer-intimacy",
    ]


def test_tone_at_the_top_offers_the_answers_of_the_source() -> None:
    definition = built_in("tone-at-the-top")

    codes = {question.key: list(labels(question)) for question in definition.questions}

    assert codes == {
        "t1": ["yes", "partly", "no", "dk"],
        "t2": ["cost-centre", "top-of-agenda", "dk"],
        "t3": ["yes", "no", "dk"],
    }
    assert definition.question("t1").wording(Audience.EXECUTIVE).help == (
        "Bad profits are those made at the expense of the customer relationship."
    )
