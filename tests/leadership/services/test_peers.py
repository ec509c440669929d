"""Agreeing to be compared, and quartiles that are made once a quarter."""

from datetime import timedelta

import pytest

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.models import AuditEntry, Membership, PeerConsent, PeerQuarter, PeerRound
from leadership.services.peers import make_due_quartiles, stop_being_compared
from tests.closed_rounds import CUSTOMER, EXECUTIVE, MANAGER, a_round, headline, signs
from tests.leadership.peer_organizations import (
    NUMBERS,
    OVER,
    QUARTER,
    agrees,
    an_owner,
    numbers_of,
    peers,
)

pytestmark = pytest.mark.django_db
A_QUARTER = timedelta(days=91)


def leaves(owner: Membership) -> None:
    stop_being_compared(organization=owner.organization, by=owner.user, now=OVER)


def audited(owner: Membership) -> list[tuple[str, str, str]]:
    entries = AuditEntry.objects.filter(organization=owner.organization).order_by("pk")
    return list(entries.values_list("act", "about", "by"))


def test_agreeing_and_stopping_are_noted_once_each() -> None:
    owner = an_owner("Peer")

    for act in (agrees, agrees, leaves, leaves):
        act(owner)

    assert not PeerConsent.objects.exists()
    assert audited(owner) == [
        ("comparison agreed", "", "owner@peer.example"),
        ("comparison stopped", "", "owner@peer.example"),
    ]


def test_quartiles_are_made_when_the_quarter_is_over() -> None:
    owners = peers()

    make_due_quartiles(now=OVER - timedelta(days=1))
    assert not PeerRound.objects.exists()

    assert make_due_quartiles(now=OVER)

    made = PeerQuarter.objects.get(quarter_starts_on=QUARTER.starts_on)
    assert made.measures == {
        "claimed": {"of": 5, "quartiles": [4.5, 5.5, 7.0]},
        "agreed": {"of": 5, "quartiles": [0.0, 8.0, 8.0]},
        "management": {"of": 5, "quartiles": [30.0, 40.0, 55.0]},
        "customers": {"of": 5, "quartiles": [10.0, 20.0, 30.0]},
        "gap": {"of": 5, "quartiles": [0.0, 10.0, 45.0]},
        "prediction": {"of": 5, "quartiles": [5.0, 40.0, 40.0]},
    }
    assert PeerRound.objects.filter(peer_quarter=made).count() == 5
    assert audited(owners[0])[-1] == (
        "compared",
        "Q1 2026, in the quartiles of Q1 2026",
        "the clock",
    )


def test_quartiles_are_never_made_anew() -> None:
    owners = peers()
    make_due_quartiles(now=OVER)
    before = PeerQuarter.objects.values().get(quarter_starts_on=QUARTER.starts_on)
    joining = an_owner("Late")
    numbers_of(joining.organization, 1, 50, 0, 100)

    agrees(joining)
    leaves(owners[0])

    assert not make_due_quartiles(now=OVER + timedelta(days=1))
    assert PeerQuarter.objects.values().get(quarter_starts_on=QUARTER.starts_on) == before


def test_a_quarter_in_which_nobody_took_part_is_made_empty_and_stays_so() -> None:
    make_due_quartiles(now=OVER)
    peers()

    assert not make_due_quartiles(now=OVER + timedelta(days=1))
    assert not PeerRound.objects.exists()


def test_a_round_is_in_the_quartiles_of_one_quarter_only() -> None:
    """Nobody learns a number by comparing two quarters: they share none."""
    peers()
    make_due_quartiles(now=OVER)

    make_due_quartiles(now=OVER + A_QUARTER)

    second = PeerQuarter.objects.latest("quarter_starts_on")
    assert {made["of"] for made in second.measures.values()} == {0}
    assert not second.rounds.exists()


def test_whoever_stopped_is_left_out_and_four_are_too_few() -> None:
    leaves(peers()[0])

    make_due_quartiles(now=OVER)

    made = PeerQuarter.objects.get()
    assert {tuple(one.items()) for one in made.measures.values()} == {
        (("of", 4), ("quartiles", None))
    }


def test_open_rounds_and_those_of_other_quarters_are_left_out() -> None:
    owners = peers()
    Round.objects.filter(organization=owners[0].organization).update(
        closed_at=OVER - timedelta(minutes=6)
    )
    Round.objects.filter(organization=owners[1].organization).update(closed_at=OVER)
    asking = an_owner("Asking")
    agrees(asking)
    a_round(asking.organization, {CUSTOMER: headline(5, 50)}, quarter=QUARTER, closed=False)

    make_due_quartiles(now=OVER)

    assert set(PeerRound.objects.values_list("round__organization__slug", flat=True)) == {
        "peer0",
        "peer2",
        "peer3",
        "peer4",
    }


def a_small_round(organization: Organization, *, promise: Promise) -> None:
    """Three executives, three managers of one mind, four customers: a viewer sees none of it."""
    a_round(
        organization,
        {EXECUTIVE: signs((3, 0)), MANAGER: headline(3, 3), CUSTOMER: headline(1, 4)},
        promise=promise,
        quarter=QUARTER,
    )


@pytest.mark.parametrize("promise", Promise)
def test_what_a_viewer_is_not_shown_is_missing(promise: Promise) -> None:
    """Five organizations, of which one hides everything: for each number there are four."""
    peers(NUMBERS[:4])
    hiding = an_owner("Hiding")
    agrees(hiding)
    a_small_round(hiding.organization, promise=promise)

    make_due_quartiles(now=OVER)

    assert {one["of"] for one in PeerQuarter.objects.get().measures.values()} == {4}
    assert PeerRound.objects.get(round__organization=hiding.organization).measures == []


def test_a_small_group_of_one_mind_does_not_enter_as_a_number() -> None:
    """The dashboard prints “≤ 10%” of eight customers who all said the same."""
    peers(NUMBERS[:4])
    alike = an_owner("Alike")
    agrees(alike)
    a_round(
        alike.organization,
        {EXECUTIVE: signs((5, 4)), MANAGER: headline(5, 20), CUSTOMER: headline(0, 8)},
        quarter=QUARTER,
    )

    make_due_quartiles(now=OVER)

    found = PeerRound.objects.get(round__organization=alike.organization).measures
    assert found == ["claimed", "agreed", "management"]
