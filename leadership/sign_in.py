"""How people sign in: members only, by the canonical address, with a code in our own mail."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from leadership.domain.addresses import AddressInvalid, canonical
from leadership.emails.letters import new_message_id

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: an owner adds members, who then ask for a code."""

    # allauth's own words exist in fewer languages than ours.
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is currently inactive."),
        "incorrect_code": gettext_lazy("Incorrect code."),
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
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # every error of smtplib and of the network is one
            log.error("A sign-in mail could not be sent: %s", error)
            messages.error(
                current.request,
                gettext(
                    "The mail with the code could not be sent just now. Try again in a few minutes."
                ),
            )
