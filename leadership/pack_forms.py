"""The form by which somebody asks for a board pack."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from leadership.domain.packs import (
    LANGUAGES_ON_PAPER,
    Paper,
    Readers,
    readers_language_on_paper,
)

_HOLDS = {
    Readers.LEADERSHIP: gettext_lazy(
        "The leadership team: everything that you see, with who was asked"
    ),
    Readers.VIEWERS: gettext_lazy(
        "Readers beyond the leadership team: what viewers see, without who was asked, and "
        "executives only as a group"
    ),
}


class PackForm(forms.Form):
    """For whom, of the readers that the asker may choose, in which language, on which paper."""

    readers = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for whom it is.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=list(LANGUAGES_ON_PAPER.items()),
        help_text=gettext_lazy(
            "The fonts in the file have Latin letters only. In Japanese and Arabic your browser "
            "prints the pages: see below."
        ),
        error_messages={"required": gettext_lazy("Choose the language.")},
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        widget=forms.RadioSelect,
        initial=Paper.A4.value,
        error_messages={"required": gettext_lazy("Choose the paper.")},
    )

    def __init__(self, *args: Any, allowed: Sequence[Readers], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = cast("forms.ChoiceField", self.fields["readers"])
        readers.choices = [(one.value, _HOLDS[one]) for one in allowed]
        cast("forms.ChoiceField", self.fields["paper"]).choices = [
            (paper.value, paper.label) for paper in Paper
        ]
        self.fields["language"].initial = readers_language_on_paper()
        readers.initial = allowed[0].value
        if len(allowed) == 1:
            readers.widget = forms.HiddenInput()
