"""With which earlier round a page of results compares, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

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
    chosen = next((one for one in before if one.pk == _number(asked)), None)
    if chosen is not None:
        return Comparison(before, chosen)
    other = get_object_or_404(rounds_visible_to(membership), pk=_number(asked))
    return Comparison(before, problem=_why_not(other, round_))


def address_of(membership: Membership, asked: str, *, compared_with: str = "") -> str:
    """The results of the round that `?round=` asks for; an open one says that it is open.

    What it was compared with stays only where that is earlier still.
    """
    visible = list(rounds_visible_to(membership))
    round_ = one_of(visible, _number(asked))
    address = reverse("leadership:results-of", args=[membership.organization.slug, round_.pk])
    earlier = {str(one.pk) for one in visible if one.quarter_starts_on < round_.quarter_starts_on}
    return f"{address}?{PARAMETER}={compared_with}" if compared_with in earlier else address


def one_of(rounds: Sequence[Round], round_id: int) -> Round:
    """The round with this id; no other page says whether one of somebody else’s exists."""
    found = next((one for one in rounds if one.pk == round_id), None)
    if found is None:
        raise Http404("There is no such round.")
    return found


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST):
        raise Http404("No round has such a number.")
    return int(asked)


def _why_not(other: Round, round_: Round) -> str:
    if other.pk == round_.pk:
        said = _("%(round)s cannot be compared with itself. Choose an earlier round.")
        return said % {"round": round_.label}
    if other.quarter_starts_on > round_.quarter_starts_on:
        said = _("%(other)s is later than %(round)s. Choose an earlier round.")
        return said % {"other": other.label, "round": round_.label}
    said = _("%(round)s has not closed, so it has no results to compare with.")
    return said % {"round": other.label}


_LONGEST = 19  # digits that surely fit the database’s numbers
