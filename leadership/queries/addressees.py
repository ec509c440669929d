"""Whom a link that stops mail belongs to: somebody who was invited, or a member."""

from dataclasses import dataclass

from assessment.models import Organization
from leadership.access import runs_rounds
from leadership.domain.tokens import Purpose
from leadership.links import read_link
from leadership.models import Membership
from leadership.queries.invitations import invitation_behind


@dataclass(frozen=True, slots=True)
class Addressee:
    """`runs_rounds`: gets mail by which rounds are run, whatever is stopped here.

    `language` is the one this person is written to in.
    """

    organization: Organization
    address: str
    language: str
    is_member: bool = False
    runs_rounds: bool = False


def addressee_behind(token: str) -> Addressee | None:
    """Whoever a link of ours was mailed to; links of earlier mails work for ever."""
    if invitation := invitation_behind(token, Purpose.UNSUBSCRIBE):
        return Addressee(
            invitation.round.organization, invitation.person_email, invitation.language
        )
    read = read_link(Purpose.UNSUBSCRIBE_MEMBER, token)
    return None if read is None else _member(read[0])


def _member(membership_id: int) -> Addressee | None:
    membership = (
        Membership.objects.select_related("user", "organization").filter(pk=membership_id).first()
    )
    if membership is None:
        return None
    return Addressee(
        membership.organization,
        membership.user.email,
        membership.language,
        is_member=True,
        runs_rounds=runs_rounds(membership),
    )
