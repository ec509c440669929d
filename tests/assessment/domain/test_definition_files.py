"""Questionnaire files: what is read from one, and what is said about every mistake."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from assessment.domain.definition_files import DefinitionFileInvalid, parse_definition
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

SMALL = """\
key: small
title: Small
audiences: [executive, customer]
source:
  author: Ann Author
  title: An article
scales:
  - key: yes-no
    kind: choice
    choices:
      - {code: "yes", labels: {en: "Yes", de: Ja}}
      - {code: "no", labels: {en: "No"}}
  - key: weeks
    kind: hours
    minimum: 0
    maximum: 40
    step: 1/2
    values: 4
groups:
  - {key: g1, origin: verbatim, titles: {en: A group}}
questions:
  - key: s1
    dimension: Governance
    group: g1
    scale: yes-no
    origin: verbatim
    required: true
    evidence: An agenda
    wordings:
      - audiences: [executive, customer]
        text: Does {organization} meet?
        help: Any meeting.
      - audiences: [customer]
        language: de
        text: Tagt {organization}?
"""


def parsed(text: str, file: str = "small.yaml") -> Definition:
    return parse_definition(file, text.encode())


def refused(text: str | bytes, file: str = "small.yaml") -> str:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(DefinitionFileInvalid) as caught:
        parse_definition(file, raw)
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the file"
    return SMALL.replace(old, new)


def line_of(text: str, found: str) -> int:
    return text[: text.index(found)].count("\n") + 1


def test_file_is_read_whole() -> None:
    yes_no = Scale(
        "yes-no",
        Kind.CHOICE,
        choices=(Choice("yes", {"en": "Yes", "de": "Ja"}), Choice("no", {"en": "No"})),
    )
    weeks = Scale("weeks", Kind.HOURS, minimum=0, maximum=40, step=Fraction(1, 2), values=4)

    assert parsed(SMALL) == Definition(
        key="small",
        title="Small",
        intro="",
        source=Source("Ann Author", "An article", "", "", "", ""),
        attribution="",
        audiences=(Audience.EXECUTIVE, Audience.CUSTOMER),
        scales=(yes_no, weeks),
        groups=(Group("g1", {"en": "A group"}, Origin.VERBATIM),),
        questions=(
            Question(
                key="s1",
                dimension="Governance",
                group="g1",
                scale=yes_no,
                origin=Origin.VERBATIM,
                required=True,
                shuffled=False,
                evidence="An agenda",
                wordings={
                    (Audience.EXECUTIVE, "en"): Wording(
                        "Does {organization} meet?", "Any meeting."
                    ),
                    (Audience.CUSTOMER, "en"): Wording("Does {organization} meet?", "Any meeting."),
                    (Audience.CUSTOMER, "de"): Wording("Tagt {organization}?"),
                },
            ),
        ),
    )


def test_file_may_start_with_a_byte_order_mark() -> None:
    assert parse_definition("small.yaml", b"\xef\xbb\xbf" + SMALL.encode()) == parsed(SMALL)


def test_question_is_asked_of_the_audiences_it_names() -> None:
    text = changed("    group: g1\n", "    audiences: [customer]\n")
    text = text.replace("audiences: [executive, customer]\ns", "audiences: [customer]\ns")
    text = text.replace("- audiences: [executive, customer]", "- audiences: [customer]")

    assert parsed(text).question("s1").audiences == (Audience.CUSTOMER,)


def test_unquoted_date_is_text() -> None:
    text = changed("  title: An article\n", "  title: An article\n  published: 2008-05-06\n")

    assert parsed(text).source.published == "2008-05-06"


def test_message_names_file_line_and_reason() -> None:
    text = changed("scale: yes-no", "scale: yesno")

    assert refused(text) == (
        "small.yaml, line 25: question s1 names scale “yesno”, which the file does not define."
    )


def test_error_keeps_its_parts() -> None:
    with pytest.raises(DefinitionFileInvalid) as caught:
        parsed(changed("key: small", "key: other"))

    assert (caught.value.file, caught.value.line) == ("small.yaml", 1)
    assert caught.value.reason == "the questionnaire has the key “other”; name the file other.yaml."


# What is changed in the file, into what, and what is said about the line where the change is.
MISTAKES = [
    ("key: small\n", "kye: small\n", "the questionnaire has the unknown field “kye”; use key, "),
    ("    required: true", "    requird: true", "question s1 has the unknown field “requird”; "),
    ("  author: Ann", "  writer: Ann", "the source has the unknown field “writer”; use author, "),
    ("    minimum: 0", "    minimal: 0", "scale weeks has the unknown field “minimal”; use "),
    ('labels: {en: "No"}', 'label: "No"', "choice no has the unknown field “label”; use code or "),
    ("origin: verbatim, t", "orgin: verbatim, t", "group g1 has the unknown field “orgin”; use "),
    ("help: Any", "hint: Any", "question s1, wording, has the unknown field “hint”; use "),
    ("required: true", "required: 1", "question s1 needs true or false in “required”."),
    ("required: true", "required: yes", "put “yes” in quotes; YAML reads it as true or false"),
    ('code: "no"', "code: no", "put “no” in quotes; YAML reads it as true or false otherwise."),
    ("de: Ja", "no: Ja", "put “no” in quotes; YAML reads it as true or false otherwise."),
    ("de: Ja", "Deutsch: Ja", "has the language “Deutsch”; use a code such as en or pt-br."),
    ('{en: "No"}', "{de: Nein}", "choice no has no English text (en) in “labels”."),
    ('{en: "No"}', '"No"', "choice no needs languages with their text in “labels”."),
    ('{en: "No"}', "{en: 7}", "labels, needs text in “en”; put it in quotes."),
    ('code: "no"', 'code: "yes"', "scale yes-no, choice yes stands in the file twice."),
    ('code: "no"', 'code: "N O"', "scale yes-no, choice has the code “N O”; use small letters,"),
    ("kind: choice", "kind: slider", "has the kind “slider”; use choice, number, hours or text."),
    (
        "kind: hours\n    m",
        "kind: text\n    m",
        "is of kind text, which has no “minimum”.",
    ),
    ("minimum: 0", "minimum: zero", "scale weeks needs a whole number in “minimum”."),
    ("minimum: 0", "minimum: true", "scale weeks needs a whole number in “minimum”."),
    ("minimum: 0", "minimum: 40", "scale weeks needs a minimum of 0 or more and a greater max"),
    ("step: 1/2", "step: 1/4", "scale weeks needs half-hours in “step”, such as 1/2."),
    ("step: 1/2", "step: 1/0", "scale weeks needs half-hours in “step”, such as 1/2."),
    ("step: 1/2", "step: often", "scale weeks needs half-hours in “step”, such as 1/2."),
    ("values: 4", "values: 0", "scale weeks needs 1 to 12 in “values”."),
    ("key: weeks", "key: yes-no", "scale yes-no stands in the file twice."),
    ("origin: verbatim\n", "origin: copied\n", "has the origin “copied”; use verbatim, paraphr"),
    ("group: g1", "group: g2", "question s1 names group “g2”, which the file does not define."),
    ("key: s1", "key: s-1", "question s-1 needs a key of small letters and digits, such as s1."),
    ("key: s1", "key: sheets", "question sheets has a key that tallies use for something else."),
    ("dimension: Governance", "dimension: ''", "question s1 needs a text in “dimension”."),
    ("dimension: Governance", "dimension: 3", "question s1 needs text in “dimension”; put it in"),
    ("dimension: Governance", "dimension: ~", "question s1 needs text in “dimension”; put it in"),
    ("title: Small", "title: [Small]", "the questionnaire needs text in “title”; put it in "),
    ("title: Small", f"title: {'x' * 201}", "has more than 200 characters in “title”."),
    ("title: Small", "title: At {organization}", "cannot name the organization in “title”."),
    ("Does {organization}", "Does {name}", "has the unknown placeholder {name} in “text”; use {o"),
    ("Any meeting.", "Any } meeting.", "has the unknown placeholder } in “help”; use {organiz"),
    ("language: de", "language: German", "has the language “German”; use a code such as en or"),
    ("title: An article", "title: x\n  url: x.org", "the source needs a full web address in “url”"),
    ("Small\naudiences: [executive,", "Small\naudiences: [boss,", "has the audience “boss”; "),
    (
        "Small\naudiences: [executive, customer]",
        "Small\naudiences: all",
        "needs a list in “aud",
    ),
    ("group: g1", "audiences: [partner]", "question s1 is asked of partner, an audience that"),
    ("group: g1", "audiences: []", "question s1 is asked of nobody."),
    ("- audiences: [customer]", "- audiences: [partner]", "is for partner, who is not asked."),
    ("title: Small", "title: Small\ntitle: Smaller", "“title” stands here twice."),
    ("title: Small", "1: Small", "a key must be text; put it in quotes."),
    ("title: Small", "[a]: Small", "a key must be text; put it in quotes."),
    ("title: Small", "title: !!python/name:os.system x", "the tag tag:yaml.org,2002:python/"),
    ("title: Small", 'title: "Sm\\0all"', "remove the invisible control characters."),
    ("title: Small", 'title: "Sm\\uD800all"', "remove the invisible control characters."),
    ("title: Small", "title: Sm\x00all", "remove the character U+0000, which YAML does not allow."),
    ("title: Small", "title: &a Small\nintro: *a", "not YAML: aliases (*) are not used here."),
    ("title: Small", "title: Sm: all", "not YAML: mapping values are not allowed here."),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES)
def test_mistake_is_named_with_its_line(old: str, new: str, reason: str) -> None:
    text = changed(old, new)
    line = line_of(SMALL, old) + new.strip().count("\n")

    message = refused(text)

    assert reason in message
    assert message.startswith(f"small.yaml, line {line}: ")


# Parts that are taken away, and what is then missing where.
LEFT_OUT = [
    ("title: Small\n", "line 1: the questionnaire has no “title”."),
    ("key: small\n", "line 1: the questionnaire has no “key”."),
    ("  title: An article\n", "line 4: the source has no “title”."),
    ("    dimension: Governance\n", "line 22: question s1 has no “dimension”."),
    ("    origin: verbatim\n", "line 22: question s1 has no “origin”."),
    ("    step: 1/2\n", "line 13: scale weeks needs half-hours in “step”, such as 1/2."),
    ("    values: 4\n", "line 13: scale weeks has no “values”."),
    (', labels: {en: "No"}', "line 12: scale yes-no, choice no has no “labels”."),
    (
        '      - {code: "no", labels: {en: "No"}}\n',
        "line 10: scale yes-no needs two choices or more.",
    ),
    ("        text: Tagt {organization}?\n", "line 33: question s1, wording, has no “text”."),
]


@pytest.mark.parametrize(("part", "reason"), LEFT_OUT)
def test_part_that_is_missing_is_named(part: str, reason: str) -> None:
    assert refused(changed(part, "")) == f"small.yaml, {reason}"


def test_missing_source_is_named() -> None:
    text = changed("source:\n  author: Ann Author\n  title: An article\n", "")

    assert refused(text) == "small.yaml, line 1: the questionnaire has no “source”."


def test_missing_wording_for_an_audience_is_named() -> None:
    text = changed("      - audiences: [executive, customer]", "      - audiences: [customer]")

    assert refused(text) == (
        "small.yaml, line 29: question s1 has no English wording for executive."
    )


def test_second_wording_for_an_audience_is_refused() -> None:
    assert refused(changed("language: de", "language: en")) == (
        "small.yaml, line 33: question s1, wording, is the second for customer in en."
    )


def test_audience_without_a_question_is_named() -> None:
    text = changed("[executive, customer]\nsource", "[executive, customer, partner]\nsource")
    text = text.replace("    group: g1\n", "    audiences: [executive, customer]\n")

    assert refused(text) == (
        "small.yaml, line 3: the questionnaire has no question for the audience partner."
    )


def test_audience_named_twice_is_refused() -> None:
    text = changed("[executive, customer]\nsource", "[customer, customer]\nsource")

    assert "the questionnaire names the audience customer twice." in refused(text)


def test_second_question_with_a_key_is_refused() -> None:
    question = SMALL[SMALL.index("  - key: s1") :]

    assert refused(SMALL + question) == (
        "small.yaml, line 36: question s1 stands in the file twice."
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "line 1: the file is empty."),
        (b"# nothing\n", "line 1: the file is empty."),
        (b"just text", "line 1: the questionnaire needs fields such as “key”."),
        (b"- a\n- b\n", "line 1: the questionnaire needs fields such as “key”."),
        (b"key: small\ntitle: \xff\n", "line 2: save the file as UTF-8."),
        (b"key: small\n---\nkey: small\n", "line 2: not YAML: but found another document."),
        (b"[" * 5000, "line 1: lists are nested too deeply."),
        (b"key: small\n\ttitle: x\n", "line 2: not YAML: found character '\\t'"),
    ],
)
def test_file_that_is_no_questionnaire_is_refused(raw: bytes, reason: str) -> None:
    assert refused(raw).startswith(f"small.yaml, {reason}")


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_any_bytes_are_read_or_refused_by_name(raw: bytes) -> None:
    with pytest.raises(DefinitionFileInvalid):
        parse_definition("small.yaml", raw)


def _cut(text: str, place: int, insert: str) -> str:
    return text[:place] + insert + text[place + len(insert) :]


@settings(deadline=None)
@given(
    place=st.integers(0, len(SMALL)),
    insert=st.text(alphabet="{}[]:-'\"&*!%@`?|>#\n\t 0ayn~\\", max_size=4),
)
def test_damaged_file_is_read_or_refused_by_name(place: int, insert: str) -> None:
    with suppress(DefinitionFileInvalid):
        parsed(_cut(SMALL, place, insert))
