"""The forms of signing in, with django-allauth’s checks and words that are translated here."""

from typing import Any, cast

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context as current
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings
from django.forms import ChoiceField, Field
from django.forms import Form as DjangoForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.models import validate_one_line
from leadership.models import User


class RequestCodeForm(forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Any spelling of a member's address finds the member."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_address(self.fields["email"])

    def clean_email(self) -> str:
        adapter = get_adapter()
        email: str = adapter.clean_email(self.cleaned_data["email"])
        if not ratelimit.consume(current.request, action="request_login_code", key=email):
            raise adapter.validation_error("too_many_login_attempts")
        self._user = _member_at(email)
        return email


class OwnLanguageForm(DjangoForm):
    """The language of somebody's own pages and mail; languages are named by themselves."""

    language = ChoiceField(required=False, label=_("Language of these pages and of mail to you"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = cast("ChoiceField", self.fields["language"])
        field.choices = [("", gettext("As my browser asks")), *settings.LANGUAGES]


class ConfirmCodeForm(forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_code(self.fields["code"], _("Write the code from the mail."))


class PasswordForm(forms.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_address(self.fields["login"])
        _ask_for_password(self.fields["password"], _("Password"))

    def clean_login(self) -> str:
        email: str = get_adapter().clean_email(super().clean_login())
        return email


class AskForResetForm(forms.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link to set a password is sent to."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_address(self.fields["email"])

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"])
        member = _member_at(email)
        self.users = [member] if member else []
        return email


class _NewPasswordForm:
    """A new password, typed once: browsers show it and keep it."""

    def _ask(self: Any) -> None:
        del self.fields["password2"]
        _ask_for_password(self.fields["password1"], _("New password"))
        self.fields["password1"].help_text = _("At least twelve characters.")


class SetPasswordForm(_NewPasswordForm, forms.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ask()


class ResetPasswordForm(_NewPasswordForm, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ask()


class ChangePasswordForm(_NewPasswordForm, forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ask()
        _ask_for_password(self.fields["oldpassword"], _("Password until now"))
        self.fields["oldpassword"].help_text = ""

    def clean_oldpassword(self) -> str:
        """Tries are counted, as when somebody signs in."""
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise adapter.validation_error("enter_current_password")
        return str(self.cleaned_data["oldpassword"])


class PasswordAgainForm(forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something delicate."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_password(self.fields["password"], _("Password"))


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_code(self.fields["code"], _("Write the code."))


class SecondFactorAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The same once more, before something delicate."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_code(self.fields["code"], _("Write the code."))


class AuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app proves that it has the key."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _ask_for_code(self.fields["code"], _("Write the code."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey signs in by itself, and so has to ask its owner for a PIN, finger or face."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["passwordless"]
        name = self.fields["name"]
        name.label, name.max_length = _("Name of the passkey"), 60
        name.widget.attrs["maxlength"] = 60
        name.validators.append(validate_one_line)

    def clean_name(self) -> str:
        return str(super().clean_name())[:60]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


def _member_at(email: str) -> User | None:
    return User.objects.filter(email=email, is_active=True).first()


def _ask_for_address(field: Field) -> None:
    field.label = _("Email")
    field.widget.attrs["placeholder"] = _("Email address")
    field.widget.attrs["autocomplete"] = "username"
    field.error_messages["required"] = _("Write your email address.")
    validator: Any
    for validator in field.validators:
        validator.message = _("Write an email address such as anna@example.com.")


def _ask_for_code(field: Field, missing: Any) -> None:
    field.label = _("Code")
    field.widget.attrs["placeholder"] = _("Code")
    field.error_messages["required"] = missing


def _ask_for_password(field: Field, label: Any) -> None:
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = _("Write the password.")
