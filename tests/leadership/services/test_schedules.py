"""Rounds that open by themselves, and schedules that are changed."""

import logging
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from leadership.domain.openings import RoundsOverlap
from leadership.domain.rhythm import Rhythm
from leadership.domain.roles import Role
from leadership.emails.for_members import AGAIN
from leadership.models import AuditEntry, Invitation, Membership, OutgoingEmail, Schedule, User
from leadership.services.organizations import change_organization
from leadership.services.programme import close_due_rounds, draft_round, launch_round
from leadership.services.schedules import change_schedule, run_schedules
from tests.database import at_once, refusing_rows
from tests.leadership.mailing import a_member
from tests.leadership.scheduling import (
    LONG_AGO,
    OPENING,
    a_schedule,
    an_organization_in,
    labels,
    told,
)

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LEAD = "meridian-lead@example.com"


@pytest.fixture
def organization(db: None) -> Organization:
    return an_organization_in("Europe/Berlin")


def lead_of(organization: Organization) -> User:
    return User.objects.get(email=f"{organization.slug}-lead@example.com")


def a_draft_by_hand(organization: Organization, **changes: object) -> Round:
    settings = {
        "quarter": quarter_of(date(2027, 1, 1)),
        "closes_at": datetime(2027, 2, 1, 12, tzinfo=UTC),
        "promise": Promise.ATTRIBUTED,
        "audiences": [Audience.EXECUTIVE],
        "minimum_group": 7,
        "by": lead_of(organization),
        "now": OPENING - 20 * DAY,
    }
    return draft_round(organization=organization, **settings | changes)  # type: ignore[arg-type]


def local_closing(round_: Round) -> str:
    round_.refresh_from_db()
    return round_.closes_at.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M")


# What the clock does


def test_round_is_drafted_seven_days_ahead_and_nobody_is_asked(organization: Organization) -> None:
    a_schedule(organization)

    assert run_schedules(now=OPENING - 7 * DAY - MINUTE) == 0
    assert run_schedules(now=OPENING - 7 * DAY) == 1
    assert run_schedules(now=OPENING - MINUTE) == 0

    assert labels(organization) == [("Q1 2027", "draft")]
    assert local_closing(Round.objects.get()) == "2027-01-19 23:59"
    assert not Invitation.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.about) == ("the clock", "round drafted", "Q1 2027")


def test_round_opens_by_itself_at_its_moment_and_those_who_run_rounds_are_told(
    organization: Organization,
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - 7 * DAY)

    assert run_schedules(now=OPENING) == 1
    assert run_schedules(now=OPENING + MINUTE) == 0

    round_ = Round.objects.get()
    assert (round_.state, round_.launched_at) == (RoundState.OPEN, OPENING)
    assert local_closing(round_) == "2027-01-19 23:59"
    assert Invitation.objects.count() == 1
    assert told(organization) == [("round-opened", LEAD)]
    launched = AuditEntry.objects.get(act="round launched")
    assert (launched.by, launched.about) == ("the clock", "Q1 2027: 1 people asked")


def test_next_quarter_is_planned_while_this_one_is_open(organization: Organization) -> None:
    a_schedule(organization, days_open=60)
    run_schedules(now=OPENING)

    run_schedules(now=datetime(2027, 3, 29, 9, tzinfo=UTC))

    assert labels(organization) == [("Q1 2027", "open"), ("Q2 2027", "draft")]


def test_round_takes_over_the_settings_of_the_latest(organization: Organization) -> None:
    a_schedule(organization)
    latest = a_draft_by_hand(organization, quarter=quarter_of(date(2026, 10, 1)))
    launch_round(round_=latest, by=lead_of(organization), now=OPENING - 20 * DAY)

    run_schedules(now=OPENING - DAY)

    drafted = Round.objects.get(label="Q1 2027")
    assert drafted.asks == (Audience.EXECUTIVE,)
    assert (drafted.promise, drafted.minimum_group) == (Promise.ATTRIBUTED, 7)


def test_first_round_takes_the_usual_settings(organization: Organization) -> None:
    a_schedule(organization)

    run_schedules(now=OPENING - DAY)

    drafted = Round.objects.get()
    assert drafted.asks == (Audience.EXECUTIVE,)
    assert (drafted.promise, drafted.minimum_group) == (Promise.ATTRIBUTED, 5)


