"""The form by which an organization sets when its rounds open, remind and close."""

from calendar import month_name
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.domain.language import in_front
from leadership.domain.rhythm import Rhythm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

WAITS, BY_ITSELF = "waits", "by-itself"
_QUARTERS = (1, 2, 3, 4)


def _number(
    label: "_StrOrPromise", help_text: "_StrOrPromise", low: int, high: int, **options: Any
) -> forms.IntegerField:
    """A whole number, with one sentence for everything that is wrong with it."""
    wrong = format_lazy(gettext_lazy("Write a number from {low} to {high}."), low=low, high=high)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **options,
    )


class ScheduleForm(forms.Form):
    """A rhythm, whether it is on, and whether rounds wait for a yes.

    `fiscal_year_starts_in` names the months of each quarter.
    """

    is_on = forms.BooleanField(
        label=gettext_lazy("Open rounds by this schedule"),
        required=False,
        help_text=gettext_lazy("While this is off, a round opens only when somebody launches it."),
    )
    launch = forms.ChoiceField(
        label=gettext_lazy("On the opening day"),
        widget=forms.RadioSelect,
        choices=[
            (
                WAITS,
                gettext_lazy(
                    "The round waits for a yes: those who run rounds get a mail, and one launches "
                    "it"
                ),
            ),
            (
                BY_ITSELF,
                gettext_lazy(
                    "The round launches by itself: those who run rounds get a mail that says so"
                ),
            ),
        ],
        error_messages={"required": gettext_lazy("Choose whether a round waits for your yes.")},
    )
    opening_day = _number(
        gettext_lazy("Day of the month"),
        gettext_lazy("1 to 28, so that every month has it."),
        1,
        28,
    )
    opening_hour = forms.TypedChoiceField(
        label=gettext_lazy("Hour"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        error_messages={"required": gettext_lazy("Choose the hour.")},
    )
    days_open = _number(
        gettext_lazy("Days open"),
        gettext_lazy("3 to 60. It closes at the end of the last day."),
        3,
        60,
    )
    first_reminder_day = _number(
        gettext_lazy("First reminder (optional)"),
        gettext_lazy("Days after the opening."),
        2,
        59,
        required=False,
    )
    second_reminder_day = _number(
        gettext_lazy("Second reminder (optional)"),
        gettext_lazy("Days after the opening."),
        2,
        59,
        required=False,
    )
    last_reminder_days_before = _number(
        gettext_lazy("Last reminder (optional)"),
        gettext_lazy("Days before the last day."),
        1,
        59,
        required=False,
    )

    def __init__(self, *args: Any, fiscal_year_starts_in: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for quarter in _QUARTERS:
            first = fiscal_year_starts_in + 3 * (quarter - 1)
            names = [in_front(_(month_name[(first + month - 1) % 12 + 1])) for month in range(3)]
            self.fields[f"month_{quarter}"] = forms.TypedChoiceField(
                label=f"Q{quarter}",
                coerce=int,
                choices=list(enumerate(names, start=1)),
                error_messages={"required": _("Choose a month of this quarter.")},
            )

    @staticmethod
    def filled_with(rhythm: Rhythm, *, is_on: bool, launches_by_itself: bool) -> dict[str, object]:
        """What the form holds before anybody changes it."""
        months = {f"month_{quarter}": rhythm.months[quarter - 1] for quarter in _QUARTERS}
        return months | {
            "is_on": is_on,
            "launch": BY_ITSELF if launches_by_itself else WAITS,
            "opening_day": rhythm.opening_day,
            "opening_hour": rhythm.opening_hour,
            "days_open": rhythm.days_open,
            "first_reminder_day": rhythm.first_reminder_day,
            "second_reminder_day": rhythm.second_reminder_day,
            "last_reminder_days_before": rhythm.last_reminder_days_before,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        days_open = cleaned.get("days_open")
        for name in ("first_reminder_day", "second_reminder_day", "last_reminder_days_before"):
            day = cleaned.get(name)
            if days_open is not None and day is not None and day >= days_open:
                said = _("With {count} days open, write a number below {count}, or leave it empty.")
                self.add_error(name, said.format(count=days_open))
        return cleaned

    @property
    def rhythm(self) -> Rhythm:
        """What was chosen; only when the form is valid."""
        chosen = self.cleaned_data
        return Rhythm(
            months=tuple(chosen[f"month_{quarter}"] for quarter in _QUARTERS),
            opening_day=chosen["opening_day"],
            opening_hour=chosen["opening_hour"],
            days_open=chosen["days_open"],
            first_reminder_day=chosen["first_reminder_day"],
            second_reminder_day=chosen["second_reminder_day"],
            last_reminder_days_before=chosen["last_reminder_days_before"],
        )

    @property
    def launches_by_itself(self) -> bool:
        return bool(self.cleaned_data["launch"] == BY_ITSELF)
