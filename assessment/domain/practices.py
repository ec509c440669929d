"""Practices: what the sources advise to do about a sign, and what they warn of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.domain.definition_entries import Entry, each_once, entry, named
from assessment.domain.definition_files import SOURCE, source_of
from assessment.domain.definitions import Source
from assessment.domain.language import translate
from assessment.domain.located_yaml import Located, read_yaml

_ROOT = ("key", "sources", "claims", "practices", "warnings", "notes")
_PRACTICE = ("key", "source", "signs", "text", "note")


@dataclass(frozen=True, slots=True)
class Practice:
    """One piece of advice in our words; `note` says where another source sees it differently."""

    key: str
    text: str
    note: str
    signs: tuple[str, ...]
    source: Source

    def translated(self) -> "Practice":
        """The practice in the reader's language."""
        note = translate(self.note) if self.note else ""
        return replace(self, text=translate(self.text), note=note)


@dataclass(frozen=True, slots=True)
class Advice:
    """What fits one sign: “do this”, “not that”, and what to weigh before either."""

    practices: tuple[Practice, ...]
    warnings: tuple[Practice, ...]
    notes: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All advice on one questionnaire; `claims` maps a sign to what a yes to it claims."""

    key: str
    claims: Mapping[str, str]
    practices: tuple[Practice, ...]
    warnings: tuple[Practice, ...]
    notes: tuple[Practice, ...]

    def advice_on(self, sign: str) -> Advice:
        """What fits this sign, in the order of the file; nothing for an unknown one."""
        return Advice(
            *(
                tuple(one for one in practices if sign in one.signs)
                for practices in (self.practices, self.warnings, self.notes)
            )
        )

    def translated(self) -> "Library":
        """The same advice in the reader's language; it is in the catalogs of translations."""
        return replace(
            self,
            claims={sign: translate(claim) for sign, claim in self.claims.items()},
            practices=tuple(one.translated() for one in self.practices),
            warnings=tuple(one.translated() for one in self.warnings),
            notes=tuple(one.translated() for one in self.notes),
        )

    def texts(self) -> Iterator[str]:
        """Every piece of advice as it is to be translated, but for the claims."""
        for one in (*self.practices, *self.warnings, *self.notes):
            yield one.text
            if one.note:
                yield one.note


def parse_practices(file: str, raw: bytes) -> Library:
    """Return the library that a file holds. Raises DefinitionFileInvalid at the first mistake."""
    root = entry(read_yaml(file, raw), "the library of practices", _ROOT)
    key = root.key()
    if file != f"{key}.yaml":
        raise root.wrong(f"has the key “{key}”; name the file {key}.yaml.", "key")
    claims = [named(item, "claim", ("key", "text")) for item in root.items("claims")]
    known = {claim.key(): claim.text("text", limit=200) for claim in each_once(claims)}
    sources = _sources(root)
    return Library(
        key=key,
        claims=known,
        practices=_practices(root.items("practices"), "practice", sources, known),
        warnings=_practices(root.items("warnings"), "warning", sources, known),
        notes=_practices(root.items("notes"), "note", sources, known),
    )


def _sources(root: Entry) -> dict[str, Source]:
    entries = [named(item, "source", ("key", *SOURCE)) for item in root.items("sources")]
    return {source.key(): source_of(source) for source in each_once(entries)}


def _practices(
    items: list[Located], what: str, sources: Mapping[str, Source], signs: Collection[str]
) -> tuple[Practice, ...]:
    entries = [named(item, what, _PRACTICE) for item in items]
    return tuple(_practice(one, sources, signs) for one in each_once(entries))


def _practice(found: Entry, sources: Mapping[str, Source], signs: Collection[str]) -> Practice:
    source = found.text("source")
    if source not in sources:
        raise found.wrong(f"names source “{source}”, which the file does not define.", "source")
    return Practice(
        key=found.key(),
        text=found.text("text"),
        note=found.text("note", ""),
        signs=_signs(found, signs),
        source=sources[source],
    )


def _signs(found: Entry, known: Collection[str]) -> tuple[str, ...]:
    named_ones = []
    for item in found.items("signs"):
        if not isinstance(item.value, str) or item.value not in known:
            raise item.wrong(f"{found.what} names the sign “{item.value}”, which has no claim.")
        named_ones.append(item.value)
    if not named_ones:
        raise found.wrong("fits no sign.", "signs")
    return tuple(named_ones)
