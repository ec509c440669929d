"""The forms of commitments: promising, changing, noting, closing, and which ones are listed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.domain.quarters import Quarter
from assessment.models import validate_one_line
from leadership.domain.commitments import LONGEST_NOTE, LONGEST_WHAT, CommitmentState, Standing
from leadership.heard_forms import ParagraphsField
from leadership.models import Membership
from leadership.queries.committed_questions import CommittedQuestion

MINE = "mine"
_LISTED = (
    Standing.OPEN,
    Standing.DUE_SOON,
    Standing.OVERDUE,
    Standing.KEPT,
    Standing.MISSED,
    Standing.DROPPED,
)
Owners = Sequence[tuple[Membership, str]]


class SentenceField(forms.CharField):
    """A sentence or two in one line; line breaks that somebody types become spaces."""

    widget = forms.Textarea
    default_validators = [validate_one_line]  # noqa: RUF012 - Django reads it so

    def __init__(self, *, rows: int = 2, **options: Any) -> None:
        super().__init__(
            max_length=LONGEST_WHAT, widget=forms.Textarea(attrs={"rows": rows}), **options
        )

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed."""

    def __init__(self, **options: Any) -> None:
        errors = {
            "required": _("Choose a day."),
            "invalid": _("Write the day as year, month and day, such as 2026-12-14."),
        }
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages=errors,
            **options,
        )


class CommitmentForm(forms.Form):
    """What is done, who does it, by when, and how it will be seen; `proof` is an example."""

    what = SentenceField(
        label=_("What is done"),
        rows=3,
        help_text=_("One thing that can be seen to be done or not. It goes into the reminders."),
        error_messages={"required": _("Write what is done.")},
    )
    owner = forms.TypedChoiceField(
        label=_("Who sees to it"),
        coerce=int,
        help_text=_("One person, who is reminded a week before and on the day."),
        error_messages={"required": _("Choose who sees to it.")},
    )
    due_on = DayField(label=_("By when"))
    visible_in = SentenceField(
        label=_("How it will be seen"),
        error_messages={"required": _("Write how everybody will see that it was done.")},
    )
    practice = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Owners, proof: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = [("", "—"), *((member.pk, name) for member, name in owners)]
        if proof:
            self.fields["visible_in"].help_text = _("What would count as proof: %(proof)s") % {
                "proof": proof
            }


class NoteForm(forms.Form):
    """How it goes."""

    text = ParagraphsField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done, what stands in the way. Everybody here reads it."),
        error_messages={"required": _("Write a note.")},
    )


class CloseForm(forms.Form):
    """What became of it, on which day, and what shows it or why not."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            (CommitmentState.KEPT.value, _("Kept: it was done")),
            (CommitmentState.MISSED.value, _("Missed: it was not done")),
            (CommitmentState.DROPPED.value, _("Dropped: it is not wanted any more")),
        ],
        error_messages={"required": _("Choose what became of it.")},
    )
    on = DayField(label=_("On which day"))
    reason = SentenceField(
        label=_("What shows it, or why not"),
        help_text=_("One sentence that everybody here reads: where it can be seen, or the reason."),
        error_messages={"required": _("Write what shows it, or why it was not done.")},
    )

    def __init__(self, *args: Any, today: date, made_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
        self.fields["on"].widget.attrs |= {
            "min": made_on.isoformat(),
            "max": today.isoformat(),
        }


class QuestionForm(forms.Form):
    """What a commitment is about."""

    question = forms.ChoiceField(
        label=_("What falls short"),
        error_messages={"required": _("Choose what the commitment is about.")},
    )

    def __init__(self, *args: Any, questions: Sequence[CommittedQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for one in questions:
            grouped.setdefault(one.title, []).append((one.key, f"{one.name} – {one.text}"))
        question = self.fields["question"]
        if isinstance(question, forms.ChoiceField):
            question.choices = [("", "—"), *grouped.items()]


class LookForm(forms.Form):
    """Which commitments are listed; what does not fit is ignored."""

    stands = forms.ChoiceField(label=_("State"), required=False)
    owner = forms.ChoiceField(label=_("Whose"), required=False)
    question = forms.ChoiceField(label=_("About"), required=False)
    quarter = forms.ChoiceField(label=_("Due in"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Sequence[tuple[int, str]],
        questions: Sequence[tuple[str, str]],
        quarters: Sequence[Quarter],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "stands": [("", _("All")), *((one.value, one.label) for one in _LISTED)],
            "owner": [("", _("Everybody’s")), (MINE, _("Yours")), *owners],
            "question": [("", _("Everything")), *questions],
            "quarter": [
                ("", _("Any quarter")),
                *((one.starts_on.isoformat(), one.label) for one in quarters),
            ],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
