"""Saying yes to an erasure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadership.domain.addresses import AddressInvalid, canonical


class EraseForm(forms.Form):
    """The address is typed where somebody who signs in is erased, so that no click does it."""

    never_again = forms.BooleanField(
        label=_("Never ask this address again, even if a list holds it"),
        help_text=_("A hash of the address is kept for that, from which it cannot be read."),
        required=False,
        initial=True,
    )
    address = forms.CharField(label=_("Type the address to confirm"), max_length=320)

    def __init__(self, *args: Any, address: str, is_typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = address
        self.fields["address"].help_text = address
        if not is_typed:
            del self.fields["address"]

    def clean_address(self) -> str:
        try:
            typed = canonical(self.cleaned_data["address"])
        except AddressInvalid:
            typed = ""
        if typed != self.expected:
            raise forms.ValidationError(
                _("This is not the address %(address)s, so nobody was erased."),
                params={"address": self.expected},
            )
        return typed
