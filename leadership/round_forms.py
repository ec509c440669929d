"""The forms by which a round is set up."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience
from assessment.domain.language import whole_number
from assessment.domain.promises import Promises
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise
from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Organization, validate_one_line
from leadership.domain.people_words import audience_of_many
from leadership.domain.rhythm import end_of_day

LONGEST = timedelta(days=366)


class LastDayForm(forms.Form):
    """The last day to answer, in the organization's time zone."""

    closes_on = forms.DateField(
        label=_("Last day to answer"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The round closes by itself at the end of this day."),
        error_messages={
            "required": _("Choose the last day on which people can answer."),
            "invalid": _("Write the day as year, month and day, such as 2026-12-14."),
        },
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization

    def clean_closes_on(self) -> date:
        closes_on: date = self.cleaned_data["closes_on"]
        today = timezone.now().astimezone(self.organization.zone).date()
        if closes_on < today or self._closing(closes_on) <= timezone.now():
            raise forms.ValidationError(
                _("This day is over. Choose a later one, so that people can answer.")
            )
        if closes_on > today + LONGEST:
            raise forms.ValidationError(_("This is more than a year away. Choose an earlier day."))
        return closes_on

    @property
    def closes_at(self) -> datetime:
        """The end of the last day, in the organization's time zone."""
        return self._closing(self.cleaned_data["closes_on"])

    def _closing(self, day: date) -> datetime:
        return end_of_day(day, self.organization.zone)


def _counted(audience: Audience, count: int) -> str:
    """Such as “Employees (1,210)”."""
    return f"{audience_of_many(audience)} ({whole_number(count)})"


class RoundForm(LastDayForm):
    """What a round asks of whom, until when, and what it promises.

    `quarters` are those that may be chosen (none when the quarter stands already), `people`
    counts who would be asked in each audience.
    """

    quarter = forms.ChoiceField(label=_("Quarter"))
    audiences = forms.MultipleChoiceField(
        label=_("Who is asked"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Everybody in these audiences gets one email with a personal link. "
            "The number says how many there are today."
        ),
        error_messages={"required": _("Choose at least one audience to ask.")},
    )
    promise = forms.ChoiceField(
        label=_("What executives are promised"),
        widget=forms.RadioSelect,
        help_text=_("Everybody else is always counted in groups, without a name."),
        error_messages={"required": _("Choose what executives are promised.")},
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group whose answers are shown"),
        min_value=5,
        max_value=50,
        help_text=_("Five is the least. Results of fewer people are never shown."),
        error_messages={
            "required": _("Write a number from 5 to 50."),
            "invalid": _("Write a number from 5 to 50."),
            "min_value": _("Five is the least. Write a number from 5 to 50."),
            "max_value": _("Fifty is the most. Write a number from 5 to 50."),
        },
    )

    field_order = ("quarter",)

    def __init__(
        self,
        *args: Any,
        quarters: Mapping[str, Quarter],
        people: Mapping[Audience, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        if quarters:
            self.fields["quarter"].choices = [  # type: ignore[attr-defined]
                (key, quarter.label) for key, quarter in quarters.items()
            ]
        else:
            del self.fields["quarter"]
        self.fields["audiences"].choices = [  # type: ignore[attr-defined]
            (audience.value, _counted(audience, people.get(audience, 0))) for audience in Audience
        ]
        told = {one: Promises(one, SMALLEST_GROUP).told(Audience.EXECUTIVE) for one in Promise}
        self.fields["promise"].choices = [  # type: ignore[attr-defined]
            (
                promise.value,
                _("{promise}: “{words}”").format(promise=promise.label, words=told[promise]),
            )
            for promise in Promise
        ]

    @property
    def chosen_audiences(self) -> list[Audience]:
        return [Audience(value) for value in self.cleaned_data["audiences"]]


class ReminderForm(forms.Form):
    """Whom to remind; `people` counts who would be reminded in each audience."""

    audiences = forms.MultipleChoiceField(
        label=_("Who is reminded"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one audience to remind.")},
    )

    def __init__(self, *args: Any, people: Mapping[Audience, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audiences"].choices = [  # type: ignore[attr-defined]
            (audience.value, _counted(audience, count))
            for audience, count in people.items()
            if count
        ]

    @property
    def chosen_audiences(self) -> list[Audience]:
        return [Audience(value) for value in self.cleaned_data["audiences"]]


class UnansweredForm(forms.Form):
    """Which of those who have not answered are looked for."""

    search = forms.CharField(label=_("Name or address"), max_length=120, required=False)
    audience = forms.ChoiceField(label=_("Audience"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        audiences: Sequence[Audience],
        units: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            ("", _("Everybody")),
            *((one.value, audience_of_many(one)) for one in audiences),
        ]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("All units")),
            *units,
            (0, _("Without a unit")),
        ]


class MetricForm(forms.Form):
    """One service metric of the metrics test; `tags` are its choices of what a metric is for."""

    name = forms.CharField(
        label=_("Metric"),
        max_length=120,
        validators=[validate_one_line],
        help_text=_("As you call it, such as “Average handling time” or “Repurchase rate”."),
        error_messages={"required": _("Write the name of the metric.")},
    )
    tag = forms.ChoiceField(
        label=_("What it is for"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this metric is for.")},
    )
    on_dashboard = forms.BooleanField(
        label=_("On the dashboard that executives read"), required=False, initial=True
    )
    in_pay = forms.BooleanField(label=_("Part of somebody’s pay"), required=False)

    def __init__(self, *args: Any, tags: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = tags  # type: ignore[attr-defined]
