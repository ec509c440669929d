"""What the dashboard is made of, read from small rounds."""

from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.queries.chart_of_checklist import SCORES
from leadership.queries.charts import charts_of
from leadership.queries.dashboard_parts import audience_rows, prediction_sentence, tone_part
from leadership.queries.dashboards import dashboard_for
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)


def figures(organization: Organization, **choices: Choices) -> list[tuple[str, str]]:
    answers: dict[Cell, Choices] = {
        audience: choices[audience.value]
        for audience in (EXECUTIVE, MANAGER, CUSTOMER)
        if audience.value in choices
    }
    dashboard = dashboard_for(a_round(organization, answers))
    return [(figure.strong, figure.note) for figure in dashboard.figures]


def test_figures_are_signs_gap_and_prediction(organization: Organization) -> None:
    found = figures(
        organization,
        executive={**signs((9, 0), (9, 0), (0, 9)), **headline(6, 9), "m1": {"30": 9}},
        customer=headline(36, 300),
    )

    assert found == [
        ("2 of 8", "2 claimed on average · “Little shown”, our own band"),
        (
            "55 points",
            "management 6 of 9 · customers 12% (36 of 300) · everybody answered",
        ),
        ("30% of customers", "18 points too high"),
    ]


def test_figures_of_silent_executives_say_so(organization: Organization) -> None:
    found = figures(organization, executive={}, customer=headline(36, 300))

    assert found == [
        ("No answers", "No executive has answered."),
        ("Not shown", "management no answers · customers 12% (36 of 300)"),
    ]


def test_prediction_that_was_right_is_said_so(organization: Organization) -> None:
    round_ = a_round(
        organization, {MANAGER: {**headline(1, 9), "m1": {"12": 9}}, CUSTOMER: headline(36, 300)}
    )

    dashboard = dashboard_for(round_)

    assert prediction_sentence(dashboard).endswith("; that is what customers said.")
    assert dashboard.figures[-1].note == "exactly what customers said"


def test_audiences_are_listed_with_their_dont_knows(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: headline(6, 6),
            MANAGER: headline(0, 8, dont_know=1),
            EMPLOYEE: headline(2, 4),
            CUSTOMER: headline(30, 90, dont_know=10),
        },
    )

    assert audience_rows(dashboard_for(round_)) == [
        ("Executives", "6 of 6", "0 of 6"),
        ("Managers", "≤ 10%", "1 of 9"),
        ("Employees", "fewer than 5 answers", ""),
        ("Customers", "33% (30 of 90)", "10%"),
    ]


def test_sign_says_what_changed_since_the_round_before(organization: Organization) -> None:
    before = signs((9, 0), (3, 6), (9, 0))
    now = signs((3, 6), (9, 0), (9, 0))
    a_round(organization, {EXECUTIVE: before}, quarter=quarter_of(A_DAY).previous())

    dashboard = dashboard_for(a_round(organization, {EXECUTIVE: now}))

    notes = [sign.note for sign in dashboard.signs]
    assert notes == ["no longer agreed", "newly agreed", *[""] * 6]
    assert dashboard.change == "As many signs are agreed as in Q4 2025."


def test_checklist_names_items_that_few_answered(organization: Organization) -> None:
    answers = {**signs((6, 0)), "l1a": {"yes": 6}, "l1b": {"16": 3}, "t1": {"yes": 2}}
    round_ = a_round(organization, {EXECUTIVE: answers}, promise=Promise.TOTALS_ONLY)

    dashboard = dashboard_for(round_)

    block = charts_of(dashboard)["checklist"]
    scores = [row[-1] for row in block.rows[:3]]
    assert scores == ["not enough answers", "1.00", "fewer than 5 answers"]
    assert block.note == SCORES
    assert [(one.key, dict(one.counts)) for one in tone_part(dashboard)] == [("t1", {})]


def test_lines_break_is_noted_only_where_there_is_one(organization: Organization) -> None:
    answers: dict[Cell, Choices] = {MANAGER: headline(5, 10), CUSTOMER: headline(1, 10)}
    a_round(organization, answers, quarter=quarter_of(A_DAY).previous())

    block = charts_of(dashboard_for(a_round(organization, answers)))["gap-over-time"]

    assert block.note == "“Highly customer-centric”, % of valid answers."
