"""The smaller parts of the dashboard: audiences apart, the prediction, tone, metrics."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.language import (
    in_front,
    mid_sentence,
    translate,
    translate_plural,
    whole_number,
)
from assessment.domain.metrics_test import MetricTag, Verdict
from assessment.domain.remarks import dont_know_remark, dont_know_text, prediction_remark
from assessment.domain.sentences import shown_text
from assessment.domain.shares import Share
from assessment.models import Round
from assessment.queries.commitment import Commitment, ToneResult
from assessment.queries.results import results_of
from leadership.domain import findings
from leadership.domain.executive_findings import tone_finding
from leadership.domain.proof_findings import proofs_sentence
from leadership.domain.result_words import dont_know
from leadership.queries.dashboards import Dashboard

ROLE_OF_SERVICE = "t2"


@dataclass(frozen=True, slots=True)
class MetricsPart:
    """The metrics test in words: the verdict, what it rests on, the company's strategy."""

    verdict: str
    sentence: str
    strategy: str
    rows: tuple[tuple[str, str, str, str], ...]


def participation_headers() -> tuple[str, ...]:
    return (translate("Audience"), translate("Asked"), translate("Answered"))


def audience_headers() -> tuple[str, ...]:
    return (translate("Audience"), translate("Strongest label"), dont_know())


def metrics_headers() -> tuple[str, ...]:
    return (
        translate("Metric"),
        translate("What it is for"),
        translate("On the dashboard"),
        translate("In somebody’s pay"),
    )


def audience_rows(dashboard: Dashboard) -> list[tuple[str, str, str]]:
    """The headline question for each audience by itself, don’t know beside it."""
    perception = dashboard.results.perception
    if perception is None:
        return []
    named = {Audience.EXECUTIVE} if dashboard.round_.is_attributed else set()
    return [
        (
            in_front(audience.plural),
            shown_text(share, k=dashboard.k, confidential=audience not in named),
            ""
            if isinstance(share, Hidden)
            else dont_know_text(share, confidential=audience not in named),
        )
        for audience, share in perception.audiences
    ]


def dont_know_sentences(dashboard: Dashboard) -> list[str]:
    """Where more than one in five don’t know: between which bounds the share would lie."""
    perception = dashboard.results.perception
    if perception is None:
        return []
    ends = {
        "management": perception.headline.management,
        "customers": perception.headline.customers,
    }
    remarks = [dont_know_remark(side, end) for side, end in ends.items() if isinstance(end, Share)]
    return [remark for remark in remarks if remark]


def prediction_sentence(dashboard: Dashboard) -> str:
    """What management expected customers to say, and how far off that was."""
    perception = dashboard.results.perception
    if perception is None:
        return ""
    prediction = perception.prediction
    if isinstance(prediction, Hidden) or prediction.median is None:
        return ""
    return prediction_remark(prediction.median, prediction.answers, prediction.error)


def tone_part(dashboard: Dashboard) -> Sequence[ToneResult]:
    """Three answers without a score; empty where hidden or not asked."""
    tone = dashboard.results.tone
    if tone is None or isinstance(tone, Hidden):
        return ()
    return [one for one in tone if one.hidden or any(one.counts.values())]


def tone_heading(dashboard: Dashboard) -> str:
    """What most executives say of customer service at the top, or what the section is about."""
    role = next((one for one in tone_part(dashboard) if one.key == ROLE_OF_SERVICE), None)
    found = tone_finding(role.counts, role.dont_know) if role and not role.hidden else ""
    if not found:
        return translate("The tone at the top")
    return translate("Customer service: {finding}").format(finding=mid_sentence(found))


def participation_rows(round_: Round) -> list[tuple[str, str, str]]:
    """Who was asked and how many answered, while a round is open; one query."""
    return [
        (in_front(one.audience.plural), whole_number(one.asked), whole_number(one.answered))
        for one in results_of(round_).participation
        if one.asked
    ]


def metrics_part(dashboard: Dashboard) -> MetricsPart | None:
    """The metrics test; None while no metric is listed."""
    test = dashboard.results.metrics
    if test is None:
        return None
    value = [one for one in test.metrics if one.on_dashboard and one.tag is MetricTag.VALUE]
    reduce = [one for one in test.metrics if one.on_dashboard and one.tag is MetricTag.REDUCE]
    if test.verdict is Verdict.NO_SCORE:
        sentence = translate(
            "Three metrics on the dashboard that are to be reduced or show value are needed."
        )
    else:
        sides = len(value) + len(reduce)
        sentence = translate_plural(
            "{number} of the {count} metrics on the dashboard that take a side are about value "
            "or the relationship.",
            "{number} of the {count} metrics on the dashboard that take a side are about value "
            "or the relationship.",
            sides,
        ).format(number=len(value), count=sides)
    strategy = dashboard.round_.organization.get_strategy_display()
    return MetricsPart(
        verdict=in_front(test.verdict.label),
        sentence=sentence,
        strategy=strategy,
        rows=tuple(
            (
                one.name,
                in_front(one.tag.label),
                _yes_or_no(one.on_dashboard),
                _yes_or_no(one.in_pay),
            )
            for one in test.metrics
        ),
    )


def _yes_or_no(true: bool) -> str:
    return translate("yes") if true else translate("no")


def signs_heading(dashboard: Dashboard) -> str:
    return findings.signs_finding(
        (sign.dimension, sign.rule, sign.tag == "agreed") for sign in dashboard.signs
    )


def proofs_sentence_of(dashboard: Dashboard) -> str:
    """What the agreed signs rest on; "" where evidence is not counted."""
    commitment = dashboard.results.commitment
    if not isinstance(commitment, Commitment) or commitment.evidenced is None:
        return ""
    return proofs_sentence([sign.proof for sign in commitment.signs])


def trend_heading(dashboard: Dashboard) -> str:
    """What moved since the first round that asked as the latest does."""
    whole = dashboard.trend
    breaks = [
        at
        for at, point in enumerate(whole)
        if not (point.perception_continues and point.signs_continue)
    ]
    trend = whole[breaks[-1] if breaks else 0 :]
    if len(trend) < 2 <= len(whole):
        return translate("Over time")
    return findings.trend_finding(
        [point.label for point in trend],
        [point.agreed for point in trend],
        [point.gap for point in trend],
        k=dashboard.k,
    )
