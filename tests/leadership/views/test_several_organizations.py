"""Belonging to several organizations: the list with what waits, and the switcher."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn
from tests.respondents import an_open_round, invited_member

SAM = "sam@example.com"


@pytest.fixture
def several(organization: Organization, other_organization: Organization, join: Join) -> Membership:
    join(other_organization, Role.VIEWER, SAM)
    return join(organization, Role.EXECUTIVE, SAM, on_executive_team=True)


def test_list_says_what_waits_in_each(several: Membership, sign_in: SignIn) -> None:
    round_ = an_open_round(
        several.organization, audiences=[Audience.EXECUTIVE], promise=Promise.ATTRIBUTED
    )
    invited_member(round_, several)

    page = page_of(sign_in(several).get("/"))

    assert f"Your self-assessment for {round_.label} waits." in page.text
    assert "Nothing waits." in page.text
    assert {"/o/meridian/", "/o/other/"} <= set(page.links)


def test_switcher_leads_to_the_others_and_to_the_list(several: Membership, sign_in: SignIn) -> None:
    page = sign_in(several).get("/o/meridian/")

    assert 'class="switcher"' in page.text
    assert {"/o/other/", "/"} <= set(page_of(page).links)
    assert "All, and what waits in each" in page.text


def test_member_of_one_has_no_switcher(lead: Membership, sign_in: SignIn) -> None:
    assert 'class="switcher"' not in sign_in(lead).get("/o/meridian/").text


@pytest.mark.parametrize("count", [2, 4])
def test_queries_of_the_list(
    organization: Organization,
    join: Join,
    sign_in: SignIn,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count - 1):
        more = Organization.objects.create(name="More", slug=f"more-{number}", created_at=NOW)
        join(more, Role.LEAD, SAM)
    client = sign_in(join(organization, Role.EXECUTIVE, SAM, on_executive_team=True))
    client.get("/")

    with django_assert_num_queries(6):
        client.get("/")
