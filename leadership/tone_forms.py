"""The forms of tone at the top: an entry of a log, a message to the chief executive, its answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessment.models import validate_one_line
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.ceo_messages import LONGEST_ANSWER, LONGEST_MESSAGE
from leadership.domain.immersion import LONGEST_ENTRY, LONGEST_NOTE, ImmersionKind, as_hours
from leadership.heard_forms import ParagraphsField
from leadership.models import Membership

NOBODY = "nobody"


class ImmersionForm(forms.Form):
    """One entry: what, how long, on which day; a note for oneself."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=lambda: [(one.value, one.label) for one in ImmersionKind],
        error_messages={"required": _("Tap what it was.")},
    )
    half_hours = forms.TypedChoiceField(
        label=_("How many hours?"),
        choices=[(number, as_hours(number)) for number in range(1, LONGEST_ENTRY + 1)],
        coerce=int,
        error_messages={"required": _("Tap how long it took.")},
    )
    spent_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, validators=[validate_one_line]
    )


class AddressField(forms.CharField):
    """An email address in its one spelling; empty where none was given."""

    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return canonical(typed) if typed else ""
        except AddressInvalid as error:
            raise ValidationError(str(error)) from error


class CeoMessageForm(forms.Form):
    """What a customer writes; the page that shows it renders its fields by hand."""

    message = ParagraphsField(
        max_length=LONGEST_MESSAGE, error_messages={"required": _("Write your message.")}
    )
    address = AddressField(required=False, max_length=300)


class CeoAnswerForm(forms.Form):
    """What is mailed to the address that was left with a message."""

    text = ParagraphsField(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "The mail ends with your name and repeats the beginning of the message. A reply "
            "reaches you."
        ),
        error_messages={"required": _("Write what you want to answer.")},
    )


class CeoDeskForm(forms.Form):
    """To whom messages to the chief executive go."""

    def __init__(self, *arguments: Any, members: Sequence[Membership], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.members = {str(member.pk): member for member in members}
        self.fields["reader"] = forms.ChoiceField(
            label=_("Messages go to"),
            choices=[
                (NOBODY, _("Nobody: customers are not offered to write")),
                *((pk, str(member.user)) for pk, member in self.members.items()),
            ],
            help_text=_(
                "A member of the executive team. Customers read this name above the form. Whoever "
                "is named reads every message that is kept, also those that came before."
            ),
        )

    @property
    def chosen(self) -> Membership | None:
        return self.members.get(self.cleaned_data["reader"])
