"""Own words and translations: what a round asks in, and what they do to lines and changes."""

import shutil
from pathlib import Path
from typing import Any

from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Wording
from assessment.domain.own_wordings import WordingKey
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.models import OwnWording as Row
from assessment.queries.definitions import latest_versions
from assessment.queries.rounds import is_asked_alike, pages_for, questions_of
from assessment.queries.sign_histories import sign_history
from assessment.queries.trends import rounds_until, trend_of
from assessment.queries.wordings import asked_in_words, own_wordings_in, worded_now
from assessment.services.questionnaires import BUILT_IN, load_built_in, load_questionnaires
from assessment.services.rounds import create_round
from assessment.services.wordings import drop_own_wording, write_own_wording
from tests.assessment.queries.test_sign_histories import quarters
from tests.closed_rounds import (
    AT,
    CUSTOMER,
    EXECUTIVE,
    MANAGER,
    PARTNER,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)

ANSWERS: dict[Cell, Choices] = {
    EXECUTIVE: signs((7, 2)),
    MANAGER: headline(9, 18),
    CUSTOMER: headline(1, 9),
}
P2 = "When {organization} makes decisions that affect me, my best interests come first."
GERMAN = Wording("Bei {organization} zähle ich.", "Denken Sie an heute.")


def write(
    organization: Organization,
    words: Wording = GERMAN,
    *,
    question: str = "p2",
    language: str = "de",
    beside: str = P2,
    questionnaire: str = "perception-gap",
    audiences: tuple[Audience, ...] = (CUSTOMER, PARTNER),
) -> None:
    keys = [WordingKey(questionnaire, question, audience, language) for audience in audiences]
    write_own_wording(organization=organization, keys=keys, words=words, beside=beside)


def words_of(round_: Round, key: str = "p2", language: str = "de") -> Wording:
    question = next(one for one in questions_of(round_) if one.key == key)
    return question.wording(CUSTOMER, language)


def a_draft(organization: Organization) -> Round:
    return create_round(
        organization=organization,
        quarter=quarters(1)[0],
        closes_at=AT,
        promise=Promise.TOTALS_ONLY,
        audiences=[CUSTOMER],
        version_ids=latest_versions().values(),
    )


def english_only(tmp_path: Path) -> Path:
    """The built-in questionnaires as they were before there were translations."""
    for file in BUILT_IN.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def eight_signs_now(organization: Organization) -> Definition:
    return next(one for one in worded_now(organization) if one.key == "eight-signs")


# Translations and time


def test_translation_that_is_added_breaks_no_line_and_no_change(
    organization: Organization, tmp_path: Path
) -> None:
    first, second = quarters(2)
    load_questionnaires(folder=english_only(tmp_path), now=AT)
    before = a_round(organization, ANSWERS, quarter=first)
    report = load_built_in(AT)
    after = a_round(organization, ANSWERS, quarter=second)

    assert len(report.published) == 5
    assert words_of(before).text == P2
    assert words_of(after).text != P2
    asked = {question.key for question in questions_of(after)}
    assert {is_asked_alike(key, before, after) for key in asked} == {True}
    history = sign_history(rounds_until(after), "s1")
    assert history is not None
    assert [(one.continues, one.reworded) for one in history.quarters] == [(True, False)] * 2
    assert [one.perception_continues for one in trend_of([before, after])] == [True, True]


def test_draft_follows_to_the_newest_version_and_a_launched_round_does_not(
    organization: Organization, tmp_path: Path
) -> None:
    first, _ = quarters(2)
    load_questionnaires(folder=english_only(tmp_path), now=AT)
    launched = a_round(organization, ANSWERS, quarter=first, closed=False)
    draft = a_draft(organization)
    old = set(launched.versions.values_list("pk", flat=True))

    load_built_in(AT)

    assert set(launched.versions.values_list("pk", flat=True)) == old
    assert set(draft.versions.values_list("pk", flat=True)) == set(latest_versions().values())


