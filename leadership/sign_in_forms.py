"""The forms that ask for a sign-in code and take it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Any spelling of a member's address finds the member."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        email = self.fields["email"]
        email.label = _("Email")
        email.widget.attrs["placeholder"] = _("Email address")
        email.error_messages["required"] = _("Write your email address.")
        for validator in email.validators:
            validator.message = _("Write an email address such as anna@example.com.")

    def clean_email(self) -> str:
        self.cleaned_data["email"] = get_adapter().clean_email(self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


class ConfirmCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail, asked for in words that are translated here."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs["placeholder"] = _("Code")
        code.error_messages["required"] = _("Write the code from the mail.")
