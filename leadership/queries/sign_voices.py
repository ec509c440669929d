"""Who said what to one sign: attributed rounds only, and only for whom executives were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assessment.domain.language import mid_sentence, translatable, translate
from assessment.models import Round
from leadership.domain.sign_findings import voices_finding
from leadership.queries.matrix import GivenByName, answers_by_name

_SAYS: Final = {
    "yes": translatable("Yes"),
    "no": translatable("No"),
    "dk": translatable("Don’t know"),
    "": translatable("No answer"),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """One sign by name; `answers` holds what was said and by whom, without what nobody said.

    `flips` is what changed since the attributed round before, in words, and `moves` who changed:
    "Ann Moe: no → yes". Both are empty without such a round.
    """

    heading: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    flips: str
    moves: tuple[str, ...]


def voices_on(round_: Round, earlier: Round | None, *, key: str) -> Voices | None:
    """Who said what in a closed attributed round; None for every other. One query."""
    if not (round_.is_closed and round_.is_attributed):
        return None
    compared = earlier if earlier and earlier.is_closed and earlier.is_attributed else None
    given = answers_by_name([one for one in (round_, compared) if one])
    said: dict[str, list[str]] = {code: [] for code in _SAYS}
    for member in given.members_of(round_.pk):
        said[_answer(given, round_, member, key)].append(given.names[member])
    flips = given.flips(compared.pk, round_.pk, key) if compared else None
    return Voices(
        heading=voices_finding(said),
        answers=_named(said),
        flips=flips.words if flips and not flips.are_none else "",
        moves=_moves(given, compared, round_, key) if compared else (),
    )


def _named(said: Mapping[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((translate(_SAYS[code]), tuple(names)) for code, names in said.items() if names)


def _moves(given: GivenByName, before: Round, now: Round, key: str) -> tuple[str, ...]:
    """Who answered both times, and not alike."""
    moves = []
    for member in given.members_of(now.pk):
        was, is_ = _answer(given, before, member, key), _answer(given, now, member, key)
        if was and is_ and was != is_:
            # Translators: who said what before and says what now; turn the arrow around where
            # the language runs from right to left.
            said = translate("{name}: {before} → {now}")
            moves.append(
                said.format(name=given.names[member], before=_within(was), now=_within(is_))
            )
    return tuple(moves)


def _within(code: str) -> str:
    return mid_sentence(translate(_SAYS[code]))


def _answer(given: GivenByName, round_: Round, member: int, key: str) -> str:
    """The choice, "" for somebody who was asked and stayed silent, or was not asked."""
    code = given.answers[round_.pk].get(member, {}).get(key, "")
    return code if code in _SAYS else ""
