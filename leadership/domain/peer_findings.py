"""Where one’s own numbers lie among those of several organizations, in sentences."""

from collections.abc import Sequence
from typing import Final

from leadership.domain.peers import Measure, Place, Quartiles

_TELLING_FIRST: Final = (
    (Measure.GAP, "Our gap lies"),
    (Measure.AGREED, "The number of signs we agree on lies"),
    (Measure.CUSTOMERS, "What customers say of us lies"),
    (Measure.CLAIMED, "What our executives claim lies"),
    (Measure.MANAGEMENT, "What management says of us lies"),
    (Measure.PREDICTION, "How well management guesses lies"),
)
_SUBJECTS: Final = {
    Measure.CLAIMED: "Signs claimed on average",
    Measure.AGREED: "Signs agreed",
    Measure.MANAGEMENT: "Management’s strongest label",
    Measure.CUSTOMERS: "Customers’ strongest label",
    Measure.GAP: "The gap",
    Measure.PREDICTION: "The guess, in points too high",
}


def heading(places: Sequence[tuple[Measure, Place | None]]) -> str:
    """The most telling number that can be compared, without a full stop."""
    known = {measure: place for measure, place in places if place is not None}
    for measure, words in _TELLING_FIRST:
        if measure in known:
            return f"{words} {known[measure]} of the organizations"
    return "No number of ours can be compared"


def group_finding(places: Sequence[tuple[Measure, Place | None]]) -> str:
    """What stands over a chart: the most telling number outside of the middle half."""
    known = [(measure, place) for measure, place in places if place is not None]
    outside = [(measure, place) for measure, place in known if place is not Place.WITHIN]
    if outside or len(known) < 2:
        return heading(outside or known)
    return f"{'Both' if len(known) == 2 else 'All'} lie within the middle half of the organizations"


def sentence(rows: Sequence[tuple[Measure, str, Quartiles]]) -> str:
    """Each number with its median and its middle half, one sentence a number."""
    said = []
    for measure, own, found in rows:
        low, middle, high = (measure.text(one) for one in (found.lower, found.middle, found.upper))
        band = f"middle half {low} to {high}, median {middle}"
        said.append(f"{_SUBJECTS[measure]}: {own.partition(' (')[0]}; {band}.")
    return " ".join(said)
