"""Which entries of the audit an owner looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadership.domain.acts import Subject
from leadership.queries.audit import Sought


class AuditForm(forms.Form):
    """A search by words, subject and days; every field may stay empty."""

    search = forms.CharField(label=_("Who, or what about"), max_length=120, required=False)
    subject = forms.ChoiceField(
        label=_("Subject"),
        required=False,
        choices=lambda: [("", _("Everything")), *((one.value, one.label) for one in Subject)],
    )
    first_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last_on = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("This day is before the first one."))
        return cleaned

    @property
    def sought(self) -> Sought:
        """What a valid form asks for; everything, as long as it is not valid."""
        if not self.is_valid():
            return Sought()
        subject = self.cleaned_data["subject"]
        return Sought(
            search=self.cleaned_data["search"],
            subject=Subject(subject) if subject else None,
            first_on=self.cleaned_data["first_on"],
            last_on=self.cleaned_data["last_on"],
        )
