"""What stands where a person was named: a reference that nobody can lead back to them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

PREFIX: Final = "erased-"
_DIGITS: Final = 8
_SHORTEST_NAME: Final = 4
_ADDRESS: Final = re.compile(r"[^\s@<>,;:“”()]+@[^\s@<>,;:“”()]+[^\s@<>,;:“”().]")


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


def without_others(text: str, address: str) -> str:
    """The text with “…” in place of every address but this one."""
    return _ADDRESS.sub(lambda found: found[0] if found[0] == address else "…", text)
