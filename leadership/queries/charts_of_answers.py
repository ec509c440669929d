"""The charts of the page of the gap: all answers, the intervals, the prediction."""

from collections.abc import Mapping, Sequence

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.multiplicity import UnitFinding, Verdict
from assessment.domain.remarks import prediction_error_text, prediction_remark
from assessment.domain.sentences import (
    gap_may_show,
    gap_sentence,
    gap_text,
    percent,
    share_interval_text,
    shown_text,
)
from assessment.domain.shares import Distribution, Share
from assessment.queries.comparisons import Comparison
from assessment.queries.distributions import SideAnswers
from leadership.domain import chart_shapes, gap_findings, gap_shapes
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.charts_of_gaps import units_of
from leadership.queries.dashboards import Dashboard

LEVELS = 5  # shades of a bar that can be told apart
INTERVALS_NOTE = "A gap whose interval includes 0 could be chance."


def gap_charts_of(dashboard: Dashboard) -> dict[str, ChartBlock]:
    """The charts of the page of the gap that the dashboard does not have, by key."""
    makers = (all_answers, intervals_by_question, intervals_by_unit, prediction)
    made = [maker(dashboard) for maker in makers]
    return {block.key: block for block in made if block is not None}


def all_answers(dashboard: Dashboard) -> ChartBlock | None:
    """Every answer to the headline question, for each side over all units."""
    perception = dashboard.results.perception
    if perception is None or len(perception.labels) != LEVELS:
        return None
    sides = perception.distributions
    shown = [(one.side, one.answers) for one in sides if one.answers]
    rows = [(one.side.capitalize(), one.answers, _right_of(one)) for one in sides]
    told = "; ".join(f"{side} {_strongest(found)}" for side, found in shown)
    return ChartBlock(
        key="all-answers",
        title="How customer-centric, all answers",
        finding=gap_findings.answers_finding(shown, perception.labels),
        sentence=f"“{perception.labels[-1]}”: {told}." if told else "",
        note="Out of valid answers; don’t know stands apart.",
        headers=("Who", *perception.labels, "Don’t know", "Valid answers"),
        rows=tuple((one.side.capitalize(), *_cells(one)) for one in sides),
        draw=lambda: gap_shapes.answers(rows, perception.labels),
    )


