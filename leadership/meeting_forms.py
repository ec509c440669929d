"""The one-line forms of the meeting: a decision, a commitment, what became of one, and the end."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import validate_one_line
from leadership.domain.commitments import LONGEST_WHAT, CommitmentState
from leadership.domain.meetings import LONGEST_NOTE, Outcome
from leadership.models import Membership
from leadership.queries.committed_questions import CommittedQuestion

Named = Sequence[tuple[Membership, str]]


def _line(label: Any, required: Any, *, longest: int = LONGEST_WHAT) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        validators=[validate_one_line],
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": required},
    )


def _day(label: Any, required: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={
            "required": required,
            "invalid": _("Write a day such as 2026-11-30."),
        },
    )


class _Picked(forms.TypedChoiceField):
    """A member, chosen by name; what is cleaned is their id."""

    def __init__(self, label: Any, required: Any) -> None:
        super().__init__(
            label=label,
            coerce=int,
            empty_value=None,
            widget=forms.Select(attrs={"class": "form-select"}),
            error_messages={"required": required, "invalid_choice": required},
        )

    def offer(self, members: Named) -> None:
        self.choices = [("", _("Choose…")), *((one.pk, name) for one, name in members)]


class DecisionForm(forms.Form):
    """What the room says about one sign; `seen` is how many decisions its writer knew of."""

    outcome = forms.ChoiceField(
        label=_("What holds?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose yes, no or find out."),
            "invalid_choice": _("Choose yes, no or find out."),
        },
    )
    note = _line(_("What it rests on (optional)"), "", longest=LONGEST_NOTE)
    who = _Picked(_("Who finds out"), _("Choose who finds it out."))
    due_on = _day(_("By when"), _("Say by when it is found out."))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = cast("forms.ChoiceField", self.fields["outcome"])
        outcome.choices = [(one.value, one.label) for one in Outcome]
        cast("_Picked", self.fields["who"]).offer(members)
        for name in ("note", "who", "due_on"):
            self.fields[name].required = False

    @property
    def offered(self) -> list[Any]:
        """The radio buttons; to take a decision back is a button of its own."""
        return [radio for radio in self["outcome"] if radio.data["value"] != Outcome.OPEN.value]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == Outcome.FIND_OUT.value:
            for name in ("who", "due_on"):
                if name not in self.errors and cleaned.get(name) is None:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class NewCommitmentForm(forms.Form):
    """Somebody promises something about a question of the round."""

    what = _line(_("What is promised"), _("Write what is promised."))
    question = forms.ChoiceField(
        label=_("About"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about."),
        },
    )
    who = _Picked(_("Who"), _("Choose who promises it."))
    due_on = _day(_("By when"), _("Say by when."))
    visible_in = _line(_("How it will be seen"), _("Write how it will be seen."))

    def __init__(
        self, *args: Any, members: Named, questions: Sequence[CommittedQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in questions:
            groups.setdefault(one.title, []).append((one.key, one.name))
        question = cast("forms.ChoiceField", self.fields["question"])
        question.choices = [("", _("Choose…")), *groups.items()]
        cast("_Picked", self.fields["who"]).offer(members)


class ClosingForm(forms.Form):
    """A commitment was kept or missed; `reason` says what shows it, or why."""

    state = forms.ChoiceField(
        choices=[(one.value, one.value) for one in (CommitmentState.KEPT, CommitmentState.MISSED)],
        error_messages={"required": _("Say whether it was kept or missed.")},
    )
    reason = _line(_("What shows it, or why not"), _("Write what shows it, or why not."))


class EndForm(forms.Form):
    """The last look before the minutes are written for good."""

    held_on = _day(_("Held on"), _("Say on which day it was held."))
    attendees = forms.TypedMultipleChoiceField(
        label=_("Who was there (optional)"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mail = forms.BooleanField(label=_("Mail the minutes to the team"), required=False, initial=True)

    def __init__(self, *args: Any, members: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attendees = cast("forms.TypedMultipleChoiceField", self.fields["attendees"])
        attendees.choices = [(one.pk, name) for one, name in members]
