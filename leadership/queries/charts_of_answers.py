"""The charts of the page of the gap: all answers, the intervals, the prediction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.audiences import side_name
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.language import (
    apart,
    mid_sentence,
    translatable,
    translate,
    translate_plural,
    whole_number,
)
from assessment.domain.multiplicity import UnitFinding, Verdict
from assessment.domain.remarks import prediction_error_text, prediction_remark
from assessment.domain.sentences import (
    gap_may_show,
    gap_sentence,
    gap_text,
    percent,
    shown_text,
)
from assessment.domain.shares import Distribution, Share
from assessment.queries.comparisons import Comparison
from assessment.queries.distributions import SideAnswers
from leadership.domain import chart_shapes, gap_findings, gap_shapes
from leadership.domain.result_words import (
    bare_interval,
    dont_know,
    of_hundred,
    share_parts,
    side_heading,
    unsure,
    worth_a_look,
)
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.charts_of_gaps import units_of
from leadership.queries.dashboards import Dashboard

LEVELS = 5  # shades of a bar that can be told apart
INTERVALS_NOTE = translatable("A gap whose interval includes 0 could be chance.")


@dataclass(frozen=True, slots=True)
class _By:
    """What the intervals are told by; `first` heads the column of the rows’ names."""

    key: str
    title: str
    first: str


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
    rows = [(side_heading(one.side), one.answers, _right_of(one)) for one in sides]
    told = [f"{side_name(side)} {_strongest(found)}" for side, found in shown]
    return ChartBlock(
        key="all-answers",
        title=translate("How customer-centric, all answers"),
        finding=gap_findings.answers_finding(shown, perception.labels),
        sentence=translate("“{answer}”: {shares}.").format(
            answer=perception.labels[-1], shares=apart(told)
        )
        if told
        else "",
        note=translate("Out of valid answers; don’t know stands apart."),
        headers=(
            translate("Who"),
            *perception.labels,
            dont_know(),
            translate("Valid answers"),
        ),
        rows=tuple((side_heading(one.side), *_cells(one)) for one in sides),
        draw=lambda: gap_shapes.answers(rows, perception.labels),
    )


def intervals_by_question(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    words = _By(
        "question", translate("Is the gap more than chance, by question"), translate("Question")
    )
    return _intervals(dashboard, words, perception.questions)


def intervals_by_unit(dashboard: Dashboard) -> ChartBlock | None:
    """The units’ own intervals; how many gaps there are is said of all units together."""
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    if len(units) < 2:
        return None
    words = _By("unit", translate("Is the gap more than chance, by unit"), translate("Unit"))
    return _intervals(dashboard, words, units, together=units_of(dashboard))


def prediction(dashboard: Dashboard) -> ChartBlock | None:
    """What management expected customers to say; None unless both it and they may be shown."""
    perception = dashboard.results.perception
    if perception is None or isinstance(perception.prediction, Hidden):
        return None
    found, customers = perception.prediction, perception.headline.customers
    if found.median is None or found.error is None or isinstance(customers, Hidden):
        return None
    median, said = found.median, prediction_error_text(found.error)
    label = translate("“{question}”").format(question=perception.labels[-1])
    expected = of_hundred(rounded(median))
    return ChartBlock(
        key="prediction",
        title=translate("What management expected customers to say"),
        finding=gap_findings.prediction_finding(median, customers),
        sentence=prediction_remark(median, found.answers, found.error),
        note="",
        headers=(
            translate("Answer"),
            translate("Management’s guess"),
            # Translators: heads a column with how many people guessed.
            translate("Guesses"),
            side_heading("customers"),
            # Translators: heads a column with how far a guess was off.
            translate("Off by"),
        ),
        rows=((label, expected, str(found.answers), shown_text(customers, k=dashboard.k), said),),
        draw=lambda: gap_shapes.prediction(label, median, customers, said),
    )


def _intervals(
    dashboard: Dashboard,
    words: _By,
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
        key=f"intervals-by-{words.key}",
        title=words.title,
        finding=gap_findings.intervals_finding(
            [
                _is_sure(gap, found.get(one.label))
                for one, gap in zip(comparisons, gaps, strict=True)
            ],
            together=together is not None,
        ),
        sentence=_widest(comparisons, gaps, k=k, attributed=attributed),
        note=translate(INTERVALS_NOTE),
        headers=(
            words.first,
            side_heading("management"),
            translate("Management’s interval"),
            side_heading("customers"),
            translate("Customers’ interval"),
            translate("Gap in points"),
        ),
        rows=tuple(
            (
                one.label,
                *_end_cells(one.management, k, confidential=not attributed),
                *_end_cells(one.customers, k),
                _look(_gap_cell(gap, right, attributed=attributed, k=k), found.get(one.label)),
            )
            for one, (_, gap, right) in zip(comparisons, rows, strict=True)
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
    # Translators: {ends} tells both ends of the gap and the gap itself.
    return translate("Widest, “{question}”: {ends}.").format(
        question=label.rstrip(".。"),
        ends=mid_sentence(gap_sentence(gap, k=k, attributed=attributed)),
    )


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


def _look(gap: str, finding: UnitFinding | None) -> str:
    looks = finding is not None and finding.verdict is Verdict.WORTH_A_LOOK
    return worth_a_look(gap) if looks else gap


def _row(one: Comparison) -> chart_shapes.Row:
    return chart_shapes.Row(one.label, one.management, one.customers, one.employees, one.gap)


def _end_cells(end: Share | Hidden, k: int, *, confidential: bool = True) -> tuple[str, str]:
    text = shown_text(end, k=k, confidential=confidential)
    if isinstance(end, Hidden):
        return text, ""
    return text, bare_interval(end, confidential=confidential)


def _right_of(one: SideAnswers) -> str | list[str]:
    if one.answers is None:
        return one.why_not
    if not one.answers.n:
        return _no_valid(one.answers)
    counted = translate_plural("{count} answer", "{count} answers", one.answers.n)
    return [counted.format(count=whole_number(one.answers.n)), unsure(_dont_know(one.answers))]


def _cells(one: SideAnswers) -> tuple[str, ...]:
    found = one.answers
    if found is None or not found.n:
        return (*[""] * (LEVELS + 1), one.why_not if found is None else _no_valid(found))
    each = [percent(Share(count, found.n)) for count in found.counts]
    given = Share(found.dont_know, found.n + found.dont_know)
    return (*each, percent(given), whole_number(found.n))


def _strongest(found: Distribution) -> str:
    return percent(Share(found.counts[-1], found.n, found.dont_know))


def _dont_know(found: Distribution) -> str:
    given = Share(found.dont_know, found.n + found.dont_know)
    return share_parts(given, confidential=False)[0]


def _no_valid(found: Distribution) -> str:
    return percent(Share(0, 0, found.dont_know))
