"""Where people answered, round after round: counts of equal histories, without anybody’s name."""

from collections import Counter, defaultdict
from itertools import groupby
from typing import TypeAlias

from django.db.models import QuerySet

from assessment.domain.audiences import Audience
from assessment.domain.rounds import RoundState
from leadership.models import Evidence, Invitation

_CHUNK = 5000

# People, counted by the round, audience and unit of all that they answered.
PeopleAnswered: TypeAlias = Counter[tuple[tuple[int, Audience, int | None], ...]]


def answered_in_closed_rounds(organization_id: int) -> PeopleAnswered:
    """How many people answered in the same audience and unit of the same closed rounds.

    One query, read in chunks: what is kept grows with the different histories, not with people.
    """
    invitations = (
        _answered(organization_id)
        .order_by("contact", "membership", "round")
        .values_list("contact_id", "membership_id", "round_id", "audience", "unit_id")
    )
    people = groupby(invitations.iterator(chunk_size=_CHUNK), key=lambda row: row[:2])
    return Counter(
        tuple((round_id, Audience(audience), unit) for *_, round_id, audience, unit in rows)
        for _, rows in people
    )


def givers_to(
    organization_id: int, *, besides: tuple[str, int | None] | None = None
) -> dict[str, PeopleAnswered]:
    """Whose own yes to a question evidence has told in rounds of totals; two queries.

    By question, counted like all who answered. Of a giver who was removed only the round is known
    in which they gave. `besides` is a question and one more member to be counted among its givers.
    """
    shown = Evidence.objects.filter(organization=organization_id, one_a_question=True)
    given = set(shown.values_list("question", "giver", "round"))
    members = {giver for _, giver, _ in given if giver}
    if besides and besides[1]:
        members.add(besides[1])
    places: dict[int | None, list[tuple[int, Audience, int | None]]] = defaultdict(list)
    answered = _answered(organization_id).filter(membership__in=members).order_by("round")
    for member, round_id, audience, unit in answered.values_list(
        "membership_id", "round_id", "audience", "unit_id"
    ):
        places[member].append((round_id, Audience(audience), unit))
    known: dict[str, set[int]] = defaultdict(set)
    told: dict[str, PeopleAnswered] = defaultdict(Counter)
    for question, giver, round_id in given:
        if giver:
            known[question].add(giver)
        else:
            told[question][(round_id, Audience.EXECUTIVE, None),] += 1
    if besides and besides[1]:
        known[besides[0]].add(besides[1])
    for question, givers in known.items():
        told[question].update(tuple(places[giver]) for giver in givers)
    return dict(told)


def _answered(organization_id: int) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        round__organization=organization_id,
        round__state=RoundState.CLOSED,
        submitted_on__isnull=False,
    )
