"""The file of an upload, and what its columns hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience
from leadership.domain.contact_columns import (
    Columns,
    Field,
    choice_error,
    shown_name,
    twice_error,
)
from leadership.domain.contact_files import MAX_BYTES, too_large

_NOT_READ: Final = ("", _("Not read"))


class ContactUploadForm(forms.Form):
    """The file of an upload; what is in it is read by leadership.uploads."""

    file = forms.FileField(
        label=_("Workbook or CSV file"),
        allow_empty_file=True,  # the reader says better what an empty file lacks
        max_length=1000,
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt,text/csv"},
        ),
        help_text=_("Up to 100,000 people and 20 MB. You see what would change before it does."),
        error_messages={"required": _("Choose the file to upload.")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(str(too_large()))
        return file


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of a file as the page shows it."""

    name: str
    examples: list[str]
    choice: BoundField


class ColumnsForm(forms.Form):
    """One choice for each column of a file, and what everybody is whose row does not say it."""

    audience = forms.ChoiceField(
        label=_("Whoever has no audience in the file is"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=_("Such as customers, when the file lists customers only."),
    )

    def __init__(
        self, *arguments: Any, header: list[str], samples: list[list[str]], columns: Columns
    ) -> None:
        super().__init__(*arguments)
        self._header = header
        self._samples = samples
        chosen = {place: field for field, place in columns.places.items()}
        audience: Any = self.fields["audience"]
        audience.choices = [
            ("", _("Rejected, with the reason")),
            *((one.value, _words_for(one)) for one in Audience if one != Audience.EXECUTIVE),
        ]
        audience.initial = columns.audience or ""
        for place in range(len(header)):
            self.fields[_name(place)] = forms.ChoiceField(
                label=shown_name(header, place),
                required=False,
                choices=[_NOT_READ, *((field.value, field.label) for field in Field)],
                initial=chosen.get(place, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def rows(self) -> Iterator[ColumnRow]:
        for place, examples in enumerate(self._samples):
            yield ColumnRow(shown_name(self._header, place), examples, self[_name(place)])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found: dict[Field, list[int]] = {}
        for place in range(len(self._header)):
            if chosen := cleaned.get(_name(place)):
                found.setdefault(Field(chosen), []).append(place)
        for field, places in found.items():
            if len(places) > 1:
                words = twice_error(self._header, field, places)
                self.add_error(_name(places[-1]), words)
        if not self.errors:
            audience = Audience(cleaned["audience"]) if cleaned["audience"] else None
            columns = Columns({field: places[0] for field, places in found.items()}, audience)
            if error := choice_error(columns):
                raise forms.ValidationError(error)
            cleaned["columns"] = columns
        return cleaned


def _name(place: int) -> str:
    return f"column-{place}"


def _words_for(audience: Audience) -> str:
    return {
        Audience.MANAGER: gettext("A manager"),
        Audience.EMPLOYEE: gettext("An employee"),
        Audience.CUSTOMER: gettext("A customer"),
        Audience.PARTNER: gettext("A partner"),
    }[audience]
