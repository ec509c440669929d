"""What evidence tells of a round of totals: one yes, that of its giver, and nobody else’s answer.

The rule is small enough to list every world. A world is what each executive answered to one
question. A reader knows the published counts, and of a released piece of evidence its giver.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement, permutations, product

import pytest

from assessment.domain.proofs import Proof, evidenced, proof_of
from assessment.domain.rounds import Promise
from assessment.domain.signs import SignCounts, is_agreed
from assessment.models import Organization
from leadership.models import Evidence, Membership
from leadership.queries.dashboards import dashboard_for
from leadership.queries.evidence import agreed_with_company, offered_keys, offers_for
from leadership.queries.proofs import proofs_of
from tests.leadership.evidences import (
    a_round_of,
    a_team,
    accepted,
    answered,
    answers_of,
    closed,
    given,
)

K = 5
CODES = ("yes", "no", "dk")
TOTALS = Promise.TOTALS_ONLY

World = tuple[str, ...]


def counts_in(world: World) -> SignCounts:
    found = Counter(world)
    return SignCounts(found["yes"], found["no"], found["dk"])


def is_released(world: World) -> bool:
    """The rule of the product, which test_rule_is_that_of_the_product holds it to."""
    return len(world) - 1 >= K and is_agreed(counts_in(world))


def views_of(people: int) -> Iterator[tuple[World, int | None]]:
    """Every world, with nobody’s evidence and with that of each who says yes."""
    for world in product(CODES, repeat=people):
        yield world, None
        for giver, said in enumerate(world):
            if said == "yes" and is_released(world):
                yield world, giver


@pytest.mark.parametrize("people", [5, 6, 7])
def test_nobody_elses_answer_follows_from_a_released_piece(people: int) -> None:
    worlds: dict[tuple[SignCounts, int | None], set[World]] = defaultdict(set)
    for world, giver in views_of(people):
        worlds[counts_in(world), giver].add(world)

    for (counts, giver), possible in worlds.items():
        known_anyway = worlds[counts, None]
        for person in set(range(people)) - {giver}:
            said, before = ({world[person] for world in some} for some in (possible, known_anyway))
            assert said == before, f"{counts}: evidence of {giver} tells what {person} answered"


@pytest.mark.parametrize("people", [5, 6, 7])
def test_sums_known_beside_a_giver_are_over_enough_people(people: int) -> None:
    assert all(people - 1 >= K for world, giver in views_of(people) if giver is not None)


def test_without_the_rule_a_piece_would_tell_of_others() -> None:
    """One yes and five noes: the giver’s name would tell what everybody else said."""
    world: World = ("yes", *["no"] * 5)

    possible = {one for one in permutations(world) if one[0] == "yes"}

    assert not is_released(world)
    assert {one[1:] for one in possible} == {("no",) * 5}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "world",
    [
        ("yes",) * 5,
        ("yes",) * 6,
        ("yes",) * 4 + ("no",) * 2,
        ("yes",) * 4 + ("no", "dk"),
        ("yes",) * 3 + ("no",) * 3,
        ("yes",) + ("no",) * 5,
    ],
)
def test_rule_is_that_of_the_product(organization: Organization, world: World) -> None:
    team = a_team(organization, len(world))
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team, "s1", world)
    piece = given(round_, team[0])

    round_ = closed(round_)

    assert ("s1" in agreed_with_company(round_)) == is_released(world)
    piece.refresh_from_db()
    assert piece.can_be_reviewed == is_released(world)


@pytest.mark.parametrize("proof", Proof)
def test_published_states_follow_from_the_counts_and_evidence_alone(proof: Proof) -> None:
    """Whoever knows the counts learns from a state only how far the evidence got."""
    for world in combinations_with_replacement(CODES, 6):
        counts = counts_in(world)
        assert (proof_of(counts, proof) is None) == (not is_agreed(counts))
        assert evidenced([(counts, proof)]) == (is_agreed(counts) and proof is Proof.ACCEPTED)


@pytest.mark.django_db
def test_offer_of_a_round_of_totals_does_not_depend_on_what_somebody_answered(
    organization: Organization,
) -> None:
    team = a_team(organization, 6)
    round_ = a_round_of(organization, TOTALS)
    before = offered_keys(round_, {})
    answered(round_, team, "s1", ["yes", "yes", "yes", "yes", "no", "dk"])

    for member in team:
        assert [one.key for one in offers_for(round_, member.pk, {})] == before

    after = closed(round_)
    offers = [[one.key for one in offers_for(after, member.pk, {})] for member in team]
    assert all(one == offers[0] for one in offers)
    assert "s1" in offers[0]


@pytest.mark.django_db
def test_evidence_that_is_not_released_changes_nothing_that_is_published(
    organization: Organization, lead: Membership
) -> None:
    team = a_team(organization, 6)
    round_ = a_round_of(organization, TOTALS)
    for place, member in enumerate(team):
        answers_of(round_, member, {"s1": "yes", "s2": "yes" if place < 3 else "no"})
    piece = given(round_, team[0], "s2")  # of a question on which they are split
    round_ = closed(round_)

    with_it = dashboard_for(round_)
    Evidence.objects.filter(pk=piece.pk).delete()

    assert dashboard_for(round_) == with_it
    assert proofs_of([round_]) == {round_.pk: None}


@pytest.mark.django_db
def test_dashboard_of_a_round_of_totals_shows_states_without_names(
    organization: Organization, lead: Membership
) -> None:
    team = a_team(organization, 6)
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team, "s1", ["yes"] * 6)
    piece = given(round_, team[2])
    round_ = closed(round_)
    piece.refresh_from_db()
    accepted(piece, lead)

    for named in (True, False):
        dashboard = dashboard_for(round_, named=named)
        assert dashboard.signs[0].proof == Proof.ACCEPTED
        assert {sign.proof for sign in dashboard.signs[1:]} == {""}
        assert "Cem" not in repr(dashboard)
