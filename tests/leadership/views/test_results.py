"""The dashboard: what it says, what it keeps to itself, who may see it, what it costs."""

import json
import re
from collections.abc import Mapping

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.domain.disclosure import Hidden
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.charts import charts_of
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
    as_json,
    headline,
    signs,
    times,
)
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn

ALL_CHARTS = (
    "gap-by-question",
    "gap-by-unit",
    "signs-over-time",
    "gap-over-time",
    "checklist",
    "participation",
)
# Six signs of nine executives; 28 of 50 in management, 36 of 300 customers.
ANSWERS: dict[Cell, Choices] = {
    EXECUTIVE: {
        **signs((9, 0), (9, 0), (8, 1), (8, 1), (7, 2), (6, 3), (5, 4), (2, 3, 4)),
        **headline(6, 9),
        "m1": {"50": 9},
        "l1a": {"yes": 9},
        "l1b": {"16": 5, "8": 4},
        "l1c": {"partly": 9},
        "t1": {"yes": 9},
    },
    (MANAGER, "North"): headline(10, 20),
    (MANAGER, "South"): headline(12, 21),
    (EMPLOYEE, "North"): headline(12, 40) | {"e8": {"5": 10, "4": 30}},
    (EMPLOYEE, "South"): headline(12, 40),
    (CUSTOMER, "North"): headline(16, 150),
    (CUSTOMER, "South"): headline(20, 150, dont_know=10),
}
ASKED: dict[Cell, int] = {(CUSTOMER, "North"): 600, (CUSTOMER, "South"): 437}


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round(organization, ANSWERS, asked=ASKED)


def shown(client: Client, round_: Round) -> str:
    """All that a browser gets to see: the page and the data of its charts."""
    address = f"/o/{round_.organization.slug}/results/{round_.pk}/"
    page = client.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    charts = [client.get(found) for found in re.findall(r'data-chart-url="([^"]+)"', html)]
    assert {chart.status_code for chart in charts} == {200}
    return html + "\n".join(as_json(chart.json()) for chart in charts)


