"""Where one’s own numbers lie among those of several organizations, in sentences."""

from collections.abc import Sequence
from typing import Final

from assessment.domain.language import translatable, translate
from leadership.domain.peers import Measure, Place, Quartiles

# Translators: {place} is such as “below the middle half”.
_TELLING_FIRST: Final = (
    (Measure.GAP, translatable("Our gap lies {place} of the organizations")),
    (
        Measure.AGREED,
        translatable("The number of signs we agree on lies {place} of the organizations"),
    ),
    (Measure.CUSTOMERS, translatable("What customers say of us lies {place} of the organizations")),
    (Measure.CLAIMED, translatable("What our executives claim lies {place} of the organizations")),
    (
        Measure.MANAGEMENT,
        translatable("What management says of us lies {place} of the organizations"),
    ),
    (
        Measure.PREDICTION,
        translatable("How well management guesses lies {place} of the organizations"),
    ),
)
_SENTENCES: Final = {
    Measure.CLAIMED: translatable("Signs claimed on average: {own}; {others}."),
    Measure.AGREED: translatable("Signs agreed: {own}; {others}."),
    Measure.MANAGEMENT: translatable("Management’s strongest label: {own}; {others}."),
    Measure.CUSTOMERS: translatable("Customers’ strongest label: {own}; {others}."),
    Measure.GAP: translatable("The gap: {own}; {others}."),
    Measure.PREDICTION: translatable("The guess, in points too high: {own}; {others}."),
}


def heading(places: Sequence[tuple[Measure, Place | None]]) -> str:
    """The most telling number that can be compared, without a full stop."""
    known = {measure: place for measure, place in places if place is not None}
    for measure, words in _TELLING_FIRST:
        if measure in known:
            return translate(words).format(place=known[measure].label)
    return translate("No number of ours can be compared")


def group_finding(places: Sequence[tuple[Measure, Place | None]]) -> str:
    """What stands over a chart: the most telling number outside of the middle half."""
    known = [(measure, place) for measure, place in places if place is not None]
    outside = [(measure, place) for measure, place in known if place is not Place.WITHIN]
    if outside or len(known) < 2:
        return heading(outside or known)
    if len(known) == 2:
        return translate("Both lie within the middle half of the organizations")
    return translate("All lie within the middle half of the organizations")


def sentence(rows: Sequence[tuple[Measure, str, Quartiles]]) -> str:
    """Each number with its median and its middle half, one sentence a number."""
    said = []
    for measure, own, found in rows:
        low, middle, high = (measure.text(one) for one in (found.lower, found.middle, found.upper))
        band = translate("middle half {low} to {high}, median {median}").format(
            low=low, high=high, median=middle
        )
        text = translate(_SENTENCES[measure])
        said.append(text.format(own=own.partition(" (")[0], others=band))
    return " ".join(said)
