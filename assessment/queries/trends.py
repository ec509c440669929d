"""How the headline numbers moved over an organization's closed rounds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import Gap
from assessment.domain.proofs import Proof
from assessment.domain.rounds import RoundState
from assessment.domain.shares import Share
from assessment.models import Round
from assessment.queries.commitment import Commitment, commitment_of
from assessment.queries.counts import Counts, counts_of
from assessment.queries.perception import management_is_attributed, perception_of
from assessment.queries.protection import HEADLINE
from assessment.queries.rounds import definitions_of, questions_of

LONGEST = 12
EIGHT_SIGNS = "eight-signs"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One round of the trend; a part is None where it was not asked or may not be shown.

    `management_is_attributed` says that all of management’s answers are shown by name;
    `perception_continues` is False where the scale of the headline question changed, so that
    the line breaks before this point; `signs_continue` says the same of the eight signs.
    """

    round_id: int
    label: str
    claimed: Fraction | None
    agreed: int | None
    executives: int | None
    management: Share | None
    customers: Share | None
    gap: Gap | None
    management_is_attributed: bool
    perception_continues: bool
    signs_continue: bool
    evidenced: int | None = None


def rounds_until(round_: Round, closed: Iterable[Round] | None = None) -> list[Round]:
    """The closed rounds of the organization up to this one, oldest first, at most twelve.

    One query, or none where all `closed` rounds of the organization were read before.
    """
    if closed is None:
        closed = Round.objects.filter(
            organization=round_.organization_id,
            state=RoundState.CLOSED,
            quarter_starts_on__lte=round_.quarter_starts_on,
        ).select_related("organization")
        return list(reversed(closed.order_by("-quarter_starts_on")[:LONGEST]))
    until = [one for one in closed if one.quarter_starts_on <= round_.quarter_starts_on]
    return sorted(until, key=lambda one: one.quarter_starts_on)[-LONGEST:]


def trend_of(
    rounds: Sequence[Round],
    counts: dict[int, Counts] | None = None,
    proofs: Mapping[int, Mapping[str, Proof] | None] | None = None,
) -> list[TrendPoint]:
    """One point for each of these rounds, in their order; `proofs` by round."""
    counts = counts or counts_of([round_.pk for round_ in rounds])
    points: list[TrendPoint] = []
    earlier: Round | None = None
    for round_ in rounds:
        found = (proofs or {}).get(round_.pk)
        points.append(_point(round_, counts[round_.pk], earlier, found))
        earlier = round_
    return points


def _point(
    round_: Round,
    counts: Counts,
    earlier: Round | None,
    proofs: Mapping[str, Proof] | None,
) -> TrendPoint:
    commitment = commitment_of(round_, counts, proofs)
    perception = perception_of(round_, counts)
    shown = commitment if isinstance(commitment, Commitment) else None
    headline = perception.headline if perception else None
    return TrendPoint(
        round_id=round_.pk,
        label=round_.label,
        claimed=shown.claimed if shown else None,
        agreed=shown.agreed if shown and shown.executives else None,
        executives=shown.executives if shown else None,
        management=_share(headline.management) if headline else None,
        customers=_share(headline.customers) if headline else None,
        gap=headline.gap if headline else None,
        management_is_attributed=management_is_attributed(round_),
        perception_continues=earlier is None
        or _scales(earlier, {HEADLINE}) == _scales(round_, {HEADLINE}),
        signs_continue=earlier is None or not _are_unlike(_signs(earlier), _signs(round_)),
        evidenced=shown.evidenced if shown and shown.executives else None,
    )


def _share(end: Share | Hidden) -> Share | None:
    return end if isinstance(end, Share) and end.n else None


def _signs(round_: Round) -> dict[str, object]:
    signs = {
        question.key
        for definition in definitions_of(round_)
        if definition.key == EIGHT_SIGNS
        for question in definition.questions
    }
    return _scales(round_, signs)


def _are_unlike(before: dict[str, object], now: dict[str, object]) -> bool:
    """Whether both asked, and not alike; a round that did not ask is a hole and not a break."""
    return bool(before and now) and before != now


def _scales(round_: Round, keys: Collection[str]) -> dict[str, object]:
    """The answers that these questions offer: their codes and their labels."""
    return {
        question.key: [(choice.code, choice.label()) for choice in question.scale.choices]
        for question in questions_of(round_)
        if question.key in keys
    }
