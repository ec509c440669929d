"""Where sign-ins are kept, and how they end: at the latest after some hours, sooner when idle.

Both limits are looked at whenever a session is read, so no cookie can outlive them.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

_SIGNED_IN_AT: Final = "signed_in_at"  # seconds since 1970
_SEEN_AT: Final = "seen_at"
_STEPS: Final = "account_authentication_methods"  # django-allauth’s name for them
_FRESH: Final = 15 * 60
_NOTED_EVERY: Final = 60


class SessionStore(db.SessionStore):
    """A session of somebody who signed in too long ago, or was away too long, is empty."""

    def load(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().load()
        if SESSION_KEY in kept and is_over(kept, now=time.time()):
            self._session_key = None
            return {}
        return kept


def is_over(session: Mapping[str, Any], *, now: float) -> bool:
    """One that does not say when it began is from before there were limits, and is over."""
    began, seen = session.get(_SIGNED_IN_AT, 0), session.get(_SEEN_AT, 0)
    return bool(
        now - began >= settings.SESSION_HOURS * 3600
        or now - seen >= settings.SESSION_IDLE_MINUTES * 60
    )


def begin(session: SessionBase) -> None:
    """Somebody signs in: both limits count from now."""
    session[_SIGNED_IN_AT] = session[_SEEN_AT] = time.time()


def keep_alive(session: SessionBase) -> None:
    """Somebody does something: written down once a minute at most, so that reading stays fast."""
    if SESSION_KEY in session and time.time() - session.get(_SEEN_AT, 0) >= _NOTED_EVERY:
        session[_SEEN_AT] = time.time()


def last_seen(session_keys: Iterable[str]) -> dict[str, datetime]:
    """When these browsers were last here, to the minute; without those whose session is over."""
    kept = Session.objects.filter(session_key__in=session_keys, expire_date__gt=timezone.now())
    read = {one.session_key: one.get_decoded() for one in kept}
    return {
        key: datetime.fromtimestamp(session[_SEEN_AT], UTC)
        for key, session in read.items()
        if not is_over(session, now=time.time())
    }


def is_fresh(session: SessionBase) -> bool:
    """Whether somebody signed in so lately that they need not prove again who they are."""
    return bool(time.time() - session.get(_SIGNED_IN_AT, 0) < _FRESH)


def records_of(session: SessionBase) -> Sequence[Mapping[str, Any]]:
    """The steps of signing in that were taken in this browser, oldest first."""
    steps = session.get(_STEPS)
    return steps if isinstance(steps, list) else []
