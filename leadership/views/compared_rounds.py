"""With which earlier round a page of results compares, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessment.models import Round
from leadership.access import rounds_visible_to
from leadership.models import Membership

PARAMETER = "with"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rounds to choose from, latest first; `chosen` is None for the round before.

    `problem` says why a round that was asked for cannot be taken.
    """

    choices: tuple[Round, ...]
    chosen: Round | None = None
    problem: str = ""

    @property
    def query(self) -> str:
        """What a link to another page of the same comparison adds to its address."""
        return f"?{PARAMETER}={self.chosen.pk}" if self.chosen else ""


def comparison_of(
    request: HttpRequest, membership: Membership, round_: Round, closed: Sequence[Round]
) -> Comparison:
    """What `?with=` asks for; a round of nobody or of another organization is not found.

    `closed` are the organization’s closed rounds, latest first.
    """
    before = tuple(one for one in closed if one.quarter_starts_on < round_.quarter_starts_on)
    asked = request.GET.get(PARAMETER, "")
    if not asked:
        return Comparison(before)
    if not (asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST):
        raise Http404("No round has such a number.")
    chosen = next((one for one in before if one.pk == int(asked)), None)
    if chosen is not None:
        return Comparison(before, chosen)
    other = get_object_or_404(rounds_visible_to(membership), pk=int(asked))
    return Comparison(before, problem=_why_not(other, round_))


def _why_not(other: Round, round_: Round) -> str:
    if other.pk == round_.pk:
        return f"{round_.label} cannot be compared with itself. Choose an earlier round."
    if other.quarter_starts_on > round_.quarter_starts_on:
        return f"{other.label} is later than {round_.label}. Choose an earlier round."
    return f"{other.label} has not closed, so it has no results to compare with."


_LONGEST = 19  # digits that surely fit the database’s numbers
