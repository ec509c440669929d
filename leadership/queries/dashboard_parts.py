"""The smaller parts of the dashboard: audiences apart, the prediction, tone, metrics."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.metrics_test import MetricTag, Verdict
from assessment.domain.sentences import percent, shown_text
from assessment.domain.shares import Share
from assessment.queries.commitment import ToneResult
from assessment.queries.comparisons import Shown
from leadership.domain import findings
from leadership.queries.dashboards import Dashboard


@dataclass(frozen=True, slots=True)
class MetricsPart:
    """The metrics test in words: the verdict, what it rests on, the company's strategy."""

    verdict: str
    sentence: str
    strategy: str
    rows: tuple[tuple[str, str, str, str], ...]


def audience_rows(dashboard: Dashboard) -> list[tuple[str, str, str]]:
    """The headline question for each audience by itself, don’t know beside it."""
    perception = dashboard.results.perception
    if perception is None:
        return []
    named = {Audience.EXECUTIVE} if dashboard.round_.is_attributed else set()
    return [
        (
            audience.plural.capitalize(),
            shown_text(share, k=dashboard.k, confidential=audience not in named),
            _dont_know(share, confidential=audience not in named),
        )
        for audience, share in perception.audiences
    ]


def _dont_know(share: Shown, *, confidential: bool) -> str:
    """Don’t know out of all who answered the question; "" where the share says it or is hidden."""
    if isinstance(share, Hidden) or share.n == 0:
        return ""
    given = Share(share.dont_know, share.n + share.dont_know)
    return percent(given, confidential=confidential).partition(" (")[0]


def dont_know_sentences(dashboard: Dashboard) -> list[str]:
    """Where more than one in five don’t know: between which bounds the share would lie."""
    perception = dashboard.results.perception
    if perception is None:
        return []
    sentences = []
    ends = (
        ("management", perception.headline.management),
        ("customers", perception.headline.customers),
    )
    for name, end in ends:
        if isinstance(end, Hidden) or not end.many_dont_know:
            continue
        if end.few:
            if end.n:
                given = end.n + end.dont_know
                sentences.append(f"{end.dont_know} of {given} {_people(name)} said “don’t know”.")
            continue
        if end.dont_know_share is None or end.dont_know_bounds is None:
            continue
        low, high = (rounded(bound * 100) for bound in end.dont_know_bounds)
        sentences.append(
            f"{rounded(end.dont_know_share * 100)}% of {name} said “don’t know”: whatever they had "
            f"said instead, between {low}% and {high}% would have chosen the strongest label."
        )
    return sentences


def _people(side: str) -> str:
    return "people in management" if side == "management" else side


def prediction_sentence(dashboard: Dashboard) -> str:
    """What management expected customers to say, and how far off that was."""
    perception = dashboard.results.perception
    if perception is None:
        return ""
    prediction = perception.prediction
    if isinstance(prediction, Hidden) or prediction.median is None:
        return ""
    expected = rounded(prediction.median)
    sentence = (
        f"Management expected {expected} of 100 customers to say “highly customer-centric” "
        f"(median of {prediction.answers} predictions)"
    )
    if prediction.error is None:
        return f"{sentence}."
    off = rounded(prediction.error)
    if off == 0:
        return f"{sentence}; that is what customers said."
    direction = "too high" if off > 0 else "too low"
    noun = "point" if abs(off) == 1 else "points"
    return f"{sentence}: {abs(off)} {noun} {direction}."


def tone_part(dashboard: Dashboard) -> Sequence[ToneResult]:
    """Three answers without a score; empty where hidden or not asked."""
    tone = dashboard.results.tone
    if tone is None or isinstance(tone, Hidden):
        return ()
    return [one for one in tone if one.hidden or any(one.counts.values())]


def metrics_part(dashboard: Dashboard) -> MetricsPart | None:
    """The metrics test; None while no metric is listed."""
    test = dashboard.results.metrics
    if test is None:
        return None
    value = [one for one in test.metrics if one.on_dashboard and one.tag is MetricTag.VALUE]
    reduce = [one for one in test.metrics if one.on_dashboard and one.tag is MetricTag.REDUCE]
    if test.verdict is Verdict.NO_SCORE:
        sentence = "Three metrics on the dashboard that are to be reduced or show value are needed."
    else:
        sentence = (
            f"{len(value)} of the {len(value) + len(reduce)} metrics on the dashboard that take a "
            "side are about value or the relationship."
        )
    strategy = dashboard.round_.organization.get_strategy_display()
    return MetricsPart(
        verdict=test.verdict.value.capitalize(),
        sentence=sentence,
        strategy=strategy,
        rows=tuple(
            (
                one.name,
                one.tag.value.capitalize(),
                "yes" if one.on_dashboard else "no",
                "yes" if one.in_pay else "no",
            )
            for one in test.metrics
        ),
    )


def signs_heading(dashboard: Dashboard) -> str:
    return findings.signs_finding(
        (sign.dimension, sign.rule, sign.tag == "agreed") for sign in dashboard.signs
    )


def trend_heading(dashboard: Dashboard) -> str:
    trend = dashboard.trend
    return findings.trend_finding(
        [point.label for point in trend],
        [point.agreed for point in trend],
        [point.gap for point in trend],
        k=dashboard.k,
    )