def test_pages_are_read_in_a_language(organization: Organization) -> None:
    round_ = a_round(organization, ANSWERS)

    (page,) = pages_for(round_, CUSTOMER, "de")

    assert page.title == "Wahrnehmungslücke"
    assert page.intro.startswith("Kundenorientiert zu sein heißt")
    assert page.questions[0].dimension == "Gesamturteil"
    assert pages_for(round_, CUSTOMER)[0].title == "Perception gap"


# Own words


def test_draft_asks_in_the_words_of_now(organization: Organization) -> None:
    draft = a_draft(organization)
    assert not words_of(draft).is_own

    write(organization)

    assert words_of(draft) == GERMAN
    assert words_of(draft).is_own
    assert words_of(draft, language="en").text == P2


def test_launched_round_keeps_the_words_of_its_launch(organization: Organization) -> None:
    first, second = quarters(2)
    write(organization)
    launched = a_round(organization, ANSWERS, quarter=first, closed=False)

    write(organization, Wording("Ganz anders?"))
    drop_own_wording(
        organization=organization, keys=[WordingKey("perception-gap", "p2", PARTNER, "de")]
    )

    assert words_of(launched) == GERMAN
    assert [one.text for one in own_wordings_in(launched)] == [GERMAN.text] * 2
    later = a_round(organization, ANSWERS, quarter=second, closed=False)
    assert words_of(later).text == "Ganz anders?"


def test_other_organizations_words_are_not_asked(organization: Organization) -> None:
    other = Organization.objects.create(name="Other", slug="other", created_at=AT)
    write(other)

    assert not words_of(a_draft(organization)).is_own
    assert own_wordings_in(a_round(organization, ANSWERS, quarter=quarters(2)[0])) == ()


def test_words_wait_when_the_english_question_reads_differently_now(
    organization: Organization,
) -> None:
    write(organization, beside="An earlier question?")

    asked = next(one for one in asked_in_words(organization, "de") if one.own is not None)

    assert asked.waits
    assert asked.words == asked.ours
    assert not words_of(a_draft(organization)).is_own


def test_quoted_english_is_never_replaced(organization: Organization) -> None:
    text = eight_signs_now(organization).question("s1").wording(EXECUTIVE).text
    of_sign: dict[str, Any] = {
        "questionnaire": "eight-signs",
        "question": "s1",
        "audiences": (EXECUTIVE,),
        "beside": text,
    }
    write(organization, language="en", **of_sign)
    write(organization, language="de", **of_sign)

    sign = eight_signs_now(organization).question("s1")

    assert sign.wording(EXECUTIVE).text == text
    assert sign.wording(EXECUTIVE, "de") == GERMAN


def test_own_english_words_are_another_question_and_a_translation_is_not(
    organization: Organization,
) -> None:
    first, second, third = quarters(3)
    ours = a_round(organization, ANSWERS, quarter=first)
    write(organization)
    in_german = a_round(organization, ANSWERS, quarter=second)
    write(organization, Wording("Do we put you first?"), language="en")
    in_english = a_round(organization, ANSWERS, quarter=third)

    assert is_asked_alike("p2", ours, in_german) is True
    assert is_asked_alike("p2", in_german, in_english) is False
    assert is_asked_alike("p3", in_german, in_english) is True


def test_list_has_every_question_once_for_those_who_read_it_alike(
    organization: Organization, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    write(organization)
    asked_in_words(organization, "de")

    with django_assert_num_queries(2):
        asked = asked_in_words(organization, "de")

    of_p2 = [one for one in asked if one.question.key == "p2"]
    assert [one.audiences for one in of_p2] == [
        (EXECUTIVE, MANAGER, Audience.EMPLOYEE),
        (CUSTOMER, PARTNER),
    ]
    assert [one.is_own for one in of_p2] == [False, True]
    assert len(asked) == 8 + 17 + 13 + 3


def test_words_are_written_once_a_key(organization: Organization) -> None:
    write(organization)
    write(organization, Wording("Noch einmal?"))

    assert list(Row.objects.values_list("audience", "text")) == [
        ("customer", "Noch einmal?"),
        ("partner", "Noch einmal?"),
    ]


def test_round_launched_without_own_words_stores_none(organization: Organization) -> None:
    round_ = a_round(organization, ANSWERS)

    assert round_.own_wordings is None
    assert not words_of(round_).is_own
