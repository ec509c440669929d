"""The gap by question and by unit: drawing, sentence and table from the same numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.language import listed
from assessment.domain.multiplicity import UnitFinding, Verdict, unit_findings
from assessment.domain.sentences import gap_may_show, gap_sentence, gap_text, shown_text
from assessment.models import Round
from assessment.queries.comparisons import Comparison
from assessment.queries.perception import Perception, asked_of_both
from assessment.queries.protection import SIDES
from leadership.domain import chart_shapes, findings, gap_findings
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard

STRONGEST = (
    "Share choosing the strongest label, of valid answers; don’t know is left out. "
    "Intervals are 95%."
)
REFERENCE_NOTE = (
    "Dashed: 56% of managers and 12% of customers, CMO Council 2007, business-to-business "
    "technology vendors. A reference, not a benchmark."
)


UNITS_NOTE = (
    "A unit whose gap could be chance when all units are looked at is marked “worth a look”."
)


# What each question is about, as a heading says it; any other question is quoted.
TOPICS = {
    "p1": "how customer-centric we are",
    "p2": "whether customers’ best interests come first",
    "p3": "whether we understand what customers are trying to get done",
    "p4": "whether we act on what customers tell us",
    "p5": "whether we earn our money fairly",
    "p6": "whether things are put right on the spot",
    "p7": "whether our leaders hear from customers",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over and under a chart of gaps; `first` heads the column of its rows."""

    key: str
    title: str
    first: str
    finding: str
    note: str


def by_key(round_: Round, perception: Perception) -> list[tuple[str, Comparison]]:
    """The questions asked of both sides, each under its key."""
    questions = asked_of_both(round_) or []
    return [(asked.key, one) for asked, one in zip(questions, perception.questions, strict=True)]


def topic_of(key: str, one: Comparison) -> str:
    return TOPICS.get(key) or f"“{one.label.removesuffix('.')}”"


def by_question(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    finding = gap_findings.one_sided_finding(dashboard.round_.asks) or findings.gap_finding(
        [(topic_of(key, one), one.gap) for key, one in by_key(dashboard.round_, perception)],
        k=dashboard.k,
        attributed=dashboard.management_is_attributed,
    )
    return _comparisons(
        dashboard,
        Heading(
            "gap-by-question",
            "The gap by question",
            "Question",
            finding,
            f"{STRONGEST} {REFERENCE_NOTE}",
        ),
        perception.questions,
        reference=True,
        of=1,
    )


def by_unit(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    if perception is None or len(units) < 2:
        return None
    found = units_of(dashboard)
    heading = Heading(
        "gap-by-unit",
        "“Highly customer-centric” by unit",
        "Unit",
        findings.unit_finding(found),
        " ".join([STRONGEST, *_others_note(perception.merged), UNITS_NOTE, REFERENCE_NOTE]),
    )
    looks = {name for name, one in found.items() if one.verdict is Verdict.WORTH_A_LOOK}
    # The whole organization stands first among its units, and is not one of them.
    return _comparisons(
        dashboard, heading, (perception.headline, *units), looks=looks, reference=True
    )


def _others_note(merged: Sequence[str]) -> list[str]:
    """Which units stand together as “Other units”; nothing when none do."""
    return [f"Other units are {listed(merged)}, too small alone."] if merged else []


def units_of(dashboard: Dashboard) -> dict[str, UnitFinding]:
    """Each unit's gap among all that are looked at; hidden ones take no part."""
    perception = dashboard.results.perception
    if perception is None:
        return {}
    k, attributed = dashboard.k, dashboard.management_is_attributed
    return unit_findings(
        {
            one.label: one.gap
            if one.gap and gap_may_show(one.gap, k, attributed=attributed)
            else None
            for one in perception.units
            if one.is_compared
        }
    )


def _comparisons(
    dashboard: Dashboard,
    heading: Heading,
    comparisons: tuple[Comparison, ...],
    *,
    looks: Collection[str] = (),
    reference: bool = False,
    of: int = 0,
) -> ChartBlock:
    k, attributed = dashboard.k, dashboard.management_is_attributed
    employees = Audience.EMPLOYEE in dashboard.round_.asks
    partners = Audience.PARTNER in dashboard.round_.asks
    rows = [
        chart_shapes.Row(one.label, one.management, one.customers, one.employees, one.gap)
        for one in comparisons
    ]
    headline = dashboard.results.perception.headline if dashboard.results.perception else None
    return ChartBlock(
        key=heading.key,
        title=heading.title,
        finding=heading.finding,
        sentence=f"{_headline_sentence(dashboard, headline)}." if headline else "",
        note=heading.note,
        headers=(
            heading.first,
            "Management",
            "Customers",
            *(["Employees"] if employees else []),
            *(["Partners"] if partners else []),
            "Gap in points",
        ),
        rows=tuple(
            (
                one.label,
                shown_text(one.management, k=k, confidential=not attributed),
                shown_text(one.customers, k=k),
                *([shown_text(one.employees, k=k)] if employees else []),
                *([shown_text(one.partners, k=k)] if partners else []),
                gap_text(one.gap, k=k, attributed=attributed)
                + (f", {Verdict.WORTH_A_LOOK}" if one.label in looks else ""),
            )
            for one in comparisons
        ),
        draw=lambda: chart_shapes.dumbbells(
            rows,
            k=k,
            attributed=attributed,
            reference=reference,
            of=of,
            gaps=dashboard.has_both_ends,
        ),
    )


def _headline_sentence(dashboard: Dashboard, headline: Comparison) -> str:
    """The sentence under a chart of the gap: the ends that were asked, the gap, its interval."""
    k, attributed = dashboard.k, dashboard.management_is_attributed
    if headline.gap is not None:
        return gap_sentence(headline.gap, k=k, attributed=attributed)
    told = {
        "management": shown_text(headline.management, k=k, confidential=not attributed),
        "customers": shown_text(headline.customers, k=k),
    }
    asked = [side for side in told if {*SIDES[side]} & {*dashboard.round_.asks}] or list(told)
    words = "; ".join(f"{side}: {told[side]}" for side in asked)
    return words[0].upper() + words[1:]
