"""The forms of the inbox: what to look at, who sees to a comment, and the answer to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Round
from leadership.domain.concerns import LONGEST_ANSWER, ConcernState
from leadership.heard_forms import ParagraphsField
from leadership.models import Membership

MINE = "mine"


class LookForm(forms.Form):
    """Which comments are listed; what does not fit is ignored."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: [("", _("All")), *((one.value, one.label) for one in ConcernState)],
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody’s")), (MINE, _("Mine"))]
    )

    def __init__(self, *args: Any, rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"] = forms.TypedChoiceField(
            label=_("Round"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("All"))] + [(round_.pk, round_.label) for round_ in rounds],
        )


class OwnerForm(forms.Form):
    """Who sees to a comment."""

    def __init__(self, *args: Any, owners: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.TypedChoiceField(
            label=_("Hand over to"),
            coerce=int,
            choices=[(owner.pk, str(owner.user)) for owner in owners],
        )


class AnswerMailForm(forms.Form):
    """What is mailed to whoever wrote the comment."""

    text = ParagraphsField(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "The mail greets with the name, ends with yours, and repeats the comment below. "
            "A reply reaches you."
        ),
        error_messages={"required": _("Write what you want to answer.")},
    )
