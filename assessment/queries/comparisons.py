"""Management, employees, customers and partners side by side, as far as each may be shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.disclosure import TOTAL, Hidden, hidden_reasons
from assessment.domain.gaps import Gap
from assessment.domain.sentences import why_share_hidden
from assessment.domain.shares import Share, pooled, top_box
from assessment.models import Round
from assessment.queries.counts import Cell, Counts

HEADLINE = "p1"
# The sides that are compared; management is executives and managers together.
SIDES: Mapping[str, tuple[Audience, ...]] = {
    "management": MANAGEMENT,
    "employees": (Audience.EMPLOYEE,),
    "customers": (Audience.CUSTOMER,),
    "partners": (Audience.PARTNER,),
}
# The row of the executives, who belong to no unit.
EXECUTIVE_TEAM = Audience.EXECUTIVE

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
    ends = {
        side: end_of(round_, counts, question, counts.cells_of(audiences))
        for side, audiences in SIDES.items()
    }
    return comparison(topic, label, ends)


def by_unit(round_: Round, counts: Counts) -> dict[object, Comparison]:
    """The headline question by unit, under EXECUTIVE_TEAM, and under TOTAL over all of them.

    Each side goes through the disclosure control with its total, so that no unit follows from
    the total and the other units, and neither do managers from management and executives. The
    sides are never added up, so a small audience hides nothing of another one.
    """
    rows = _rows(counts)
    shares: dict[tuple[object, str], Share] = {}
    confidential: dict[tuple[object, str], Share] = {}
    for row, (_, cells) in rows.items():
        for side, audiences in SIDES.items():
            inside = [cell for cell in cells if cell[0] in audiences]
            shares[row, side] = share_of(counts, HEADLINE, inside)
            confidential[row, side] = share_of(counts, HEADLINE, promised(round_, inside))
    reasons = _reasons(round_, confidential)
    for table in (shares, confidential):
        for side in SIDES:
            table[TOTAL, side] = pooled(*(table[row, side] for row in rows))
    comparisons: dict[object, Comparison] = {}
    for row, label in [(TOTAL, round_.organization.name), *((key, rows[key][0]) for key in rows)]:
        ends = {
            side: reasons.get((row, side))
            or _why_hidden(round_, confidential[row, side])
            or shares[row, side]
            for side in SIDES
        }
        comparisons[row] = comparison(label, label, ends)
    return comparisons


def _reasons(
    round_: Round, confidential: Mapping[tuple[object, str], Share]
) -> dict[tuple[object, str], Hidden]:
    reasons: dict[tuple[object, str], Hidden] = {}
    for side in SIDES:
        column = {cell: share.n for cell, share in confidential.items() if cell[1] == side}
        for (row, name), reason in hidden_reasons(column, k=round_.minimum_group).items():
            if name == side:
                reasons[row, side] = reason
    return reasons


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


def end_of(round_: Round, counts: Counts, question: str, cells: Collection[Cell]) -> Shown:
    """The share in these cells, or why it is not shown."""
    confidential = share_of(counts, question, promised(round_, cells))
    return _why_hidden(round_, confidential) or share_of(counts, question, cells)


def share_of(counts: Counts, question: str, cells: Collection[Cell]) -> Share:
    return top_box(
        counts.of(question, cells), asked=counts.asked_in(cells), answered=counts.answered_in(cells)
    )


def promised(round_: Round, cells: Collection[Cell]) -> list[Cell]:
    """The cells whose answers were promised to be shown only in groups.

    Executives were told that theirs are attributed, or they count like everybody else; taking
    them off leaves the managers, whose answers would follow from the executives' and the sum.
    """
    return [cell for cell in cells if not (round_.is_attributed and cell[0] is Audience.EXECUTIVE)]


def _why_hidden(round_: Round, confidential: Share) -> Hidden | None:
    if not round_.is_closed:
        return Hidden.UNTIL_CLOSE
    return why_share_hidden(confidential, round_.minimum_group)


def _rows(counts: Counts) -> dict[object, tuple[str, list[Cell]]]:
    """The label and cells of each row: units by name, people in no unit, the executive team."""
    executives = counts.cells_of({Audience.EXECUTIVE})
    others = [cell for cell in counts.cells if cell not in executives]
    by_name = sorted(counts.unit_names.items(), key=lambda unit: (unit[1], unit[0]))
    rows: dict[object, tuple[str, list[Cell]]] = {
        unit: (name, [cell for cell in others if cell[1] == unit]) for unit, name in by_name
    }
    rows[None] = ("No unit", [cell for cell in others if cell[1] is None])
    rows[EXECUTIVE_TEAM] = ("Executive team", executives)
    return {key: row for key, row in rows.items() if row[1]}
