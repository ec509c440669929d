"""Reading one entry of a questionnaire file, field by field, each with its own message."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assessment.domain.definitions import DEFAULT_LANGUAGE, ORGANIZATION_PLACEHOLDER
from assessment.domain.located_yaml import DefinitionFileInvalid, Located

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file; `what` is how messages call it, such as “question s1”."""

    what: str
    at: Located
    fields: Mapping[str, Located]

    def wrong(self, reason: str, field: str = "") -> DefinitionFileInvalid:
        """Return the error for the line of `field`, or of the whole entry."""
        return self.fields.get(field, self.at).wrong(f"{self.what} {reason}")

    def has(self, field: str) -> bool:
        return field in self.fields

    def text(
        self, field: str, default: str | None = None, *, limit: int = 2000, names: bool = False
    ) -> str:
        """Return a text; without a default it must be there and not empty.

        `names` says that it may name the organization with its placeholder.
        """
        if field not in self.fields and default is not None:
            return default
        value = self._present(field).value
        if not isinstance(value, str):
            raise self.wrong(f"needs text in “{field}”; put it in quotes.", field)
        if not value.strip() and default is None:
            raise self.wrong(f"needs a text in “{field}”.", field)
        if len(value) > limit:
            raise self.wrong(f"has more than {limit} characters in “{field}”.", field)
        self._check_placeholders(field, value, names=names)
        return value

    def key(self, field: str = "key", *, limit: int = 40) -> str:
        """Return a short text of small letters, digits and hyphens."""
        value = self.text(field, limit=limit)
        if not _KEY.fullmatch(value):
            reason = f"has the {field} “{value}”; use small letters, digits and hyphens."
            raise self.wrong(reason, field)
        return value

    def one_of(self, field: str, allowed: Collection[str]) -> str:
        value = self.text(field)
        if value not in allowed:
            raise self.wrong(f"has the {field} “{value}”; use {_listed(allowed)}.", field)
        return value

    def flag(self, field: str) -> bool:
        """Return true or false; a field left out is false."""
        value = self.fields[field].value if field in self.fields else False
        if not isinstance(value, bool):
            raise self.wrong(f"needs true or false in “{field}”.", field)
        return value

    def number(self, field: str) -> int:
        value = self._present(field).value
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"needs a whole number in “{field}”.", field)
        return value

    def items(self, field: str) -> list[Located]:
        """Return the entries of a list; a field left out is an empty list."""
        if field not in self.fields:
            return []
        value = self.fields[field].value
        if not isinstance(value, list):
            raise self.wrong(f"needs a list in “{field}”.", field)
        return value

    def translations(self, field: str) -> dict[str, str]:
        """Return language → text; English must be among them."""
        at = self._present(field)
        if not isinstance(at.value, dict):
            raise self.wrong(f"needs languages with their text in “{field}”.", field)
        inner = Entry(f"{self.what}, {field},", at, at.value)
        for language in at.value:
            inner.check_language(language, language)
        if DEFAULT_LANGUAGE not in at.value:
            raise self.wrong(f"has no English text (en) in “{field}”.", field)
        return {language: inner.text(language, limit=200) for language in at.value}

    def check_language(self, language: str, field: str) -> None:
        if not _LANGUAGE.fullmatch(language):
            reason = f"has the language “{language}”; use a code such as en or pt-br."
            raise self.wrong(reason, field)

    def _present(self, field: str) -> Located:
        if field not in self.fields:
            raise self.wrong(f"has no “{field}”.")
        return self.fields[field]

    def _check_placeholders(self, field: str, value: str, *, names: bool) -> None:
        for found in _PLACEHOLDER.findall(value):
            if found != ORGANIZATION_PLACEHOLDER:
                reason = f"has the unknown placeholder {found} in “{field}”; use {{organization}}."
                raise self.wrong(reason, field)
            if not names:
                raise self.wrong(f"cannot name the organization in “{field}”.", field)


def entry(at: Located, what: str, allowed: Collection[str]) -> Entry:
    """Return the mapping at this place, refusing fields that are not `allowed`."""
    if not isinstance(at.value, dict):
        raise at.wrong(f"{what} needs fields such as “{next(iter(allowed))}”.")
    found = Entry(what, at, at.value)
    for field in at.value:
        if field not in allowed:
            raise found.wrong(f"has the unknown field “{field}”; use {_listed(allowed)}.", field)
    return found


def named(at: Located, what: str, allowed: Collection[str], key: str = "key") -> Entry:
    """Return the mapping at this place, called by its own key in messages."""
    if isinstance(at.value, dict) and key in at.value:
        what = f"{what} {Entry(what, at, at.value).key(key)}"
    found = entry(at, what, allowed)
    found.key(key)
    return found


def each_once(entries: Collection[Entry], key: str = "key") -> Iterator[Entry]:
    """Yield the entries, refusing the second of two that have the same key."""
    seen: set[str] = set()
    for found in entries:
        if (value := found.key(key)) in seen:
            raise found.wrong("stands in the file twice.", key)
        seen.add(value)
        yield found


def _listed(allowed: Collection[str]) -> str:
    *first, last = allowed
    return f"{', '.join(first)} or {last}" if first else last
