"""The forms by which an owner sets what holds for the organization, and invites people to it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.dates import MONTHS
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Strategy, validate_one_line, validate_time_zone
from leadership.domain import preferences
from leadership.domain.languages import OWN_NAMES
from leadership.domain.logos import MOST_BYTES, DrawnLogo, LogoUnusable, draw_logo
from leadership.domain.senders import domain_of, may_send_from
from leadership.domain.setup_codes import fits
from leadership.forms import AddressField, NewMemberForm, OrganizationForm


class SettingsForm(forms.Form):
    """What an owner may change about the organization itself."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[validate_one_line],
        help_text=_("As it stands in questions, in mail and over results."),
        error_messages={"required": _("Write what the organization is called.")},
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        validators=[validate_time_zone],
        help_text=_("Such as Europe/Berlin; a day to answer ends at midnight there."),
        error_messages={"required": _("Write a time zone such as Europe/Berlin.")},
    )
    fiscal_year_starts_in = forms.TypedChoiceField(
        label=_("Month the fiscal year starts in"),
        choices=list(MONTHS.items()),
        coerce=int,
        help_text=_(
            "Quarters are counted from here, and the schedule follows. "
            "Rounds that stand already keep their quarter."
        ),
    )
    strategy = forms.ChoiceField(
        label=_("Strategy (optional)"),
        choices=[("", _("Not said")), *Strategy.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Printed beside the metrics test, because service is not every strategy."),
    )


def _between(low: int, high: int) -> str:
    return gettext("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high}


_between_lazy = lazy(_between, str)


def _number(label: Any, help_text: Any, low: int, high: int) -> forms.IntegerField:
    """A whole number, with one sentence for everything that is wrong with it."""
    wrong = _between_lazy(low, high)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class AskingForm(forms.Form):
    """In which languages the organization asks, and the smallest group that it publishes."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=list(OWN_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Respondents can read their pages in each of these, and in no other."),
        error_messages={"required": _("Tick at least one language.")},
    )
    language = forms.ChoiceField(
        label=_("Whose language is not known"),
        choices=[("", _("Mail in English, pages as their browser asks")), *OWN_NAMES.items()],
        required=False,
        help_text=_("In this language people are asked who are listed without one."),
    )
    minimum_group = _number(
        _("Smallest group whose answers are shown"),
        _(
            "New rounds begin with this number; five is the least. "
            "Rounds that were launched keep what they promised."
        ),
        SMALLEST_GROUP,
        preferences.LARGEST_MINIMUM_GROUP,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        usual, offered = cleaned.get("language"), cleaned.get("languages", [])
        if usual and offered and usual not in offered:
            self.add_error(
                "language", gettext("Choose one of the languages that are ticked above.")
            )
        if set(offered) == set(OWN_NAMES):
            cleaned["languages"] = []  # all, those that are added later included
        return cleaned


class SenderForm(forms.Form):
    """Whom mail comes from, and whom answers reach."""

    sender_name = forms.CharField(
        label=_("Name of the sender (optional)"),
        max_length=80,
        required=False,
        validators=[validate_one_line],
    )
    sender_address = AddressField(label=_("Address of the sender (optional)"), required=False)
    reply_to = AddressField(
        label=_("Answers go to (optional)"),
        required=False,
        help_text=_("Left empty, they reach whoever runs the rounds."),
    )

    def clean_sender_address(self) -> str:
        address: str = self.cleaned_data["sender_address"]
        if address and not may_send_from(address, settings.SENDER_DOMAINS):
            raise forms.ValidationError(
                gettext(
                    "This installation may not send mail for %(domain)s. Whoever runs it adds the "
                    "domain to SENDER_DOMAINS, once its SPF and DKIM records name the mail server."
                )
                % {"domain": domain_of(address)}
            )
        return address


class RetentionForm(forms.Form):
    """How many months what nobody needs any more is kept."""

    contact_months = _number(
        _("Months that contacts are kept who are not asked any more"),
        _("6 to 120, counted from the last time somebody was invited or listed."),
        preferences.FEWEST_CONTACT_MONTHS,
        preferences.MOST_MONTHS,
    )
    mail_months = _number(
        _("Months that mail is kept which went out"),
        _("3 to 120. The mail of a round that is open stays in any case."),
        preferences.FEWEST_MAIL_MONTHS,
        preferences.MOST_MONTHS,
    )
    audit_months = _number(
        _("Months that entries of the audit are kept"),
        _("12 to 120. For a year the database itself refuses to delete one."),
        preferences.FEWEST_AUDIT_MONTHS,
        preferences.MOST_MONTHS,
    )


class LogoForm(forms.Form):
    """A picture, drawn anew while it is checked: `drawn` is what may be kept."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, at most 1 MB. It is shown 28 pixels high."),
        error_messages={
            "required": _("Choose the picture to upload."),
            "empty": _("The file is empty. Choose another one."),
        },
    )
    drawn: DrawnLogo

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than 1 MB. Choose a smaller one.")
            )
        try:
            self.drawn = draw_logo(file.read())
        except LogoUnusable as error:
            raise forms.ValidationError(str(error)) from error
        return file


class JoinInvitationForm(NewMemberForm):
    """Who is invited to become a member, and as what."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        email = self.fields["email"]
        email.help_text = _("The invitation goes there, and only this address can accept it.")
        email.error_messages["required"] = _("Write the address to invite.")


class FirstStartForm(OrganizationForm):
    """The first organization, and the proof that it is the operator who founds it."""

    setup_code = forms.CharField(
        label=_("Setup code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the code that the command prints.")},
    )
    field_order = ("setup_code", "name", "owner_name", "owner_email")

    def clean_setup_code(self) -> str:
        typed: str = self.cleaned_data["setup_code"]
        if not fits(settings.SECRET_KEY, typed):
            raise forms.ValidationError(
                gettext("This is not the setup code. Run manage.py setup_code once more.")
            )
        return typed
