"""What is typed about people and organizations, parsed and checked."""

from typing import Any

from django import forms

from assessment.domain.audiences import Audience
from assessment.models import Strategy, validate_one_line, validate_time_zone
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.api_keys import Scope
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.roles import Role

_ROLES = {
    Role.OWNER: "Owner: everything, including roles and settings",
    Role.LEAD: "Customer experience lead: runs the rounds, sees who answered",
    Role.EXECUTIVE: "Executive: answers, and sees the results",
    Role.VIEWER: "Viewer: sees the results, answers nothing",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


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
        label="Name",
        max_length=120,
        validators=[validate_one_line],
        error_messages={"required": "Write the name that emails to this person begin with."},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, words) for role, words in _ROLES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what this person may do."},
    )
    on_executive_team = forms.BooleanField(
        label="Sits on the executive team",
        required=False,
        help_text="Is asked for the executives’ self-assessment each quarter.",
    )
    language = forms.ChoiceField(
        label="Language",
        choices=list(LANGUAGES.items()),
        initial=DEFAULT_LANGUAGE,
        help_text="Of mail and questions. What is not translated into it yet is in English.",
    )

    def __init__(self, *arguments: Any, rename: bool = True, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not rename:
            self.fields["name"].disabled = True
            self.fields["name"].required = False
            self.fields[
                "name"
            ].help_text = (
                "This person belongs to another organization too, so the name stays as it is."
            )


class NewMemberForm(MemberForm):
    """A member who is not there yet, known by the address they sign in with."""

    email = AddressField(
        label="Email address",
        help_text="The person signs in with a code that is sent there.",
        error_messages={"required": "Write the address this person signs in with."},
    )
    field_order = ("email",)


class ContactSearchForm(forms.Form):
    search = forms.CharField(label="Name or address", max_length=120, required=False)
    audience = forms.ChoiceField(
        label="Audience",
        required=False,
        choices=[
            ("", "Everybody"),
            *(
                (one.value, one.plural.capitalize())
                for one in Audience
                if one != Audience.EXECUTIVE
            ),
        ],
    )
    bounced = forms.BooleanField(label="Mail does not arrive", required=False)


class SettingsForm(forms.Form):
    """What an owner may change about the organization."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        validators=[validate_one_line],
        help_text="As it stands in questions, in mail and over results.",
    )
    time_zone = forms.CharField(
        label="Time zone",
        max_length=64,
        validators=[validate_time_zone],
        help_text="Such as Europe/Berlin; a day to answer ends at midnight there.",
    )
    fiscal_year_starts_in = forms.TypedChoiceField(
        label="Month the fiscal year starts in",
        choices=list(enumerate(_MONTHS, start=1)),
        coerce=int,
        help_text=(
            "Quarters are counted from here, and the schedule follows. "
            "Rounds that stand already keep their quarter."
        ),
    )
    strategy = forms.ChoiceField(
        label="Strategy (optional)",
        choices=[("", "Not said"), *Strategy.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Printed beside the metrics test, because service is not every strategy.",
    )


class ApiKeyForm(forms.Form):
    """What a key for programs is called, and what it may read."""

    name = forms.CharField(
        label="Name",
        max_length=60,
        validators=[validate_one_line],
        help_text="What uses it, such as “Quarterly workbook”. One key for each use.",
        error_messages={"required": "Write what uses the key, so that you know it again."},
    )
    scopes = forms.MultipleChoiceField(
        label="May read",
        choices=[(scope.value, scope.label) for scope in Scope],
        initial=[Scope.RESULTS.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the key may read."},
    )

    def clean_scopes(self) -> list[Scope]:
        return [Scope(scope) for scope in self.cleaned_data["scopes"]]


class OrganizationForm(forms.Form):
    """What a new organization needs to begin with."""

    name = forms.CharField(
        label="Name of the organization", max_length=120, validators=[validate_one_line]
    )
    time_zone = forms.CharField(label="Time zone", max_length=64, validators=[validate_time_zone])
    owner_email = AddressField(label="Email address of the owner")
    owner_name = forms.CharField(
        label="Name of the owner", max_length=120, validators=[validate_one_line]
    )
    fiscal_year_starts_in = forms.TypedChoiceField(
        label="Month the fiscal year starts in",
        choices=list(enumerate(_MONTHS, start=1)),
        coerce=int,
        error_messages={"invalid_choice": "Write a month as a number from 1 to 12."},
    )
