"""Where people answered, round after round: counts of equal histories, without anybody’s name."""

from collections import Counter
from itertools import groupby

from assessment.domain.audiences import Audience
from assessment.domain.rounds import RoundState
from leadership.models import Invitation

_CHUNK = 5000


def answered_in_closed_rounds(
    organization_id: int,
) -> Counter[tuple[tuple[int, Audience, int | None], ...]]:
    """How many people answered in the same audience and unit of the same closed rounds.

    One query, read in chunks: what is kept grows with the different histories, not with people.
    """
    invitations = (
        Invitation.objects.filter(
            round__organization=organization_id,
            round__state=RoundState.CLOSED,
            submitted_on__isnull=False,
        )
        .order_by("contact", "membership", "round")
        .values_list("contact_id", "membership_id", "round_id", "audience", "unit_id")
    )
    people = groupby(invitations.iterator(chunk_size=_CHUNK), key=lambda row: row[:2])
    return Counter(
        tuple((round_id, Audience(audience), unit) for *_, round_id, audience, unit in rows)
        for _, rows in people
    )
