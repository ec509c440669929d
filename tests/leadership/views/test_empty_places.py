"""Places with nothing in them yet: what will stand there, why nothing does, and the next step.

Each state is built, looked at by every role, and every way that the page offers is gone: none may
lead a reader to a page that refuses them.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from assessment.services.rounds import create_round
from leadership.domain.roles import Role
from tests.closed_rounds import (
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    Cell,
    a_round,
    headline,
    signs,
)
from tests.html_pages import Page, page_of
from tests.leadership.conftest import Join, SignIn

HOME = "/o/meridian/"
ASKED: dict[Cell, int] = {EXECUTIVE: 9, MANAGER: 20, EMPLOYEE: 50, CUSTOMER: 300}


def no_round(_: Organization) -> None:
    """Nothing has been done yet."""


def a_draft(organization: Organization) -> None:
    create_round(
        organization=organization,
        quarter=quarter_of(timezone.now().date()),
        closes_at=timezone.now() + timedelta(days=14),
        promise=Promise.ATTRIBUTED,
        audiences=[EXECUTIVE, CUSTOMER],
        version_ids=latest_versions().values(),
    )


def still_open(organization: Organization) -> None:
    a_round(organization, {MANAGER: headline(3, 4)}, asked=ASKED, closed=False)


def everybody_silent(organization: Organization) -> None:
    a_round(organization, {}, asked=ASKED)


def too_few(organization: Organization) -> None:
    a_round(
        organization,
        {
            EXECUTIVE: signs((3, 0)),
            MANAGER: headline(2, 3),
            EMPLOYEE: headline(1, 4),
            CUSTOMER: headline(1, 4),
        },
        asked=ASKED,
        promise=Promise.TOTALS_ONLY,
    )


def executives_only(organization: Organization) -> None:
    a_round(organization, {EXECUTIVE: signs((9, 0)) | headline(5, 9)})


def customers_only(organization: Organization) -> None:
    a_round(organization, {CUSTOMER: headline(36, 300)}, asked={CUSTOMER: 900})


def a_first_quarter(organization: Organization) -> None:
    a_round(
        organization,
        {EXECUTIVE: signs((9, 0)), MANAGER: headline(28, 50), CUSTOMER: headline(36, 300)},
    )


STATES = (
    no_round,
    a_draft,
    still_open,
    everybody_silent,
    too_few,
    executives_only,
    customers_only,
    a_first_quarter,
)
PLACES = ("", "results/", "rounds/", "people/")
OF_A_ROUND = ("", "gap/", "comments/", "exports/", "compare/")


@pytest.fixture
def clients(organization: Organization, join: Join, sign_in: SignIn) -> dict[Role, Client]:
    """Somebody of each role; nobody sits on the executive team yet."""
    return {role: sign_in(join(organization, role)) for role in Role}


def results(client: Client, place: str = "") -> Page:
    return page_of(client.get(f"/o/meridian/results/{Round.objects.get().pk}/{place}"))


def refused(client: Client, page: Page) -> list[str]:
    """The ways on a page that lead nowhere or to what its reader may not see."""
    ways = {way.partition("#")[0] for way in page.links if way.startswith("/")}
    return [way for way in sorted(ways) if client.get(way, follow=True).status_code >= 400]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", STATES)
def test_no_way_leads_to_a_page_that_refuses_its_reader(
    organization: Organization,
    clients: dict[Role, Client],
    state: Callable[[Organization], None],
    role: Role,
) -> None:
    state(organization)
    client = clients[role]
    addresses = [HOME + place for place in PLACES]
    if (round_ := Round.objects.first()) and not round_.is_draft:
        addresses += [f"{HOME}results/{round_.pk}/{place}" for place in OF_A_ROUND]

    for address in addresses:
        answer = client.get(address, follow=True)
        if answer.status_code == 200:
            page = page_of(answer)
            assert refused(client, page) == [], address
            assert page.tags.count("h1") == 1, address
            assert "None" not in page.text.replace("None of", ""), address


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
@pytest.mark.parametrize("place", ["", "results/"])
def test_before_the_first_round_readers_learn_what_will_stand_there(
    organization: Organization, clients: dict[Role, Client], place: str, role: Role
) -> None:
    page = page_of(clients[role].get(HOME + place))

    assert "There are no results yet" in page.text
    assert "How many of the eight signs of commitment the executives agree on" in page.text
    assert {"/instruments/", "/method/"} <= set(page.links)
    assert not any("/rounds/add/" in way for way in page.links)


def test_before_the_first_round_leads_are_led_to_it(clients: dict[Role, Client]) -> None:
    assert f"{HOME}rounds/add/" in page_of(clients[Role.LEAD].get(f"{HOME}results/")).links
    steps = page_of(clients[Role.OWNER].get(HOME))
    assert "Four steps lead to the first one." in steps.text
    assert f"{HOME}people/members/add/" in steps.links
    assert f"{HOME}people/members/add/" not in page_of(clients[Role.LEAD].get(HOME)).links


def test_a_draft_is_shown_to_those_who_run_rounds_only(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    a_draft(organization)
    way = f"{HOME}rounds/{Round.objects.get().pk}/"

    for role, client in clients.items():
        page = page_of(client.get(f"{HOME}results/"))
        assert (way in page.links) == (role in {Role.OWNER, Role.LEAD})
        assert ("is a draft" in page.text) == (role in {Role.OWNER, Role.LEAD})


@pytest.mark.parametrize("place", OF_A_ROUND)
def test_an_open_round_says_when_results_appear_on_each_of_its_pages(
    organization: Organization, clients: dict[Role, Client], place: str
) -> None:
    still_open(organization)

    for role, client in clients.items():
        page = results(client, place)
        assert "Q1 2026 is still open" in page.text
        assert "Results appear when the round closes" in page.text
        assert ("How many have answered" in page.text) == (role is not Role.VIEWER)


def test_a_round_that_nobody_answered_says_so_once(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    everybody_silent(organization)

    for role, client in clients.items():
        page = results(client)
        assert "Nobody answered Q1 2026." in page.text
        assert "stand here as soon as a round has answers" in page.text
        assert "no answers" not in page.text
        assert ("How Q1 2026 went" in page.text) == (role is not Role.VIEWER)
        assert ("Draft the next round" in page.text) == (role in {Role.OWNER, Role.LEAD})
    assert "0 of 379 people answered" in results(clients[Role.LEAD]).text
    assert "379" not in results(clients[Role.VIEWER]).text
    home = page_of(clients[Role.LEAD].get(HOME)).text
    assert "Nobody answered Q1 2026. It closed on" in home
    assert "Tell people what you heard" not in home


def test_too_few_answers_say_what_was_promised_and_whom_to_add(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    too_few(organization)

    for role, client in clients.items():
        page = results(client)
        assert "The eight signs are not shown" in page.text
        assert "Fewer than 5 executives answered" in page.text
        assert "What is hidden was promised to be, before the first question." in page.text
        assert "/method/" in page.links
        assert "Once 5 or more of a side have answered" in page.text
        assert ("See who is on the executive team" in page.text) == (
            role in {Role.OWNER, Role.LEAD}
        )


def test_executives_alone_have_signs_and_no_gap(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    executives_only(organization)

    for role, client in clients.items():
        page = results(client)
        assert "All eight signs are agreed." in page.text
        assert "No customers were asked, so there is no gap" in page.text
        assert "A round that asks both shows it here." in page.text
        assert "Too few answers to compare" not in page.text
        assert "This round asked executives only. Comments come from managers" in page.text
        assert ("Add those who were not asked" in page.text) == (role in {Role.OWNER, Role.LEAD})
    assert "No customers were asked, so there is no gap" in results(clients[Role.LEAD], "gap/").text
    assert "only executives were asked" in results(clients[Role.LEAD], "comments/").text.lower()


def test_customers_alone_have_a_headline_of_their_own(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    customers_only(organization)
    said = "Customers who call us “highly customer-centric”: 12% (36 of 300)."

    for client in clients.values():
        page = results(client)
        assert said in page.text
        assert said in page_of(client.get(HOME)).text
        assert "The eight signs were not asked" in page.text
        assert "/instruments/eight-signs/" in page.links
        assert "Nobody in management was asked, so there is no gap" in page.text
        assert "What customers would change" in page.text
        assert "employees and managers would change" not in page.text
        assert "Customers: 12% (36 of 300)." in page.text
    drawing = clients[Role.VIEWER].get(
        f"{HOME}results/{Round.objects.get().pk}/charts/gap-by-question/"
    )
    assert "rightTexts" not in drawing.json()["options"]["plugins"]["cornerOffice"]


def test_a_first_quarter_says_what_the_second_will_add(
    organization: Organization, clients: dict[Role, Client]
) -> None:
    a_first_quarter(organization)

    for role, client in clients.items():
        page, gap = results(client), results(client, "gap/")
        runs = role in {Role.OWNER, Role.LEAD}
        assert "The first round: a trend needs two" in page.text
        assert (f"{HOME}rounds/schedule/" in page.links) == runs
        assert "The first round: a comparison needs two" in gap.text
        assert "One unit only: nothing to compare by unit" in gap.text
        assert (f"{HOME}people/contacts/upload/" in gap.links) == runs
        assert "their guess" not in page.text
        assert ("The metrics test was not filled in" in page.text) == runs
        comments = results(client, "comments/").text
        assert "Fewer than 10 customers wrote a comment, so none is shown." in comments


def test_people_of_a_new_organization_say_where_contacts_come_from(
    clients: dict[Role, Client],
) -> None:
    for role in (Role.OWNER, Role.LEAD):
        page = page_of(clients[role].get(f"{HOME}people/"))
        assert "Nobody is asked by email yet" in page.text
        assert "come from a file" in page.text
        assert f"{HOME}people/contacts/upload/" in page.links