def test_dashboard_tells_the_finding_first(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    response = sign_in(lead).get(f"/o/meridian/results/{round_.pk}/")

    text = page_of(response).text
    finding = "Six of the eight signs are agreed. Customers see us 44 points lower than we see"
    assert finding in text
    assert text.index(finding) < text.index("6 of 8") < text.index("Executives contradict")
    assert "Management 56% (28 of 50), customers 12% (36 of 300): gap 44 points" in text
    assert "95% interval 40 to 47" in text
    assert "answered by 9 of 9 executives, 41 of 41 managers, 80 of 80 employees" in text
    assert "310 of 1,037 customers" in text
    assert "Contested 5–4" in text
    assert "employees who strongly agree: 25% (10 of 40)" in text
    assert "Management expected 50 of 100 customers" in text
    assert "38 points too high" in text
    assert "Time with customers: 5 of 9 executives at two hours or more a week" in text
    assert "{{" not in text
    assert "None" not in text


def test_dashboard_has_every_chart_that_there_are_answers_for(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    html = sign_in(lead).get(f"/o/meridian/results/{round_.pk}/").content.decode()

    first = [chart for chart in ALL_CHARTS if not chart.endswith("over-time")]
    assert re.findall(r'data-chart-url="[^"]*/charts/([^/]+)/"', html) == first
    assert "The first round: a trend needs two" in html


def test_table_under_a_chart_has_the_numbers_of_its_block(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    text = page_of(sign_in(lead).get(f"/o/meridian/results/{round_.pk}/")).text

    for block in charts_of(dashboard_for(round_)).values():
        if block.key.endswith("over-time"):
            continue
        for row in block.rows:
            assert " ".join(filter(None, row)) in text
        assert " ".join(block.sentence.split()) in text


def test_results_lead_to_the_latest_closed_round(
    organization: Organization, round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    earlier = quarter_of(A_DAY).previous()
    a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=earlier)

    response = sign_in(lead).get("/o/meridian/results/")

    assert response.headers["Location"] == f"/o/meridian/results/{round_.pk}/"


@pytest.mark.parametrize("role", list(Role))
def test_before_close_nothing_but_participation_is_shown(
    organization: Organization, role: Role, join: Join, sign_in: SignIn
) -> None:
    round_ = a_round(organization, ANSWERS, asked=ASKED, closed=False)
    client = sign_in(join(organization, role))

    for address in ("/o/meridian/results/", f"/o/meridian/results/{round_.pk}/"):
        text = page_of(client.get(address)).text
        assert "is still open" in text
        assert not re.search(r"\d+%|\d+ points|of 8|agreed", text)
    for chart in ALL_CHARTS:
        answer = client.get(f"/o/meridian/results/{round_.pk}/charts/{chart}/")
        hidden = role is Role.VIEWER and chart == "participation"
        assert answer.status_code == (403 if hidden else 404)
    assert f"/o/meridian/rounds/{round_.pk}/" in text_of_links(client, round_) or (
        role is Role.VIEWER
    )


def text_of_links(client: Client, round_: Round) -> str:
    return " ".join(page_of(client.get(f"/o/meridian/results/{round_.pk}/")).links)


def test_no_results_yet_says_what_to_do_next(
    organization: Organization, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    viewer = join(organization, Role.VIEWER)

    for_lead = page_of(sign_in(lead).get("/o/meridian/results/"))
    for_viewer = page_of(sign_in(viewer).get("/o/meridian/results/"))

    assert "There are no results yet" in for_lead.text
    assert "/o/meridian/rounds/add/" in for_lead.links
    assert "The first round has not been launched." in for_viewer.text
    assert "/o/meridian/rounds/add/" not in for_viewer.links


def test_viewer_sees_results_and_not_who_was_asked(
    organization: Organization, round_: Round, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(organization, Role.VIEWER))

    everything = shown(client, round_)

    assert "Six of the eight signs are agreed." in everything
    assert "1,037" not in everything
    assert "answered by" not in everything
    assert "participation" not in everything
    chart = client.get(f"/o/meridian/results/{round_.pk}/charts/participation/")
    assert chart.status_code == 403


def test_stranger_finds_nothing(
    other_organization: Organization, round_: Round, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(other_organization, Role.OWNER))

    assert client.get(f"/o/meridian/results/{round_.pk}/").status_code == 404
    assert client.get(f"/o/other/results/{round_.pk}/").status_code == 404
    assert client.get("/o/meridian/results/").status_code == 404


def test_signed_out_reader_is_asked_to_sign_in(round_: Round, client: Client) -> None:
    response = client.get(f"/o/meridian/results/{round_.pk}/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


def test_dashboard_is_only_read(round_: Round, lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).post(f"/o/meridian/results/{round_.pk}/").status_code == 405


def test_hidden_number_is_nowhere(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    """Three customers in the north; 3 of 4, 75 % and 71 points could only be theirs."""
    round_ = a_round(
        organization,
        {
            EXECUTIVE: signs((9, 0)),
            (MANAGER, "North"): headline(46, 1000),
            (MANAGER, "South"): headline(9, 18),
            (CUSTOMER, "North"): headline(3, 4),
            (CUSTOMER, "South"): headline(41, 97),
            (CUSTOMER, "West"): headline(31, 89),
        },
    )

    everything = shown(sign_in(lead), round_)

    assert Hidden.TOO_FEW.text(5) in everything
    assert Hidden.PROTECTS_OTHERS.value in everything
    assert "75" in everything  # 75 of 190 customers all in all, which is for everybody to see
    assert "39% (75 of 190)" in everything
    for canary in ("3 of 4", "75%", "75.0", "34.83", "31 of 89", "70.4", "−70"):
        assert canary not in everything
    assert "41 of 97" in everything


def test_four_customers_are_hidden_in_page_tables_charts_and_headline(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization, {EXECUTIVE: signs((9, 0)), MANAGER: headline(9, 18), CUSTOMER: headline(3, 4)}
    )

    everything = shown(sign_in(lead), round_)

    assert "customers: fewer than 5 answers" in everything
    for canary in ("3 of 4", "75%", "75.0", "points lower", "points higher"):
        assert canary not in everything


def test_totals_of_four_executives_show_no_signs(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: signs((3, 1)), MANAGER: headline(9, 18), CUSTOMER: headline(9, 90)},
        promise=Promise.TOTALS_ONLY,
    )

    everything = shown(sign_in(lead), round_)

    assert "The eight signs are not shown" in everything
    assert "Fewer than 5 executives answered" in everything
    assert "3 yes" not in everything
    assert "signs-over-time" not in everything
    assert "charts/checklist" not in everything


def test_four_executives_who_agreed_to_names_show(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((3, 1)), CUSTOMER: headline(9, 90)})

    everything = shown(sign_in(lead), round_)

    assert "All eight signs are agreed." in everything
    assert "3 yes · 1 no" in everything


def test_named_executives_alone_are_printed_as_they_answered(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: {**signs((6, 0)), **headline(6, 6)}, CUSTOMER: headline(9, 90)},
    )

    everything = shown(sign_in(lead), round_)

    assert "Management 6 of 6, customers 10% (9 of 90): gap 90 points" in everything
    assert "≥ 90%" not in everything


def test_many_who_dont_know_are_said_so_with_their_bounds(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    answers: dict[Cell, Choices] = {
        MANAGER: headline(9, 18, dont_know=2),
        CUSTOMER: headline(18, 100, dont_know=50),
    }

    text = page_of(sign_in(lead).get(a_results_page(organization, answers))).text

    assert "33% of customers said “don’t know”" in text
    assert "between 12% and 45% would have chosen the strongest label" in text
    assert "of management said" not in text


def a_results_page(organization: Organization, answers: Mapping[Cell, Choices]) -> str:
    return f"/o/{organization.slug}/results/{a_round(organization, answers).pk}/"


def test_promise_of_an_earlier_round_is_kept_in_later_ones(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    a_round(
        organization,
        {EXECUTIVE: {**signs((6, 0)), **headline(6, 6)}, CUSTOMER: headline(9, 90)},
        promise=Promise.TOTALS_ONLY,
        quarter=quarter_of(A_DAY).previous(),
    )
    latest = a_round(
        organization,
        {EXECUTIVE: {**signs((6, 0)), **headline(3, 6)}, CUSTOMER: headline(9, 90)},
    )

    everything = shown(sign_in(join(organization, Role.VIEWER)), latest)

    assert "≥ 90%" in everything
    assert "6 of 6" not in everything
    assert "90 points" not in everything


def test_answers_below_ten_that_all_agree_are_not_given_away(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(
        organization,
        {MANAGER: {**headline(9, 18), "m1": {"40": 18}}, CUSTOMER: headline(0, 7)},
    )

    everything = shown(sign_in(lead), round_)

    assert "≤ 10%" in everything
    for canary in ("0 of 7", "50 points", "40 points", "too high"):
        assert canary not in everything


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("factor", [1, 10])
def test_dashboard_costs_the_same_whatever_its_size(
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
    client.get(f"/o/meridian/results/{latest.pk}/")

    with django_assert_num_queries(14):
        response = client.get(f"/o/meridian/results/{latest.pk}/")

    assert response.status_code == 200


def several(organization: Organization, count: int) -> Round:
    """So many closed rounds; the latest one."""
    quarter = quarter_of(A_DAY)
    latest = a_round(organization, ANSWERS, asked=ASKED, quarter=quarter)
    for _ in range(count - 1):
        quarter = quarter.previous()
        a_round(organization, ANSWERS, asked=ASKED, quarter=quarter)
    return latest


def test_several_rounds_show_how_the_numbers_moved(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    latest = several(organization, 3)

    html = sign_in(lead).get(f"/o/meridian/results/{latest.pk}/").content.decode()

    found = re.findall(r'data-chart-url="[^"]*/charts/([^/]+)/"', html)
    assert found == list(ALL_CHARTS)
    assert "Since Q3 2025: agreed signs still 6 and the gap still 44 points" in html
    assert "As many signs are agreed as in Q4 2025. The gap was 44 points then" in html
    assert "Other rounds" in html


def test_page_and_charts_say_the_same_number(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    chart = client.get(f"/o/meridian/results/{round_.pk}/charts/gap-by-unit/").json()

    management = dataset(chart, "management")
    customers = dataset(chart, "customers")
    assert chart["data"]["labels"] == ["Meridian Freight", "North", "South"]
    assert management["data"] == [56, 50, 57.14]
    assert management["texts"] == ["56", "50", "57"]
    assert customers["data"] == [12, 10.67, 13.33]
    words = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[0] == ["44 points", "40 to 47"]
    table = charts_of(dashboard_for(round_))["gap-by-unit"].rows
    assert table[0][1:3] == ("56% (28 of 50)", "12% (36 of 300)")
    assert table[1][1:3] == ("50% (10 of 20)", "11% (16 of 150)")
    assert [row[-1] for row in table] == [f"{strong} ({soft})" for strong, soft in words]


def dataset(chart: Mapping[str, object], role: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = next(
        one for one in json.loads(json.dumps(chart))["data"]["datasets"] if one["role"] == role
    )
    return found


@pytest.mark.parametrize("role", list(Role))
def test_silence_is_for_those_who_may_see_who_was_asked(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((7, 0))}, asked={EXECUTIVE: 9})

    text = shown(sign_in(join(organization, role)), round_)

    assert ("the 2 executives who have not answered" in text) is (role is not Role.VIEWER)