def test_schedule_that_is_off_does_nothing(organization: Organization) -> None:
    a_schedule(organization, is_on=False)

    assert run_schedules(now=OPENING + DAY) == 0

    assert labels(organization) == []


def test_yes_is_asked_for_at_the_opening_and_once_more_after_three_days(
    organization: Organization,
) -> None:
    a_schedule(organization, launches_by_itself=False)
    owner = a_member(organization, "owner@example.com", Role.OWNER)
    a_member(organization, "viewer@example.com", Role.VIEWER)

    counts = []
    for day in range(10):
        run_schedules(now=OPENING + day * DAY)
        run_schedules(now=OPENING + day * DAY + MINUTE)
        counts.append(len(told(organization)))

    assert counts == [2, 2, 2, 4, 4, 4, 4, 4, 4, 4]
    assert (
        sorted(told(organization))
        == [("round-waits", LEAD)] * 2 + [("round-waits", owner.user.email)] * 2
    )
    assert labels(organization) == [("Q1 2027", "draft")]
    assert not Invitation.objects.exists()


def test_yes_that_was_given_is_not_asked_for_again(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)
    launch_round(round_=Round.objects.get(), by=lead_of(organization), now=OPENING + DAY)

    assert run_schedules(now=OPENING + 4 * DAY) == 0

    assert len(told(organization)) == 1


def test_draft_made_by_hand_is_launched_with_its_own_settings(organization: Organization) -> None:
    a_schedule(organization)
    by_hand = a_draft_by_hand(organization)

    run_schedules(now=OPENING - 7 * DAY)
    run_schedules(now=OPENING)

    by_hand.refresh_from_db()
    assert Round.objects.count() == 1
    assert (by_hand.state, by_hand.minimum_group) == (RoundState.OPEN, 7)
    assert by_hand.closes_at == datetime(2027, 2, 1, 12, tzinfo=UTC)


def test_nothing_happens_to_a_quarter_whose_round_was_launched_by_hand(
    organization: Organization,
) -> None:
    a_schedule(organization)
    by_hand = a_draft_by_hand(organization)
    launch_round(round_=by_hand, by=lead_of(organization), now=OPENING - 3 * DAY)

    assert run_schedules(now=OPENING) == 0

    assert told(organization) == []


def test_round_that_nobody_could_answer_is_left_to_people_who_are_told_once(
    organization: Organization,
) -> None:
    a_schedule(organization)
    Membership.objects.update(on_executive_team=False)

    for minutes in range(3):
        run_schedules(now=OPENING + minutes * MINUTE)
    Membership.objects.filter(role=Role.EXECUTIVE).update(on_executive_team=True)
    run_schedules(now=OPENING + DAY)

    assert labels(organization) == [("Q1 2027", "draft")]
    assert told(organization) == [("round-stuck", LEAD)]


def test_draft_that_closes_before_its_opening_is_left_to_people(organization: Organization) -> None:
    a_schedule(organization)
    a_draft_by_hand(organization, closes_at=OPENING - MINUTE)

    run_schedules(now=OPENING)

    assert labels(organization) == [("Q1 2027", "draft")]
    assert told(organization) == [("round-stuck", LEAD)]


def moved_to(organization: Organization, day: int, now: datetime, *, by_itself: bool) -> None:
    """The lead lets the rounds open on another day of the month."""
    change_schedule(
        organization=organization,
        rhythm=Rhythm(opening_day=day),
        is_on=True,
        launches_by_itself=by_itself,
        by=lead_of(organization),
        now=now,
    )


def test_round_that_could_not_open_opens_at_the_next_opening_that_somebody_sets(
    organization: Organization,
) -> None:
    a_schedule(organization)
    executives = Membership.objects.filter(role=Role.EXECUTIVE)
    executives.update(on_executive_team=False)
    run_schedules(now=OPENING)
    moved_to(organization, 12, OPENING + DAY, by_itself=True)
    for minutes in range(2):
        run_schedules(now=OPENING + 7 * DAY + minutes * MINUTE)
    executives.update(on_executive_team=True)
    moved_to(organization, 19, OPENING + 8 * DAY, by_itself=True)

    run_schedules(now=OPENING + 14 * DAY)

    assert labels(organization) == [("Q1 2027", "open")]
    assert told(organization) == [("round-stuck", LEAD)] * 2 + [("round-opened", LEAD)]


