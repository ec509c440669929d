"""A new round shows executives what was promised about a question, beside it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Commitment, Invitation, Membership
from leadership.queries.promised_beside import MOST_BESIDE_A_QUESTION, promised_beside
from leadership.services.commitments import drop_commitment, keep_commitment
from tests.html_pages import page_of
from tests.leadership.commitments import Q1, a_closed_round, a_commitment
from tests.leadership.conftest import Join, SignIn
from tests.respondents import an_invitation, an_open_round, link

pytestmark = pytest.mark.django_db

HEADING = "What was promised about this"


@pytest.fixture
def cleo(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.EXECUTIVE, name="Cleo Adams")


@pytest.fixture
def closed(organization: Organization) -> Round:
    return a_closed_round(organization)


@pytest.fixture
def commitment(closed: Round, cleo: Membership) -> Commitment:
    """Overdue since the end of March 2026."""
    return a_commitment(cleo, closed)


def asked(
    organization: Organization,
    audience: Audience = Audience.EXECUTIVE,
    promise: Promise = Promise.ATTRIBUTED,
) -> Invitation:
    return an_invitation(an_open_round(organization, promise=promise), audience)


def keep(commitment: Commitment, by: Membership) -> None:
    now = timezone.now()
    keep_commitment(
        commitment=commitment, on=now.date(), reason="The board has it.", by=by, now=now
    )


@pytest.mark.parametrize("promise", Promise)
def test_open_commitment_stands_beside_its_question(
    client: Client, organization: Organization, commitment: Commitment, promise: Promise
) -> None:
    page = client.get(link(asked(organization, promise=promise), "eight-signs/"))

    html, text = page.content.decode(), page_of(page).text
    assert text.count(HEADING) == 1
    assert (
        "Promised by Cleo Adams on 2 February 2026 and overdue since 31 March 2026: "
        "“Put the question of pay before the board”."
    ) in text
    block = html.index('id="s7-promised"')
    assert html.index('id="s7"') < block < html.index('id="s8"')
    assert 'aria-describedby="s7-promised"' in html


def test_what_was_kept_since_says_how_it_is_seen(
    client: Client, organization: Organization, commitment: Commitment, cleo: Membership
) -> None:
    keep(commitment, cleo)

    text = page_of(client.get(link(asked(organization), "eight-signs/"))).text

    assert "Promised by Cleo Adams and kept on" in text
    assert "The board has it." in text


def test_what_was_closed_before_the_last_round_closed_is_not_told_again(
    client: Client, organization: Organization, commitment: Commitment, cleo: Membership
) -> None:
    at = commitment.made_at + timedelta(days=1)
    drop_commitment(commitment=commitment, on=at.date(), reason="No", by=cleo, now=at)
    a_closed_round(organization, quarter=Q1.next())

    text = page_of(client.get(link(asked(organization), "eight-signs/"))).text

    assert HEADING not in text


def test_nobody_but_executives_is_shown_it(
    client: Client, organization: Organization, closed: Round, cleo: Membership
) -> None:
    a_commitment(cleo, closed, question="p4")
    invitation = asked(organization)

    texts = {
        audience: page_of(client.get(link(an_invitation(invitation.round, audience)))).text
        for audience in (Audience.CUSTOMER, Audience.MANAGER, Audience.EMPLOYEE)
    }

    assert not any(HEADING in text for text in texts.values())
    assert HEADING in page_of(client.get(link(invitation, "perception-gap/"))).text


def test_another_organization_sees_nothing_of_it(
    client: Client, other_organization: Organization, commitment: Commitment
) -> None:
    text = page_of(client.get(link(asked(other_organization), "eight-signs/"))).text

    assert HEADING not in text


def test_beside_a_question_stand_three_at_most_the_open_ones_first(
    organization: Organization, closed: Round, cleo: Membership
) -> None:
    made = [a_commitment(cleo, closed, what=f"Thing {number}") for number in range(4)]
    keep(made[0], cleo)
    round_ = an_open_round(organization)

    rows = promised_beside(round_, now=timezone.now())["s7"]

    assert len(rows) == MOST_BESIDE_A_QUESTION
    assert [row.what for row in rows] == ["Thing 1", "Thing 2", "Thing 3"]


def test_preview_shows_the_same(
    organization: Organization, commitment: Commitment, lead: Membership, sign_in: SignIn
) -> None:
    round_ = an_open_round(organization)
    address = f"/o/meridian/rounds/{round_.pk}/preview/executive/page/eight-signs/"

    assert HEADING in page_of(sign_in(lead).get(address)).text


def test_nothing_promised_costs_one_query(
    organization: Organization, django_assert_num_queries: object
) -> None:
    made = an_open_round(organization)
    round_ = Round.objects.select_related("organization").get(pk=made.pk)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert promised_beside(round_, now=timezone.now()) == {}
