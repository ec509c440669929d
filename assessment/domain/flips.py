"""How the same executives answered a sign in two rounds: who changed their mind, in counts.

For attributed rounds only, since it needs to know who said what. There is no test and no p-value:
the executives are a census, so what changed is what is printed, not a sample of it.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.language import in_a_row, told_of, translate, translate_plural

Person = TypeVar("Person", bound=Hashable)

CODES: Final = ("yes", "no", "dk")


@dataclass(frozen=True, slots=True)
class Flips:
    """How many executives moved which way on one sign between two rounds.

    `unchanged` includes don't know twice, `other` is from or to don't know. `joined` and `left`
    were asked in one of the rounds only; `silent` were asked in both and missed one at least.
    """

    no_to_yes: int = 0
    yes_to_no: int = 0
    unchanged: int = 0
    other: int = 0
    silent: int = 0
    joined: int = 0
    left: int = 0

    @property
    def compared(self) -> int:
        """How many executives answered both times."""
        return self.no_to_yes + self.yes_to_no + self.unchanged + self.other

    @property
    def are_none(self) -> bool:
        """Whether the same executives gave the same answers."""
        return self == Flips(unchanged=self.unchanged) and self.unchanged > 0

    def text(self, sign: str) -> str:
        """Such as "sign 7: 3 from no to yes, 1 from yes to no, 5 unchanged; 1 joined, 1 left"."""
        return told_of(sign, self.words)

    @property
    def words(self) -> str:
        """Such as "3 from no to yes, 6 unchanged"; what nobody did is left out."""
        moves = _listed(
            (
                self.no_to_yes,
                translate_plural(
                    "{count} from no to yes", "{count} from no to yes", self.no_to_yes
                ),
            ),
            (
                self.yes_to_no,
                translate_plural(
                    "{count} from yes to no", "{count} from yes to no", self.yes_to_no
                ),
            ),
            (
                self.other,
                translate_plural(
                    "{count} from or to don’t know", "{count} from or to don’t know", self.other
                ),
            ),
            (
                self.unchanged,
                translate_plural("{count} unchanged", "{count} unchanged", self.unchanged),
            ),
        )
        rest = _listed(
            (self.joined, translate_plural("{count} joined", "{count} joined", self.joined)),
            (self.left, translate_plural("{count} left", "{count} left", self.left)),
            (
                self.silent,
                translate_plural(
                    "{count} answered once at most", "{count} answered once at most", self.silent
                ),
            ),
        )
        text = moves or translate("nobody answered both times")
        return translate("{moves}; {rest}").format(moves=text, rest=rest) if rest else text


def flips(before: Mapping[Person, str | None], after: Mapping[Person, str | None]) -> Flips:
    """What each executive asked in a round answered to one sign, None where they stayed silent.

    Ann and Bo said no and yes before, Bo and Cy yes and no after: 1 unchanged, 1 joined, 1 left.
    Raises `ImpossibleCounts` for a code other than yes, no and dk.
    """
    for code in (*before.values(), *after.values()):
        if code is not None and code not in CODES:
            raise ImpossibleCounts(f"“{code}” does not answer a sign: yes, no or dk does.")
    moves = Counter(_move(before[person], after[person]) for person in before.keys() & after.keys())
    return Flips(
        **moves,
        joined=len(after.keys() - before.keys()),
        left=len(before.keys() - after.keys()),
    )


def _move(before: str | None, after: str | None) -> str:
    """The field of `Flips` that counts a person who was asked both times."""
    if before is None or after is None:
        return "silent"
    if before == after:
        return "unchanged"
    return "other" if "dk" in (before, after) else f"{before}_to_{after}"


def _listed(*counts: tuple[int, str]) -> str:
    told = [text.format(count=count) for count, text in counts if count]
    return in_a_row(told) if told else ""
