"""The form by which a lead words a question."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.domain.definitions import ORGANIZATION_PLACEHOLDER, Wording
from assessment.domain.language import listed
from assessment.models import validate_one_line

LONGEST = 300
_IN_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def validate_name_only(value: str) -> None:
    """Refuse what looks like a placeholder and would be asked as it stands."""
    unknown = [one for one in _IN_BRACES.findall(value) if one != ORGANIZATION_PLACEHOLDER]
    if unknown:
        said = _(
            "{words} cannot stand in a question. Only {known} can, for the name of your "
            "organization."
        )
        words = listed(list(dict.fromkeys(unknown)))
        raise forms.ValidationError(said.format(words=words, known=ORGANIZATION_PLACEHOLDER))


class OneLineField(forms.CharField):
    """A line that may be long enough for several on the screen; pressing Enter is a space."""

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value))
        return " ".join(line.strip() for line in re.split(r"\r\n|\r|\n", typed))


class WordingForm(forms.Form):
    """A question and its help, with the placeholder as it is typed."""

    text = OneLineField(
        label=gettext_lazy("Question or statement"),
        max_length=LONGEST,
        validators=[validate_one_line, validate_name_only],
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write the question, or go back to our words.")},
    )
    help = OneLineField(
        label=gettext_lazy("Help under it"),
        max_length=LONGEST,
        required=False,
        validators=[validate_one_line, validate_name_only],
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("One line, or nothing."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = language

    @property
    def words(self) -> Wording:
        """What was typed, once it is valid."""
        return Wording(self.cleaned_data["text"], self.cleaned_data["help"])
