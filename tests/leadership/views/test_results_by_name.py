"""Executives by name for those whom they were told, comments for all who see results."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from tests.leadership.conftest import Join, SignIn
from tests.leadership.queries.test_matrix import YES, a_closed_round

pytestmark = pytest.mark.django_db

NAME = "Ann Moe"


@pytest.fixture
def ann(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.EXECUTIVE, "ann@example.com", name=NAME, on_executive_team=True)


def address(round_: Round) -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/"


@pytest.mark.parametrize("role", [Role.OWNER, Role.LEAD, Role.EXECUTIVE])
def test_leadership_and_leads_see_the_matrix(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn, role: Role
) -> None:
    round_ = a_closed_round(organization, {ann: YES})

    assertContains(sign_in(join(organization, role)).get(address(round_)), NAME)


def test_viewer_does_not_see_names(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn
) -> None:
    round_ = a_closed_round(organization, {ann: YES})

    assertNotContains(sign_in(join(organization, Role.VIEWER)).get(address(round_)), NAME)


def test_nobody_sees_names_where_only_totals_were_promised(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn
) -> None:
    team = [
        join(
            organization,
            Role.EXECUTIVE,
            f"p{n}@example.com",
            name=f"Person {n}",
            on_executive_team=True,
        )
        for n in range(5)
    ]
    round_ = a_closed_round(
        organization, dict.fromkeys([ann, *team], YES), promise=Promise.TOTALS_ONLY
    )

    page = sign_in(join(organization, Role.OWNER)).get(address(round_))

    assertContains(page, "All eight signs are agreed")
    assertNotContains(page, NAME)


def test_comments_page_says_when_there_are_too_few(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn
) -> None:
    round_ = a_closed_round(organization, {ann: YES})
    client = sign_in(join(organization, Role.VIEWER))

    assertContains(client.get(address(round_)), "This round asked executives only.")
    assertContains(client.get(f"{address(round_)}comments/"), "their comments are not shown")
