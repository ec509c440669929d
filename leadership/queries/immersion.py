"""An executive's own log: its entries by week, its chart, and what it suggests for an answer.

Whoever calls this hands over the member whose log it is; nothing sums up the logs of several.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Paginator

from assessment.domain.language import short_date, translate
from leadership.access import immersions_of
from leadership.domain.immersion import (
    MOST_ASKED,
    RULE_OF_THUMB,
    ImmersionKind,
    LoggedWeek,
    as_hours,
    as_number,
    week_of,
    weeks_until,
    whole_weeks_before,
)
from leadership.domain.immersion_findings import log_finding, log_sentence, weeks_drawn
from leadership.models import Immersion, Membership
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.paging import NumberedPage

WEEKS_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is listed."""

    pk: UUID
    spent_on: date
    hours: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class WeekOfEntries:
    week: LoggedWeek
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """What the page of a log shows."""

    finding: str
    sentence: str
    chart: ChartBlock
    weeks: NumberedPage[WeekOfEntries]

    @property
    def is_empty(self) -> bool:
        return not self.weeks.found


def log_of(membership: Membership, *, today: date, page: str | int = 1) -> Log:
    """The whole log in one query: a year of it at most is kept."""
    entries = list(immersions_of(membership))
    weeks = weeks_until(today, _by_week(entries))
    return Log(
        finding=log_finding(weeks),
        sentence=log_sentence(weeks) if entries else "",
        chart=chart_of_log(weeks),
        weeks=_listed(entries, page),
    )


def entry_shown(membership: Membership, entry_id: UUID) -> Entry | None:
    """One entry of this log; None for any other id."""
    found = immersions_of(membership).filter(pk=entry_id).first()
    return _entry(found) if found else None


def log_chart(membership: Membership, *, today: date) -> ChartBlock:
    return chart_of_log(weeks_until(today, _by_week(immersions_of(membership))))


def chart_of_log(weeks: Sequence[LoggedWeek]) -> ChartBlock:
    """The weeks until this one, with the rule of thumb as a line across."""
    most = max(weeks, key=lambda week: week.half_hours)
    said = translate("Most in the week from {day}: {hours}. Rule of thumb: {rule} hours a week.")
    nothing = translate("Nothing logged in these weeks. Rule of thumb: {rule} hours a week.")
    return ChartBlock(
        key="immersion",
        title=translate("Hours with customers by week"),
        finding="",
        sentence=(said if most.half_hours else nothing).format(
            day=short_date(most.starts_on),
            hours=as_number(most.half_hours),
            rule=as_number(RULE_OF_THUMB),
        ),
        note=translate("Only you see this."),
        headers=(translate("Week from"), translate("Hours"), translate("Rule of thumb")),
        rows=tuple(
            (short_date(week.starts_on), as_number(week.half_hours), as_number(RULE_OF_THUMB))
            for week in weeks
        ),
        draw=lambda: weeks_drawn(weeks),
    )


def weeks_suggested(membership: Membership, *, now: datetime) -> tuple[LoggedWeek, ...]:
    """The last four whole weeks of the log, last week first; empty where nothing was logged.

    A week holds no more than the question takes.
    """
    today = now.astimezone(membership.organization.zone).date()
    weeks = whole_weeks_before(today, {})
    logged = immersions_of(membership).filter(
        spent_on__gte=weeks[-1].starts_on, spent_on__lte=weeks[0].ends_on
    )
    half_hours = _by_week(logged)
    if not half_hours:
        return ()
    at_most = {monday: min(count, MOST_ASKED) for monday, count in half_hours.items()}
    return whole_weeks_before(today, at_most)


def _listed(entries: Sequence[Immersion], number: str | int) -> NumberedPage[WeekOfEntries]:
    grouped: dict[date, list[Immersion]] = defaultdict(list)
    for entry in entries:
        grouped[week_of(entry.spent_on)].append(entry)
    page = Paginator(sorted(grouped, reverse=True), WEEKS_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=tuple(
            WeekOfEntries(
                LoggedWeek(monday, sum(one.half_hours for one in grouped[monday])),
                tuple(_entry(one) for one in grouped[monday]),
            )
            for monday in page.object_list
        ),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def _entry(one: Immersion) -> Entry:
    kind = ImmersionKind(one.kind).label
    return Entry(one.pk, one.spent_on, as_hours(one.half_hours), kind, one.note)


def _by_week(entries: Iterable[Immersion]) -> dict[date, int]:
    """Half hours by the Monday of their week."""
    half_hours: dict[date, int] = defaultdict(int)
    for entry in entries:
        half_hours[week_of(entry.spent_on)] += entry.half_hours
    return dict(half_hours)
