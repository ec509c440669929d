"""The words and tables of the page of the gap, read from small rounds."""

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.queries.charts_of_answers import gap_charts_of
from leadership.queries.dashboards import dashboard_for
from leadership.queries.gap_pages import (
    dont_know_heading,
    end_figures,
    gap_changes,
    gap_heading,
)
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    Choices,
    a_round,
    headline,
    signs,
)


def ends(round_: Round) -> list[tuple[str, str]]:
    dashboard = dashboard_for(round_)
    assert dashboard.results.perception is not None
    attributed = dashboard.management_is_attributed
    figures = end_figures(dashboard.results.perception, k=dashboard.k, attributed=attributed)
    return [(figure.strong, figure.note) for figure in figures]


def test_ends_have_their_counts_and_intervals(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(6, 9), CUSTOMER: headline(36, 300)},
        asked={CUSTOMER: 900},
    )

    assert ends(round_) == [
        ("6 of 9", "everybody answered"),
        ("12%", "36 of 300 · 95% interval 9 to 16"),
        ("55 points", "95% interval 51 to 58"),
    ]


def test_end_that_is_hidden_says_why_and_takes_the_gap_along(organization: Organization) -> None:
    round_ = a_round(organization, {MANAGER: headline(3, 4), CUSTOMER: headline(0, 9)})

    assert ends(round_) == [
        ("Not shown", "fewer than 5 answers"),
        ("≤ 10%", ""),
        ("Not shown", ""),
    ]
    assert gap_heading(dashboard_for(round_)) == (
        "The gap between management and customers cannot be shown"
    )


def test_census_of_both_sides_leaves_nothing_to_estimate(organization: Organization) -> None:
    round_ = a_round(organization, {MANAGER: headline(10, 20), CUSTOMER: headline(36, 300)})

    assert ends(round_)[2] == ("38 points", "everybody answered")
    chart = gap_charts_of(dashboard_for(round_))["intervals-by-question"]
    assert chart.finding == "Everybody answered, so there is nothing to estimate"


def test_charts_of_hidden_sides_have_words_in_their_place(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {MANAGER: headline(3, 4), EMPLOYEE: headline(1, 9, dont_know=3), CUSTOMER: headline(9, 90)},
    )

    charts = gap_charts_of(dashboard_for(round_))

    assert list(charts) == ["all-answers"]
    assert [row[-1] for row in charts["all-answers"].rows] == [
        "fewer than 5 answers",
        "fewer than 10 answers",
        "90",
    ]
    words = charts["all-answers"].draw()["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[:2] == ["fewer than 5 answers", "fewer than 10 answers"]
    assert words[2] == ["90 answers", "0% don’t know"]


def test_side_that_only_said_dont_know_has_an_empty_bar(organization: Organization) -> None:
    answers: Choices = {"p1": {"5": 2, "dk": 6}}
    round_ = a_round(
        organization, {EXECUTIVE: {"p1": {"dk": 9}}, CUSTOMER: headline(9, 90), EMPLOYEE: answers}
    )

    rows = gap_charts_of(dashboard_for(round_))["all-answers"].rows

    assert rows[0][-1] == "all 9 answered don’t know"


def test_dont_know_of_a_few_heads_nothing(organization: Organization) -> None:
    round_ = a_round(
        organization, {MANAGER: headline(3, 9, dont_know=8), CUSTOMER: headline(9, 90)}
    )

    assert dont_know_heading(dashboard_for(round_)) == "Who doesn’t know"


def test_round_that_did_not_ask_before_is_said_so(organization: Organization) -> None:
    a_round(organization, {EXECUTIVE: signs((9, 0))}, quarter=quarter_of(A_DAY).previous())
    round_ = a_round(organization, {MANAGER: headline(10, 20), CUSTOMER: headline(36, 300)})

    changes = gap_changes(dashboard_for(round_))

    assert changes is not None
    assert changes.heading == "The gap cannot be compared with Q4 2025"
    first = changes.questions[0]
    assert (first.topic, first.change) == ("How customer-centric we are", "change not shown")
    assert first.rows[0] == ("Q4 2025", "no answers", "no answers", "not shown")


def test_first_round_has_no_changes(organization: Organization) -> None:
    round_ = a_round(organization, {MANAGER: headline(10, 20), CUSTOMER: headline(36, 300)})

    assert gap_changes(dashboard_for(round_)) is None
