"""YAML read with the line of every entry kept, so that a mistake can be pointed at."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import yaml

from assessment.domain.errors import AssessmentError

_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"-?[0-9]{1,9}")
# Tab and line feed are fine; other controls and lone surrogates cannot be stored or shown.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class DefinitionFileInvalid(AssessmentError):
    """A questionnaire file cannot be used; the message names file, line and reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Located:
    """A value and where it stands; `value` is an Entry, a list of Located, or a scalar."""

    file: str
    line: int
    value: object

    def wrong(self, reason: str) -> DefinitionFileInvalid:
        return DefinitionFileInvalid(self.file, self.line, reason)


class _Loader(yaml.SafeLoader):
    """Composes nodes only; aliases are refused because they can make a small file endless."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            reason = "aliases (*) are not used here"
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)
        return super().compose_node(parent, index)


def read_yaml(file: str, raw: bytes) -> Located:
    """Return the content of a YAML file; `file` is its name in messages.

    Only true and false are read as such, only whole numbers as numbers, all else as text.
    Raises DefinitionFileInvalid.
    """
    text = _decoded(file, raw)
    try:
        node = _composed(text)
        if node is None:
            raise DefinitionFileInvalid(file, 1, "the file is empty.")
        return _located(file, node)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reason = f"remove the character U+{_code(error):04X}, which YAML does not allow."
        raise DefinitionFileInvalid(file, line, reason) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DefinitionFileInvalid(file, line, f"not YAML: {error.problem}.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise DefinitionFileInvalid(file, 1, f"not YAML: {error}.") from error
    except RecursionError as error:
        raise DefinitionFileInvalid(file, 1, "lists are nested too deeply.") from error


def _decoded(file: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DefinitionFileInvalid(file, line, "save the file as UTF-8.") from error


def _composed(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _code(error: yaml.reader.ReaderError) -> int:
    character = error.character
    return ord(character) if isinstance(character, str) else int(character)


def _located(file: str, node: yaml.Node) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Located(file, line, _mapping(file, node))
    if isinstance(node, yaml.SequenceNode):
        return Located(file, line, [_located(file, item) for item in node.value])
    return Located(file, line, _scalar(file, cast("yaml.ScalarNode", node)))


def _mapping(file: str, node: yaml.MappingNode) -> dict[str, Located]:
    entries: dict[str, Located] = {}
    for key_node, value_node in node.value:
        key = _located(file, key_node)
        if not isinstance(key.value, str):
            raise key.wrong("a key must be text; put it in quotes.")
        if key.value in entries:
            raise key.wrong(f"“{key.value}” stands here twice.")
        value = _located(file, value_node)
        entries[key.value] = Located(file, key.line, value.value)
    return entries


def _scalar(file: str, node: yaml.ScalarNode) -> object:
    text: str = node.value
    read: dict[str, Callable[[str], object]] = {
        "null": lambda _: None,
        "bool": lambda _: _boolean(file, node),
        "int": lambda value: int(value) if _INTEGER.fullmatch(value) else value,
        "float": str,
        "timestamp": str,
        "value": str,
        "str": str,
    }
    kind = node.tag.removeprefix(_TAG)
    if kind not in read:
        raise _wrong(file, node, f"the tag {node.tag} is not used here.")
    if _UNPRINTABLE.search(text):
        raise _wrong(file, node, "remove the invisible control characters.")
    return read[kind](text)


def _boolean(file: str, node: yaml.ScalarNode) -> bool:
    """Refuse yes, no, on and off: YAML would turn them into true and false."""
    if node.value.lower() not in {"true", "false"}:
        reason = f"put “{node.value}” in quotes; YAML reads it as true or false otherwise."
        raise _wrong(file, node, reason)
    return bool(node.value.lower() == "true")


def _wrong(file: str, node: yaml.Node, reason: str) -> DefinitionFileInvalid:
    return DefinitionFileInvalid(file, node.start_mark.line + 1, reason)
