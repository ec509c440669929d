"""Second factors: how django-allauth names and keeps them, and who has to have one."""

import base64
import hashlib
import hmac
import logging
import secrets
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from leadership.domain.sign_in_ways import SINGLE_SIGN_ON, way_of
from leadership.models import User
from leadership.sessions import records_of

log = logging.getLogger(__name__)

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our words, our host, and secrets that a copy of the database does not give away."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Incorrect code."),
        "cannot_delete_authenticator": gettext_lazy(
            "A second factor is required here. Add another one first, and then remove this one."
        ),
    }

    def get_totp_issuer(self) -> str:
        return "Corner Office"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host of PUBLIC_URL, whatever host a request names."""
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": "Corner Office"}

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=kind).count() + 1
        return gettext("Passkey {number}").format(number=number)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not settings.MFA_REQUIRED or has_second_factor(
            authenticator.user, besides=authenticator
        )

    def encrypt(self, text: str) -> str:
        return _cipher(settings.LINK_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted under another LINK_KEY becomes a secret that no code fits."""
        try:
            return _cipher(settings.LINK_KEY).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("A second factor was kept under another LINK_KEY and cannot be used.")
            return base64.b32encode(secrets.token_bytes(20)).decode()


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asked for after a code or a password; the company’s provider asks for what it wants."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if way_of(records_of(request.session)).first == SINGLE_SIGN_ON:
            return False
        return bool(super()._should_handle(request))


def has_second_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    """Recovery codes alone are none."""
    known = Authenticator.objects.filter(user=user, type__in=STRONG)
    if besides is not None:
        known = known.exclude(pk=besides.pk)
    return bool(known.exists())


def must_add_one(request: HttpRequest) -> bool:
    """Whether this person has to add a second factor before they see anything."""
    if not settings.MFA_REQUIRED:
        return False
    if way_of(records_of(request.session)).first == SINGLE_SIGN_ON:
        return False
    return isinstance(request.user, User) and not has_second_factor(request.user)


@lru_cache(maxsize=2)
def _cipher(key: str) -> Fernet:
    made = hmac.new(key.encode(), b"second factors", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(made))
