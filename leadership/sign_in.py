"""How people sign in: members only, by the canonical address, and always at our own host."""

import logging
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy

from leadership.domain.addresses import AddressInvalid, canonical
from leadership.emails.letters import new_message_id
from leadership.links import public_url
from leadership.models import User
from leadership.sessions import is_fresh

log = logging.getLogger(__name__)

_NOTICE: Final = "account/email/notice"
_NEW_PASSWORD: Final = gettext_lazy("A new password was set.")
_CHANGES: Final = {
    "account/email/password_changed": _NEW_PASSWORD,
    "account/email/password_set": _NEW_PASSWORD,
    "account/email/password_reset": _NEW_PASSWORD,
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: an owner adds members, who then ask for a code."""

    # allauth's own words exist in fewer languages than ours.
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is currently inactive."),
        "incorrect_code": gettext_lazy("Incorrect code."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "email_password_mismatch": gettext_lazy("The address or the password is wrong."),
        "too_many_login_attempts": gettext_lazy("Too many failed login attempts. Try again later."),
        "rate_limited": gettext_lazy("There were too many tries. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        """The spelling under which members are stored; raises ValidationError."""
        try:
            return canonical(email)
        except AddressInvalid as error:
            raise ValidationError(str(error)) from error

    def is_safe_url(self, url: str) -> bool:
        """Whether `next=` stays here; another host in ALLOWED_HOSTS is another place too."""
        here = urlsplit(settings.PUBLIC_URL)
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={here.netloc}, require_https=here.scheme == "https"
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        person, _, token = key.partition("-")
        return public_url(reverse("account_reset_password_from_key", args=[person, token]))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_overview")

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            "leadership.second_factors.SecondFactorStage",
        ]

    def reauthenticate(self, user: User, password: str) -> bool:
        known = self.authenticate(current.request, email=user.email, password=password)
        return known is not None and known.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Who has just signed in has proved who they are."""
        return not is_fresh(current.request.session)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [
            {**method, "description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """One mail for everything that changes how somebody signs in."""
        self.send_mail(_NOTICE, user.email, {"change": _CHANGES[template_prefix]})

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        ours = {"Message-ID": new_message_id(), "Auto-Submitted": "auto-generated"}
        message: EmailMessage = super().render_mail(
            template_prefix, email, context, {**ours, **(headers or {})}
        )
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send now, because somebody waits; a mail server that fails is said on the page."""
        try:
            with translation.override(_read_by(email) or translation.get_language()):
                super().send_mail(template_prefix, email, context)
        except OSError as error:  # every error of smtplib and of the network is one
            log.error("A sign-in mail could not be sent: %s", error)
            if template_prefix != _NOTICE:
                messages.error(
                    current.request,
                    gettext("The mail could not be sent just now. Try again in a few minutes."),
                )


def _read_by(address: str) -> str:
    """The language that the member with this address chose; "" for none, or no member."""
    chosen = User.objects.filter(email=address).values_list("language", flat=True).first()
    return chosen if chosen and chosen in dict(settings.LANGUAGES) else ""
