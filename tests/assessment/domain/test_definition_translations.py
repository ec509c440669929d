"""Translation files: whole or refused, with the line of every mistake."""

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.definition_files import parse_definition
from assessment.domain.definition_translations import translated
from assessment.domain.definitions import Definition, Wording
from assessment.domain.located_yaml import DefinitionFileInvalid

ENGLISH = """\
key: small
title: Small
intro: An introduction
audiences: [executive, customer]
source: {author: Ann Author, title: An article}
scales:
  - key: yes-no
    kind: choice
    choices:
      - {code: "yes", labels: {en: "Yes"}}
      - {code: "no", labels: {en: "No"}}
  - {key: comment, kind: text}
groups:
  - {key: g1, origin: verbatim, titles: {en: A group}}
questions:
  - key: s1
    dimension: Governance
    group: g1
    scale: yes-no
    origin: verbatim
    evidence: An agenda
    wordings:
      - audiences: [executive]
        text: Does {organization} meet?
        help: Any meeting.
      - audiences: [customer]
        text: Do they meet?
  - key: s2
    dimension: Comment
    scale: comment
    origin: project-authored
    wordings:
      - audiences: [executive, customer]
        text: What else?
"""
GERMAN = """\
key: small
language: de
title: Klein
intro: Eine Einleitung
scales:
  yes-no:
    "yes": Ja
    "no": Nein
groups:
  g1: Eine Gruppe
questions:
  s1:
    dimension: Steuerung
    evidence: Eine Tagesordnung
    wordings:
      - audiences: [executive]
        text: Tagt {organization}?
        help: Irgendeine Sitzung.
      - audiences: [customer]
        text: Tagt man?
  s2:
    dimension: Kommentar
    wordings:
      - text: Was noch?
"""


def english() -> Definition:
    return parse_definition("small.yaml", ENGLISH.encode())


def in_german(text: str = GERMAN) -> Definition:
    return translated(english(), "de/small.yaml", text.encode())


def refused(old: str, new: str) -> str:
    assert GERMAN.count(old) == 1, f"{old!r} stands {GERMAN.count(old)} times in the file"
    with pytest.raises(DefinitionFileInvalid) as caught:
        in_german(GERMAN.replace(old, new))
    return str(caught.value)


def test_every_word_is_there_in_the_other_language() -> None:
    definition = in_german()

    assert definition.languages == ("en", "de")
    read = definition.read_in("de")
    assert (read.title, read.intro) == ("Klein", "Eine Einleitung")
    assert definition.group("g1").title("de") == "Eine Gruppe"
    question = read.question("s1")
    assert (question.dimension, question.evidence) == ("Steuerung", "Eine Tagesordnung")
    assert [choice.label("de") for choice in question.scale.choices] == ["Ja", "Nein"]
    assert question.wording(Audience.EXECUTIVE, "de") == Wording(
        "Tagt {organization}?", "Irgendeine Sitzung."
    )
    assert question.wording(Audience.CUSTOMER, "de") == Wording("Tagt man?")


def test_wording_that_names_no_audience_is_for_everybody_asked() -> None:
    question = in_german().question("s2")

    assert {question.wording(one, "de").text for one in question.audiences} == {"Was noch?"}


def test_english_stays_as_it_was() -> None:
    before, after = english(), in_german()

    assert after.read_in("en").title == before.title
    assert [one.wording(Audience.CUSTOMER) for one in after.questions] == [
        one.wording(Audience.CUSTOMER) for one in before.questions
    ]


def test_language_without_a_file_reads_english() -> None:
    read = in_german().read_in("fr")

    assert (read.title, read.question("s1").evidence) == ("Small", "An agenda")


def test_quoted_words_stand_beside_their_translation_only() -> None:
    quoted, ours = in_german().questions

    assert quoted.original_of(Audience.CUSTOMER, "de") == Wording("Do they meet?")
    assert quoted.original_of(Audience.CUSTOMER, "en") is None
    assert quoted.original_of(Audience.CUSTOMER, "fr") is None
    assert ours.original_of(Audience.CUSTOMER, "de") is None
    assert in_german().group("g1").original_of("de") == "A group"
    assert in_german().group("g1").original_of("en") == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  s2:\n",
            "  s3:\n",
            "line 21: the translation, questions, names “s3”, which the English file does not have",
        ),
        (
            "  s2:\n    dimension: Kommentar\n    wordings:\n      - text: Was noch?\n",
            "",
            "line 11: the translation, questions, has no words for “s2”.",
        ),
        (
            "      - audiences: [customer]\n        text: Tagt man?\n",
            "",
            "line 15: question s1 has no wording for customer.",
        ),
        (
            "audiences: [customer]",
            "audiences: [manager]",
            "line 19: question s1, wording, is for manager, who is not asked.",
        ),
        (
            "audiences: [customer]",
            "audiences: [executive, customer]",
            "line 19: question s1, wording, is the second for executive.",
        ),
        (
            "Tagt {organization}?",
            "Tagt {firma}?",
            "line 17: question s1, wording, has the unknown placeholder {firma} in “text”",
        ),
        (
            "Tagt {organization}?",
            "Tagt man?",
            "line 17: question s1, wording, does not name {organization} in “text”",
        ),
        (
            "text: Was noch?",
            "text: Was noch, {organization}?",
            "line 24: question s2, wording, names {organization} in “text”",
        ),
        (
            "        help: Irgendeine Sitzung.\n",
            "",
            "line 16: question s1, wording, has no “help”, unlike the English one.",
        ),
        (
            "text: Was noch?",
            "text: Was noch?\n        help: Hilfe",
            "line 25: question s2, wording, has a “help”, unlike the English one.",
        ),
        ("    evidence: Eine Tagesordnung\n", "", "line 12: question s1 has no “evidence”."),
        (
            "dimension: Kommentar",
            "dimension: Kommentar\n    evidence: Etwas",
            "line 23: question s2 has “evidence”, unlike the English one.",
        ),
        ("    dimension: Kommentar\n", "", "line 21: question s2 has no “dimension”."),
        ('    "no": Nein\n', "", "line 6: scale yes-no has no words for “no”."),
        ('"no": Nein', "vielleicht: Nein", "line 8: scale yes-no has the unknown field"),
        ("  g1: Eine Gruppe\n", "  g2: Eine Gruppe\n", "line 10: the translation, groups, names"),
        ("groups:\n  g1: Eine Gruppe\n", "", "line 1: the translation has no “groups”."),
        ("title: Klein\n", "", "line 1: the translation has no “title”."),
        ("title: Klein", 'title: " "', "line 3: the translation needs a text in “title”."),
        ("language: de", "language: fr", "name the file fr/small.yaml"),
        ("key: small", "key: large", "name the file de/large.yaml"),
    ],
)
def test_mistake_is_named_with_its_line(old: str, new: str, message: str) -> None:
    assert message in refused(old, new)


def test_message_names_the_file() -> None:
    assert refused("title: Klein\n", "").startswith("de/small.yaml, line 1: ")


def test_second_file_in_a_language_is_refused() -> None:
    with pytest.raises(DefinitionFileInvalid, match="is the second in de"):
        translated(in_german(), "de/small.yaml", GERMAN.encode())
