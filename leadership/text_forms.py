"""The form by which a lead writes the text of a mail."""

from django import forms
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from assessment.domain.language import listed
from assessment.models import validate_one_line
from leadership.domain.mail_wording import Text
from leadership.domain.placeholders import PLACEHOLDERS, unknown_placeholders
from leadership.heard_forms import ParagraphsField

LONGEST_SUBJECT = 150
LONGEST_PARAGRAPH = 1000


def validate_placeholders(value: str) -> None:
    """Refuse what looks like a placeholder and would be sent as it stands."""
    if unknown := unknown_placeholders(value):
        known = [f"{{{name}}}" for name in PLACEHOLDERS]
        said = ngettext(
            "{words} is not known. You can use {known}.",
            "{words} are not known. You can use {known}.",
            len(unknown),
        )
        raise forms.ValidationError(said.format(words=listed(unknown), known=listed(known)))


class MailTextForm(forms.Form):
    """Subject and two paragraphs, with the placeholders as they are typed."""

    subject = forms.CharField(
        label=pgettext_lazy("a mail", "Subject"),
        max_length=LONGEST_SUBJECT,
        validators=[validate_one_line, validate_placeholders],
        error_messages={
            "required": gettext_lazy("Write the subject: it decides whether the mail is opened.")
        },
    )
    opening = ParagraphsField(
        label=gettext_lazy("First paragraph"),
        max_length=LONGEST_PARAGRAPH,
        validators=[validate_placeholders],
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Stands under the greeting: who asks, what for, how long it takes."),
        error_messages={"required": gettext_lazy("Write what the mail begins with.")},
    )
    afterwards = ParagraphsField(
        label=gettext_lazy("Second paragraph"),
        max_length=LONGEST_PARAGRAPH,
        validators=[validate_placeholders],
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy(
            "Stands under the question and the button: what happens with the answers."
        ),
        error_messages={"required": gettext_lazy("Write what the mail ends with.")},
    )

    @property
    def text(self) -> Text:
        """What was typed, once it is valid."""
        cleaned = self.cleaned_data
        return Text(cleaned["subject"], cleaned["opening"], cleaned["afterwards"])
