"""The JSON behind each chart: what it holds, who gets it, what it costs."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import dashboard_for
from tests.closed_rounds import CUSTOMER, MANAGER, a_round, headline, times
from tests.leadership.conftest import Join, SignIn
from tests.leadership.views.test_results import ALL_CHARTS, ANSWERS, ASKED, several


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


def address(round_: Round, chart: str) -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/charts/{chart}/"


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_chart_is_type_data_and_options_alone(
    round_: Round, lead: Membership, sign_in: SignIn, chart: str
) -> None:
    response = sign_in(lead).get(address(round_, chart))

    body = response.content.decode()
    assert response.headers["Content-Type"].startswith("application/json")
    assert set(json.loads(body)) == {"type", "data", "options"}
    assert "NaN" not in body
    assert "Infinity" not in body
    assert " object at " not in body


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_every_list_of_a_chart_has_one_entry_a_label(
    round_: Round, lead: Membership, sign_in: SignIn, chart: str
) -> None:
    drawing = sign_in(lead).get(address(round_, chart)).json()

    labels = len(drawing["data"]["labels"])
    words = drawing["options"]["plugins"]["cornerOffice"]
    assert {len(one["data"]) for one in drawing["data"]["datasets"]} == {labels}
    assert {len(one.get("texts", range(labels))) for one in drawing["data"]["datasets"]} == {labels}
    assert len(words.get("rightTexts", range(labels))) == labels


@pytest.mark.parametrize("chart", ["gap-by-question", "gap-by-unit"])
def test_numbers_printed_in_a_chart_stand_in_its_table(round_: Round, chart: str) -> None:
    block = charts_of(dashboard_for(round_))[chart]

    drawing = block.draw()

    columns = {"management": 1, "customers": 2, "employees": 3}
    for one in drawing["data"]["datasets"]:
        if one["role"] not in columns:
            continue
        for row, text, number in zip(block.rows, one["texts"], one["data"], strict=True):
            cell = row[columns[one["role"]]]
            assert cell == "no answers" if text is None else cell.startswith(f"{text}%")
            assert number is None or round(number) == int(text)
    headline_row = block.rows[0]
    for end in headline_row[1:3]:
        assert end in block.sentence


def test_lines_carry_the_numbers_of_their_table(round_: Round) -> None:
    blocks = charts_of(dashboard_for(round_))

    signs, gap = (blocks[key].draw()["data"]["datasets"] for key in ALL_CHARTS[2:4])

    assert [one["texts"] for one in signs] == [["6"] * 3, ["6"] * 3]
    assert [row[1:3] for row in blocks["signs-over-time"].rows] == [("6 of 8", "6")] * 3
    assert [one["data"] for one in gap] == [[56] * 3, [12] * 3]
    assert [row[1:] for row in blocks["gap-over-time"].rows] == [
        ("56% (28 of 50)", "12% (36 of 300)", "44 points (40 to 47)")
    ] * 3


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_chart_needs_a_member_who_has_signed_in(
    *,
    round_: Round,
    other_organization: Organization,
    client: Client,
    join: Join,
    sign_in: SignIn,
    chart: str,
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert client.get(address(round_, chart)).status_code == 302
    assert stranger.get(address(round_, chart)).status_code == 404
    elsewhere = address(round_, chart).replace("meridian", "other")
    assert stranger.get(elsewhere).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_participation_is_for_those_who_may_see_who_was_asked(
    round_: Round, join: Join, sign_in: SignIn, role: Role
) -> None:
    response = sign_in(join(round_.organization, role)).get(address(round_, "participation"))

    assert response.status_code == (403 if role is Role.VIEWER else 200)


def test_chart_that_is_not_there_is_not_found(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {MANAGER: headline(3, 9), CUSTOMER: headline(1, 9)})
    client = sign_in(lead)

    assert client.get(address(round_, "nonsense")).status_code == 404
    assert client.get(address(round_, "gap-by-unit")).status_code == 404
    assert client.get(address(round_, "signs-over-time")).status_code == 404
    assert client.post(address(round_, "gap-by-question")).status_code == 405


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("factor", [1, 10])
def test_chart_costs_the_same_whatever_its_size(
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
    client.get(address(latest, "gap-by-unit"))

    with django_assert_num_queries(10):
        response = client.get(address(latest, "gap-by-unit"))

    assert response.status_code == 200


def test_hidden_ends_are_null_and_not_zero(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {**ANSWERS, (CUSTOMER, "West"): headline(0, 3)}, asked=ASKED)

    drawing = sign_in(lead).get(address(round_, "gap-by-unit")).json()

    at = drawing["data"]["labels"].index("West")
    for one in drawing["data"]["datasets"]:
        assert one["data"][at] is None
    words = drawing["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[at] == "fewer than 5 answers"
