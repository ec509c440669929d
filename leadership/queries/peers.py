"""One’s own round beside the quartiles of several organizations, and what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from fractions import Fraction
from typing import Any

from assessment.domain.figures import one_decimal, rounded
from assessment.domain.language import translate, with_minus
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import RoundState
from assessment.domain.sentences import gap_may_show, gap_text, gives_everybody_away, shown_text
from assessment.domain.shares import Share
from assessment.models import Round
from assessment.queries.commitment import Commitment
from assessment.queries.comparisons import Shown
from leadership.access import peer_rounds_read_by
from leadership.domain import peer_findings, peer_shapes
from leadership.domain.peers import (
    FEWEST_ORGANIZATIONS,
    Measure,
    Place,
    Quartiles,
    Withheld,
    may_compare,
    organizations_text,
    place_of,
)
from leadership.domain.result_words import gap_parts, not_shown, share_parts
from leadership.models import Membership, PeerConsent, PeerQuarter, PeerRound
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboard_parts import prediction_sentence
from leadership.queries.dashboards import Dashboard
from leadership.queries.own_questions import is_in_own_english


class Standing(StrEnum):
    """What stands between a round and its comparison."""

    NOT_AGREED = "not agreed"
    NOT_MADE = "not made"
    LEFT_OUT = "left out"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One number: one’s own as the dashboard prints it, and the quartiles or why there are none.

    `own_short` is one’s own without what the dashboard prints in brackets.
    """

    measure: Measure
    own: Fraction | None
    own_text: str
    own_short: str
    quartiles: Quartiles | Withheld

    @property
    def place(self) -> Place | None:
        if self.own is None or not isinstance(self.quartiles, Quartiles):
            return None
        return place_of(self.own, self.quartiles, step=self.measure.step)


@dataclass(frozen=True, slots=True)
class PeerPage:
    """`made_on` is the day from which the quartiles of the round’s quarter are made."""

    standing: Standing
    quarter: str
    made_on: date
    organizations: str = ""
    heading: str = ""
    rows: tuple[PeerRow, ...] = ()

    @property
    def is_shown(self) -> bool:
        return any(isinstance(row.quartiles, Quartiles) for row in self.rows)


def headers() -> tuple[str, ...]:
    return (
        # Translators: heads the names of the numbers that are compared.
        translate("Number"),
        translate("Own organization"),
        translate("Lower quartile"),
        translate("Median"),
        translate("Upper quartile"),
        translate("Where ours lies"),
    )


def peer_quarter_of(moment: datetime) -> Quarter:
    """The calendar quarter, in UTC, whatever the fiscal years of the organizations."""
    return quarter_of(moment.astimezone(UTC).date())


def latest_rounds_of(quarter: Quarter) -> list[Round]:
    """The last round that each consenting organization closed in a quarter."""
    begin = datetime.combine(quarter.starts_on, time(), UTC)
    end = datetime.combine(quarter.next().starts_on, time(), UTC)
    closed = Round.objects.filter(
        state=RoundState.CLOSED,
        closed_at__gte=begin,
        closed_at__lt=end,
        organization__peer_consent__isnull=False,
    )
    ordered = closed.select_related("organization").order_by("organization_id", "closed_at", "pk")
    return list({round_.organization_id: round_ for round_ in ordered}.values())


def measured(dashboard: Dashboard) -> dict[Measure, Fraction]:
    """The numbers that a dashboard prints for its reader; what it hides is left out."""
    found: Mapping[Measure, Fraction | None] = {
        **_signs(dashboard),
        **_ends(dashboard),
        Measure.PREDICTION: _prediction_error(dashboard),
    }
    return {one: value for one in Measure if (value := found.get(one)) is not None}


def peer_page(membership: Membership, dashboard: Dashboard) -> PeerPage:
    """A closed round beside others; the quartiles only where its own organization is in them."""
    round_ = dashboard.round_
    quarter = peer_quarter_of(round_.closed_at or round_.closes_at)
    made_on = quarter.next().starts_on

    def without(standing: Standing) -> PeerPage:
        return PeerPage(standing, quarter.label, made_on)

    if not has_agreed(membership):
        return without(Standing.NOT_AGREED)
    own = PeerRound.objects.filter(round=round_.pk).select_related("peer_quarter").first()
    if own is None:
        made = PeerQuarter.objects.filter(quarter_starts_on=quarter.starts_on).exists()
        return without(Standing.LEFT_OUT if made else Standing.NOT_MADE)
    rows = _rows(membership, dashboard, own.peer_quarter)
    counts = [made["of"] for made in own.peer_quarter.measures.values()]
    return PeerPage(
        Standing.MADE,
        quarter.label,
        made_on,
        organizations=organizations_text(max(counts, default=0)),
        heading=peer_findings.heading([(row.measure, row.place) for row in rows]),
        rows=rows,
    )


def has_agreed(membership: Membership) -> bool:
    return PeerConsent.objects.filter(organization=membership.organization_id).exists()


def peer_charts_of(page: PeerPage) -> dict[str, ChartBlock]:
    """Signs and points apart, because they have no common axis."""
    groups = {
        "signs": (translate("Signs, beside other organizations"), True),
        "points": (translate("Percent and points, beside other organizations"), False),
    }
    charts = {}
    for key, (title, counts_signs) in groups.items():
        rows = [row for row in page.rows if row.measure.counts_signs is counts_signs]
        if any(isinstance(row.quartiles, Quartiles) for row in rows):
            charts[key] = _block(key, title, rows, counts_signs=counts_signs)
    return charts


