"""The built-in instruments are whole in ten languages: nothing missing, nothing left in English."""

import re

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from assessment.domain.text import one_line_error
from assessment.services.questionnaires import BUILT_IN, read_folder

LANGUAGES = ("ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt")
DEFINITIONS = read_folder(BUILT_IN)
ALL = [
    pytest.param(definition, language, id=f"{definition.key}-{language}")
    for definition in DEFINITIONS
    for language in LANGUAGES
]
CASES = pytest.mark.parametrize(("definition", "language"), ALL)

# Short words can be the same in two languages: “No”, “Agenda”.
LONGEST_ALIKE = 14
# One letter that only this writing has shows that a text is not in another language by mistake.
WRITINGS = {"ar": re.compile("[\u0620-\u064a]"), "ja": re.compile("[\u3040-\u30ff\u4e00-\u9fff]")}


def texts(definition: Definition, language: str) -> dict[str, str]:
    """Everything that is said in a language, under the place where it stands."""
    read = definition.read_in(language)
    said = {"title": read.title, "intro": read.intro}
    for scale in read.scales:
        for choice in scale.choices:
            said[f"{scale.key} {choice.code}"] = choice.labels.get(language, "")
    for group in read.groups:
        said[group.key] = group.titles.get(language, "")
    for question in read.questions:
        said |= texts_of(question, language)
    return said


def texts_of(question: Question, language: str) -> dict[str, str]:
    key = question.key
    said = {f"{key} dimension": question.dimension}
    if question.evidence:
        said[f"{key} evidence"] = question.evidence
    for audience in question.audiences:
        words = question.wordings.get((audience, language))
        said[f"{key} {audience}"] = words.text if words else ""
        if question.wording(audience).help:
            said[f"{key} {audience} help"] = words.help if words else ""
    return said


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.key)
def test_instrument_is_there_in_all_ten_languages(definition: Definition) -> None:
    assert sorted(definition.languages) == sorted(("en", *LANGUAGES))


@CASES
def test_no_wording_is_missing(definition: Definition, language: str) -> None:
    missing = [place for place, text in texts(definition, language).items() if not text.strip()]

    assert missing == []


@CASES
def test_nothing_stays_in_english(definition: Definition, language: str) -> None:
    english = texts(definition, "en")

    same = [
        place
        for place, text in texts(definition, language).items()
        if text == english[place] and len(text) > LONGEST_ALIKE
    ]

    assert same == []


@CASES
def test_placeholder_stands_where_it_stands_in_english(
    definition: Definition, language: str
) -> None:
    english = texts(definition, "en")
    words = texts(definition, language)

    assert {place for place, text in words.items() if "{organization}" in text} == {
        place for place, text in english.items() if "{organization}" in text
    }


@CASES
def test_nothing_invisible_and_nothing_too_long(definition: Definition, language: str) -> None:
    words = texts(definition, language)

    assert [place for place, text in words.items() if one_line_error(text)] == []
    assert [place for place, text in words.items() if len(text) > 300 and place != "intro"] == []


@CASES
def test_text_is_in_its_own_writing(definition: Definition, language: str) -> None:
    writing = WRITINGS.get(language)
    foreign = [
        place
        for place, text in texts(definition, language).items()
        if writing and not writing.search(text)
    ]

    assert foreign == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_that_are_told_apart_read_differently(language: str) -> None:
    for definition in DEFINITIONS:
        for scale in definition.scales:
            labels = [choice.label(language) for choice in scale.choices]

            assert len(set(labels)) == len(labels), (definition.key, scale.key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_and_those_inside_read_their_own_words(language: str) -> None:
    gap = next(one for one in DEFINITIONS if one.key == "perception-gap")

    for key in ("p2", "p3", "p4", "p5", "p6", "p7", "c1"):
        question = gap.question(key)
        inside = question.wording(Audience.EMPLOYEE, language).text
        assert inside != question.wording(Audience.CUSTOMER, language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_prediction_uses_the_word_of_the_strongest_answer(language: str) -> None:
    """What is predicted is the share that chooses it, so both must say the same."""
    gap = next(one for one in DEFINITIONS if one.key == "perception-gap")
    strongest = gap.scale("customer-centric").choices[4].label(language).lower()

    asked = gap.question("m1").wording(Audience.EXECUTIVE, language).text.lower()

    assert strongest.split()[-1].rstrip("e")[:12] in asked
