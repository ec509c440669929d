"""The form in which a lead writes what a round taught."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessment.domain.text import paragraph_error

LONGEST = 3000


def validate_paragraphs(value: str) -> None:
    """Refuse what cannot be seen; line breaks may stand in the text."""
    if error := paragraph_error(value):
        raise ValidationError(error)


class ParagraphsField(forms.CharField):
    """A text of several paragraphs, with the line breaks of one kind."""

    widget = forms.Textarea
    default_validators = [validate_paragraphs]  # noqa: RUF012 - Django reads it so

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value))
        return typed.replace("\r\n", "\n").replace("\r", "\n")


class HeardForm(forms.Form):
    """What we heard and what we will do; a draft may have gaps, a published text may not."""

    heard = ParagraphsField(
        label=_("What we heard"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_(
            "What people told you, in your own words. What surprised you? Where do they and you "
            "see it differently? An empty line begins a new paragraph."
        ),
        error_messages={"required": _("People read this already: say what you heard.")},
    )
    will_do = ParagraphsField(
        label=_("What we will do"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_(
            "One or two things, who does them, and by when. Say too what will stay as it is, "
            "and why."
        ),
        error_messages={"required": _("People read this already: say what you will do.")},
    )

    def __init__(self, *arguments: Any, published: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for field in self.fields.values():
            field.required = published
