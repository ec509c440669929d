"""Questionnaire files: what may stand in one, checked, with the line of every mistake."""

import re
from collections.abc import Mapping

from assessment.domain.audiences import Audience
from assessment.domain.definition_entries import Entry, each_once, entry, named
from assessment.domain.definition_scales import scales_of
from assessment.domain.definitions import (
    DEFAULT_LANGUAGE,
    Definition,
    Group,
    Origin,
    Question,
    Scale,
    Source,
    Wording,
)
from assessment.domain.located_yaml import DefinitionFileInvalid, Located, read_yaml

__all__ = ["SOURCE", "DefinitionFileInvalid", "parse_definition", "source_of"]

_ROOT = (
    *("key", "title", "intro", "audiences", "source", "attribution"),
    *("scales", "groups", "questions"),
)
SOURCE = ("author", "title", "publisher", "published", "url", "note")
_QUESTION = (
    *("key", "group", "dimension", "audiences", "scale", "origin"),
    *("required", "shuffled", "evidence", "wordings"),
)
# Tallies count the sheets themselves under this name.
_RESERVED_KEYS = {"sheets"}
_QUESTION_KEY = re.compile(r"[a-z][a-z0-9]{0,19}")


def parse_definition(file: str, raw: bytes) -> Definition:
    """Return the instrument that a file holds; `file` is its name, such as eight-signs.yaml.

    Raises DefinitionFileInvalid at the first mistake.
    """
    root = entry(read_yaml(file, raw), "the questionnaire", _ROOT)
    key = root.key()
    if file != f"{key}.yaml":
        raise root.wrong(f"has the key “{key}”; name the file {key}.yaml.", "key")
    audiences = _audiences(root)
    scales = scales_of(root)
    groups = _groups(root)
    return Definition(
        key=key,
        title=root.text("title", limit=200),
        intro=root.text("intro", ""),
        source=_source(root),
        attribution=root.text("attribution", ""),
        audiences=audiences,
        scales=tuple(scales.values()),
        groups=tuple(groups.values()),
        questions=_questions(root, audiences, scales, groups),
    )


def _source(root: Entry) -> Source:
    if not root.has("source"):
        raise root.wrong("has no “source”.")
    return source_of(entry(root.fields["source"], "the source", SOURCE))


def source_of(source: Entry) -> Source:
    """Return who said it first; `source` has the fields of `SOURCE`."""
    url = source.text("url", "", limit=500)
    if url and not url.startswith(("https://", "http://")):
        raise source.wrong("needs a full web address in “url”, or an empty text.", "url")
    return Source(
        author=source.text("author", limit=200),
        title=source.text("title", limit=200),
        publisher=source.text("publisher", "", limit=200),
        published=source.text("published", "", limit=40),
        url=url,
        note=source.text("note", ""),
    )


def _audiences(of: Entry) -> tuple[Audience, ...]:
    named_ones = []
    for item in of.items("audiences"):
        if item.value not in set(Audience):
            known = ", ".join(Audience)
            raise item.wrong(f"{of.what} has the audience “{item.value}”; use some of {known}.")
        if item.value in named_ones:
            raise item.wrong(f"{of.what} names the audience {item.value} twice.")
        named_ones.append(item.value)
    return tuple(audience for audience in Audience if audience in named_ones)


def _groups(root: Entry) -> dict[str, Group]:
    entries = [named(item, "group", ("key", "origin", "titles")) for item in root.items("groups")]
    return {
        group.key(): Group(
            key=group.key(),
            titles=group.translations("titles"),
            origin=Origin(group.one_of("origin", list(Origin))),
        )
        for group in each_once(entries)
    }


def _questions(
    root: Entry,
    audiences: tuple[Audience, ...],
    scales: Mapping[str, Scale],
    groups: Mapping[str, Group],
) -> tuple[Question, ...]:
    entries = [named(item, "question", _QUESTION) for item in root.items("questions")]
    questions = [_question(question, audiences, scales, groups) for question in each_once(entries)]
    for audience in audiences:
        if not any(audience in question.audiences for question in questions):
            raise root.wrong(f"has no question for the audience {audience}.", "audiences")
    return tuple(questions)


def _question(
    question: Entry,
    audiences: tuple[Audience, ...],
    scales: Mapping[str, Scale],
    groups: Mapping[str, Group],
) -> Question:
    if not _QUESTION_KEY.fullmatch(question.key()):
        raise question.wrong("needs a key of small letters and digits, such as s1.", "key")
    if question.key() in _RESERVED_KEYS:
        raise question.wrong("has a key that tallies use for something else.", "key")
    group = question.text("group", "")
    if group and group not in groups:
        raise question.wrong(f"names group “{group}”, which the file does not define.", "group")
    scale = question.text("scale")
    if scale not in scales:
        raise question.wrong(f"names scale “{scale}”, which the file does not define.", "scale")
    return Question(
        key=question.key(),
        dimension=question.text("dimension", limit=60),
        group=group,
        scale=scales[scale],
        origin=Origin(question.one_of("origin", list(Origin))),
        required=question.flag("required"),
        shuffled=question.flag("shuffled"),
        evidence=question.text("evidence", ""),
        wordings=_wordings(question, _asked(question, audiences)),
    )


def _asked(question: Entry, audiences: tuple[Audience, ...]) -> tuple[Audience, ...]:
    """Return who is asked: the whole questionnaire’s audiences unless the question names some."""
    asked = _audiences(question) if question.has("audiences") else audiences
    for audience in asked:
        if audience not in audiences:
            reason = f"is asked of {audience}, an audience that the questionnaire does not have."
            raise question.wrong(reason, "audiences")
    if not asked:
        raise question.wrong("is asked of nobody.", "audiences")
    return asked


def _wordings(question: Entry, asked: tuple[Audience, ...]) -> dict[tuple[Audience, str], Wording]:
    wordings: dict[tuple[Audience, str], Wording] = {}
    for item in question.items("wordings"):
        _add_wording(wordings, _wording_entry(question, item), asked)
    for audience in asked:
        if (audience, DEFAULT_LANGUAGE) not in wordings:
            raise question.wrong(f"has no English wording for {audience}.", "wordings")
    return wordings


def _wording_entry(question: Entry, item: Located) -> Entry:
    return entry(item, f"{question.what}, wording,", ("audiences", "language", "text", "help"))


def _add_wording(
    wordings: dict[tuple[Audience, str], Wording], found: Entry, asked: tuple[Audience, ...]
) -> None:
    """Add one text for each audience it names; each audience is worded once a language."""
    language = found.text("language", DEFAULT_LANGUAGE)
    found.check_language(language, "language")
    wording = Wording(found.text("text", names=True), found.text("help", "", names=True))
    for audience in _audiences(found):
        if audience not in asked:
            raise found.wrong(f"is for {audience}, who is not asked.", "audiences")
        if (audience, language) in wordings:
            raise found.wrong(f"is the second for {audience} in {language}.", "audiences")
        wordings[audience, language] = wording