def test_yes_is_asked_for_anew_at_an_opening_that_was_moved(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)
    moved_to(organization, 12, OPENING + DAY, by_itself=False)

    counts = []
    for day in range(3, 14):
        run_schedules(now=OPENING + day * DAY)
        counts.append(len(told(organization)))

    assert counts == [1] * 4 + [2] * 3 + [3] * 4
    again = [key.endswith(AGAIN) for key in keys_of(Round.objects.get())]
    assert again == [False, False, True]


def keys_of(round_: Round) -> list[str]:
    mails = OutgoingEmail.objects.filter(round=round_).order_by("pk")
    return list(mails.values_list("dedupe_key", flat=True))


# When the worker was away


def test_worker_that_was_down_opens_late_and_leaves_the_days_it_should(
    organization: Organization,
) -> None:
    a_schedule(organization)

    run_schedules(now=OPENING + 6 * DAY)

    assert labels(organization) == [("Q1 2027", "open")]
    assert local_closing(Round.objects.get()) == "2027-01-25 23:59"


def test_round_drafted_in_time_and_opened_late_closes_later_too(organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - DAY)

    run_schedules(now=OPENING + 6 * DAY)

    assert labels(organization) == [("Q1 2027", "open")]
    assert local_closing(Round.objects.get()) == "2027-01-25 23:59"


def test_yes_asked_for_late_leaves_the_days_too(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING - DAY)

    run_schedules(now=OPENING + 6 * DAY)
    run_schedules(now=OPENING + 9 * DAY)

    assert local_closing(Round.objects.get()) == "2027-01-25 23:59"
    assert len(told(organization)) == 2


def test_closing_that_somebody_chose_does_not_move(organization: Organization) -> None:
    a_schedule(organization)
    by_hand = a_draft_by_hand(organization)

    run_schedules(now=OPENING + 6 * DAY)

    by_hand.refresh_from_db()
    assert by_hand.closes_at == datetime(2027, 2, 1, 12, tzinfo=UTC)


def test_quarter_that_was_missed_altogether_stays_without_a_round(
    organization: Organization,
) -> None:
    a_schedule(organization)

    run_schedules(now=datetime(2027, 4, 1, 0, tzinfo=BERLIN))

    assert labels(organization) == [("Q2 2027", "draft")]


def test_one_organization_that_fails_does_not_stop_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, sound = an_organization_in(slug="broken"), an_organization_in(slug="sound")
    a_schedule(broken, months=[])
    a_schedule(sound)

    with caplog.at_level(logging.ERROR):
        run_schedules(now=OPENING)

    assert labels(sound) == [("Q1 2027", "open")]
    assert [record.getMessage() for record in caplog.records] == [
        "The schedule of broken could not be run"
    ]


def test_mail_that_cannot_be_written_leaves_the_round_a_draft(
    organization: Organization, caplog: pytest.LogCaptureFixture
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - DAY)

    with refusing_rows("leadership_outgoingemail", "disk full"):
        run_schedules(now=OPENING)
    stayed = labels(organization)
    run_schedules(now=OPENING + MINUTE)

    assert stayed == [("Q1 2027", "draft")]
    assert labels(organization) == [("Q1 2027", "open")]
    assert told(organization) == [("round-opened", LEAD)]
    assert "could not be run" in caplog.text


def test_looking_costs_two_queries_for_all(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        organization = an_organization_in(slug=f"acme-{number}")
        a_schedule(organization)
    run_schedules(now=OPENING)

    with django_assert_num_queries(2):
        run_schedules(now=OPENING + MINUTE)


# Changing it


def change(organization: Organization, now: datetime, **changes: object) -> Schedule:
    how = {"rhythm": Rhythm(), "is_on": True, "launches_by_itself": True} | changes
    by = lead_of(organization)
    return change_schedule(organization=organization, by=by, now=now, **how)  # type: ignore[arg-type]


def test_schedule_is_kept_and_noted(organization: Organization) -> None:
    rhythm = Rhythm(months=(1, 2, 1, 2), opening_day=3, opening_hour=7, first_reminder_day=None)

    change(organization, OPENING, rhythm=rhythm)

    schedule = Schedule.objects.get()
    assert schedule.rhythm == rhythm
    assert (schedule.is_on, schedule.launches_by_itself) == (True, True)
    assert schedule.changed_at == OPENING
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act) == (LEAD, "schedule changed")
    assert entry.about == (
        "on, launches by itself; month 1, 2, 1, 2 of the quarters, day 3 at 7:00, open 14 days"
    )


