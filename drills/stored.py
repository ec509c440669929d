"""Comparing what is stored with what people were told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.models import AnswerSheet, Round
from assessment.services.tallies import rebuild_tallies
from drills.person import answers_of
from leadership.models import Invitation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Four zeros are what must be. `partial` are sheets that are not exactly what was typed,
    invitations and sheets without each other, and counts that differ from a recount.
    """

    thanked: int
    sheets: int
    lost: int
    double: int
    partial: int

    @property
    def is_exact(self) -> bool:
        return not (self.lost or self.double or self.partial) and self.sheets >= self.thanked

    def __str__(self) -> str:
        return (
            f"{self.thanked:,} thanked, {self.sheets:,} sheets: {self.lost} lost, "
            f"{self.double} double, {self.partial} partial"
        )


def compare(round_: Round, thanked: Iterable[int]) -> Comparison:
    sheets = list(AnswerSheet.objects.filter(round=round_).values_list("answers", "is_submitted"))
    stored = Counter(_person_of(answers) for answers, _ in sheets)
    submitted = set(
        Invitation.objects.filter(round=round_)
        .exclude(submitted_on=None)
        .values_list("pk", flat=True)
    )
    altered = sum(
        not is_submitted or answers != answers_of(_person_of(answers))
        for answers, is_submitted in sheets
    )
    recount = rebuild_tallies(round_=round_)
    people = set(thanked)
    return Comparison(
        thanked=len(people),
        sheets=len(sheets),
        lost=len(people - stored.keys()),
        double=sum(count - 1 for count in stored.values()),
        partial=altered + len(submitted ^ stored.keys()) + len(recount.differences),
    )


def _person_of(answers: dict[str, str]) -> int:
    """The id of the invitation, which the person has written into the comment."""
    return int(answers["c1"].removeprefix("Person ").partition(":")[0])
