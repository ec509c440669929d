"""A viewer is not among those to whom executives agreed to be named, nor may totals name them."""

import pytest
from django.test import Client

from assessment.models import Organization, Round
from leadership.domain.roles import Role
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

HIDDEN = "Fewer than 5 executives answered, so the signs are not shown."


def three_executives(organization: Organization) -> Round:
    return a_round(
        organization,
        {
            EXECUTIVE: {**signs((3, 0), (2, 1)), **headline(2, 3), "l1a": {"yes": 3}},
            CUSTOMER: headline(30, 300),
        },
    )


def texts(client: Client, round_: Round) -> str:
    """Everything that a reader can open about a round."""
    home = f"/o/{round_.organization.slug}/"
    pages = [home, f"{home}results/{round_.pk}/"]
    for chart in ("gap-by-question", "gap-over-time", "signs-over-time", "checklist"):
        pages += [f"{home}results/{round_.pk}/charts/{chart}{end}" for end in ("/", ".csv")]
    return " ".join(client.get(page).content.decode() for page in pages)


def test_viewer_sees_no_number_that_rests_on_three_named_executives(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    round_ = three_executives(organization)

    read = texts(sign_in(join(organization, Role.VIEWER)), round_)

    assert HIDDEN in read
    for canary in ("2 of 3", "3 yes", "2 yes", "signs are agreed", "57 points", "66.67"):
        assert canary not in read


@pytest.mark.parametrize("role", [Role.OWNER, Role.LEAD, Role.EXECUTIVE])
def test_those_who_were_named_to_executives_see_them(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    round_ = three_executives(organization)

    read = texts(sign_in(join(organization, role)), round_)

    assert HIDDEN not in read
    assert "2 of 3" in read
    assert "3 yes" in read


def test_viewer_sees_the_totals_of_five_named_executives(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {EXECUTIVE: {**signs((5, 0)), **headline(3, 5)}})

    assert "All eight signs are agreed" in texts(sign_in(join(organization, Role.VIEWER)), round_)
