"""Signs and gap over the quarters: drawing, sentence and table from the same numbers."""

from collections.abc import Sequence
from fractions import Fraction

from assessment.domain.figures import one_decimal
from assessment.domain.language import apart, in_front, mid_sentence, translate
from assessment.domain.sentences import gap_text, gives_everybody_away, percent
from assessment.domain.shares import Share
from assessment.queries.trends import TrendPoint
from leadership.domain import chart_shapes
from leadership.domain.result_words import full_stop, not_shown, side_heading
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard


def signs_over_time(dashboard: Dashboard) -> ChartBlock | None:
    trend = dashboard.trend
    if not any(point.agreed is not None for point in trend):
        return None
    line = _unbroken(trend, [point.signs_continue for point in trend])
    counted = any(point.evidenced is not None for point in trend)
    return ChartBlock(
        key="signs-over-time",
        title=translate("Signs over the quarters"),
        finding="",
        sentence=_moved(
            *(
                [
                    (
                        translate("Evidenced"),
                        [(one.label, _of_eight(one.evidenced)) for one in _alike(line)],
                    )
                ]
                * counted
            ),
            (
                translate("Agreed"),
                [(one.label, _of_eight(one.agreed)) for one in _alike(line)],
            ),
            (translate("Claimed"), [(one.label, _claimed(one)) for one in _alike(line)]),
        ),
        note=" ".join(
            [
                *(
                    [
                        translate(
                            "Evidenced: agreed, and somebody else has accepted the evidence; "
                            "counted from the first quarter in which any was accepted."
                        )
                    ]
                    * counted
                ),
                translate(
                    "Signs out of eight: agreed by two thirds of the executives, claimed by one "
                    "executive on average."
                ),
                *(
                    [translate("The lines break where the answers to choose from changed.")]
                    * (None in line)
                ),
            ]
        ),
        headers=(
            translate("Quarter"),
            *([translate("Evidenced")] * counted),
            translate("Agreed"),
            translate("Claimed"),
            translate("Executives"),
        ),
        rows=tuple(
            (
                point.label,
                *([_of_eight(point.evidenced) or translate("not counted")] * counted),
                _of_eight(point.agreed) or not_shown(),
                _claimed(point) or not_shown(),
                not_shown() if point.executives is None else str(point.executives),
            )
            for point in trend
        ),
        draw=lambda: chart_shapes.lines(
            [point.label if point else "" for point in line],
            [
                chart_shapes.line(
                    translate("Claimed"), "claimed", [one.claimed if one else None for one in line]
                ),
                chart_shapes.line(
                    translate("Agreed"), "agreed", [one.agreed if one else None for one in line]
                ),
                *(
                    [
                        chart_shapes.line(
                            translate("Evidenced"),
                            "evidenced",
                            [one.evidenced if one else None for one in line],
                        )
                    ]
                    * counted
                ),
            ],
            top=8,
            step=2,
        ),
    )


def gap_over_time(dashboard: Dashboard) -> ChartBlock | None:
    trend = dashboard.trend
    if not any(point.management or point.customers for point in trend):
        return None
    line = _unbroken(trend, [point.perception_continues for point in trend])
    management = [
        _percent(point.management, attributed=point.management_is_attributed) if point else None
        for point in line
    ]
    customers = [_percent(point.customers) if point else None for point in line]
    return ChartBlock(
        key="gap-over-time",
        title=translate("Management and customers over the quarters"),
        finding="",
        sentence=_moved(
            (
                side_heading("management"),
                [
                    (one.label, _drawn(one.management, attributed=one.management_is_attributed))
                    for one in _alike(line)
                ],
            ),
            (
                side_heading("customers"),
                [(one.label, _drawn(one.customers)) for one in _alike(line)],
            ),
        ),
        note=" ".join(
            [
                translate("“Highly customer-centric”, % of valid answers."),
                *(
                    [translate("The line breaks where the scale of the question changed.")]
                    * (None in line)
                ),
            ]
        ),
        headers=(
            translate("Quarter"),
            side_heading("management"),
            side_heading("customers"),
            translate("Gap"),
        ),
        rows=tuple(
            (
                point.label,
                _end_text(point.management, attributed=point.management_is_attributed),
                _end_text(point.customers),
                gap_text(point.gap, k=dashboard.k, attributed=point.management_is_attributed),
            )
            for point in trend
        ),
        draw=lambda: chart_shapes.lines(
            [point.label if point else "" for point in line],
            [
                chart_shapes.line(
                    side_heading("management"), "management", management, in_percent=True
                ),
                chart_shapes.line(
                    side_heading("customers"), "customers", customers, in_percent=True
                ),
            ],
            top=100,
            step=25,
            in_percent=True,
        ),
    )


def _end_text(share: Share | None, *, attributed: bool = False) -> str:
    return not_shown() if share is None else percent(share, confidential=not attributed)


def _drawn(share: Share | None, *, attributed: bool = False) -> str:
    """The words of a point that the line has; "" where it has none."""
    if share is None or _percent(share, attributed=attributed) is None:
        return ""
    return percent(share, confidential=not attributed)


def _of_eight(agreed: int | None) -> str:
    return "" if agreed is None else translate("{number} of 8").format(number=agreed)


def _claimed(point: TrendPoint) -> str:
    return "" if point.claimed is None else one_decimal(point.claimed)


def _moved(*lines: tuple[str, Sequence[tuple[str, str]]]) -> str:
    """Each line from its first to its last number: "Agreed 2 of 8 in Q1, 6 of 8 in Q2; …".

    Quarters that say nothing have an empty text.
    """
    told = []
    for name, points in lines:
        known = [(label, text) for label, text in points if text]
        if known:
            told.append(_from_to(mid_sentence(name), known[0], known[-1]))
    return full_stop(in_front(apart(told))) if told else ""


def _from_to(name: str, first: tuple[str, str], last: tuple[str, str]) -> str:
    (since, then), (until, now) = first, last
    if since == until:
        # Translators: what a line shows, its number, the quarter: “agreed 2 of 8 in Q1 2026”.
        said = translate("{name} {number} in {quarter}")
        return said.format(name=name, number=then, quarter=since)
    # Translators: as above for two quarters: “agreed 2 of 8 in Q1 2026, 6 of 8 in Q2 2026”.
    said = translate("{name} {then} in {since}, {now} in {until}")
    return said.format(name=name, then=then, since=since, now=now, until=until)


def _percent(share: Share | None, *, attributed: bool = False) -> Fraction | None:
    """A share as a point of a line; None where it is hidden or would give everybody away."""
    if share is None or share.value is None:
        return None
    return None if gives_everybody_away(share) and not attributed else share.value * 100


def _alike(line: Sequence[TrendPoint | None]) -> list[TrendPoint]:
    """The points since the last break: only these can be compared with the latest."""
    breaks = [at for at, point in enumerate(line) if point is None]
    return [point for point in line[breaks[-1] if breaks else 0 :] if point]


def _unbroken(points: Sequence[TrendPoint], continues: Sequence[bool]) -> list[TrendPoint | None]:
    """The points with a None before each one whose scale changed, so that its line breaks."""
    line: list[TrendPoint | None] = []
    for point, goes_on in zip(points, continues, strict=True):
        line += [point] if goes_on else [None, point]
    return line
