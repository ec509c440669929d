"""Commitments as rows of a file, as the list shows them."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessment.domain.quarters import local_day, quarter_of
from assessment.models import Organization
from leadership.models import Commitment
from leadership.queries.commitments import names_in, rows_of
from leadership.queries.sign_outcomes import outcomes_of


def headings() -> tuple[str, ...]:
    return (
        _("About"),
        _("Question"),
        _("Promised after"),
        _("What is done"),
        _("Who sees to it"),
        _("How it will be seen"),
        _("Promised on"),
        _("Due on"),
        _("First due on"),
        _("Quarter"),
        _("State"),
        _("Closed on"),
        _("Reason"),
        _("What the sign did"),
    )


def commitment_rows(
    commitments: QuerySet[Commitment],
    organization: Organization,
    *,
    named: bool,
    now: datetime,
) -> Iterator[tuple[str, ...]]:
    """The headings, then one row a commitment, by the day it is due.

    `named` as on the dashboard: what a sign did is told as far as it shows there.
    """
    found = list(commitments.select_related("round__organization").order_by("due_on", "pk"))
    outcomes = outcomes_of(found, organization, named=named)
    starts_in = organization.fiscal_year_starts_in
    yield headings()
    today = local_day(now, organization.time_zone)
    for row in rows_of(found, today, names_in(organization.pk)):
        outcome = outcomes.get(row.pk)
        yield (
            row.topic,
            row.question.text if row.question else "",
            row.round_label,
            row.what,
            row.owner,
            row.visible_in,
            row.made_on.isoformat(),
            row.due_on.isoformat(),
            row.first_due_on.isoformat(),
            quarter_of(row.due_on, fiscal_year_starts_in=starts_in).label,
            row.standing.label,
            _day(row.closed_on),
            row.reason,
            outcome.text if outcome else "",
        )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
