"""What a definition answers about itself."""

from fractions import Fraction

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.definitions import (
    Choice,
    Definition,
    Group,
    Kind,
    Origin,
    Question,
    Scale,
    Source,
    Wording,
)

YES = Choice("yes", {"en": "Yes", "de": "Ja"})
DONT_KNOW = Choice("dk", {"en": "Don’t know"})
SCALE = Scale("yes-no", Kind.CHOICE, choices=(YES, DONT_KNOW))
HOURS = Scale("hours", Kind.HOURS, minimum=0, maximum=40, step=Fraction(1, 2), values=4)


def question(key: str, *audiences: Audience, **languages: str) -> Question:
    texts = {"en": "How are you?", **languages}
    return Question(
        key=key,
        dimension="Headline",
        group="g1",
        scale=SCALE,
        origin=Origin.PROJECT,
        required=True,
        shuffled=False,
        evidence="",
        wordings={
            (audience, language): Wording(text)
            for audience in audiences
            for language, text in texts.items()
        },
    )


def definition(*questions: Question) -> Definition:
    return Definition(
        key="example",
        title="Example",
        intro="",
        source=Source("Author", "Title", "", ""),
        attribution="",
        audiences=tuple(Audience),
        scales=(SCALE, HOURS),
        groups=(Group("g1", {"en": "Group", "de": "Gruppe"}, Origin.PROJECT),),
        questions=questions,
    )


def test_label_is_in_the_language_asked_for() -> None:
    assert YES.label("de") == "Ja"


def test_label_falls_back_to_english() -> None:
    assert DONT_KNOW.label("de") == "Don’t know"


def test_group_title_falls_back_to_english() -> None:
    group = definition().group("g1")

    assert (group.title("de"), group.title("fr")) == ("Gruppe", "Group")


def test_scale_knows_its_codes_and_its_dont_know() -> None:
    assert SCALE.valid_codes == {"yes", "dk"}
    assert SCALE.dont_know is DONT_KNOW


def test_scale_without_dont_know_has_none() -> None:
    assert HOURS.dont_know is None


def test_scale_of_numbers_has_limits() -> None:
    assert HOURS.limits == (0, 40)


def test_scale_of_choices_has_no_limits() -> None:
    with pytest.raises(ValueError, match="scale yes-no has no numbers"):
        _ = SCALE.limits


def test_wording_is_in_the_language_asked_for() -> None:
    asked = question("p1", Audience.CUSTOMER, de="Wie geht es?")

    assert asked.wording(Audience.CUSTOMER, "de").text == "Wie geht es?"


def test_wording_falls_back_to_english() -> None:
    asked = question("p1", Audience.CUSTOMER)

    assert asked.wording(Audience.CUSTOMER, "de").text == "How are you?"


def test_wording_refuses_an_audience_that_is_not_asked() -> None:
    with pytest.raises(KeyError):
        question("p1", Audience.CUSTOMER).wording(Audience.MANAGER)


def test_wording_names_the_organization_literally() -> None:
    wording = Wording("How is {organization}?", "Ask {organization}.")

    named = wording.naming("{x} & Söhne")

    assert named == Wording("How is {x} & Söhne?", "Ask {x} & Söhne.")


def test_questions_for_an_audience_keep_their_order() -> None:
    asked = definition(
        question("p2", Audience.CUSTOMER),
        question("e8", Audience.EMPLOYEE),
        question("p1", Audience.CUSTOMER, Audience.EMPLOYEE),
    )

    keys = [question.key for question in asked.questions_for(Audience.CUSTOMER)]

    assert keys == ["p2", "p1"]


def test_audiences_of_a_question_stand_in_their_usual_order() -> None:
    asked = question("p1", Audience.PARTNER, Audience.EXECUTIVE)

    assert asked.audiences == (Audience.EXECUTIVE, Audience.PARTNER)


def test_parts_are_found_by_key() -> None:
    asked = question("p1", Audience.CUSTOMER)
    whole = definition(asked)

    assert whole.question("p1") is asked
    assert whole.scale("hours") is HOURS


@pytest.mark.parametrize("part", ["question", "scale", "group"])
def test_parts_that_are_not_there_raise_key_error(part: str) -> None:
    with pytest.raises(KeyError):
        getattr(definition(), part)("nowhere")


def test_definition_can_be_a_key_of_a_dictionary() -> None:
    whole = definition(question("p1", Audience.CUSTOMER))

    assert {whole: 1}[definition(question("p1", Audience.CUSTOMER))] == 1
