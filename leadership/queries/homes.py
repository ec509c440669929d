"""What a member's home says of the latest results and of the round under way."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from assessment.domain.headlines import dashboard_headline
from assessment.domain.language import whole_number
from assessment.models import Round
from assessment.queries.counts import Counts, counts_of
from assessment.queries.perception import management_is_attributed
from assessment.queries.results import participation_of, results_of
from assessment.queries.rounds import without_names
from leadership.access import (
    rounds_visible_to,
    rounds_with_results_for,
    runs_rounds,
    sees_executives_by_name,
    sees_participation,
)
from leadership.models import Membership, WhatWeHeard
from leadership.queries.dashboards import standing_of
from leadership.queries.proofs import proofs_of


@dataclass(frozen=True, slots=True)
class Home:
    """`current` is the open round, else the draft; `latest` is the last closed one.

    `turnout` is empty for those who do not see who was asked, and while nothing is open.
    `says_nothing`: whoever answered the last round was not told what came of it, which those
    who run rounds can do; where `nobody_answered` there is nobody to tell.
    """

    current: Round | None
    latest: Round | None
    finding: str
    turnout: str
    says_nothing: bool
    nobody_answered: bool


def home_for(membership: Membership) -> Home:
    """A handful of queries for both rounds together, however many answers there are."""
    visible = rounds_visible_to(membership).select_related("organization")
    not_closed = visible.exclude(pk__in=rounds_with_results_for(membership).values("pk"))
    current = min(not_closed, key=lambda round_: not round_.is_open, default=None)
    latest = (
        rounds_with_results_for(membership)
        .select_related("meeting")
        .defer("meeting__minutes")
        .first()
    )
    if latest and not sees_executives_by_name(membership):
        latest = without_names(latest)
    counts = counts_of([round_.pk for round_ in (current, latest) if round_])
    sees = current is not None and current.is_open and sees_participation(membership)
    silent = latest is not None and not any(
        row.answered for row in participation_of(latest, counts[latest.pk])
    )
    return Home(
        current=current,
        latest=latest,
        finding=_finding(latest, counts[latest.pk]) if latest else "",
        turnout=_turnout(current, counts[current.pk]) if current and sees else "",
        says_nothing=latest is not None
        and not silent
        and runs_rounds(membership)
        and not _published(latest),
        nobody_answered=silent,
    )


def _published(round_: Round) -> bool:
    return WhatWeHeard.objects.filter(round=round_, published_at__isnull=False).exists()


def _finding(round_: Round, counts: Counts) -> str:
    return dashboard_headline(
        standing_of(round_, results_of(round_, counts, proofs_of([round_])[round_.pk])),
        k=round_.minimum_group,
        attributed=management_is_attributed(round_),
    )


def _turnout(round_: Round, counts: Counts) -> str:
    """Such as "210 of the 1,589 people asked have answered." """
    rows = participation_of(round_, counts)
    asked, answered = sum(row.asked for row in rows), sum(row.answered for row in rows)
    if answered == 0:
        said = ngettext(
            "{asked} person was asked and has not answered yet.",
            "{asked} people were asked; nobody has answered yet.",
            asked,
        )
    else:
        said = ngettext(
            "{answered} of the {asked} people asked has answered.",
            "{answered} of the {asked} people asked have answered.",
            answered,
        )
    return said.format(answered=whole_number(answered), asked=whole_number(asked))
