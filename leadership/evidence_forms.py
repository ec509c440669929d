"""The forms of evidence: what is shown for a yes, the review, who reviews."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadership.domain.evidence import (
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_TEXT,
    Content,
    LinkRefused,
    checked_link,
)
from leadership.heard_forms import ParagraphsField
from leadership.models import Membership


class EvidenceForm(forms.Form):
    """Words, a link, a day; `after` is the day of what it renews, `answers` a reviewer’s reason."""

    text = ParagraphsField(
        label=_("What proves it"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In words that somebody else can check. No file is needed and none is taken."),
        error_messages={"required": _("Write what proves it.")},
    )
    link = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=LONGEST_LINK,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("It is shown as text with its host, and never opened by this program."),
    )
    dated_on = forms.DateField(
        label=_("Date of the proof"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("When it was written, said or decided, or when you last saw that it holds."),
        error_messages={
            "required": _("Give the date of the proof."),
            "invalid": _("Write the date as year, month and day, such as 2026-03-31."),
        },
    )
    note = ParagraphsField(
        label=_("Your answer to the reviewer"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        after: date | None = None,
        answers: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.after = today, after
        if not answers:
            del self.fields["note"]

    def clean_link(self) -> str:
        try:
            return checked_link(self.cleaned_data["link"])
        except LinkRefused as error:
            raise forms.ValidationError(str(error)) from error

    def clean_dated_on(self) -> date:
        day: date = self.cleaned_data["dated_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day has not come yet."))
        if self.after and day <= self.after:
            raise forms.ValidationError(
                gettext("Give a date after %(day)s, the date of what was accepted before.")
                % {"day": date_format(self.after)}
            )
        return day

    @property
    def content(self) -> Content:
        read = self.cleaned_data
        return Content(read["text"], read["link"], read["dated_on"])


class ReviewForm(forms.Form):
    """Accept, or send back; the two buttons say which, and only one of them needs a reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = ParagraphsField(
        label=_("Reason, if you send it back"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever gave it reads this in a mail, and can answer."),
    )
    verdict = forms.ChoiceField(
        choices=[("accepted", ""), ("sent-back", "")], widget=forms.HiddenInput, required=True
    )

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        if read.get("verdict") == "sent-back" and not read.get("reason"):
            self.add_error("reason", gettext("Say what is missing, so that it can be answered."))
        return read

    @property
    def accepted(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "accepted")


class ReviewerForm(forms.Form):
    """Which executive reviews the evidence of others."""

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {member.pk: member for member in members}
        self.fields["member"] = forms.TypedChoiceField(
            label=_("Executive"),
            coerce=int,
            choices=[(member.pk, str(member.user)) for member in members],
        )

    @property
    def member(self) -> Membership:
        return self.members[self.cleaned_data["member"]]
