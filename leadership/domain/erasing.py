"""What stands where a person was named: a reference that nobody can lead back to them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

PREFIX: Final = "erased-"
_DIGITS: Final = 8
_SHORTEST_NAME: Final = 4
_ADDRESS: Final = re.compile(r"[^\s@<>,;:“”()]+@[^\s@<>,;:“”()]+[^\s@<>,;:“”().]")

_OF_KEYS: Final = re.compile(r"^.*(?= \()")
_NAMED_IN: Final = {
    "settings changed": re.compile(r"(?:^|(?<=; ))sender name: [^;]*"),
    "key created": _OF_KEYS,
    "key revoked": _OF_KEYS,
}
"""Acts in which people write a name themselves, and where it stands."""


def reference_of(random: str) -> str:
    """The reference of one erasure, from random hexadecimal digits: “erased-3f2a9c10”."""
    return f"{PREFIX}{random[:_DIGITS]}"


def replacements(address: str, names: Iterable[str], random: str) -> dict[str, str]:
    """What in our own records names this person, and what takes its place; longer names first.

    Only a name of two words or more is looked for: a single one, such as “Marie”, is found in
    too much that is about somebody else. No reference is part of another.
    """
    found = {address: reference_of(random)}
    whole = {name for name in names if len(name.split()) > 1 and len(name) >= _SHORTEST_NAME}
    for number, name in enumerate(sorted(whole, key=lambda one: (-len(one), one)), start=1):
        which = "" if number == 1 else f"{number}-"
        found[name] = f"{PREFIX}name-{which}{random[:_DIGITS]}"
    return found


def pattern_of(text: str) -> re.Pattern[str]:
    """Finds the text where it stands alone: anna@example.com is not in joanna@example.com."""
    return re.compile(rf"(?<![\w.+-]){re.escape(text)}(?![\w-]|\.\w)")


def without(text: str, replaced: Mapping[str, str]) -> str:
    """The text with references in place of whatever names the person."""
    for one, reference in replaced.items():
        text = pattern_of(one).sub(reference, text)
    return text


def without_names(act: str, about: str, replaced: Mapping[str, str]) -> str:
    """What an audit entry says, without a person’s names where somebody wrote one.

    The audit tells people apart by their addresses. Its own words are everybody’s: somebody who is
    listed as “the clock” or “Annual Round” takes nothing out of what was done.
    """
    place = _NAMED_IN.get(act)
    return place.sub(lambda found: without(found[0], replaced), about) if place else about


def shortened(text: str, longest: int) -> str:
    """The text in at most so many characters, ended with “…” and never cut within an address.

    Half an address would be found by no erasure.
    """
    if len(text) <= longest:
        return text
    end = longest - 1
    for word in re.finditer(r"\S*@\S*", text):
        if word.start() < end < word.end():
            end = word.start()
    return f"{text[:end].rstrip()}…"


def without_others(text: str, address: str) -> str:
    """The text with “…” in place of every address but this one."""
    return _ADDRESS.sub(lambda found: found[0] if found[0] == address else "…", text)