def test_month_that_is_the_same_in_every_quarter_is_noted_once(organization: Organization) -> None:
    change(organization, OPENING, rhythm=Rhythm(months=(2, 2, 2, 2)))

    assert "; month 2 of the quarters, " in AuditEntry.objects.get().about


def test_saving_it_unchanged_is_no_change(organization: Organization) -> None:
    change(organization, OPENING - DAY)

    change(organization, OPENING + DAY)

    assert Schedule.objects.get().changed_at == OPENING - DAY
    assert AuditEntry.objects.count() == 1


def test_rounds_that_would_overlap_are_refused(organization: Organization) -> None:
    with pytest.raises(RoundsOverlap):
        change(organization, OPENING, rhythm=Rhythm(months=(3, 1, 1, 1), days_open=40))

    assert not Schedule.objects.exists()


def test_saving_after_the_opening_never_opens_a_round_at_once(organization: Organization) -> None:
    change(organization, OPENING + MINUTE)

    run_schedules(now=OPENING + 2 * MINUTE)
    run_schedules(now=OPENING + DAY)
    assert labels(organization) == []
    run_schedules(now=datetime(2027, 4, 5, 9, tzinfo=BERLIN))

    assert labels(organization) == [("Q2 2027", "open")]


def test_schedule_switched_off_and_on_does_not_make_up_for_what_was_missed(
    organization: Organization,
) -> None:
    change(organization, OPENING - 10 * DAY)
    change(organization, OPENING - 9 * DAY, is_on=False)
    change(organization, OPENING + DAY)

    run_schedules(now=OPENING + 2 * DAY)

    assert labels(organization) == []


def test_draft_that_closes_as_planned_follows_the_plan(organization: Organization) -> None:
    change(organization, OPENING - 10 * DAY)
    run_schedules(now=OPENING - 5 * DAY)

    change(organization, OPENING - 4 * DAY, rhythm=Rhythm(opening_day=25, days_open=10))
    run_schedules(now=OPENING + 20 * DAY)

    assert labels(organization) == [("Q1 2027", "open")]
    assert local_closing(Round.objects.get()) == "2027-02-04 23:59"


def test_draft_whose_closing_somebody_chose_keeps_it(organization: Organization) -> None:
    change(organization, OPENING - 30 * DAY)
    by_hand = a_draft_by_hand(organization)

    change(organization, OPENING - 4 * DAY, rhythm=Rhythm(opening_day=25, days_open=10))

    by_hand.refresh_from_db()
    assert by_hand.closes_at == datetime(2027, 2, 1, 12, tzinfo=UTC)


# Another calendar


def settle_in(organization: Organization, now: datetime, **changes: object) -> None:
    calendar = {
        "name": organization.name,
        "time_zone": organization.time_zone,
        "fiscal_year_starts_in": organization.fiscal_year_starts_in,
        "strategy": "",
    } | changes
    by = lead_of(organization)
    change_organization(organization=organization, by=by, now=now, **calendar)  # type: ignore[arg-type]


def test_quarter_that_an_earlier_round_reaches_into_counts_as_taken(
    organization: Organization,
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING)
    settle_in(organization, OPENING + DAY, fiscal_year_starts_in=2)

    # Q1 FY2028 begins in February; the round of January to March reaches into it.
    for days in range(130):
        run_schedules(now=OPENING + days * DAY)

    assert labels(organization) == [("Q1 2027", "open"), ("Q2 FY2028", "open")]
    assert Round.objects.get(label="Q2 FY2028").quarter_starts_on == date(2027, 5, 1)


def test_changing_the_fiscal_year_never_opens_a_round_at_once(organization: Organization) -> None:
    a_schedule(organization, opening_day=25)
    now = datetime(2027, 1, 20, 12, tzinfo=BERLIN)

    # With a fiscal year from December the opening would have been on 25 December.
    settle_in(organization, now, fiscal_year_starts_in=12)
    run_schedules(now=now + MINUTE)
    run_schedules(now=now + 10 * DAY)

    assert labels(organization) == []


def test_changing_the_time_zone_never_opens_a_round_at_once(organization: Organization) -> None:
    a_schedule(organization)

    settle_in(organization, OPENING - 2 * timedelta(hours=1), time_zone="Asia/Tokyo")
    run_schedules(now=OPENING)

    assert labels(organization) == []


