"""Whether mail reaches people, for a page and for a whole list."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization
from leadership.models import Bounce
from leadership.queries.reach import Reach, Unreached, reach_of, unreached_among
from leadership.services.opting_out import opt_out_address
from tests.leadership.conftest import NOW


def bounced(organization: Organization, email: str) -> Bounce:
    return Bounce.objects.create(
        organization=organization, email=email, bounced_on=NOW.date(), words="550 Unknown"
    )


def test_reach_of_says_why_mail_does_not_arrive(
    organization: Organization,
    other_organization: Organization,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bounce = bounced(organization, "a@example.com")
    bounced(other_organization, "c@example.com")
    opt_out_address(organization=organization, address="B@example.com", now=NOW)
    opt_out_address(organization=other_organization, address="c@example.com", now=NOW)

    with django_assert_num_queries(2):
        reach = reach_of(
            organization.pk, ["a@example.com", "b@example.com", "c@example.com", "no address"]
        )

    assert reach == {
        "a@example.com": Reach(bounce.pk, NOW.date(), "550 Unknown", opted_out=False),
        "b@example.com": Reach(opted_out=True),
        "c@example.com": Reach(),
        "no address": Reach(),
    }


@pytest.mark.parametrize("count", [1, 2000])
def test_unreached_among_counts_a_list_of_any_length(
    organization: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for email in ("a@example.com", "b@example.com", "gone@example.com"):
        bounced(organization, email)
    opt_out_address(organization=organization, address="b@example.com", now=NOW)
    others = {f"p{number}@example.com" for number in range(count)}

    with django_assert_num_queries(2):
        unreached = unreached_among(organization.pk, {"a@example.com", "b@example.com"} | others)

    assert unreached == Unreached(bounced=1, opted_out=1)
