"""The page of one sign: who sees what of it, where it leads, what it costs."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from tests.assessment.queries.test_sign_histories import quarters
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, as_json, headline, signs, times
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.queries.test_matrix import YES, a_closed_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round(
        organization, {EXECUTIVE: signs((7, 2)), CUSTOMER: headline(9, 90)}, asked={EXECUTIVE: 10}
    )


def address(round_: Round, sign: str = "s3", rest: str = "") -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/signs/{sign}/{rest}"


def everything(client: Client, round_: Round, sign: str = "s3") -> str:
    """All that a browser gets to see: the page, the data of its chart and the table to keep."""
    html = client.get(address(round_, sign)).content.decode()
    chart = [client.get(found).json() for found in re.findall(r'data-chart-url="([^"]+)"', html)]
    table = client.get(address(round_, sign, "chart.csv"))
    return html + as_json(chart) + (table.content.decode() if table.status_code == 200 else "")


def several(organization: Organization, count: int) -> Round:
    """So many closed rounds; the latest one."""
    return [
        a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=quarter)
        for quarter in quarters(count)
    ][-1]


def test_page_tells_the_finding_the_source_and_what_to_do(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    text = page_of(sign_in(lead).get(address(round_))).text

    finding = "Seven of nine say that the CEO’s messages outside the company regularly"
    parts = [
        finding,
        "Mostly yes 7 yes · 2 no Agreed",
        "The first quarter: a trend needs two",
        "Do this",
        "Expect people everywhere to act on what customers say",
        "Not that",
        "The sources differ here",
        "Do external communications from the CEO/President regularly include discussions",
        "Bruce Temkin, “Senior Execs Are Not Fully Customer-Centric”",
        "6 May 2008",
    ]
    assert sorted(parts, key=text.index) == parts
    assert "{{" not in text
    assert "None" not in text
    assert "evidence" not in text.split("What the source asks")[0].lower()


def test_page_leads_to_its_neighbours_its_other_quarters_and_back(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    latest = several(organization, 3)
    rounds = {one.label: one for one in Round.objects.select_related("organization")}

    links = page_of(sign_in(lead).get(address(rounds["Q4 2025"]))).links

    assert address(rounds["Q4 2025"], "s2") in links
    assert address(rounds["Q4 2025"], "s4") in links
    assert f"/o/meridian/results/{rounds['Q4 2025'].pk}/" in links
    assert address(rounds["Q3 2025"]) in links
    assert address(latest) in links
    assert "/instruments/eight-signs/" in links


def test_quarters_that_did_not_ask_are_not_linked(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    first, second = quarters(2)
    silent = a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=first)
    latest = a_round(organization, {EXECUTIVE: signs((7, 2))}, quarter=second)
    client = sign_in(lead)

    assert address(silent) not in page_of(client.get(address(latest))).links
    assert client.get(address(silent)).status_code == 404


def test_dashboard_leads_to_every_sign_and_so_do_its_counts(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    links = page_of(sign_in(lead).get(f"/o/meridian/results/{round_.pk}/")).links

    for number in range(1, 9):
        assert address(round_, f"s{number}") in links
        assert f"{address(round_, f's{number}')}#answers" in links


def test_links_of_the_dashboard_lead_to_pages(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    for number in range(1, 9):
        page = page_of(client.get(address(round_, f"s{number}")))
        assert "answers" in page.ids


@pytest.mark.parametrize("role", [Role.OWNER, Role.LEAD, Role.EXECUTIVE])
def test_leadership_and_leads_see_who_said_what_and_who_changed(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    ann = join(organization, email="ann@example.com", name="Ann Moe", on_executive_team=True)
    a_closed_round(organization, {ann: YES | {"s3": "no"}}, earlier=True)
    round_ = a_closed_round(organization, {ann: YES})

    text = page_of(sign_in(join(organization, role)).get(address(round_))).text

    assert "Yes 1 Ann Moe" in text
    assert "1 from no to yes." in text
    assert "Ann Moe: no → yes" in text


def test_viewer_sees_no_name_no_change_of_mind_and_not_who_was_asked(
    organization: Organization, round_: Round, join: Join, sign_in: SignIn
) -> None:
    team = [
        join(organization, email=f"p{n}@example.com", name=f"Person {n}", on_executive_team=True)
        for n in range(5)
    ]
    round_.delete()
    a_closed_round(organization, dict.fromkeys(team, YES | {"s3": "no"}), earlier=True)
    named = a_closed_round(organization, dict.fromkeys(team, YES))

    shown = everything(sign_in(join(organization, Role.VIEWER)), named)

    assert "All five say that" in shown
    assert "Five more say yes than in" in shown
    for canary in ("Person", "from no to yes", "Executives were told", "Nobody disagrees"):
        assert canary not in shown


@pytest.mark.parametrize("role", list(Role))
def test_silence_is_for_those_who_may_see_who_was_asked(
    round_: Round, join: Join, sign_in: SignIn, role: Role
) -> None:
    text = page_of(sign_in(join(round_.organization, role)).get(address(round_))).text

    assert ("One executive has not answered" in text) is (role is not Role.VIEWER)


def test_totals_of_four_executives_are_nowhere(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((3, 1))}, quarter=first, promise=Promise.TOTALS_ONLY)
    latest = a_round(
        organization, {EXECUTIVE: signs((6, 3))}, quarter=second, promise=Promise.TOTALS_ONLY
    )
    client = sign_in(lead)
    hidden = Round.objects.select_related("organization").exclude(pk=latest.pk).get()

    shown = everything(client, latest)
    page = page_of(client.get(address(hidden)))

    assert "fewer than 5 answers" in shown
    assert "3 yes · 1 no" not in shown
    assert "Sign 3 is not shown in Q4 2025" in page.text
    assert "Fewer than 5 executives answered" in page.text
    assert "What to do, and what not" in page.text
    assert client.get(address(hidden, rest="chart/")).status_code == 404
    assert client.get(address(hidden, rest="chart.csv")).status_code == 404


def test_chart_is_type_data_and_options_alone(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    drawing = sign_in(lead).get(address(round_, rest="chart/")).json()

    assert set(drawing) == {"type", "data", "options"}
    assert [one["data"] for one in drawing["data"]["datasets"]] == [[7], [0], [2]]


def test_table_comes_as_a_file(round_: Round, lead: Membership, sign_in: SignIn) -> None:
    response = sign_in(lead).get(address(round_, rest="chart.csv"))

    assert "meridian-freight-q1-2026-sign-s3.csv" in response.headers["Content-Disposition"]
    lines = response.content.decode("utf-8-sig").split()
    assert "7,2,0,9,Mostly" in " ".join(lines)


@pytest.mark.parametrize("rest", ["", "chart/", "chart.csv"])
def test_page_is_for_members_who_have_signed_in(
    *,
    round_: Round,
    other_organization: Organization,
    client: Client,
    join: Join,
    sign_in: SignIn,
    rest: str,
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert client.get(address(round_, rest=rest)).status_code == 302
    assert stranger.get(address(round_, rest=rest)).status_code == 404
    elsewhere = address(round_, rest=rest).replace("meridian", "other")
    assert stranger.get(elsewhere).status_code == 404


@pytest.mark.parametrize("rest", ["", "chart/", "chart.csv"])
def test_unknown_sign_is_not_found_and_nothing_can_be_sent(
    round_: Round, lead: Membership, sign_in: SignIn, rest: str
) -> None:
    client = sign_in(lead)

    assert client.get(address(round_, "s9", rest)).status_code == 404
    assert client.get(address(round_, "p1", rest)).status_code == 404
    assert client.post(address(round_, rest=rest)).status_code == 405


@pytest.mark.parametrize("role", list(Role))
def test_open_round_has_no_sign_pages(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((7, 2))}, closed=False)
    client = sign_in(join(organization, role))

    for rest in ("", "chart/", "chart.csv"):
        assert client.get(address(round_, rest=rest)).status_code == 404


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("factor", [1, 10])
@pytest.mark.parametrize(("rest", "queries"), [("", 12), ("chart/", 9)])
def test_page_costs_the_same_whatever_its_size(
    *,
    organization: Organization,
    lead: Membership,
    sign_in: SignIn,
    rounds: int,
    factor: int,
    rest: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    latest = several(organization, rounds)
    times(factor, latest)
    client = sign_in(lead)
    client.get(address(latest, rest=rest))

    with django_assert_num_queries(queries):
        response = client.get(address(latest, rest=rest))

    assert response.status_code == 200
