"""What is typed about people and organizations, parsed and checked."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from assessment.models import validate_one_line, validate_time_zone
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.api_keys import Scope
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.people_words import language_name
from leadership.domain.roles import Role

_ROLES = {
    Role.OWNER: _("Owner: everything, including roles and settings"),
    Role.LEAD: _("Customer experience lead: runs the rounds, sees who answered"),
    Role.EXECUTIVE: _("Executive: answers, and sees the results"),
    Role.VIEWER: _("Viewer: sees the results, answers nothing"),
}


class AddressField(forms.CharField):
    """An email address in its one spelling; what was typed is shown again when it is none."""

    widget = forms.EmailInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=320, **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return canonical(typed) if typed else ""
        except AddressInvalid as error:
            raise forms.ValidationError(str(error)) from error


class MemberForm(forms.Form):
    """What an organization decides about a member; `rename` False shows the name only."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[validate_one_line],
        error_messages={"required": _("Write the name that emails to this person begin with.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, words) for role, words in _ROLES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this person may do.")},
    )
    on_executive_team = forms.BooleanField(
        label=_("Sits on the executive team"),
        required=False,
        help_text=_("Is asked for the executives’ self-assessment each quarter."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [(code, language_name(code)) for code in LANGUAGES],
        initial=DEFAULT_LANGUAGE,
        help_text=_("Of mail and questions. What is not translated into it yet is in English."),
    )

    def __init__(self, *arguments: Any, rename: bool = True, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not rename:
            self.fields["name"].disabled = True
            self.fields["name"].required = False
            self.fields["name"].help_text = _(
                "This person belongs to another organization too, so the name stays as it is."
            )


class NewMemberForm(MemberForm):
    """A member who is not there yet, known by the address they sign in with."""

    email = AddressField(
        label=_("Email address"),
        help_text=_("The person signs in with a code that is sent there."),
        error_messages={"required": _("Write the address this person signs in with.")},
    )
    field_order = ("email",)


class ApiKeyForm(forms.Form):
    """What a key for programs is called, and what it may read."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        validators=[validate_one_line],
        help_text=_("What uses it, such as “Quarterly workbook”. One key for each use."),
        error_messages={"required": _("Write what uses the key, so that you know it again.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("May read"),
        choices=lambda: [(scope.value, scope.label) for scope in Scope],
        initial=[Scope.RESULTS.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what the key may read.")},
    )

    def clean_scopes(self) -> list[Scope]:
        return [Scope(scope) for scope in self.cleaned_data["scopes"]]


class OrganizationForm(forms.Form):
    """What a new organization needs to begin with."""

    name = forms.CharField(
        label=_("Name of the organization"),
        max_length=120,
        validators=[validate_one_line],
        help_text=_("As it stands in questions, in mail and over results."),
        error_messages={"required": _("Write what the organization is called.")},
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        initial="UTC",
        validators=[validate_time_zone],
        help_text=_("Such as Europe/Berlin; a day to answer ends at midnight there."),
        error_messages={"required": _("Write a time zone such as Europe/Berlin.")},
    )
    owner_email = AddressField(
        label=_("Email address of the owner"),
        help_text=_("The owner signs in with it, and decides who else comes in."),
        error_messages={"required": _("Write the address the owner signs in with.")},
    )
    owner_name = forms.CharField(
        label=_("Name of the owner"),
        max_length=120,
        validators=[validate_one_line],
        error_messages={"required": _("Write the name of the owner.")},
    )
    fiscal_year_starts_in = forms.TypedChoiceField(
        label=_("Month the fiscal year starts in"),
        choices=list(MONTHS.items()),
        initial=1,
        coerce=int,
        error_messages={
            "required": _("Choose the month the fiscal year starts in."),
            "invalid_choice": _("Write a month as a number from 1 to 12."),
        },
    )
