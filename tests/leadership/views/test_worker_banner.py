"""Leads see when background work stands still, where it matters; others do not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.services.heartbeats import record_tick
from tests.leadership.conftest import Join, SignIn
from tests.respondents import an_open_round

SILENT = "The worker has not been heard from"


@pytest.fixture
def pages(organization: Organization) -> list[str]:
    """The home page and the page of an open round."""
    round_ = an_open_round(organization, audiences=[Audience.EXECUTIVE], promise=Promise.ATTRIBUTED)
    return [f"/o/{organization.slug}/", f"/o/{organization.slug}/rounds/{round_.pk}/"]


def test_lead_sees_that_the_worker_is_silent(
    pages: list[str], organization: Organization, join: Join, sign_in: SignIn
) -> None:
    record_tick(worker="one", now=timezone.now() - timedelta(minutes=11))
    client = sign_in(join(organization, Role.LEAD))

    for page in pages:
        assertContains(client.get(page), SILENT)


def test_lead_sees_no_banner_while_a_worker_ticks(
    pages: list[str], organization: Organization, join: Join, sign_in: SignIn
) -> None:
    record_tick(worker="one", now=timezone.now() - timedelta(minutes=9))
    client = sign_in(join(organization, Role.LEAD))

    for page in pages:
        assertNotContains(client.get(page), SILENT)


def test_executive_is_not_bothered_with_the_worker(
    pages: list[str], organization: Organization, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(organization, Role.EXECUTIVE, on_executive_team=True))

    for page in pages:
        assertNotContains(client.get(page), SILENT)
