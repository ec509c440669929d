"""Translation files: the words of one questionnaire in one more language, whole or refused."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from assessment.domain.audiences import Audience
from assessment.domain.definition_entries import Entry, entry
from assessment.domain.definitions import (
    ORGANIZATION_PLACEHOLDER,
    Choice,
    Definition,
    Group,
    Question,
    Scale,
    Wording,
)
from assessment.domain.located_yaml import Located, read_yaml

__all__ = ["translated"]

_ROOT = ("key", "language", "title", "intro", "scales", "groups", "questions")
_QUESTION = ("dimension", "evidence", "wordings")
_WORDING = ("audiences", "text", "help")


def translated(definition: Definition, file: str, raw: bytes) -> Definition:
    """Return the instrument with the words of one more language.

    `file` is the file’s place, such as de/eight-signs.yaml. The file says everything that the
    English one says and nothing else. Raises DefinitionFileInvalid at the first mistake.
    """
    root = entry(read_yaml(file, raw), "the translation", _ROOT)
    language = _language(root, definition, file)
    scales = _scales(root, definition.scales, language)
    return replace(
        definition,
        titles={**definition.titles, language: root.text("title", limit=200)},
        intros=_added(definition.intros, root, "intro", definition.intro, language),
        scales=tuple(scales.values()),
        groups=_groups(root, definition.groups, language),
        questions=_questions(root, definition.questions, scales, language),
    )


def _language(root: Entry, definition: Definition, file: str) -> str:
    language, key = root.text("language"), root.key()
    root.check_language(language, "language")
    if file != f"{language}/{key}.yaml":
        raise root.wrong(f"is of {key} in {language}; name the file {language}/{key}.yaml.", "key")
    if key != definition.key:
        raise root.wrong(f"is of {key}, not of {definition.key}.", "key")
    if language in definition.languages:
        raise root.wrong(f"is the second in {language}.", "language")
    return language


def _scales(root: Entry, scales: Collection[Scale], language: str) -> dict[str, Scale]:
    spoken = [scale.key for scale in scales if scale.choices]
    given = _parts(root, "scales", spoken)
    return {
        scale.key: (
            replace(scale, choices=_choices(given[scale.key], scale, language))
            if scale.choices
            else scale
        )
        for scale in scales
    }


def _choices(at: Located, scale: Scale, language: str) -> tuple[Choice, ...]:
    codes = [choice.code for choice in scale.choices]
    found = _whole(entry(at, f"scale {scale.key}", codes), codes)
    return tuple(
        Choice(
            choice.code,
            {**choice.labels, language: found.text(choice.code, limit=200)},
        )
        for choice in scale.choices
    )


def _groups(root: Entry, groups: Collection[Group], language: str) -> tuple[Group, ...]:
    keys = [group.key for group in groups]
    given = Entry("the translation, groups,", root.at, _parts(root, "groups", keys))
    return tuple(
        replace(group, titles={**group.titles, language: given.text(group.key, limit=200)})
        for group in groups
    )


def _questions(
    root: Entry, questions: Collection[Question], scales: Mapping[str, Scale], language: str
) -> tuple[Question, ...]:
    given = _parts(root, "questions", [question.key for question in questions])
    return tuple(
        _question(given[question.key], question, scales, language) for question in questions
    )


def _question(
    at: Located, question: Question, scales: Mapping[str, Scale], language: str
) -> Question:
    found = entry(at, f"question {question.key}", _QUESTION)
    wordings = _wordings(found, question, language)
    return replace(
        question,
        scale=scales[question.scale.key],
        wordings={**question.wordings, **wordings},
        dimensions={**question.dimensions, language: found.text("dimension", limit=60)},
        evidences=_added(question.evidences, found, "evidence", question.evidence, language),
    )


def _wordings(
    question: Entry, english: Question, language: str
) -> dict[tuple[Audience, str], Wording]:
    wordings: dict[tuple[Audience, str], Wording] = {}
    for item in question.items("wordings"):
        found = entry(item, f"{question.what}, wording,", _WORDING)
        for audience in _audiences(found, english):
            if (audience, language) in wordings:
                raise found.wrong(f"is the second for {audience}.", "audiences")
            wordings[audience, language] = _wording(found, english.wording(audience))
    for audience in english.audiences:
        if (audience, language) not in wordings:
            raise question.wrong(f"has no wording for {audience}.", "wordings")
    return wordings


def _audiences(wording: Entry, english: Question) -> list[Audience]:
    """Return for whom a wording is: for everybody who is asked unless it names some."""
    if not wording.has("audiences"):
        return list(english.audiences)
    for item in wording.items("audiences"):
        if item.value not in english.audiences:
            raise item.wrong(f"{wording.what} is for {item.value}, who is not asked.")
    return [Audience(str(item.value)) for item in wording.items("audiences")]


def _wording(found: Entry, english: Wording) -> Wording:
    wording = Wording(found.text("text", names=True), found.text("help", "", names=True))
    if bool(wording.help) != bool(english.help):
        reason = "has no" if english.help else "has a"
        raise found.wrong(f"{reason} “help”, unlike the English one.", "help")
    for field, there, here in (
        ("text", english.text, wording.text),
        ("help", english.help, wording.help),
    ):
        if (ORGANIZATION_PLACEHOLDER in there) != (ORGANIZATION_PLACEHOLDER in here):
            says = "names" if ORGANIZATION_PLACEHOLDER in here else "does not name"
            reason = f"{says} {ORGANIZATION_PLACEHOLDER} in “{field}”, unlike the English one."
            raise found.wrong(reason, field)
    return wording


def _added(
    before: Mapping[str, str], found: Entry, field: str, english: str, language: str
) -> dict[str, str]:
    """Return the texts of a field with one more language; there is one where English has one."""
    if not english:
        if found.has(field):
            raise found.wrong(f"has “{field}”, unlike the English one.", field)
        return dict(before)
    return {**before, language: found.text(field)}


def _parts(root: Entry, field: str, keys: Collection[str]) -> Mapping[str, Located]:
    """Return what stands under each of these keys; all must be there, and no other."""
    if not keys and not root.has(field):
        return {}
    if not root.has(field):
        raise root.wrong(f"has no “{field}”.")
    at = root.fields[field]
    if not isinstance(at.value, dict):
        raise root.wrong(f"needs keys with their words in “{field}”.", field)
    found = Entry(f"the translation, {field},", at, at.value)
    for key in at.value:
        if key not in keys:
            raise found.wrong(f"names “{key}”, which the English file does not have.", key)
    return _whole(found, keys).fields


def _whole(found: Entry, keys: Collection[str]) -> Entry:
    for key in keys:
        if not found.has(key):
            raise found.wrong(f"has no words for “{key}”.")
    return found
