"""Whom a reminder would reach, what is planned, and what became of earlier ones."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.models import Membership, OutgoingEmail, Reminder, Schedule
from leadership.queries.reminders import (
    ReminderRow,
    counted_to_remind,
    reminder_due,
    reminders_of,
    reminders_planned,
    rounds_that_remind,
)
from leadership.services.programme import change_closing, close_round
from leadership.services.reminders import remind_due, remind_now
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

DAY = timedelta(days=1)
NINE = datetime(2026, 3, 7, 9, tzinfo=UTC)


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Asks an executive and two customers, whose mail has gone out."""
    an_executive(lead.organization)
    for number in range(2):
        a_contact(lead.organization, f"c{number}@customer.example")
    made = launched(a_draft(lead.organization, lead.user), lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    return made


def test_reach_is_counted_by_audience_and_in_one_query(
    round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        counts = counted_to_remind(round_, NOW + DAY)

    assert counts == {Audience.EXECUTIVE: 1, Audience.CUSTOMER: 2}
    assert counted_to_remind(round_, NOW) == {Audience.EXECUTIVE: 0, Audience.CUSTOMER: 0}


def test_plan_follows_the_rhythm_and_the_last_day(lead: Membership, round_: Round) -> None:
    assert reminders_planned(round_, NOW) == (NINE, NINE + 7 * DAY)

    change_closing(round_=round_, closes_at=NOW + 20 * DAY, by=lead.user, now=NOW)

    assert reminders_planned(round_, NINE) == (NINE + 7 * DAY, NINE + 13 * DAY)

    close_round(round_=round_, by=lead.user, now=NOW)
    assert reminders_planned(round_, NINE) == ()


def test_plan_is_that_of_a_schedule_only_while_it_is_on(round_: Round) -> None:
    schedule = Schedule.objects.create(
        organization=round_.organization,
        is_on=True,
        first_reminder_day=3,
        second_reminder_day=None,
        last_reminder_days_before=None,
        changed_at=NOW,
    )
    fresh = Round.objects.get()
    assert reminders_planned(fresh, NOW) == (NINE - 2 * DAY,)

    schedule.is_on = False
    schedule.save()
    assert reminders_planned(Round.objects.get(), NOW) == (NINE, NINE + 7 * DAY)


def test_reminders_are_listed_with_what_became_of_their_mail(
    lead: Membership, round_: Round
) -> None:
    remind_due(now=NINE)
    first, second, third = OutgoingEmail.objects.filter(kind="reminder").order_by("pk")
    OutgoingEmail.objects.filter(pk=first.pk).update(state="sent", sent_at=NINE)
    OutgoingEmail.objects.filter(pk=second.pk).update(state="skipped")
    OutgoingEmail.objects.filter(pk=third.pk).update(state="sent", sent_at=NINE)
    later = NINE + 2 * DAY
    remind_now(round_=round_, audiences=[Audience.CUSTOMER], by=lead.user, now=later)

    rows = reminders_of(round_)

    by_lead, by_itself = Reminder.objects.order_by("-pk")
    assert rows == (
        ReminderRow(by_lead.pk, later, "Leo Lead", (Audience.CUSTOMER,), 2, 2, 0, False, False),
        ReminderRow(
            by_itself.pk, NINE, "", (Audience.EXECUTIVE, Audience.CUSTOMER), 3, 0, 2, False, False
        ),
    )
    assert [row.can_be_taken_back for row in rows] == [True, False]
    assert [row.left_out for row in rows] == [0, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_are_listed_by_three_queries(
    lead: Membership,
    round_: Round,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        OutgoingEmail.objects.update(state="sent", sent_at=NOW)
        now = NOW + (number + 2) * DAY
        remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=now)

    with django_assert_num_queries(3):
        assert len(reminders_of(round_)) == count


def test_clock_looks_with_two_queries(
    round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        due = [(one, reminder_due(one, NINE)) for one in rounds_that_remind(NINE)]

    assert due == [(round_, NINE)]
