"""Full addresses of our pages, for mail and for the terminal; PUBLIC_URL builds every one."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from leadership.domain.tokens import Purpose, make_token, read_token
from leadership.models import CalendarAddress, Invitation, JoinInvitation, Membership

_TOKEN = "TOKEN"  # noqa: S105 - the place of one
_ONLY_GENERATION = 0  # of links that are never replaced: they only stop mail, or read a notice


def answer_token(invitation: Invitation) -> str:
    return make_token(settings.LINK_KEY, Purpose.ANSWER, invitation.pk, invitation.generation)


def answer_link(invitation: Invitation) -> str:
    """The personal link under which an invitation is answered."""
    return _with_token("answer", answer_token(invitation))


def own_answers_link(invitation: Invitation) -> str:
    """Where people see what they answered; empty when nobody knows which sheet is theirs."""
    if invitation.sheet_id is None:
        return ""
    return _with_token("answer-mine", answer_token(invitation))


def unsubscribe_link(invitation: Invitation) -> str:
    token = make_token(settings.LINK_KEY, Purpose.UNSUBSCRIBE, invitation.pk, invitation.generation)
    return _with_token("unsubscribe", token)


def member_unsubscribe_link(membership: Membership) -> str:
    """The same for a member, who may never have been invited to answer."""
    token = make_token(
        settings.LINK_KEY, Purpose.UNSUBSCRIBE_MEMBER, membership.pk, _ONLY_GENERATION
    )
    return _with_token("unsubscribe", token)


def notice_path(organization_id: int) -> str:
    """Where an organization's privacy notice stands: one address for everybody it asks.

    It cannot be guessed, so nobody can find out which organizations there are.
    """
    return _notice_path(settings.LINK_KEY, organization_id)


def notice_link(organization_id: int) -> str:
    return public_url(notice_path(organization_id))


@lru_cache
def _notice_path(key: str, organization_id: int) -> str:
    token = make_token(key, Purpose.NOTICE, organization_id, _ONLY_GENERATION)
    return reverse("leadership:notice", args=[token])


def join_token(invitation: JoinInvitation) -> str:
    return make_token(settings.LINK_KEY, Purpose.JOIN, invitation.pk, invitation.generation)


def join_link(invitation: JoinInvitation) -> str:
    """Where the invited address accepts, once it has signed in."""
    return _with_token("join", join_token(invitation))


def calendar_link(address: CalendarAddress) -> str:
    """Where a member's calendar reads their commitments, until the address is revoked."""
    token = make_token(
        settings.LINK_KEY, Purpose.CALENDAR, address.membership_id, address.generation
    )
    return _with_token("calendar-feed", token)


def read_link(purpose: Purpose, token: str) -> tuple[int, int] | None:
    """The id and generation behind a token of ours, else None."""
    return read_token(settings.LINK_KEY, purpose, token)


def _with_token(page: str, token: str) -> str:
    return public_url(_path(page).replace(_TOKEN, token))


@lru_cache
def _path(page: str) -> str:
    """The path of a personal page around its token; kept, because each mail has two of them."""
    return reverse(f"leadership:{page}", args=[_TOKEN])


def public_url(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
