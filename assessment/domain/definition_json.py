"""Definitions as JSON: the parts that are stored so, and the fingerprint of a whole one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from assessment.domain.definitions import (
    Choice,
    Definition,
    Group,
    Kind,
    Origin,
    Question,
    Scale,
)


def scales_as_json(scales: Sequence[Scale]) -> list[dict[str, Any]]:
    return [
        {
            "key": scale.key,
            "kind": scale.kind.value,
            "choices": [{"code": c.code, "labels": dict(c.labels)} for c in scale.choices],
            "minimum": scale.minimum,
            "maximum": scale.maximum,
            "step": None if scale.step is None else str(scale.step),
            "values": scale.values,
        }
        for scale in scales
    ]


def scales_from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Scale, ...]:
    return tuple(
        Scale(
            key=scale["key"],
            kind=Kind(scale["kind"]),
            choices=tuple(Choice(c["code"], c["labels"]) for c in scale["choices"]),
            minimum=scale["minimum"],
            maximum=scale["maximum"],
            step=None if scale["step"] is None else Fraction(scale["step"]),
            values=scale["values"],
        )
        for scale in stored
    )


def groups_as_json(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [
        {"key": group.key, "titles": dict(group.titles), "origin": group.origin.value}
        for group in groups
    ]


def groups_from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    return tuple(
        Group(key=group["key"], titles=group["titles"], origin=Origin(group["origin"]))
        for group in stored
    )


def translations_as_json(definition: Definition) -> dict[str, Any]:
    """Return what is said in other languages and stands in no column of its own."""
    questions = definition.questions
    return {
        "titles": dict(definition.titles),
        "intros": dict(definition.intros),
        "dimensions": {one.key: dict(one.dimensions) for one in questions if one.dimensions},
        "evidences": {one.key: dict(one.evidences) for one in questions if one.evidences},
    }


def fingerprint(definition: Definition) -> str:
    """Return the SHA-256 of a definition, as 64 hexadecimal digits.

    Equal definitions have equal fingerprints: the order of questions, scales, groups and
    choices counts, because people see it; the order of wordings and translations does not.
    A definition in English alone has the fingerprint that it had before there were translations.
    """
    translations = translations_as_json(definition)
    canonical = json.dumps(
        ({"translations": translations} if any(translations.values()) else {})
        | {
            "key": definition.key,
            "title": definition.title,
            "intro": definition.intro,
            "source": asdict(definition.source),
            "attribution": definition.attribution,
            "audiences": [audience.value for audience in definition.audiences],
            "scales": scales_as_json(definition.scales),
            "groups": groups_as_json(definition.groups),
            "questions": [_question(question) for question in definition.questions],
        },
        ensure_ascii=True,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "dimension": question.dimension,
        "group": question.group,
        "scale": question.scale.key,
        "origin": question.origin.value,
        "required": question.required,
        "shuffled": question.shuffled,
        "evidence": question.evidence,
        "wordings": {
            f"{audience.value}/{language}": [wording.text, wording.help]
            for (audience, language), wording in question.wordings.items()
        },
    }
