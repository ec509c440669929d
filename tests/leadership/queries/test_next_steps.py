"""The steps of a new organization are ticked off one by one."""

from django.utils import timezone

from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Contact, Membership
from leadership.queries.next_steps import steps_before_launch
from tests.closed_rounds import A_DAY, CUSTOMER, a_round, headline
from tests.leadership.conftest import Join


def done(membership: Membership) -> list[bool]:
    return [step.done for step in steps_before_launch(membership)]


def test_steps_are_ticked_off(organization: Organization, lead: Membership, join: Join) -> None:
    assert done(lead) == [False] * 4

    join(organization, Role.EXECUTIVE, on_executive_team=True)
    assert done(lead) == [True, False, False, False]

    Contact.objects.create(organization=organization, email="a@b.example", audience=CUSTOMER.value)
    assert done(lead) == [True, True, False, False]

    Round.objects.create(
        organization=organization,
        label="Q1 2026",
        quarter_starts_on=A_DAY,
        closes_at=timezone.now(),
        promise="attributed",
    )
    assert done(lead) == [True, True, True, False]


def test_no_steps_are_left_once_a_round_was_launched(
    organization: Organization, lead: Membership
) -> None:
    a_round(organization, {CUSTOMER: headline(1, 9)}, closed=False)

    assert steps_before_launch(lead) == []


def test_only_owners_are_sent_to_add_members(owner: Membership, lead: Membership) -> None:
    assert steps_before_launch(owner)[0].url_name == "leadership:member-add"
    assert steps_before_launch(lead)[0].url_name == "leadership:members"