def intervals_by_question(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    return _intervals(dashboard, "question", perception.questions)


def intervals_by_unit(dashboard: Dashboard) -> ChartBlock | None:
    """The units’ own intervals; how many gaps there are is said of all units together."""
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    if len(units) < 2:
        return None
    return _intervals(dashboard, "unit", units, together=units_of(dashboard))


def prediction(dashboard: Dashboard) -> ChartBlock | None:
    """What management expected customers to say; None unless both it and they may be shown."""
    perception = dashboard.results.perception
    if perception is None or isinstance(perception.prediction, Hidden):
        return None
    found, customers = perception.prediction, perception.headline.customers
    if found.median is None or found.error is None or isinstance(customers, Hidden):
        return None
    median, said = found.median, prediction_error_text(found.error)
    label = f"“{perception.labels[-1]}”"
    expected = f"{rounded(median)} of 100"
    return ChartBlock(
        key="prediction",
        title="What management expected customers to say",
        finding=gap_findings.prediction_finding(median, customers),
        sentence=prediction_remark(median, found.answers, found.error),
        note="",
        headers=("Answer", "Management’s guess", "Guesses", "Customers", "Off by"),
        rows=((label, expected, str(found.answers), shown_text(customers, k=dashboard.k), said),),
        draw=lambda: gap_shapes.prediction(label, median, customers, said),
    )


def _intervals(
    dashboard: Dashboard,
    what: str,
    comparisons: Sequence[Comparison],
    *,
    together: Mapping[str, UnitFinding] | None = None,
) -> ChartBlock | None:
    """None where no gap may be shown: then there is nothing to draw.

    `together` are the findings where the gaps were judged beside each other.
    """
    k, attributed = dashboard.k, dashboard.management_is_attributed
    gaps = [_shown_gap(one.gap, k, attributed=attributed) for one in comparisons]
    if not any(gaps):
        return None
    found = together or {}
    rows = [
        (one.label, gap, chart_shapes.gap_words(_row(one), k=k, attributed=attributed))
        for one, gap in zip(comparisons, gaps, strict=True)
    ]
    return ChartBlock(
        key=f"intervals-by-{what}",
        title=f"Is the gap more than chance, by {what}",
        finding=gap_findings.intervals_finding(
            [
                _is_sure(gap, found.get(one.label))
                for one, gap in zip(comparisons, gaps, strict=True)
            ],
            together=together is not None,
        ),
        sentence=_widest(comparisons, gaps, k=k, attributed=attributed),
        note=INTERVALS_NOTE,
        headers=(
            what.capitalize(),
            "Management",
            "Management’s interval",
            "Customers",
            "Customers’ interval",
            "Gap in points",
        ),
        rows=tuple(
            (
                one.label,
                *_end_cells(one.management, k, confidential=not attributed),
                *_end_cells(one.customers, k),
                _gap_cell(gap, words, attributed=attributed, k=k) + _look(found.get(one.label)),
            )
            for one, (_, gap, words) in zip(comparisons, rows, strict=True)
        ),
        draw=lambda: gap_shapes.intervals(rows),
    )


def _widest(
    comparisons: Sequence[Comparison], gaps: Sequence[Gap | None], *, k: int, attributed: bool
) -> str:
    """The widest gap of those shown, in a sentence."""
    shown = [
        (gap.points, one.label, gap)
        for one, gap in zip(comparisons, gaps, strict=True)
        if gap and gap.points is not None
    ]
    if not shown:
        return ""
    _, label, gap = max(shown, key=lambda one: one[0])
    told = gap_sentence(gap, k=k, attributed=attributed)
    return f"Widest, “{label.removesuffix('.')}”: {told[0].lower()}{told[1:]}."


def _shown_gap(gap: Gap | None, k: int, *, attributed: bool) -> Gap | None:
    return gap if gap and gap_may_show(gap, k, attributed=attributed) else None


def _is_sure(gap: Gap | None, finding: UnitFinding | None) -> bool | None:
    """Whether a gap is more than chance, judged beside others where there is such a finding."""
    if gap is None or gap.detectable is None or finding is None:
        return gap.detectable if gap else None
    return finding.verdict is Verdict.DETECTABLE


def _gap_cell(gap: Gap | None, words: str | list[str], *, k: int, attributed: bool) -> str:
    """The gap, or the same words for why there is none as the drawing has."""
    if gap is None:
        return words if isinstance(words, str) else " ".join(words)
    return gap_text(gap, k=k, attributed=attributed)


def _look(finding: UnitFinding | None) -> str:
    looks = finding is not None and finding.verdict is Verdict.WORTH_A_LOOK
    return f", {Verdict.WORTH_A_LOOK}" if looks else ""


def _row(one: Comparison) -> chart_shapes.Row:
    return chart_shapes.Row(one.label, one.management, one.customers, one.employees, one.gap)


def _end_cells(end: Share | Hidden, k: int, *, confidential: bool = True) -> tuple[str, str]:
    text = shown_text(end, k=k, confidential=confidential)
    if isinstance(end, Hidden):
        return text, ""
    interval = share_interval_text(end, confidential=confidential)
    return text, interval.removeprefix("95% interval ")


def _right_of(one: SideAnswers) -> str | list[str]:
    if one.answers is None:
        return one.why_not
    if not one.answers.n:
        return _no_valid(one.answers)
    counted = "answer" if one.answers.n == 1 else "answers"
    return [f"{one.answers.n:,} {counted}", f"{_dont_know(one.answers)} don’t know"]


def _cells(one: SideAnswers) -> tuple[str, ...]:
    found = one.answers
    if found is None or not found.n:
        return (*[""] * (LEVELS + 1), one.why_not if found is None else _no_valid(found))
    each = [percent(Share(count, found.n)) for count in found.counts]
    given = Share(found.dont_know, found.n + found.dont_know)
    return (*each, percent(given), f"{found.n:,}")


def _strongest(found: Distribution) -> str:
    return percent(Share(found.counts[-1], found.n, found.dont_know))


def _dont_know(found: Distribution) -> str:
    return percent(Share(found.dont_know, found.n + found.dont_know)).partition(" (")[0]


def _no_valid(found: Distribution) -> str:
    return percent(Share(0, 0, found.dont_know))
