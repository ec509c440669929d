"""A round's results and the trend in fields, read from the dashboard of a reader without names."""

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.multiplicity import Verdict
from assessment.queries.commitment import (
    Checklist,
    ChecklistQuestion,
    Commitment,
    ItemResult,
    SignResult,
)
from leadership.queries.charts_of_gaps import units_of
from leadership.queries.dashboard_parts import metrics_part, prediction_sentence
from leadership.queries.dashboards import Dashboard
from leadership.views.api_schema import (
    ChecklistShape,
    GapPart,
    ItemShape,
    MetricShape,
    MetricsShape,
    Participation,
    PredictionShape,
    QuestionShape,
    Results,
    Signs,
    SignShape,
    Trend,
    TrendShape,
    Turnout,
)
from leadership.views.api_shapes import comparison_shape, decimals, gap_shape, share_shape


def results_shape(dashboard: Dashboard) -> Results:
    return Results(
        id=dashboard.round_.pk,
        label=dashboard.round_.label,
        k=dashboard.k,
        headline=dashboard.headline,
        change=dashboard.change,
        signs=_signs(dashboard),
        gap=_gap(dashboard),
        checklist=_checklist(dashboard),
        metrics=_metrics(dashboard),
    )


def participation_shape(dashboard: Dashboard) -> Participation:
    return Participation(
        id=dashboard.round_.pk,
        label=dashboard.round_.label,
        audiences=[
            Turnout(
                audience=one.audience.value,
                asked=one.asked,
                answered=one.answered,
                share=round(one.answered / one.asked, 4),
            )
            for one in dashboard.results.participation
            if one.asked
        ],
    )


def trend_shape(dashboard: Dashboard) -> Trend:
    return Trend(
        organization=dashboard.round_.organization.name,
        points=[
            TrendShape(
                id=point.round_id,
                label=point.label,
                claimed=decimals(point.claimed, 1),
                agreed=point.agreed,
                evidenced=point.evidenced,
                executives=point.executives,
                management=share_shape(point.management, k=dashboard.k),
                customers=share_shape(point.customers, k=dashboard.k),
                gap=gap_shape(point.gap, k=dashboard.k),
                continues=point.perception_continues,
            )
            for point in dashboard.trend
        ],
    )


def _signs(dashboard: Dashboard) -> Signs | None:
    commitment = dashboard.results.commitment
    if commitment is None:
        return None
    if not isinstance(commitment, Commitment) or not commitment.executives:
        hidden = dashboard.signs_missing
        return Signs(
            agreed=None,
            evidenced=None,
            claimed=None,
            band=None,
            executives=None,
            rows=[],
            hidden=hidden,
        )
    return Signs(
        agreed=commitment.agreed,
        evidenced=commitment.evidenced,
        claimed=decimals(commitment.claimed, 1),
        band=commitment.band.value,
        executives=commitment.executives,
        rows=[_sign(sign) for sign in commitment.signs],
        hidden=None,
    )


def _sign(sign: SignResult) -> SignShape:
    return SignShape(
        number=sign.number,
        key=sign.key,
        dimension=sign.dimension,
        text=sign.text,
        yes=sign.counts.yes,
        no=sign.counts.no,
        dont_know=sign.counts.dont_know,
        status=sign.status.value,
        agreed=sign.is_agreed,
        evidence=None if sign.proof is None else sign.proof.value,
        disagreement=decimals(sign.disagreement, 2),
    )


def _gap(dashboard: Dashboard) -> GapPart | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    sides = {"employees": Audience.EMPLOYEE, "partners": Audience.PARTNER}
    asked = [side for side, audience in sides.items() if audience in dashboard.round_.asks]
    found, k = units_of(dashboard), dashboard.k
    units = [one for one in perception.units if one.is_compared]
    return GapPart(
        overall=comparison_shape(
            perception.headline, name=perception.headline.label, k=k, asked=asked
        ),
        by_question=[
            comparison_shape(one, name=one.label, k=k, asked=asked) for one in perception.questions
        ],
        by_unit=[
            comparison_shape(
                one,
                name=one.label,
                k=k,
                asked=asked,
                note=Verdict.WORTH_A_LOOK
                if found[one.label].verdict is Verdict.WORTH_A_LOOK
                else "",
            )
            for one in (units if len(units) > 1 else [])
        ],
        prediction=_prediction(dashboard),
    )


def _prediction(dashboard: Dashboard) -> PredictionShape:
    """Nothing where the dashboard has no sentence about it."""
    text, perception = prediction_sentence(dashboard), dashboard.results.perception
    prediction = perception.prediction if perception else None
    if not text or prediction is None or isinstance(prediction, Hidden):
        return PredictionShape(median=None, answers=None, error=None, text=text or "not shown")
    return PredictionShape(
        median=None if prediction.median is None else rounded(prediction.median),
        answers=prediction.answers,
        error=None if prediction.error is None else rounded(prediction.error),
        text=text,
    )


def _checklist(dashboard: Dashboard) -> ChecklistShape | None:
    checklist = dashboard.results.checklist
    if checklist is None:
        return None
    if not isinstance(checklist, Checklist):
        return ChecklistShape(questions=[], hidden=checklist.text(dashboard.k))
    return ChecklistShape(
        questions=[_question(one, dashboard.k) for one in checklist.questions], hidden=None
    )


def _question(question: ChecklistQuestion, k: int) -> QuestionShape:
    return QuestionShape(
        key=question.key,
        title=question.title,
        score=decimals(question.result.score, 2),
        answer=question.result.answer.value,
        items=[_item(item, k) for item in question.items],
    )


def _item(item: ItemResult, k: int) -> ItemShape:
    return ItemShape(
        key=item.key,
        text=item.text,
        yes=item.counts.get("yes"),
        partly=item.counts.get("partly"),
        no=item.counts.get("no"),
        dont_know=item.counts.get("dk"),
        score=decimals(item.score, 2),
        hidden=item.hidden.text(k) if item.hidden else None,
    )


def _metrics(dashboard: Dashboard) -> MetricsShape | None:
    test, part = dashboard.results.metrics, metrics_part(dashboard)
    if test is None or part is None:
        return None
    return MetricsShape(
        verdict=test.verdict.value,
        value_share=decimals(test.value_share, 4),
        text=part.sentence,
        metrics=[
            MetricShape(
                name=one.name,
                purpose=one.tag.value,
                on_dashboard=one.on_dashboard,
                in_pay=one.in_pay,
            )
            for one in test.metrics
        ],
    )
