"""The gap as tables to take away: by question, by unit, by audience and over the quarters."""

from collections.abc import Collection, Sequence

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded, to_tenths
from assessment.domain.language import translate
from assessment.domain.multiplicity import Verdict
from assessment.domain.remarks import dont_know_text
from assessment.domain.shares import Share
from assessment.queries.comparisons import Comparison, Shown
from assessment.queries.trends import TrendPoint
from leadership.domain.export_cells import (
    GAP_COLUMNS,
    NOT_SHOWN,
    end_cells,
    end_columns,
    gap_cells,
    number,
)
from leadership.domain.export_tables import REASON, Column, ExportTable, Form, Value, reasons
from leadership.queries.charts_of_gaps import units_of
from leadership.queries.dashboards import Dashboard

SIDES = ("management", "customers", "employees", "partners")


def gap_by_question(dashboard: Dashboard) -> ExportTable | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    return _comparisons(
        dashboard,
        ExportTable(
            key="gap-by-question",
            title=translate("Gap by question"),
            about=translate(
                "For each question both ends of the gap, the others asked, and the gap."
            ),
            columns=(Column("topic", "Topic"), Column("question", "Question")),
            rows=tuple((one.topic, one.label) for one in perception.questions),
        ),
        perception.questions,
    )


def gap_by_unit(dashboard: Dashboard) -> ExportTable | None:
    """The organization first, then its units; None where the page compares no units."""
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    if perception is None or len(units) < 2:
        return None
    looks = {
        name for name, one in units_of(dashboard).items() if one.verdict is Verdict.WORTH_A_LOOK
    }
    return _comparisons(
        dashboard,
        ExportTable(
            key="gap-by-unit",
            title=translate("Gap by unit"),
            about=translate(
                "“Highly customer-centric” for the organization and for each of its units."
            ),
            columns=(Column("level", "Level"), Column("unit", "Unit")),
            rows=(
                ("organization", perception.headline.label),
                *(("unit", one.label) for one in units),
            ),
        ),
        (perception.headline, *units),
        looks=looks,
    )


def audiences(dashboard: Dashboard) -> ExportTable | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    named = {Audience.EXECUTIVE} if dashboard.round_.is_attributed else set()
    rows: list[tuple[Value, ...]] = []
    for audience, share in perception.audiences:
        confidential = audience not in named
        cells, why = end_cells("share", share, k=dashboard.k, confidential=confidential)
        rows.append(
            (audience.plural, *cells, *_dont_know(share, confidential=confidential), _plain(why))
        )
    return ExportTable(
        key="audiences",
        title=translate("Audiences"),
        about=translate(
            "“Highly customer-centric” for each audience by itself, don’t know beside it."
        ),
        columns=(
            Column("audience", "Audience"),
            Column("share", "Share", Form.SHARE),
            Column("top", "Strongest label", Form.COUNT),
            Column("answers", "Valid answers", Form.COUNT),
            Column("dont_know_share", "Don’t know: share of all answers", Form.SHARE),
            Column("dont_know_text", "Don’t know in words"),
            REASON,
        ),
        rows=tuple(rows),
    )


def over_time(dashboard: Dashboard) -> ExportTable:
    """One row a round, the oldest first; the signs and the gap side by side."""
    return ExportTable(
        key="over-time",
        title=translate("Over time"),
        about=translate(
            "The signs and the gap of each closed round up to this one, twelve at most."
        ),
        columns=(
            Column("round", "Quarter"),
            Column("signs_agreed", "Signs agreed, of eight", Form.COUNT),
            Column("signs_evidenced", "Signs evidenced, of eight", Form.COUNT),
            Column("signs_claimed", "Signs claimed on average", Form.MEAN),
            Column("executives", "Executives who answered", Form.COUNT),
            *end_columns("management"),
            *end_columns("customers"),
            *GAP_COLUMNS,
            Column("same_scale", "Same scale as the quarter before"),
            REASON,
        ),
        rows=tuple(_quarter(point, dashboard.k) for point in dashboard.trend),
    )


def _quarter(point: TrendPoint, k: int) -> tuple[Value, ...]:
    attributed = point.management_is_attributed
    management, no_management = _end("management", point.management, k, confidential=not attributed)
    customers, no_customers = _end("customers", point.customers, k)
    gap, no_gap = gap_cells(point.gap, k=k, attributed=attributed)
    claimed = None if point.claimed is None else number(str(to_tenths(point.claimed)))
    no_signs = f"signs: {NOT_SHOWN}" if point.agreed is None else ""
    return (
        point.label,
        point.agreed,
        point.evidenced,
        claimed,
        point.executives,
        *management,
        *customers,
        *gap,
        "yes" if point.perception_continues else "no",
        reasons([no_signs, no_management, no_customers, no_gap]),
    )


def _end(
    side: str, end: Share | None, k: int, *, confidential: bool = True
) -> tuple[tuple[Value, ...], str]:
    if end is None:
        return (None, None, None), f"{side}: {NOT_SHOWN}"
    return end_cells(side, end, k=k, confidential=confidential)


def _comparisons(
    dashboard: Dashboard,
    table: ExportTable,
    comparisons: Sequence[Comparison],
    *,
    looks: Collection[str] = (),
) -> ExportTable:
    """The table with the ends and the gap of each comparison behind the cells it has.

    The columns are the same in every round; a side that was not asked has empty ones.
    """
    rows: list[tuple[Value, ...]] = []
    for first, one in zip(table.rows, comparisons, strict=True):
        ends = [_side(dashboard, side, getattr(one, side)) for side in SIDES]
        gap, no_gap = gap_cells(
            one.gap, k=dashboard.k, attributed=dashboard.management_is_attributed
        )
        rows.append(
            (
                *first,
                *(cell for cells, _ in ends for cell in cells),
                *gap,
                str(Verdict.WORTH_A_LOOK) if one.label in looks else None,
                reasons([*(why for _, why in ends), no_gap]),
            )
        )
    return ExportTable(
        table.key,
        table.title,
        table.about,
        (
            *table.columns,
            *(column for side in SIDES for column in end_columns(side)),
            *GAP_COLUMNS,
            Column("remark", "Remark"),
            REASON,
        ),
        tuple(rows),
    )


def _side(dashboard: Dashboard, side: str, end: Shown) -> tuple[tuple[Value, ...], str]:
    named = side == "management" and dashboard.management_is_attributed
    if _is_left_out(dashboard, side):
        return (None, None, None), ""
    return end_cells(side, end, k=dashboard.k, confidential=not named)


def _is_left_out(dashboard: Dashboard, side: str) -> bool:
    """Whether the page has no column for this side."""
    optional = {"employees": Audience.EMPLOYEE, "partners": Audience.PARTNER}
    return side in optional and optional[side] not in dashboard.round_.asks


def _dont_know(share: Shown, *, confidential: bool) -> tuple[Value, Value]:
    """The share where the page prints a percentage, and the page’s words."""
    if isinstance(share, Hidden):
        return None, None
    words = dont_know_text(share, confidential=confidential)
    unsure = Share(share.dont_know, share.n + share.dont_know)
    if share.n == 0 or unsure.few or unsure.value is None:
        return None, words or None
    return rounded(unsure.value * 100) / 100, words


def _plain(why: str) -> str:
    """The reason without the name of the side: this table has only one."""
    return why.partition(": ")[2]
