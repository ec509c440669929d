"""The invitation behind a personal link, and what its holder can still do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.services.rounds import close_round
from leadership.domain.tokens import Purpose
from leadership.links import answer_token, unsubscribe_link
from leadership.models import Invitation, Membership
from leadership.queries.invitations import (
    EarlierAnswers,
    LinkState,
    answers_before,
    invitation_behind,
    link_state,
)
from tests.respondents import (
    a_member,
    an_invitation,
    an_open_round,
    an_organization,
    invited_member,
    submit,
    this_quarter,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    return an_invitation(an_open_round())


def state_of(invitation: Invitation, token: str | None = None) -> LinkState:
    fresh = Invitation.objects.select_related("round").get(pk=invitation.pk)
    return link_state(fresh, token or answer_token(fresh), timezone.now())


def test_invitation_is_found_by_its_token_in_one_query(
    invitation: Invitation, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = invitation_behind(answer_token(invitation))
        assert found is not None
        assert found.round.organization.name == "Meridian Freight"

    assert found == invitation


def test_token_opens_only_what_it_was_made_for(invitation: Invitation) -> None:
    unsubscribing = unsubscribe_link(invitation).rstrip("/").rpartition("/")[2]

    assert invitation_behind(unsubscribing) is None
    assert invitation_behind(unsubscribing, Purpose.UNSUBSCRIBE) == invitation
    assert invitation_behind(answer_token(invitation), Purpose.UNSUBSCRIBE) is None


def test_link_of_somebody_off_the_executive_team_is_as_good_as_revoked_until_they_are_back(
    django_assert_num_queries: object,
) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    token, states = answer_token(invitation), []

    for on_team in (True, False, True):
        Membership.objects.update(on_executive_team=on_team)
        with django_assert_num_queries(1):  # type: ignore[operator]
            found = invitation_behind(token)
            assert found is not None
            states.append(link_state(found, token, timezone.now()))

    assert states == [LinkState.ANSWERABLE, LinkState.REVOKED, LinkState.ANSWERABLE]


def test_state_follows_invitation_and_round(invitation: Invitation) -> None:
    first = answer_token(invitation)
    states = [state_of(invitation)]

    close_round(round_=invitation.round, now=timezone.now())
    states.append(state_of(invitation))
    Invitation.objects.update(submitted_on=today())
    states.append(state_of(invitation))
    Invitation.objects.update(generation=2)
    states += [state_of(invitation, first), state_of(invitation)]
    Invitation.objects.update(revoked_on=today())
    states.append(state_of(invitation))

    assert states == [
        LinkState.ANSWERABLE,
        LinkState.CLOSED,
        LinkState.SUBMITTED,
        LinkState.REVOKED,
        LinkState.SUBMITTED,
        LinkState.REVOKED,
    ]


def test_state_is_closed_from_the_closing_time_on(invitation: Invitation) -> None:
    closes_at = invitation.round.closes_at
    token = answer_token(invitation)

    states = [
        link_state(invitation, token, closes_at - timedelta(microseconds=1)),
        link_state(invitation, token, closes_at),
    ]

    assert states == [LinkState.ANSWERABLE, LinkState.CLOSED]


def round_before(membership: Membership, promise: Promise, quarters: int = 1) -> Round:
    """A closed round some quarters ago that this member answered."""
    quarter = this_quarter()
    for _ in range(quarters):
        quarter = quarter.previous()
    round_ = an_open_round(membership.organization, promise=promise, quarter=quarter)
    submit(invited_member(round_, membership))
    close_round(round_=round_, now=timezone.now())
    return round_


def test_answers_before_are_the_latest_own_ones() -> None:
    member = a_member(an_organization(), "cleo@example.com")
    round_before(member, Promise.ATTRIBUTED, quarters=2)
    latest = round_before(member, Promise.ATTRIBUTED)
    now = an_open_round(member.organization, promise=Promise.ATTRIBUTED)
    other = an_invitation(now, Audience.EXECUTIVE)

    before = answers_before(invited_member(now, member))

    assert before.label == latest.label
    assert before.answers == AnswerSheet.objects.get(round=latest).answers
    assert answers_before(other) == EarlierAnswers()


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        (Promise.TOTALS_ONLY, Promise.ATTRIBUTED),
        (Promise.ATTRIBUTED, Promise.TOTALS_ONLY),
        (Promise.TOTALS_ONLY, Promise.TOTALS_ONLY),
    ],
)
def test_answers_before_are_shown_only_where_both_rounds_are_attributed(
    earlier: Promise, now: Promise
) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    round_before(member, earlier)
    invitation = invited_member(an_open_round(member.organization, promise=now), member)

    assert answers_before(invitation) == EarlierAnswers()


def test_answers_before_of_a_contact_are_none() -> None:
    invitation = an_invitation(an_open_round(promise=Promise.ATTRIBUTED))

    assert answers_before(invitation) == EarlierAnswers()
