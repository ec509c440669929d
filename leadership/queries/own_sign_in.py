"""How somebody signs in, as their own page shows it."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from leadership.domain.browsers import browser_of
from leadership.models import User
from leadership.sessions import last_seen


@dataclass(frozen=True, slots=True)
class Passkey:
    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is signed in; `name` is empty when it does not say what it is."""

    pk: int
    name: str
    ip: str
    signed_in_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    has_password: bool
    has_authenticator: bool
    recovery_codes: int | None
    passkeys: tuple[Passkey, ...]
    browsers: tuple[Browser, ...]


def own_sign_in(user: User, *, session_key: str | None) -> OwnSignIn:
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    return OwnSignIn(
        has_password=user.has_usable_password(),
        has_authenticator=any(one.type == Authenticator.Type.TOTP for one in factors),
        recovery_codes=next(
            (
                len(one.wrap().get_unused_codes())
                for one in factors
                if one.type == Authenticator.Type.RECOVERY_CODES
            ),
            None,
        ),
        passkeys=tuple(
            Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at)
            for one in factors
            if one.type == Authenticator.Type.WEBAUTHN
        ),
        browsers=_browsers(user, session_key),
    )


def other_browsers(user: User, *, session_key: str | None) -> list[UserSession]:
    """All but the one that asks."""
    known = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    return list(known.exclude(session_key=session_key or ""))


def _browsers(user: User, session_key: str | None) -> tuple[Browser, ...]:
    """The asker's own first; browsers whose sign-in is over are left out."""
    known = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    seen = last_seen(one.session_key for one in known)
    rows = (
        Browser(
            pk=one.pk,
            name=browser_of(one.user_agent),
            ip=one.ip,
            signed_in_at=one.created_at,
            seen_at=seen[one.session_key],
            is_this=one.session_key == session_key,
        )
        for one in known
        if one.session_key in seen
    )
    return tuple(sorted(rows, key=lambda browser: not browser.is_this))
