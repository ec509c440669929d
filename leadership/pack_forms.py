"""The form by which somebody asks for a board pack."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from leadership.domain.packs import Paper, Readers

_HOLDS = {
    Readers.LEADERSHIP: "The leadership team: everything that you see, with who was asked",
    Readers.VIEWERS: (
        "Readers beyond the leadership team: what viewers see, without who was asked, and "
        "executives only as a group"
    ),
}


class PackForm(forms.Form):
    """For whom, of the readers that the asker may choose, and on which paper."""

    readers = forms.ChoiceField(
        label="For whom",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom it is."},
    )
    paper = forms.ChoiceField(
        label="Paper",
        widget=forms.RadioSelect,
        choices=[(paper.value, paper.label) for paper in Paper],
        initial=Paper.A4.value,
        error_messages={"required": "Choose the paper."},
    )

    def __init__(self, *args: Any, allowed: Sequence[Readers], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = cast("forms.ChoiceField", self.fields["readers"])
        readers.choices = [(one.value, _HOLDS[one]) for one in allowed]
        readers.initial = allowed[0].value
        if len(allowed) == 1:
            readers.widget = forms.HiddenInput()
