"""Single sign-on: who the company’s provider vouches for comes in, if they are a member.

Nothing of the provider is kept: at each sign-in the verified address alone decides.
"""

import logging
from typing import Any, Final

import jwt
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from leadership.domain.addresses import AddressInvalid, canonical
from leadership.links import public_url
from leadership.models import User
from leadership.queries.joining import is_awaited

PROVIDER_ID: Final = "company"  # config/single_sign_on.py calls it so
# The token names its own algorithm, so only those with a key pair count: anybody who knows a
# public key could otherwise use it as the secret of HS256 and the like.
SIGNED_WITH: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)

log = logging.getLogger(__name__)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Ends in a sign-in or a refusal, before django-allauth would look for accounts of its own."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = member_behind(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/not_a_member.html", status=403)
            )
        record_authentication(request, user, "socialaccount", provider=sociallogin.account.provider)
        login = Login(user=user, redirect_url=sociallogin.state.get("next"))
        raise ImmediateHttpResponse(perform_login(request, login))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        log.warning("Single sign-on failed: %s %s", error, exception or "")


class ProviderAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider calls back at PUBLIC_URL, and what it says of somebody must be signed."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return public_url(reverse("openid_connect_callback"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        try:
            claims = self._decode_id_token(app, kwargs["response"]["id_token"])
            told = self._told_by(token) or claims
            if told["sub"] != claims["sub"]:
                raise OAuth2Error("The provider answered about somebody else")
            return self.get_provider().sociallogin_from_response(
                request, {**told, "email_verified": told.get("email_verified") in (True, "true")}
            )
        except (KeyError, TypeError, ValueError, jwt.PyJWTError) as error:
            raise OAuth2Error("The provider answered with something else") from error

    def _told_by(self, token: SocialToken) -> dict[str, Any]:
        """What the provider tells when asked; empty where it tells no address."""
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        told: dict[str, Any] = self._fetch_user_info(token.token)
        return told if "email" in told else {}

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        if jwt.get_unverified_header(id_token).get("alg") not in SIGNED_WITH:
            raise OAuth2Error("The provider’s answer carries no signature of its own")
        decoded: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return decoded


def member_behind(sociallogin: SocialLogin) -> User | None:
    """The member whose address the provider has verified; None when there is none.

    Somebody who has opened an invitation to join signs in to accept it.
    """
    for address in sociallogin.email_addresses:
        if not address.verified:
            log.warning("Single sign-on: the provider has not verified the address.")
            continue
        try:
            written = canonical(address.email)
        except AddressInvalid:
            continue
        found = User.objects.filter(email=written, is_active=True).first()
        if found and (found.memberships.exists() or is_awaited(written, timezone.now())):
            return found
    return None
