"""How management, employees and customers see the organization, and the gap between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.definitions import DONT_KNOW, Kind, Question
from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import calibration_error, prediction
from assessment.domain.language import readers_language
from assessment.domain.sentences import gives_everybody_away
from assessment.domain.shares import Share
from assessment.domain.unit_tables import EXECUTIVE_TEAM
from assessment.models import Round
from assessment.queries.comparisons import (
    ByUnit,
    Comparison,
    Shown,
    by_question,
    by_unit,
    end_of,
    share_of,
)
from assessment.queries.counts import Counts
from assessment.queries.distributions import SideAnswers, distributions_of
from assessment.queries.protection import HEADLINE, SIDES
from assessment.queries.rounds import definitions_of


@dataclass(frozen=True, slots=True)
class Prediction:
    """What management expects customers to say about the headline, against what they say."""

    median: Fraction | None
    answers: int
    error: Fraction | None


@dataclass(frozen=True, slots=True)
class Perception:
    """The perception survey of a round; `audiences` keeps each one of management apart.

    `merged` names the units that stand among `units` as “Other units”. `labels` are the answers
    to the headline question, weakest first, and `distributions` how often each was given.
    """

    headline: Comparison
    questions: tuple[Comparison, ...]
    units: tuple[Comparison, ...]
    merged: tuple[str, ...]
    audiences: tuple[tuple[Audience, Shown], ...]
    prediction: Prediction | Hidden
    labels: tuple[str, ...]
    distributions: tuple[SideAnswers, ...]


def perception_of(round_: Round, counts: Counts) -> Perception | None:
    """The gap by question and by unit; None when the round did not ask."""
    questions = asked_of_both(round_)
    if questions is None:
        return None
    asked = next(one for one in questions if one.key == HEADLINE)
    language = readers_language()
    units = by_unit(round_, counts)
    headline = units.total
    return Perception(
        headline=headline,
        questions=tuple(_question(round_, counts, one, headline) for one in questions),
        units=tuple(units.rows.values()),
        merged=units.merged,
        audiences=_apart(round_, counts, units),
        prediction=_prediction(round_, counts, headline),
        labels=tuple(one.label(language) for one in asked.scale.choices if one.code != DONT_KNOW),
        distributions=distributions_of(
            round_, counts, asked, {side: getattr(headline, side) for side in SIDES}
        ),
    )


def asked_of_both(round_: Round) -> list[Question] | None:
    """The questions on which management and customers are compared, in their order."""
    definition = next((one for one in definitions_of(round_) if one.key == "perception-gap"), None)
    if definition is None:
        return None
    return [
        question
        for question in definition.questions
        if question.scale.kind is Kind.CHOICE
        and {Audience.MANAGER, Audience.CUSTOMER} <= set(question.audiences)
    ]


def management_is_attributed(round_: Round) -> bool:
    """Whether all of management was told that its answers are shown by name."""
    return round_.is_attributed and Audience.MANAGER not in round_.asks


def _question(
    round_: Round, counts: Counts, question: Question, headline: Comparison
) -> Comparison:
    """The headline question is taken from the table of units, so that both say the same."""
    language = readers_language()
    topic = question.read_in(language).dimension
    text = question.wording(Audience.MANAGER, language).naming(round_.organization.name).text
    if question.key == HEADLINE:
        return Comparison(
            topic=topic,
            label=text,
            management=headline.management,
            customers=headline.customers,
            employees=headline.employees,
            partners=headline.partners,
            gap=headline.gap,
        )
    return by_question(round_, counts, question.key, topic=topic, label=text)


def _apart(round_: Round, counts: Counts, units: ByUnit) -> tuple[tuple[Audience, Shown], ...]:
    """The headline question for each audience of its own, as the table of units lets it be shown.

    Managers are management without the executive team, so they are shown where both of these
    are: otherwise whatever is hidden of the two would follow from them.
    """
    total = units.total
    executives = units.rows[EXECUTIVE_TEAM].management if EXECUTIVE_TEAM in units.rows else None
    managers = end_of(round_, counts, HEADLINE, "management", counts.cells_of({Audience.MANAGER}))
    if isinstance(managers, Share) and any(
        isinstance(end, Hidden) for end in (total.management, executives)
    ):
        managers = Hidden.PROTECTS_OTHERS
    nobody = share_of(counts, HEADLINE, [])
    ends: Mapping[Audience, Shown] = {
        Audience.EXECUTIVE: executives or nobody,
        Audience.MANAGER: managers,
        Audience.EMPLOYEE: total.employees,
        Audience.CUSTOMER: total.customers,
        Audience.PARTNER: total.partners,
    }
    return tuple((audience, ends[audience]) for audience in round_.asks)


def _prediction(round_: Round, counts: Counts, headline: Comparison) -> Prediction | Hidden:
    shown = end_of(round_, counts, "m1", "management")
    if isinstance(shown, Hidden):
        return shown
    median = prediction(counts.of("m1", counts.cells_of(MANAGEMENT)))
    return Prediction(median=median, answers=shown.n, error=_error(median, headline.customers))


def _error(median: Fraction | None, customers: Shown) -> Fraction | None:
    """How far off the prediction was; from it follows what customers said."""
    if isinstance(customers, Hidden) or gives_everybody_away(customers):
        return None
    return calibration_error(median, customers)
