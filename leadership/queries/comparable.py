"""What of an earlier round can be compared with a later one: only what both asked alike."""

from dataclasses import replace
from typing import Final

from assessment.domain.headlines import Standing
from assessment.domain.language import translate
from assessment.domain.signs import NUMBER_OF_SIGNS
from assessment.models import Round
from assessment.queries.protection import HEADLINE
from assessment.queries.rounds import is_asked_alike

SIGNS: Final = tuple(f"s{number}" for number in range(1, NUMBER_OF_SIGNS + 1))


def signs_unlike(earlier: Round | None, round_: Round) -> frozenset[str]:
    """The signs that an earlier round asked in other words; theirs is no change of anything."""
    if earlier is None:
        return frozenset()
    return frozenset(sign for sign in SIGNS if is_asked_alike(sign, earlier, round_) is False)


def comparable(then: Standing, earlier: Round, round_: Round) -> tuple[Standing, list[str]]:
    """The earlier standing without what was asked differently, and the sentences that say so."""
    why_not = []
    if then.agreed is not None and signs_unlike(earlier, round_):
        then = replace(then, agreed=None, evidenced=None)
        why_not.append(translate("Signs are asked in other words since, so they are not compared."))
    if then.gap is not None and is_asked_alike(HEADLINE, earlier, round_) is False:
        then = replace(then, gap=None)
        why_not.append(
            translate("The question behind the gap has changed since, so it is not compared.")
        )
    return then, why_not
