"""Whether a personal link offers to write to the chief executive, and where the form sends it."""

from dataclasses import dataclass

from leadership.domain.ceo_messages import AUDIENCES_WRITING, LONGEST_MESSAGE
from leadership.models import Invitation
from leadership.queries.ceo_messages import reader_of
from leadership.queries.invitations import LinkState


@dataclass(frozen=True, slots=True)
class Writing:
    """Who reads it, and the form's address seen from the page; in a preview its button is dead."""

    reader: str
    address: str
    preview: bool = False

    @property
    def longest(self) -> int:
        return LONGEST_MESSAGE


def writing_offered(invitation: Invitation, state: LinkState, address: str) -> Writing | None:
    """For customers and partners who have sent their answers, while somebody reads messages."""
    if state is not LinkState.SUBMITTED or invitation.audience not in AUDIENCES_WRITING:
        return None
    reader = invitation.message_reader
    return Writing(reader, address) if reader else None


def writing_previewed(invitation: Invitation) -> Writing | None:
    """As those who run a round try it."""
    if invitation.audience not in AUDIENCES_WRITING:
        return None
    reader = reader_of(invitation.round.organization_id)
    return Writing(reader, "", preview=True) if reader else None
