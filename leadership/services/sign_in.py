"""Sign-in links for the terminal: who starts an installation cannot wait for its mail."""

from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse
from django.utils.translation import gettext as _

from leadership.domain.errors import LeadershipError
from leadership.links import public_url
from leadership.models import User

DEFAULT_LIFETIME: Final = timedelta(hours=1)
_SALT: Final = "sign-in"


class SignInLinkUnknown(LeadershipError):
    """We never made this link, or the person behind it may not sign in any more."""


class SignInLinkExpired(LeadershipError):
    """The link was ours, and its time is over."""


def sign_in_link(user: User, *, lifetime: timedelta = DEFAULT_LIFETIME) -> str:
    """The full address that signs this person in, as often as it is opened, for `lifetime`."""
    signed = {"user": user.pk, "email": user.email, "seconds": int(lifetime.total_seconds())}
    token = TimestampSigner(salt=_SALT).sign_object(signed)
    return public_url(reverse("leadership:sign-in-link", args=[token]))


def user_behind(token: str) -> User:
    """The person a link signs in; a change of their address makes it worthless.

    Raises SignInLinkUnknown, SignInLinkExpired.
    """
    signer = TimestampSigner(salt=_SALT)
    try:
        signed = signer.unsign_object(token)
        signer.unsign(token, max_age=signed["seconds"])
    except SignatureExpired:
        raise SignInLinkExpired(_("This sign-in link has expired.")) from None
    except BadSignature:
        raise SignInLinkUnknown(_("This sign-in link is not valid.")) from None
    user = User.objects.filter(pk=signed["user"], email=signed["email"], is_active=True).first()
    if user is None:
        raise SignInLinkUnknown(_("This sign-in link is not valid."))
    return user
