"""The page of the gap: both ends, what they rest on, any earlier round, and what stays hidden."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.charts_of_answers import gap_charts_of
from leadership.queries.dashboards import dashboard_for
from tests.assessment.queries.test_trends import publish
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    Cell,
    Choices,
    a_round,
    as_json,
    headline,
    signs,
    times,
)
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.views.test_results import ANSWERS, ASKED, several

OWN_CHARTS = ("all-answers", "intervals-by-question", "intervals-by-unit", "prediction")


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round(organization, ANSWERS, asked=ASKED)


def address(round_: Round, query: str = "") -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/gap/{query}"


def shown(client: Client, round_: Round, query: str = "") -> str:
    """The page, and the data and the file of each of its charts."""
    page = client.get(address(round_, query))
    assert page.status_code == 200
    html = page.content.decode()
    charts = [client.get(found) for found in re.findall(r'data-chart-url="([^"]+)"', html)]
    files = [client.get(found) for found in re.findall(r'href="([^"]+[.]csv)"', html)]
    assert {one.status_code for one in (*charts, *files)} <= {200}
    texts = [as_json(chart.json()) for chart in charts]
    return "\n".join([html, *texts, *(file.content.decode() for file in files)])


def a_quarter(before: int) -> Quarter:
    """So many quarters before the one of A_DAY."""
    quarter = quarter_of(A_DAY)
    for _ in range(before):
        quarter = quarter.previous()
    return quarter


def moving(organization: Organization, *customers: int) -> list[Round]:
    """One round for each number of 1,000 customers, the oldest first."""
    return [
        a_round(
            organization,
            {MANAGER: headline(18, 20), CUSTOMER: headline(top, 1000)},
            asked={CUSTOMER: 9000},
            quarter=a_quarter(len(customers) - 1 - at),
        )
        for at, top in enumerate(customers)
    ]


def test_page_tells_the_finding_and_both_ends_before_the_gap(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    text = page_of(sign_in(lead).get(address(round_))).text

    assert "Customers see us 44 points lower than we see ourselves" in text
    assert "Management 56% 28 of 50 · everybody answered" in text
    assert "Customers 12% 36 of 300 · 95% interval 9 to 16" in text
    assert "The gap 44 points 95% interval 40 to 47" in text
    assert "Management expected 50 of 100 customers to say so; 12 of 100 did" in text
    assert "Customers weighted by the size of their units: 12%" in text
    assert "Executives 6 of 9 0 of 9" in text
    assert "The first round: a comparison needs two" in text
    assert "{{" not in text
    assert "None" not in text


def test_every_chart_of_the_page_stands_in_its_order(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    html = sign_in(lead).get(address(round_)).content.decode()

    assert re.findall(r'data-chart-url="[^"]*/charts/([^/]+)/"', html) == [
        "all-answers",
        "gap-by-question",
        "intervals-by-question",
        "gap-by-unit",
        "intervals-by-unit",
        "prediction",
    ]


def test_drawing_table_and_sentence_say_the_same_numbers(round_: Round) -> None:
    blocks = gap_charts_of(dashboard_for(round_))

    answers = blocks["all-answers"]
    parts = answers.draw()["data"]["datasets"]
    for at, row in enumerate(answers.rows):
        assert [f"{part['texts'][at]}%" for part in parts] == [
            cell.partition(" ")[0] for cell in row[1:6]
        ]
        assert row[5] in answers.sentence
    for key in ("intervals-by-question", "intervals-by-unit"):
        drawing = blocks[key].draw()
        words = drawing["options"]["plugins"]["cornerOffice"]["rightTexts"]
        for row, said in zip(blocks[key].rows, words, strict=True):
            assert row[-1].startswith(said if isinstance(said, str) else f"{said[0]} ({said[1]})")
    first = blocks["intervals-by-question"]
    assert all(end in first.sentence for end in (first.rows[0][1], first.rows[0][3], "40 to 47"))
    guess = blocks["prediction"]
    assert guess.rows[0][1:] == ("50 of 100", "9", "12% (36 of 300)", "38 points too high")
    assert "50 of 100" in guess.sentence
    assert "38 points too high" in guess.sentence


@pytest.mark.parametrize("chart", OWN_CHARTS)
def test_chart_and_its_file_are_served(
    round_: Round, lead: Membership, sign_in: SignIn, chart: str
) -> None:
    client = sign_in(lead)
    block = gap_charts_of(dashboard_for(round_))[chart]

    drawing = client.get(f"/o/meridian/results/{round_.pk}/charts/{chart}/").json()
    table = client.get(f"/o/meridian/results/{round_.pk}/charts/{chart}.csv").content.decode()

    assert drawing == block.draw()
    assert block.rows[0][-1] in table
    labels = len(drawing["data"]["labels"])
    assert {len(one["data"]) for one in drawing["data"]["datasets"]} == {labels}


def test_dont_know_is_told_by_question_and_side(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization,
        {
            MANAGER: headline(0, 8, dont_know=1) | {"p2": {"5": 9, "dk": 3}},
            EMPLOYEE: headline(1, 3),
            CUSTOMER: headline(18, 100, dont_know=50),
        },
    )

    text = page_of(sign_in(lead).get(address(round_))).text

    assert "Most unsure: 33% of customers don’t know how customer-centric we are" in text
    assert "between 12% and 45% would have chosen the strongest label" in text
    first = "How customer-centric is Meridian Freight today?"
    assert f"{first} 1 of 9 fewer than 5 answers 33% (50 of 150)" in text


def test_earlier_round_is_compared_question_by_question(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    first, second, latest = moving(organization, 100, 300, 305)
    client = sign_in(lead)

    usual = page_of(client.get(address(latest))).text
    chosen = page_of(client.get(address(latest, f"?with={first.pk}"))).text

    assert f"No detectable change of the gap since {second.label}" in usual
    assert f"Since {first.label} the gap has narrowed by 21 points" not in usual
    assert (
        f"How customer-centric we are · −21 points (−24 to −17) {first.label} 90% (18 of 20)"
        in chosen
    )
    assert f"{latest.label} 90% (18 of 20) 31% (305 of 1000)" in chosen
    assert f"Since {first.label} the gap has narrowed by 21 points" in chosen
    assert "−21 points (−24 to −17)" in chosen


def test_dashboard_compares_with_the_round_that_was_chosen(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    splits = ((9, 0), (0, 9)), ((9, 0), (9, 0), (0, 9)), ((0, 9), (9, 0), (0, 9))
    first, second, latest = (
        a_round(
            organization,
            {EXECUTIVE: signs(*split), MANAGER: headline(18, 20), CUSTOMER: headline(1, 100)},
            quarter=a_quarter(2 - at),
        )
        for at, split in enumerate(splits)
    )
    client, page = sign_in(lead), f"/o/meridian/results/{latest.pk}/"

    usual = page_of(client.get(page))
    chosen = page_of(client.get(f"{page}?with={first.pk}"))

    assert f"One fewer sign is agreed than in {second.label}." in usual.text
    assert f"As many signs are agreed as in {first.label}." in chosen.text
    assert "newly agreed" in chosen.text
    assert "newly agreed" not in usual.text
    assert any(link.startswith(f"{page}gap/?with={first.pk}#") for link in chosen.links)
    assert not any("?with=" in link for link in usual.links)


def test_dashboard_leads_to_what_its_numbers_rest_on(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    links = page_of(client.get(f"/o/meridian/results/{round_.pk}/")).links
    targets = page_of(client.get(address(round_))).ids

    parts = {link.partition("#")[2] for link in links if link.startswith(address(round_))}
    assert parts == {"ends", "prediction", "by-question", "answers", "by-unit", "weights"}
    assert parts <= targets.keys()


def test_round_of_another_organization_is_not_found(
    organization: Organization,
    other_organization: Organization,
    round_: Round,
    lead: Membership,
    sign_in: SignIn,
) -> None:
    foreign = a_round(other_organization, ANSWERS, quarter=a_quarter(1))
    client = sign_in(lead)

    for asked in (foreign.pk, 10**9, "nonsense", "-1", "9" * 40, "٣"):
        assert client.get(address(round_, f"?with={asked}")).status_code == 404
        page = f"/o/meridian/results/{round_.pk}/?with={asked}"
        assert client.get(page).status_code == 404


def test_round_that_is_no_earlier_one_is_refused_in_words(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    first, second, latest = moving(organization, 100, 300, 305)
    client = sign_in(lead)

    later = page_of(client.get(address(second, f"?with={latest.pk}"))).text
    itself = page_of(client.get(address(second, f"?with={second.pk}"))).text
    dashboard = page_of(client.get(f"/o/meridian/results/{first.pk}/?with={latest.pk}")).text

    assert f"{latest.label} is later than {second.label}. Choose an earlier round." in later
    assert f"This page compares with {first.label}." in later
    assert f"{second.label} cannot be compared with itself." in itself
    assert f"{latest.label} is later than {first.label}." in dashboard
    assert "This page compares with" not in dashboard


def test_open_round_is_no_round_to_compare_with(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    open_ = a_round(organization, ANSWERS, quarter=a_quarter(1), closed=False)
    latest = a_round(organization, ANSWERS)

    text = page_of(sign_in(lead).get(address(latest, f"?with={open_.pk}"))).text

    assert f"{open_.label} has not closed, so it has no results to compare with." in text


def test_what_was_asked_differently_is_not_compared(
    organization: Organization, lead: Membership, sign_in: SignIn, tmp_path: Path
) -> None:
    answers: dict[Cell, Choices] = {
        EXECUTIVE: signs((9, 0)),
        MANAGER: headline(18, 20) | {"p2": {"5": 20}},
        CUSTOMER: headline(30, 300) | {"p2": {"5": 90, "4": 210}},
    }
    earlier = a_round(organization, answers, quarter=a_quarter(1))
    publish(tmp_path, "other words", {"How customer-centric is": "How good to customers is"})
    latest = a_round(organization, answers)
    client = sign_in(lead)

    gap = page_of(client.get(address(latest))).text
    dashboard = page_of(client.get(f"/o/meridian/results/{latest.pk}/")).text

    assert f"The gap cannot be compared with {earlier.label}" in gap
    assert gap.count("not compared: asked differently then") == 1
    assert "no detectable change" in gap
    assert "The question behind the gap has changed since, so it is not compared." in dashboard
    assert f"As many signs are agreed as in {earlier.label}." in dashboard
    assert "The gap was" not in dashboard


def test_number_that_either_round_hides_stays_hidden(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    a_round(
        organization,
        {MANAGER: headline(18, 20), CUSTOMER: headline(3, 4)},
        quarter=a_quarter(1),
    )
    latest = a_round(organization, {MANAGER: headline(9, 20), CUSTOMER: headline(30, 300)})

    everything = shown(sign_in(lead), latest)

    assert "The gap cannot be compared with" in everything
    assert "fewer than 5 answers" in everything
    for canary in ("3 of 4", "75%", "15 points", "−15", "75.0"):
        assert canary not in everything


def test_small_sides_are_in_no_bar_no_table_and_no_interval(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization,
        {
            MANAGER: {"p1": {"5": 3, "2": 4}, "m1": {"40": 18}},
            EMPLOYEE: headline(2, 3),
            CUSTOMER: headline(0, 7),
        },
    )

    everything = shown(sign_in(lead), round_)

    assert "fewer than 10 answers" in everything
    assert "≤ 10%" in everything
    for canary in ("4 of 7", "57%", "57.1", "0 of 7", "2 of 3", "67%", "40 points", "43 points"):
        assert canary not in everything


def test_page_draws_nothing_where_everything_is_hidden(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {MANAGER: headline(1, 2), CUSTOMER: headline(1, 3)})

    answer = sign_in(lead).get(address(round_))

    assert b"data-chart-url" not in answer.content
    page = page_of(answer).text
    assert "Once 5 or more of a side have answered, this section shows question by" in page
    assert "shows how the answers of a side are spread once 5 or more of it" in page


def test_viewer_sees_no_number_that_rests_on_three_named_executives(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    for before in (1, 0):
        latest = a_round(
            organization,
            {EXECUTIVE: {**signs((3, 0)), **headline(2, 3)}, CUSTOMER: headline(30, 300)},
            quarter=a_quarter(before),
        )

    for_viewer = shown(sign_in(join(organization, Role.VIEWER)), latest)
    for_lead = shown(sign_in(join(organization, Role.LEAD)), latest)

    assert "The gap between management and customers cannot be shown" in for_viewer
    for canary in ("2 of 3", "66.67", "57 points"):
        assert canary not in for_viewer
        assert canary in for_lead


@pytest.mark.parametrize("role", list(Role))
def test_everybody_in_the_organization_may_read_it(
    organization: Organization, round_: Round, join: Join, sign_in: SignIn, role: Role
) -> None:
    everything = shown(sign_in(join(organization, role)), round_)

    assert "44 points" in everything
    assert "1,037" not in everything


def test_stranger_finds_nothing(
    other_organization: Organization, round_: Round, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(other_organization, Role.OWNER))

    assert client.get(address(round_)).status_code == 404
    assert client.get(f"/o/other/results/{round_.pk}/gap/").status_code == 404


def test_signed_out_reader_is_asked_to_sign_in(round_: Round, client: Client) -> None:
    response = client.get(address(round_))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


def test_page_is_only_read(round_: Round, lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).post(address(round_)).status_code == 405


def test_open_round_shows_no_gap(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, ANSWERS, closed=False)
    client = sign_in(lead)

    text = page_of(client.get(address(round_))).text

    assert "is still open" in text
    assert not re.search(r"\d+%|\d+ points", text)
    for chart in OWN_CHARTS:
        assert client.get(f"/o/meridian/results/{round_.pk}/charts/{chart}/").status_code == 404


def test_round_without_customers_says_that_there_is_no_gap(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0))}, promise=Promise.TOTALS_ONLY)

    text = page_of(sign_in(lead).get(address(round_))).text

    assert "No customers were asked, so there is no gap" in text
    assert "Prediction and reality cannot be compared" in text


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("factor", [1, 10])
def test_page_costs_the_same_whatever_its_size(
    *,
    organization: Organization,
    lead: Membership,
    sign_in: SignIn,
    rounds: int,
    factor: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    latest = several(organization, rounds)
    times(factor, latest)
    client = sign_in(lead)
    oldest = Round.objects.order_by("quarter_starts_on").first()
    query = f"?with={oldest.pk}" if oldest and rounds > 1 else ""
    client.get(address(latest, query))

    with django_assert_num_queries(10):
        response = client.get(address(latest, query))

    assert response.status_code == 200
