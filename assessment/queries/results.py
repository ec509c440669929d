"""Everything a closed round says, in one object; every number in it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.metrics_test import Metric, MetricTag, Verdict, value_share, verdict
from assessment.domain.proofs import Proof
from assessment.models import Round
from assessment.queries.commitment import (
    Checklist,
    Commitment,
    ToneResult,
    checklist_of,
    commitment_of,
    tone_of,
)
from assessment.queries.counts import Counts, counts_of
from assessment.queries.opinions import Opinion, opinions_of
from assessment.queries.perception import Perception, perception_of


@dataclass(frozen=True, slots=True)
class Participation:
    """How many of an audience were asked, and how many answered."""

    audience: Audience
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class MetricsTest:
    """The inventory of service metrics and what it says."""

    metrics: tuple[Metric, ...]
    value_share: Fraction | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Results:
    """A round's results; a part is None when it was not asked, Hidden when it may not be shown."""

    commitment: Commitment | Hidden | None
    checklist: Checklist | Hidden | None
    tone: tuple[ToneResult, ...] | Hidden | None
    perception: Perception | None
    metrics: MetricsTest | None
    opinions: tuple[Opinion, ...]
    participation: tuple[Participation, ...]


def results_of(
    round_: Round, counts: Counts | None = None, proofs: Mapping[str, Proof] | None = None
) -> Results:
    """The results of a round; before it has closed all but the participation is hidden.

    `proofs` as in `commitment_of`.
    """
    counts = counts or counts_of([round_.pk])[round_.pk]
    return Results(
        commitment=commitment_of(round_, counts, proofs),
        checklist=checklist_of(round_, counts),
        tone=tone_of(round_, counts),
        perception=perception_of(round_, counts),
        metrics=metrics_of(round_),
        opinions=opinions_of(round_, counts),
        participation=participation_of(round_, counts),
    )


def participation_of(round_: Round, counts: Counts) -> tuple[Participation, ...]:
    """How many were asked and answered, by audience; shown while a round is open too."""
    return tuple(
        Participation(
            audience=audience,
            asked=counts.asked_in(counts.cells_of({audience})),
            answered=counts.answered_in(counts.cells_of({audience})),
        )
        for audience in round_.asks
    )


def metrics_of(round_: Round) -> MetricsTest | None:
    """The metrics test; None while the inventory is empty. Uses metrics that were prefetched."""
    metrics = tuple(
        Metric(row.name, MetricTag(row.tag), row.on_dashboard, row.in_pay)
        for row in round_.metrics.all()
    )
    if not metrics:
        return None
    share = value_share(metrics)
    return MetricsTest(metrics=metrics, value_share=share, verdict=verdict(metrics))
