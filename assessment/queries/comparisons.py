"""Management, employees, customers and partners side by side, as far as each may be shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assessment.domain.audiences import MANAGEMENT
from assessment.domain.disclosure import TOTAL, Hidden
from assessment.domain.gaps import Gap
from assessment.domain.language import translate
from assessment.domain.sentences import why_share_hidden
from assessment.domain.shares import Share, pooled, top_box
from assessment.domain.unit_tables import EXECUTIVE_TEAM, OTHER_UNITS, Row, Side, UnitTable
from assessment.models import Round
from assessment.queries.counts import Cell, Counts
from assessment.queries.protection import (
    HEADLINE,
    SIDES,
    confidential_in,
    place_of,
    readings_of,
    table_of,
    why_executives_hidden,
    why_side_hidden,
)

Shown = Share | Hidden


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ends of a gap with employees and partners beside them, by question or by unit.

    `topic` is the question's dimension or the unit's name, `label` what stands in a table;
    `gap` is None where an end is hidden, was not asked or has no answers.
    """

    topic: str
    label: str
    management: Shown
    customers: Shown
    employees: Shown
    partners: Shown
    gap: Gap | None

    @property
    def is_compared(self) -> bool:
        """Whether anybody but management was asked here: the executive team has no customers."""
        others = (self.customers, self.employees, self.partners)
        return any(isinstance(end, Hidden) or end.asked for end in others)


def by_question(
    round_: Round, counts: Counts, question: str, *, topic: str, label: str
) -> Comparison:
    """One question over all units; its sides are no parts of each other, so each stands alone."""
    ends = {side: end_of(round_, counts, question, side) for side in SIDES}
    return comparison(topic, label, ends)


@dataclass(frozen=True, slots=True)
class ByUnit:
    """The headline question over all units, and by unit under the key of its row.

    `merged` names the units that stand together as “Other units”.
    """

    total: Comparison
    rows: Mapping[Row, Comparison]
    merged: tuple[str, ...]


def by_unit(round_: Round, counts: Counts) -> ByUnit:
    """The headline question by unit, with the executive team as a row of its own.

    Each side goes through the disclosure control with its total, so that no unit follows from
    the total and the other units, and neither do managers from management and executives.
    """
    table = table_of(round_, counts)
    rows = _rows(table, counts)
    shares = {
        (row, side): share_of(counts, HEADLINE, [one for one in cells if one[0] in audiences])
        for row, cells in rows.items()
        for side, audiences in SIDES.items()
    }
    ends: dict[tuple[object, Side], Shown] = dict(shares)
    for side in SIDES:
        ends[TOTAL, side] = pooled(*(shares[row, side] for row in rows))
    for cell, why in table.hidden.items():
        ends[cell] = why
    if not round_.is_closed:
        ends = dict.fromkeys(ends, Hidden.UNTIL_CLOSE)

    def compared(row: object, label: str) -> Comparison:
        return comparison(label, label, {side: ends[row, side] for side in SIDES})

    return ByUnit(
        total=compared(TOTAL, round_.organization.name),
        rows={row: compared(row, _label(row, counts)) for row in rows},
        merged=tuple(sorted(_label(row, counts) for row in table.merged)),
    )


def comparison(topic: str, label: str, ends: Mapping[str, Shown]) -> Comparison:
    management, customers = ends["management"], ends["customers"]
    gap = None
    if isinstance(management, Share) and isinstance(customers, Share):
        gap = Gap(management, customers)
    return Comparison(
        topic=topic,
        label=label,
        management=management,
        customers=customers,
        employees=ends["employees"],
        partners=ends["partners"],
        gap=gap if gap and gap.points is not None else None,
    )


def end_of(
    round_: Round,
    counts: Counts,
    question: str,
    side: Side,
    cells: Collection[Cell] | None = None,
) -> Shown:
    """The share of a side, or of these cells of it, or why it is not shown."""
    cells = counts.cells_of(SIDES[side]) if cells is None else cells
    if hidden := why_side_hidden(round_, side):
        return hidden
    for reading in readings_of(round_):
        confidential = share_of(counts, question, confidential_in(reading, cells))
        if hidden := why_share_hidden(confidential, round_.minimum_group):
            return hidden if reading is round_ else Hidden.PROTECTS_OTHERS
    return share_of(counts, question, cells)


def why_executives_stand_not_apart(round_: Round, counts: Counts, question: str) -> Hidden | None:
    """Why executives’ part in management’s answers to a question is not shown, or None.

    From it and the whole side follow the managers, who must be none or enough as well.
    """
    if round_.is_attributed:
        return None if round_.is_closed else Hidden.UNTIL_CLOSE
    executives, managers = (
        share_of(counts, question, counts.cells_of({audience})) for audience in MANAGEMENT
    )
    k = round_.minimum_group
    if hidden := why_executives_hidden(round_) or why_share_hidden(executives, k):
        return hidden
    return Hidden.PROTECTS_OTHERS if why_share_hidden(managers, k) else None


def share_of(counts: Counts, question: str, cells: Collection[Cell]) -> Share:
    return top_box(
        counts.of(question, cells), asked=counts.asked_in(cells), answered=counts.answered_in(cells)
    )


def _rows(table: UnitTable, counts: Counts) -> dict[Row, list[Cell]]:
    """The cells of each row: units by name, the merged ones, no unit, the executive team."""
    rows: dict[Row, list[Cell]] = {}
    for cell in counts.cells:
        rows.setdefault(table.row_of(place_of(0, *cell).row), []).append(cell)
    return dict(sorted(rows.items(), key=lambda row: _place_in_table(row[0], counts)))


def _place_in_table(row: Row, counts: Counts) -> tuple[int, str, int]:
    last = (OTHER_UNITS, None, EXECUTIVE_TEAM)
    if row in last:
        return 1 + last.index(row), "", 0
    return 0, _label(row, counts), row if isinstance(row, int) else 0


def _label(row: Row, counts: Counts) -> str:
    if isinstance(row, int):
        return counts.unit_names[row]
    if row is None:
        return translate("No unit")
    return translate("Executive team") if row == EXECUTIVE_TEAM else translate("Other units")
