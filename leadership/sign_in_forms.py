"""The form that asks for a sign-in code."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import RequestLoginCodeForm


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Any spelling of a member's address finds the member."""

    def clean_email(self) -> str:
        self.cleaned_data["email"] = get_adapter().clean_email(self.cleaned_data["email"])
        email: str = super().clean_email()
        return email
