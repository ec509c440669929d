"""The invitation behind a personal link, and what its holder can still do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assessment.domain.answers import Answer
from assessment.domain.rounds import RoundState
from leadership.domain.tokens import Purpose
from leadership.links import read_link
from leadership.models import Invitation


class LinkState(StrEnum):
    ANSWERABLE = "answerable"
    REVOKED = "revoked"
    SUBMITTED = "submitted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """What an executive said in an earlier round, which `label` names."""

    label: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)


def invitation_behind(token: str, purpose: Purpose = Purpose.ANSWER) -> Invitation | None:
    """The invitation of a link of ours, whatever its state; None for any other text.

    One query; the person's name and address are not read, because no answer page needs them.
    """
    if (read := read_link(purpose, token)) is None:
        return None
    invitations = Invitation.objects.select_related("round__organization", "sheet")
    return invitations.filter(pk=read[0]).first()


def link_state(invitation: Invitation, token: str, now: datetime) -> LinkState:
    """What the holder of this token can do."""
    read = read_link(Purpose.ANSWER, token)
    if invitation.revoked_on or read is None or read[1] != invitation.generation:
        return LinkState.REVOKED
    if invitation.submitted_on:
        return LinkState.SUBMITTED
    if not invitation.round.is_open or invitation.round.closes_at <= now:
        return LinkState.CLOSED
    return LinkState.ANSWERABLE


def answers_before(invitation: Invitation) -> EarlierAnswers:
    """An executive's own answers of the latest attributed round before this one."""
    if not invitation.round.is_attributed or invitation.membership_id is None:
        return EarlierAnswers()
    earlier = Invitation.objects.filter(
        membership=invitation.membership_id,
        round__state=RoundState.CLOSED,
        round__quarter_starts_on__lt=invitation.round.quarter_starts_on,
        sheet__is_submitted=True,
    )
    latest = earlier.order_by("-round__quarter_starts_on").select_related("sheet", "round").first()
    if latest is None or latest.sheet is None:
        return EarlierAnswers()
    return EarlierAnswers(latest.round.label, latest.sheet.answers)
