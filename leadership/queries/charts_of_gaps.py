"""The gap by question and by unit: drawing, sentence and table from the same numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience, side_name
from assessment.domain.language import apart, in_front, listed, translatable, translate
from assessment.domain.multiplicity import UnitFinding, Verdict, unit_findings
from assessment.domain.sentences import gap_may_show, gap_sentence, gap_text, shown_text
from assessment.models import Round
from assessment.queries.comparisons import Comparison
from assessment.queries.perception import Perception, asked_of_both
from assessment.queries.protection import SIDES
from leadership.domain import chart_shapes, findings, gap_findings
from leadership.domain.result_words import full_stop, side_heading, worth_a_look
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard

STRONGEST = translatable(
    "Share choosing the strongest label, of valid answers; don’t know is left out. "
    "Intervals are 95%."
)
REFERENCE_NOTE = translatable(
    "Dashed: 56% of managers and 12% of customers, CMO Council 2007, business-to-business "
    "technology vendors. A reference, not a benchmark."
)
UNITS_NOTE = translatable(
    "A unit whose gap could be chance when all units are looked at is marked “worth a look”."
)


# What each question is about, as a heading says it; any other question is quoted.
TOPICS = {
    "p1": translatable("how customer-centric we are"),
    "p2": translatable("whether customers’ best interests come first"),
    "p3": translatable("whether we understand what customers are trying to get done"),
    "p4": translatable("whether we act on what customers tell us"),
    "p5": translatable("whether we earn our money fairly"),
    "p6": translatable("whether things are put right on the spot"),
    "p7": translatable("whether our leaders hear from customers"),
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
    if key in TOPICS:
        return translate(TOPICS[key])
    return translate("“{question}”").format(question=one.label.rstrip(".。"))


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
            translate("The gap by question"),
            translate("Question"),
            finding,
            " ".join(map(translate, (STRONGEST, REFERENCE_NOTE))),
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
        translate("“Highly customer-centric” by unit"),
        translate("Unit"),
        findings.unit_finding(found),
        " ".join(
            [
                translate(STRONGEST),
                *_others_note(perception.merged),
                translate(UNITS_NOTE),
                translate(REFERENCE_NOTE),
            ]
        ),
    )
    looks = {name for name, one in found.items() if one.verdict is Verdict.WORTH_A_LOOK}
    # The whole organization stands first among its units, and is not one of them.
    return _comparisons(
        dashboard, heading, (perception.headline, *units), looks=looks, reference=True
    )


def _others_note(merged: Sequence[str]) -> list[str]:
    """Which units stand together as “Other units”; nothing when none do."""
    if not merged:
        return []
    said = translate("Other units are {units}, too small alone.")
    return [said.format(units=listed(merged))]


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
    gaps = [gap_text(one.gap, k=k, attributed=attributed) for one in comparisons]
    headline = dashboard.results.perception.headline if dashboard.results.perception else None
    return ChartBlock(
        key=heading.key,
        title=heading.title,
        finding=heading.finding,
        sentence=full_stop(_headline_sentence(dashboard, headline)) if headline else "",
        note=heading.note,
        headers=(
            heading.first,
            side_heading("management"),
            side_heading("customers"),
            *([side_heading("employees")] if employees else []),
            *([side_heading("partners")] if partners else []),
            translate("Gap in points"),
        ),
        rows=tuple(
            (
                one.label,
                shown_text(one.management, k=k, confidential=not attributed),
                shown_text(one.customers, k=k),
                *([shown_text(one.employees, k=k)] if employees else []),
                *([shown_text(one.partners, k=k)] if partners else []),
                worth_a_look(gap) if one.label in looks else gap,
            )
            for one, gap in zip(comparisons, gaps, strict=True)
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
    # Translators: a side and its share: “management: 56% (28 of 50)”.
    said = translate("{side}: {share}")
    words = [said.format(side=side_name(side), share=told[side]) for side in asked]
    return in_front(apart(words)) if words else ""
