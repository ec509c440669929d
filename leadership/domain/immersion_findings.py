"""What an executive's own log says, in sentences, and its weeks as Chart.js."""

from collections.abc import Sequence
from fractions import Fraction

from assessment.domain.figures import one_decimal
from assessment.domain.language import short_date, translate, translate_plural
from leadership.domain import chart_shapes
from leadership.domain.chart_shapes import Chart
from leadership.domain.immersion import (
    RULE_OF_THUMB,
    WEEKS_ASKED,
    LoggedWeek,
    as_hours,
    as_number,
)

_STEP = 2  # hours between two marks of the axis


def log_finding(weeks: Sequence[LoggedWeek]) -> str:
    """The heading; `weeks` end with this one."""
    *earlier, this = weeks
    if this.half_hours:
        return translate_plural(
            "{hours} hour with customers this week",
            "{hours} hours with customers this week",
            _spoken(this.half_hours),
        ).format(hours=as_hours(this.half_hours))
    if any(week.half_hours for week in earlier):
        return translate("No time with customers logged this week")
    return translate("Your log of time with customers is empty")


def log_sentence(weeks: Sequence[LoggedWeek]) -> str:
    """The last four weeks that are over, against the rule of thumb; `weeks` end with this one."""
    over = weeks[-WEEKS_ASKED - 1 : -1]
    total = sum(week.half_hours for week in over)
    mean = Fraction(total, 2 * len(over))
    said = translate_plural(
        "In the four weeks before this one you logged {hours} hour, {mean} a week.",
        "In the four weeks before this one you logged {hours} hours, {mean} a week.",
        _spoken(total),
    ).format(hours=as_hours(total), mean=one_decimal(mean))
    reached = sum(week.half_hours >= RULE_OF_THUMB for week in over)
    compared = translate_plural(
        "{count} of them reached two hours, the source’s rule of thumb.",
        "{count} of them reached two hours, the source’s rule of thumb.",
        reached,
    ).format(count=reached)
    return f"{said} {compared}"


def weeks_drawn(weeks: Sequence[LoggedWeek]) -> Chart:
    """Hours a week, and the rule of thumb as a line across."""
    most = max([RULE_OF_THUMB, *(week.half_hours for week in weeks)])
    top = (most // 2 // _STEP + 1) * _STEP
    return chart_shapes.lines(
        [short_date(week.starts_on) for week in weeks],
        [
            _line(translate("Your hours"), "spent", [week.half_hours for week in weeks]),
            _line(translate("Rule of thumb"), "rule", [RULE_OF_THUMB for _ in weeks]),
        ],
        top=top,
        step=max(_STEP, top // 8 * _STEP),
    )


def _line(label: str, role: str, half_hours: Sequence[int]) -> Chart:
    return {
        "label": label,
        "role": role,
        "data": [number / 2 for number in half_hours],
        "texts": [as_number(number) for number in half_hours],
    }


def _spoken(half_hours: int) -> int:
    """The number that decides about the plural: ½ and 1 are an hour, 1½ are hours."""
    return -(-half_hours // 2)
