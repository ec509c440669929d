"""How management, employees and customers see the organization, and the gap between them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.definitions import Kind, Question
from assessment.domain.disclosure import TOTAL, Hidden, hidden_reasons, why_hidden
from assessment.domain.gaps import Gap, calibration_error, prediction
from assessment.domain.shares import Share, pooled, top_box
from assessment.models import Round
from assessment.queries.counts import Cell, Counts
from assessment.queries.rounds import definitions_of

HEADLINE = "p1"
# The sides that are compared; management is executives and managers together.
SIDES: Mapping[str, tuple[Audience, ...]] = {
    "management": MANAGEMENT,
    "employees": (Audience.EMPLOYEE,),
    "customers": (Audience.CUSTOMER,),
    "partners": (Audience.PARTNER,),
}

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


@dataclass(frozen=True, slots=True)
class Prediction:
    """What management expects customers to say about the headline, against what they say."""

    median: Fraction | None
    answers: int
    error: Fraction | None


@dataclass(frozen=True, slots=True)
class Perception:
    """The perception survey of a round; `audiences` keeps each one of management apart."""

    headline: Comparison
    questions: tuple[Comparison, ...]
    units: tuple[Comparison, ...]
    audiences: tuple[tuple[str, Shown], ...]
    prediction: Prediction | Hidden


def perception_of(round_: Round, counts: Counts) -> Perception | None:
    """The gap by question and by unit; None when the round did not ask."""
    definition = next((one for one in definitions_of(round_) if one.key == "perception-gap"), None)
    if definition is None:
        return None
    asked_of_both = [
        question
        for question in definition.questions
        if question.scale.kind is Kind.CHOICE
        and {Audience.MANAGER, Audience.CUSTOMER} <= set(question.audiences)
    ]
    by_unit = _by_unit(round_, counts)
    questions = tuple(_by_question(round_, counts, question, by_unit) for question in asked_of_both)
    headline = by_unit[TOTAL]
    return Perception(
        headline=headline,
        questions=questions,
        units=tuple(comparison for unit, comparison in by_unit.items() if unit is not TOTAL),
        audiences=_apart(round_, counts),
        prediction=_prediction(round_, counts, headline),
    )


def _by_question(
    round_: Round, counts: Counts, question: Question, by_unit: Mapping[object, Comparison]
) -> Comparison:
    text = question.wording(Audience.MANAGER).naming(round_.organization.name).text
    if question.key == HEADLINE:
        total = by_unit[TOTAL]
        ends = {side: getattr(total, side) for side in SIDES}
    else:
        ends = {side: _end(round_, counts, question.key, of) for side, of in SIDES.items()}
    return _comparison(question.dimension, text, ends)


def _by_unit(round_: Round, counts: Counts) -> dict[object, Comparison]:
    """The headline question by unit, and under TOTAL over all units.

    Each side goes through the disclosure control with its total, so that no unit follows from
    the total and the other units. The sides are never added up, so one does not hide another.
    """
    names = _unit_names(counts)
    cells: dict[tuple[object, str], Share] = {}
    confidential: dict[tuple[object, str], int] = {}
    for unit in names:
        for side, audiences in SIDES.items():
            inside = [cell for cell in counts.cells_of(audiences) if cell[1] == unit]
            cells[unit, side] = _share(counts, HEADLINE, inside)
            confidential[unit, side] = _confidential(round_, counts, HEADLINE, inside)
    reasons: dict[tuple[object, str], Hidden] = {}
    for side in SIDES:
        alone = {cell: n for cell, n in confidential.items() if cell[1] == side}
        found = hidden_reasons(alone, k=round_.minimum_group)
        reasons |= {(unit, side): why for (unit, column), why in found.items() if column == side}
        cells[TOTAL, side] = pooled(*(cells[unit, side] for unit in names))
    comparisons: dict[object, Comparison] = {}
    for unit, label in [(TOTAL, round_.organization.name), *names.items()]:
        ends: dict[str, Shown] = {
            side: _while_open(round_) or reasons.get((unit, side)) or cells[unit, side]
            for side in SIDES
        }
        comparisons[unit] = _comparison(label, label, ends)
    return comparisons


def _unit_names(counts: Counts) -> dict[object, str]:
    """The units of a round by name; people in no unit, usually the executives, come last."""
    present = {unit for _, unit in counts.cells}
    by_name = sorted(counts.unit_names.items(), key=lambda unit: (unit[1], unit[0]))
    names: dict[object, str] = {unit: name for unit, name in by_name if unit in present}
    if None in present or not names:
        outside = {audience for audience, unit in counts.cells if unit is None}
        names[None] = "Executive team" if outside == {Audience.EXECUTIVE} else "No unit"
    return names


def _apart(round_: Round, counts: Counts) -> tuple[tuple[str, Shown], ...]:
    """The headline question for each audience of its own.

    Where executives are confidential too, they and managers are shown apart only together:
    either would follow from the other and from management as a whole.
    """
    shown = {audience: _end(round_, counts, HEADLINE, [audience]) for audience in round_.asks}
    both = [audience for audience in MANAGEMENT if audience in shown]
    if not round_.is_attributed and any(isinstance(shown[one], Hidden) for one in both):
        for audience in both:
            if isinstance(shown[audience], Share):
                shown[audience] = Hidden.PROTECTS_OTHERS
    return tuple((audience.plural.capitalize(), share) for audience, share in shown.items())


def _prediction(round_: Round, counts: Counts, headline: Comparison) -> Prediction | Hidden:
    management = counts.cells_of(MANAGEMENT)
    given = counts.of("m1", management)
    answers = given.total() - given["dk"]
    confidential = _confidential(round_, counts, "m1", management)
    if hidden := why_hidden(confidential, k=round_.minimum_group, closed=round_.is_closed):
        return hidden
    median = prediction(given)
    customers = headline.customers
    error = None if isinstance(customers, Hidden) else calibration_error(median, customers)
    return Prediction(median=median, answers=answers, error=error)


def _comparison(topic: str, label: str, ends: Mapping[str, Shown]) -> Comparison:
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


def _share(counts: Counts, question: str, cells: Collection[Cell]) -> Share:
    return top_box(
        counts.of(question, cells),
        asked=counts.asked_in(cells),
        answered=counts.answered_in(cells),
    )


def _end(round_: Round, counts: Counts, question: str, audiences: Collection[Audience]) -> Shown:
    """The share of these audiences over all units, or why it is not shown."""
    cells = counts.cells_of(audiences)
    share = _share(counts, question, cells)
    confidential = _confidential(round_, counts, question, cells)
    hidden = why_hidden(confidential, k=round_.minimum_group, closed=round_.is_closed)
    return hidden or share


def _confidential(round_: Round, counts: Counts, question: str, cells: Collection[Cell]) -> int:
    """How many valid answers in these cells were promised to be shown only in groups.

    Executives were told that theirs are attributed, or they count like everybody else; taking
    them off leaves the managers, whose answers would follow from the executives' and the sum.
    """
    promised = [
        cell for cell in cells if not (round_.is_attributed and cell[0] is Audience.EXECUTIVE)
    ]
    return _share(counts, question, promised).n


def _while_open(round_: Round) -> Hidden | None:
    return None if round_.is_closed else Hidden.UNTIL_CLOSE