def test_changing_the_name_leaves_the_schedule_as_it_is(organization: Organization) -> None:
    schedule = a_schedule(organization)

    settle_in(organization, OPENING + MINUTE, name="Meridian Cargo")

    schedule.refresh_from_db()
    assert schedule.changed_at < OPENING


# Two years by the clock

NASTY = (
    *("Pacific/Apia", "Pacific/Kiritimati", "America/Santiago", "Africa/Cairo", "Asia/Beirut"),
    *("Europe/Lisbon", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu"),
    *("Pacific/Chatham", "America/Scoresbysund", "UTC"),
)


def test_two_years_of_daily_ticks_open_one_round_a_quarter_in_every_zone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    starts, days = datetime(2026, 1, 1, 3, 17, tzinfo=UTC), 730
    organizations = []
    for number, zone in enumerate(NASTY):
        organization = an_organization_in(zone, f"acme-{number}", starts_in=number + 1)
        months = [1 + (number + quarter) % 3 for quarter in range(4)]
        day, hour = 1 + number * 5 % 27, number * 7 % 24
        a_schedule(
            organization,
            months=months,
            opening_day=day,
            opening_hour=hour,
            days_open=20,
            changed_at=LONG_AGO,
        )
        organizations.append(organization)

    with caplog.at_level(logging.WARNING):
        for tick in range(days):
            now = starts + tick * DAY
            run_schedules(now=now)
            close_due_rounds(now=now)

    assert caplog.records == []
    for organization in organizations:
        rounds = list(
            Round.objects.filter(organization=organization, launched_at__isnull=False).order_by(
                "quarter_starts_on"
            )
        )
        quarter = quarter_of(
            rounds[0].quarter_starts_on,
            fiscal_year_starts_in=organization.fiscal_year_starts_in,
        )
        assert len(rounds) in {7, 8, 9}, organization.time_zone
        for round_ in rounds:
            assert round_.launched_at
            opened = round_.launched_at.astimezone(organization.zone)
            schedule = organization.schedule
            assert (round_.label, round_.quarter_starts_on) == (quarter.label, quarter.starts_on)
            assert quarter.starts_on <= opened.date() <= quarter.ends_on
            assert opened.day - schedule.opening_day in {0, 1}, organization.time_zone
            quarter = quarter.next()
        for earlier, later in pairwise(rounds):
            assert later.launched_at
            assert earlier.closes_at < later.launched_at


# Two workers at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("by_itself", "state", "kind"),
    [(True, "open", "round-opened"), (False, "draft", "round-waits")],
)
def test_four_workers_at_once_make_one_round_and_one_mail_to_each(
    *, by_itself: bool, state: str, kind: str
) -> None:
    organization = an_organization_in()
    a_member(organization, "owner@example.com", Role.OWNER)
    a_schedule(organization, launches_by_itself=by_itself)

    for moment in (OPENING - 7 * DAY, OPENING, OPENING + MINUTE):
        at_once(4, lambda _, now=moment: run_schedules(now=now))  # type: ignore[misc]

    assert labels(organization) == [("Q1 2027", state)]
    assert told(organization) == [(kind, LEAD), (kind, "owner@example.com")]
    assert Invitation.objects.count() == int(by_itself)
    assert AuditEntry.objects.filter(act="round drafted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_after_days_without_any(caplog: pytest.LogCaptureFixture) -> None:
    organization = an_organization_in()
    a_schedule(organization)

    with caplog.at_level(logging.WARNING):
        at_once(4, lambda _: run_schedules(now=OPENING + 3 * DAY))
        run_schedules(now=OPENING + 3 * DAY + MINUTE)

    assert labels(organization) == [("Q1 2027", "open")]
    assert told(organization) == [("round-opened", LEAD)]
    assert OutgoingEmail.objects.filter(kind="invitation").count() == 1
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.django_db(transaction=True)
def test_stuck_round_is_told_once_by_workers_at_once() -> None:
    organization = an_organization_in()
    Membership.objects.update(on_executive_team=False)
    a_schedule(organization)

    at_once(3, lambda _: run_schedules(now=OPENING))
    at_once(3, lambda _: run_schedules(now=OPENING + MINUTE))

    assert labels(organization) == [("Q1 2027", "draft")]
    assert told(organization) == [("round-stuck", LEAD)]
