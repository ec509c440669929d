"""All answers to the headline question, side by side, as far as the whole of them may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.definitions import DONT_KNOW, Question
from assessment.domain.disclosure import Hidden
from assessment.domain.shares import FEW, Distribution, Share, distribution
from assessment.domain.unit_tables import Side
from assessment.models import Round
from assessment.queries.comparisons import Shown, share_of
from assessment.queries.counts import Counts
from assessment.queries.protection import SIDES, confidential_in, readings_of


@dataclass(frozen=True, slots=True)
class SideAnswers:
    """How often a side gave each answer; `answers` is None where `why_not` says why."""

    side: Side
    answers: Distribution | None
    why_not: str = ""


def distributions_of(
    round_: Round, counts: Counts, question: Question, ends: Mapping[Side, Shown]
) -> tuple[SideAnswers, ...]:
    """One entry for each side that was asked, over all of its people.

    `ends` are the same people's strongest answers as they may be shown. Where one of them is
    hidden, so is all of it; and where fewer than ten confidential answers are behind it, because
    then an answer that nobody gave, or everybody, says too much about each of them.
    """
    return tuple(
        _answers_of(round_, counts, question, side, ends[side])
        for side, audiences in SIDES.items()
        if set(audiences) & set(round_.asks)
    )


def _answers_of(
    round_: Round, counts: Counts, question: Question, side: Side, end: Shown
) -> SideAnswers:
    if isinstance(end, Hidden):
        return SideAnswers(side, None, end.text(round_.minimum_group))
    cells = counts.cells_of(SIDES[side])
    confidential = [confidential_in(reading, cells) for reading in readings_of(round_)]
    if any(_too_few(share_of(counts, question.key, one)) for one in confidential):
        return SideAnswers(side, None, Hidden.TOO_FEW.text(FEW))
    codes = tuple(one.code for one in question.scale.choices if one.code != DONT_KNOW)
    return SideAnswers(side, distribution(counts.of(question.key, cells), codes=codes))


def _too_few(confidential: Share) -> bool:
    return confidential.few and bool(confidential.n or confidential.dont_know)
