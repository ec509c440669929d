"""What the pages about rounds show."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.rounds import (
    notes_before_launch,
    people_by_audience,
    quarters_to_choose,
    usual_settings,
)
from tests.leadership.conftest import NOW, Join
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched


def labels(organization: Organization, now: datetime) -> list[str]:
    return [quarter.label for quarter in quarters_to_choose(organization, now).values()]


def test_people_are_counted_by_audience(
    organization: Organization, other_organization: Organization, join: Join
) -> None:
    an_executive(organization)
    join(organization, Role.EXECUTIVE, "not-on-the-team@acme.example")
    for number in range(2):
        a_contact(organization, f"p{number}@customer.example")
    a_contact(other_organization)

    assert people_by_audience(organization) == {Audience.EXECUTIVE: 1, Audience.CUSTOMER: 2}


def test_this_quarter_and_the_next_can_be_chosen(organization: Organization) -> None:
    assert list(quarters_to_choose(organization, NOW)) == ["2026-01-01", "2026-04-01"]
    assert labels(organization, NOW) == ["Q1 2026", "Q2 2026"]


def test_quarter_with_a_round_cannot_be_chosen(lead: Membership) -> None:
    a_draft(lead.organization, lead.user)

    assert labels(lead.organization, NOW) == ["Q2 2026"]

    a_draft(lead.organization, lead.user, quarter=quarter_of(date(2026, 4, 1)))

    assert labels(lead.organization, NOW) == []


@pytest.mark.parametrize(
    ("time_zone", "label"), [("Pacific/Auckland", "Q2 2026"), ("America/New_York", "Q1 2026")]
)
def test_quarter_is_that_of_the_day_in_the_organizations_time_zone(
    organization: Organization, time_zone: str, label: str
) -> None:
    organization.time_zone = time_zone

    assert labels(organization, datetime(2026, 3, 31, 20, 0, tzinfo=UTC))[0] == label


def test_quarter_follows_the_fiscal_year(organization: Organization) -> None:
    organization.fiscal_year_starts_in = 2

    chosen = quarters_to_choose(organization, NOW)

    assert {key: quarter.label for key, quarter in chosen.items()} == {
        "2026-02-01": "Q1 FY2027",
        "2026-05-01": "Q2 FY2027",
    }


def test_small_team_starts_with_attributed_answers(organization: Organization) -> None:
    people = {Audience.EXECUTIVE: 4, Audience.CUSTOMER: 100, Audience.MANAGER: 0}

    assert usual_settings(organization, people, NOW.date()) == {
        "closes_on": date(2026, 3, 16),
        "audiences": ["executive", "customer"],
        "promise": "attributed",
        "minimum_group": 5,
    }


def test_larger_team_starts_with_totals_only(organization: Organization) -> None:
    usual = usual_settings(organization, {Audience.EXECUTIVE: 5}, NOW.date())

    assert usual["promise"] == "totals_only"


def test_next_round_starts_from_the_settings_of_the_last(lead: Membership) -> None:
    a_draft(lead.organization, lead.user, promise=Promise.ATTRIBUTED)
    Round.objects.update(minimum_group=8)

    usual = usual_settings(lead.organization, {Audience.EXECUTIVE: 9}, NOW.date())

    assert (usual["promise"], usual["minimum_group"]) == ("attributed", 8)


def test_notes_say_what_will_disappoint(lead: Membership) -> None:
    draft = a_draft(lead.organization, lead.user, audiences=list(Audience))
    people = {
        Audience.EXECUTIVE: 4,
        Audience.MANAGER: 1,
        Audience.EMPLOYEE: 5,
        Audience.CUSTOMER: 0,
        Audience.PARTNER: 12,
    }

    assert notes_before_launch(draft, people, draft.closes_at) == [
        "The last day to answer is over. Choose a later one before you launch.",
        "There are only 4 executives. Answers of fewer than 5 are never shown.",
        "There is only 1 manager. Answers of fewer than 5 are never shown.",
        "There are no customers yet. Add some, or leave them out of this round.",
    ]


def test_notes_say_when_a_launch_is_early_and_when_another_round_is_open(
    lead: Membership,
) -> None:
    a_contact(lead.organization)
    now = launched(a_draft(lead.organization, lead.user), lead.user)
    later = a_draft(lead.organization, lead.user, quarter=quarter_of(NOW.date()).next())

    assert notes_before_launch(later, {Audience.CUSTOMER: 9, Audience.EXECUTIVE: 9}, NOW) == [
        f"{later.label} begins on 1 April 2026. Launched before that, it asks about a quarter "
        "that has not begun.",
        f"{now.label} is still open, until 16 March 2026. Whoever is asked in both rounds gets "
        "the mail of both.",
    ]


def test_nothing_is_noted_of_attributed_executives_or_when_nobody_is_there(
    lead: Membership,
) -> None:
    draft = a_draft(lead.organization, lead.user, promise=Promise.ATTRIBUTED)
    before = draft.closes_at - timedelta(days=1)

    assert notes_before_launch(draft, {}, before) == []
    assert notes_before_launch(draft, {Audience.EXECUTIVE: 3, Audience.CUSTOMER: 5}, before) == []
