"""Notes in the audit of who signed in, whichever way they came, and of what changed in how."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from leadership.domain.sign_in_ways import way_of
from leadership.models import User
from leadership.services import own_sign_in
from leadership.services.audit import record_sign_in
from leadership.sessions import begin, records_of


@receiver(user_logged_in, dispatch_uid="note_sign_in")
def note_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Every way of signing in ends in Django's `login`, which says so; a shell has no address."""
    begin(request.session)
    if request.resolver_match:
        way = way_of(records_of(request.session))
        record_sign_in(user=user, way=str(way), now=timezone.now())


@receiver([password_changed, password_set, password_reset], dispatch_uid="note_password")
def note_password(user: User, **_: Any) -> None:
    own_sign_in.note_password(user=user, now=timezone.now())


@receiver([authenticator_added, authenticator_reset], dispatch_uid="note_added_factor")
def note_added_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    own_sign_in.note_factor(
        user=user, factor=_word_for(authenticator), is_added=True, now=timezone.now()
    )


@receiver(authenticator_removed, dispatch_uid="note_removed_factor")
def note_removed_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    own_sign_in.note_factor(
        user=user, factor=_word_for(authenticator), is_added=False, now=timezone.now()
    )


def _word_for(authenticator: Authenticator) -> str:
    return {"totp": "authenticator app", "webauthn": "passkey"}.get(
        authenticator.type, "recovery codes"
    )
