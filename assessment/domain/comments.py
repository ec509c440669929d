"""Comments as they may be shown: enough of them, in an order of their own, without addresses.

Masking meets what people write by habit, not what they hide on purpose, and it leaves names:
whoever reads comments before others do still has to look. What is masked beyond need costs a
reader little; what is missed gives a person away. So every run of seven digits is masked, be it
“order 1234567”, which points at one customer as surely as a telephone number, or 2026-03-14.
"""

import hmac
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.language import translatable, translate

Unit = TypeVar("Unit", bound=Hashable)

FEWEST_COMMENTS: Final = 10
ADDRESS_REMOVED: Final = translatable("[address removed]")
NUMBER_REMOVED: Final = translatable("[number removed]")

# Control and format characters, lone surrogates; kept are the joiners of Persian, Hindi and emoji.
_REMOVED_CATEGORIES: Final = {"Cc", "Cf", "Cs"}
_JOINERS: Final = "\u200c\u200d"

# `++` never gives back what it took, so that no comment, however long, is slow to read.
_LOCAL: Final = r"[\w.%+&'’-]"
_ADDRESS: Final = re.compile(
    rf"""
      (?<![\w@＠.-]) (?: [a-z][a-z0-9+.-]{{1,20}}:// | www\. )  # https://…, www.…
        \S* [^\s.,;:!?)\]}}>»”’"']
    | (?<!{_LOCAL}) {_LOCAL}++ [@＠] [\w-]++ (?: \.[\w-]++ )*+  # ann@example.com
    | (?<!{_LOCAL}) {_LOCAL}++ \s? [(\[{{] \s? at \s? [)\]}}] \s?  # ann (at) example (dot) com
        [\w-]++ (?: (?: \. | \s? [(\[{{] \s? dot \s? [)\]}}] \s? ) [\w-]++ )++
    | (?<![\w@＠.-]) (?: [\w-]++ \. (?=\w) )++ (?:
          (?: com|net|org|info|biz|edu|gov|io|uk ) (?![\w@＠-]) (?: /\S*[\w/] )?  # example.com
        | [^\W\d_]{{2,12}} / \S*[\w/]  # example.de/ann: any ending before a path
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER: Final = re.compile(
    rf"(?:[+＋]\s?)?(?:\((?=\d{{1,5}}\)))?\d(?:[\s./()‐‑‒–—−·／{_JOINERS}-]{{0,3}}\d){{6,}}"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is shown; `masked` says that an address or a number was taken out."""

    text: str
    masked: bool = False


def cleaned(text: str) -> Comment:
    """One comment, whole, on one line, with email and web addresses and long numbers masked.

    "Ask ann@example.com or 020 7946 0958" becomes "Ask [address removed] or [number removed]". A
    number is seven digits or more of any script, with at most spaces, dots, hyphens, slashes and
    brackets between them; a comma ends it, so 1,250,000 customers stay.
    """
    plain = _one_line(text)
    masked = _NUMBER.sub(NUMBER_REMOVED, _ADDRESS.sub(ADDRESS_REMOVED, plain))
    return Comment(masked, masked=masked != plain)


def publishable_comments(
    texts: Iterable[str], *, minimum: int = FEWEST_COMMENTS, seed: str
) -> tuple[Comment, ...] | None:
    """All comments, cleaned, or None when fewer than `minimum` say anything.

    Blanks and mere punctuation such as "-" are dropped before counting. The order follows from
    the seed and the words alone, so it is the same at every visit and tells nothing of who wrote
    first; the seed belongs to the round.
    """
    _check(minimum)
    comments = _worth_reading(texts)
    return _in_order_of_seed(comments, seed) if len(comments) >= minimum else None


def grouped_by_unit(
    texts: Mapping[Unit, Iterable[str]], *, minimum: int = FEWEST_COMMENTS, seed: str
) -> dict[Unit | None, tuple[Comment, ...]] | None:
    """As `publishable_comments`, under the units that may be named beside their comments.

    A unit is named from `minimum` comments on. The others stand together under None, last, and
    have to be `minimum` as well, or their unit would be as good as named: else the named one with
    the fewest joins them. Of 30, 12 and 3 comments only the 30 are named, beside 15 that are not.
    A key of None, people without a unit, is never named.
    """
    _check(minimum)
    said = {unit: _worth_reading(of_unit) for unit, of_unit in texts.items()}
    if sum(len(comments) for comments in said.values()) < minimum:
        return None
    named = _named({unit: len(comments) for unit, comments in said.items()}, minimum)
    groups: dict[Unit | None, tuple[Comment, ...]] = {
        unit: _in_order_of_seed(comments, seed) for unit, comments in said.items() if unit in named
    }
    others = [comment for unit, of_unit in said.items() if unit not in named for comment in of_unit]
    return {**groups, None: _in_order_of_seed(others, seed)} if others else groups


def _named(sizes: Mapping[Unit, int], minimum: int) -> set[Unit]:
    named = {unit for unit, size in sizes.items() if unit is not None and size >= minimum}
    others = sum(size for unit, size in sizes.items() if unit not in named)
    if 0 < others < minimum:
        named.remove(min(named, key=lambda unit: (sizes[unit], str(unit))))
    return named


def _worth_reading(texts: Iterable[str]) -> list[Comment]:
    """Those that hold a letter, a digit or a picture such as an emoji."""
    return [comment for text in texts if _says_something((comment := cleaned(text)).text)]


def _says_something(text: str) -> bool:
    categories = map(unicodedata.category, text)
    return any(category[0] in "LN" or category == "So" for category in categories)


def _in_order_of_seed(comments: Iterable[Comment], seed: str) -> tuple[Comment, ...]:
    def place(comment: Comment) -> tuple[bytes, bool]:
        digest = hmac.digest(seed.encode(), comment.text.encode(), "sha256")
        return digest, comment.masked

    return tuple(_as_read(comment) for comment in sorted(comments, key=place))


def _as_read(comment: Comment) -> Comment:
    """With what was taken out named in the reader's language; the order is that of the English."""
    if not comment.masked:
        return comment
    text = comment.text
    for removed in (ADDRESS_REMOVED, NUMBER_REMOVED):
        text = text.replace(removed, translate(removed))
    return replace(comment, text=text)


def _one_line(text: str) -> str:
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace()
        or character in _JOINERS
        or unicodedata.category(character) not in _REMOVED_CATEGORIES
    )
    return " ".join("".join(kept).split())


def _check(minimum: int) -> None:
    if minimum < 1:
        raise ImpossibleCounts(f"The fewest comments shown are 1 or more, not {minimum}.")
