"""The masthead leads each role to the pages it may open, and to no other."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from assessment.models import Organization
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.navigation import navigation
from tests.leadership.concerns import a_concern
from tests.leadership.conftest import Join, SignIn

PLACES = {
    Role.OWNER: [
        "Home",
        "Results",
        "Commitments",
        "Rounds",
        "People",
        "Inbox",
        "Mailbox",
        "Settings",
    ],
    Role.LEAD: ["Home", "Results", "Commitments", "Rounds", "People", "Inbox", "Mailbox"],
    Role.EXECUTIVE: ["Home", "Results", "Commitments", "Rounds"],
    Role.VIEWER: ["Home", "Results", "Commitments"],
}


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_masthead_opens(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(join(organization, role))

    links = client.get("/o/meridian/").context["navigation"]

    assert [link.label for link in links] == PLACES[role]
    assert {client.get(link.url).status_code for link in links} == {200}


def test_masthead_marks_the_page_that_is_open(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(organization, Role.LEAD))

    for address, label in (
        ("/o/meridian/", "Home"),
        ("/o/meridian/results/", "Results"),
        ("/o/meridian/rounds/add/", "Rounds"),
    ):
        links = client.get(address).context["navigation"]
        assert [link.label for link in links if link.current] == [label]


def test_masthead_has_no_mailbox_where_mail_is_really_sent(
    organization: Organization,
    join: Join,
    sign_in: SignIn,
    settings: Settings,
) -> None:
    settings.EMAIL_IS_LOCAL = False

    links = sign_in(join(organization, Role.LEAD)).get("/o/meridian/").context["navigation"]

    assert "Mailbox" not in [link.label for link in links]


def test_page_outside_an_organization_has_no_links(rf: RequestFactory) -> None:
    assert navigation(rf.get("/method/")) == {}


@pytest.mark.parametrize("role", list(Role))
def test_masthead_says_how_many_comments_wait_for_those_who_run_rounds(
    organization: Organization,
    other_organization: Organization,
    join: Join,
    sign_in: SignIn,
    role: Role,
) -> None:
    a_concern(other_organization)
    for _ in range(3):
        a_concern(organization)
    client = sign_in(join(organization, role))

    labels = [link.label for link in client.get("/o/meridian/").context["navigation"]]

    assert ("Inbox (3)" in labels) is (role in RUNS_ROUNDS)