def cells_of(row: PeerRow) -> tuple[str, ...]:
    """The row of a table."""
    first = (row.measure.label, row.own_text)
    if isinstance(row.quartiles, Withheld):
        return (*first, "", "", "", row.quartiles.label)
    text, found = row.measure.text, row.quartiles
    quartiles = (text(found.lower), text(found.middle), text(found.upper))
    return (*first, *quartiles, row.place.label if row.place else translate("not compared"))


def _rows(membership: Membership, dashboard: Dashboard, made: PeerQuarter) -> tuple[PeerRow, ...]:
    own, texts, shorts = measured(dashboard), own_texts(dashboard), _short_texts(dashboard)
    read = [set(one.measures) for one in peer_rounds_read_by(membership.user, made)]
    return tuple(
        PeerRow(
            measure,
            own.get(measure),
            texts.get(measure, not_shown()),
            shorts.get(measure) or texts.get(measure, not_shown()),
            _quartiles(made.measures.get(measure.value), sum(measure in one for one in read)),
        )
        for measure in Measure
    )


def _quartiles(made: Mapping[str, Any] | None, reads: int) -> Quartiles | Withheld:
    of = made["of"] if made else 0
    if made is None or of < FEWEST_ORGANIZATIONS:
        return Withheld.TOO_FEW
    if made["quartiles"] is None:
        return Withheld.TOO_CLOSE
    if not may_compare(reads, of):
        return Withheld.READS_TOO_MANY
    return Quartiles(*(Fraction(number) for number in made["quartiles"]))


def _signs(dashboard: Dashboard) -> dict[Measure, Fraction | None]:
    found = dashboard.results.commitment
    if not isinstance(found, Commitment) or not found.executives:
        return {}
    return {Measure.CLAIMED: found.claimed, Measure.AGREED: Fraction(found.agreed)}


def _ends(dashboard: Dashboard) -> dict[Measure, Fraction | None]:
    perception, attributed = dashboard.results.perception, dashboard.management_is_attributed
    if perception is None or is_in_own_english(dashboard.round_, "p1"):
        return {}
    headline, gap = perception.headline, perception.headline.gap
    shows = gap is not None and gap_may_show(gap, dashboard.k, attributed=attributed)
    return {
        Measure.MANAGEMENT: _share(headline.management, attributed=attributed),
        Measure.CUSTOMERS: _share(headline.customers),
        Measure.GAP: gap.points if gap is not None and shows else None,
    }


def _share(end: Shown, *, attributed: bool = False) -> Fraction | None:
    """In percent; None where the dashboard prints no exact number."""
    if not isinstance(end, Share) or end.value is None:
        return None
    return None if gives_everybody_away(end) and not attributed else end.value * 100


def _prediction_error(dashboard: Dashboard) -> Fraction | None:
    perception = dashboard.results.perception
    if perception is None or not prediction_sentence(dashboard):
        return None
    if any(is_in_own_english(dashboard.round_, question) for question in ("p1", "m1")):
        return None
    return getattr(perception.prediction, "error", None)


def own_texts(dashboard: Dashboard) -> dict[Measure, str]:
    """One’s own numbers in the words of the dashboard."""
    own, perception = measured(dashboard), dashboard.results.perception
    texts = {
        measure: translate("{number} of 8").format(number=one_decimal(value))
        for measure, value in own.items()
        if measure.counts_signs
    }
    if perception is not None:
        k, attributed = dashboard.k, dashboard.management_is_attributed
        headline = perception.headline
        texts[Measure.MANAGEMENT] = shown_text(
            headline.management, k=k, confidential=not attributed
        )
        texts[Measure.CUSTOMERS] = shown_text(headline.customers, k=k)
        texts[Measure.GAP] = gap_text(headline.gap, k=k, attributed=attributed)
    if (error := own.get(Measure.PREDICTION)) is not None:
        texts[Measure.PREDICTION] = with_minus(str(rounded(error)))
    return texts


def _short_texts(dashboard: Dashboard) -> dict[Measure, str]:
    """Those of them that the dashboard prints with something in brackets, without it."""
    perception = dashboard.results.perception
    if perception is None:
        return {}
    k, attributed = dashboard.k, dashboard.management_is_attributed
    headline = perception.headline
    shown = {
        Measure.MANAGEMENT: (headline.management, not attributed),
        Measure.CUSTOMERS: (headline.customers, True),
    }
    return {
        Measure.GAP: gap_parts(headline.gap, k=k, attributed=attributed)[0],
        **{
            measure: share_parts(end, confidential=confidential)[0]
            for measure, (end, confidential) in shown.items()
            if isinstance(end, Share)
        },
    }


def _block(key: str, title: str, rows: list[PeerRow], *, counts_signs: bool) -> ChartBlock:
    strips = [_strip(row) for row in rows]
    return ChartBlock(
        key=key,
        title=title,
        finding=peer_findings.group_finding([(row.measure, row.place) for row in rows]),
        sentence=peer_findings.sentence(
            [
                (row.measure, row.own_text, row.quartiles)
                for row in rows
                if row.own is not None and isinstance(row.quartiles, Quartiles)
            ]
        ),
        note=translate("Band: the middle half of all, rounded. Stroke: their median. Point: ours."),
        headers=headers(),
        rows=tuple(cells_of(row) for row in rows),
        draw=lambda: peer_shapes.strips(strips, counts_signs=counts_signs),
    )


def _strip(row: PeerRow) -> peer_shapes.Strip:
    own = row.own_short
    if isinstance(row.quartiles, Withheld):
        return peer_shapes.Strip(row.measure.label, row.own, None, [own, translate("not compared")])
    text, found = row.measure.text, row.quartiles
    band = translate("middle half {low} to {high}").format(
        low=text(found.lower), high=text(found.upper)
    )
    return peer_shapes.Strip(row.measure.label, row.own, found, [own, band])
