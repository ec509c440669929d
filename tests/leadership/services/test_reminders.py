"""Reminding those who have not answered, by the clock and by hand."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from assessment.services.rounds import RoundNotOpen
from leadership.domain.addresses import address_hash
from leadership.domain.rhythm import Rhythm
from leadership.models import (
    AuditEntry,
    Bounce,
    Invitation,
    Membership,
    OptOut,
    OutgoingEmail,
    Reminder,
    Schedule,
)
from leadership.services import reminders
from leadership.services.programme import change_closing, close_round
from leadership.services.reminders import (
    NobodyToRemind,
    NothingToTakeBack,
    queue_next,
    remind_due,
    remind_in_background,
    remind_now,
    withdraw_reminder,
)
from leadership.services.schedules import change_schedule
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

DAY = timedelta(days=1)
NINE = datetime(2026, 3, 7, 9, tzinfo=UTC)  # five days after the launch


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Open for two weeks, asks an executive and three customers, whose mail has gone out."""
    an_executive(lead.organization)
    for number in range(3):
        a_contact(lead.organization, f"c{number}@customer.example")
    made = launched(a_draft(lead.organization, lead.user), lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    return made


@pytest.fixture
def in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "_CHUNK", 2)


def reminded() -> list[str]:
    mails = OutgoingEmail.objects.filter(kind="reminder", state="queued")
    return sorted(mail.address for mail in mails)


def acts() -> list[tuple[str, str, str]]:
    entries = AuditEntry.objects.filter(act__startswith="reminder").order_by("pk")
    return list(entries.values_list("act", "by", "about"))


def test_clock_reminds_everybody_who_has_not_answered(round_: Round) -> None:
    Invitation.objects.filter(contact__email="c0@customer.example").update(submitted_on=NOW.date())
    Invitation.objects.filter(contact__email="c1@customer.example").update(revoked_on=NOW.date())

    begun = remind_due(now=NINE)

    assert begun == 1
    assert reminded() == ["c2@customer.example", "cleo@acme.example"]
    reminder = Reminder.objects.get()
    assert (reminder.slot, reminder.by, reminder.queued) == ("2026-03-07", "the clock", 2)
    assert reminder.finished_at == NINE
    assert acts() == [
        ("reminder sent", "the clock", "Q1 2026: executives, customers; mail to 2"),
    ]


def test_clock_reminds_once_a_day_of_the_rhythm(round_: Round) -> None:
    begun = [remind_due(now=NINE + timedelta(hours=hour)) for hour in range(-1, 23)]

    assert begun == [0, 1] + [0] * 22
    assert len(reminded()) == 4


def test_reminders_of_two_days_running_are_one_that_reaches_everybody(
    lead: Membership, round_: Round
) -> None:
    closes_at = round_.closes_at + DAY  # day 15, so that the last reminder falls on day 13
    change_closing(round_=round_, closes_at=closes_at, by=lead.user, now=NOW)
    reached = []
    for day in range(15):
        now = NINE + (day - 5) * DAY
        remind_due(now=now)
        a_minute_later = now + timedelta(minutes=1)
        mails = OutgoingEmail.objects.filter(state="queued", due_at__lte=now)
        reached.append(mails.update(state="sent", sent_at=a_minute_later))

    assert {day: mails for day, mails in enumerate(reached) if mails} == {5: 4, 13: 4}
    assert Reminder.objects.count() == 2


def test_clock_that_stood_still_sends_only_the_last_reminder_and_no_old_one(
    round_: Round,
) -> None:
    late = [remind_due(now=NINE + DAY), remind_due(now=NINE + 7 * DAY + timedelta(hours=3))]

    assert late == [0, 1]
    assert Reminder.objects.get().slot == "2026-03-14"


def test_clock_follows_the_schedule_that_is_on(round_: Round) -> None:
    schedule = Schedule.objects.create(
        organization=round_.organization,
        is_on=True,
        opening_hour=15,
        first_reminder_day=3,
        second_reminder_day=None,
        last_reminder_days_before=None,
        changed_at=NOW,
    )
    assert remind_due(now=NINE) == 0
    assert remind_due(now=datetime(2026, 3, 5, 15, tzinfo=UTC)) == 1

    schedule.is_on = False
    schedule.save()

    assert remind_due(now=NINE) == 1


def test_saving_a_schedule_sends_no_reminder_whose_hour_has_passed(
    lead: Membership, round_: Round
) -> None:
    later = NINE + timedelta(hours=6)
    rhythm = Rhythm(first_reminder_day=6, second_reminder_day=None)
    organization = round_.organization
    change_schedule(
        organization=organization,
        rhythm=rhythm,
        is_on=True,
        launches_by_itself=False,
        by=lead.user,
        now=NOW,
    )

    change_schedule(
        organization=organization,
        rhythm=replace(rhythm, first_reminder_day=5),
        is_on=True,
        launches_by_itself=False,
        by=lead.user,
        now=later,
    )

    assert [remind_due(now=later), remind_due(now=NINE + DAY)] == [0, 0]
    assert remind_due(now=NINE + 7 * DAY) == 1  # two days before the last


def test_round_that_fails_does_not_keep_the_others_from_being_reminded_of(
    lead: Membership,
    other_organization: Organization,
    round_: Round,
    caplog: pytest.LogCaptureFixture,
) -> None:
    an_executive(other_organization, "otto@other.example")
    broken = launched(a_draft(other_organization, lead.user), lead.user)
    Organization.objects.filter(pk=other_organization.pk).update(time_zone="Mars/Olympus")

    with caplog.at_level(logging.ERROR):
        assert remind_due(now=NINE) == 1

    assert Reminder.objects.get().round == round_
    assert [record.getMessage() for record in caplog.records] == [
        f"Round {broken.pk} could not be reminded of"
    ]


@pytest.mark.parametrize("closing", ["by hand", "by time"])
def test_clock_reminds_of_no_closed_round(lead: Membership, round_: Round, closing: str) -> None:
    if closing == "by hand":
        close_round(round_=round_, by=lead.user, now=NOW)
    else:
        Round.objects.update(closes_at=NINE)

    assert remind_due(now=NINE) == 0
    assert not Reminder.objects.exists()


def test_nobody_is_reminded_within_a_day_of_another_mail(round_: Round) -> None:
    mails = OutgoingEmail.objects.order_by("invitation__contact__email")
    for mail, hours in zip(
        mails.filter(invitation__contact__isnull=False), (23, 24, 25), strict=True
    ):
        mail.sent_at = NINE - timedelta(hours=hours)
        mail.save()
    OutgoingEmail.objects.filter(invitation__membership__isnull=False).update(
        state="queued", sent_at=None
    )

    remind_due(now=NINE)

    fresh = OutgoingEmail.objects.filter(kind="reminder")
    assert sorted(mail.address for mail in fresh) == ["c1@customer.example", "c2@customer.example"]


def test_addresses_that_bounced_or_opted_out_and_former_executives_are_left_out(
    round_: Round,
) -> None:
    organization = round_.organization
    Bounce.objects.create(
        organization=organization, email="c0@customer.example", bounced_on=NOW, words="550"
    )
    OptOut.objects.create(
        organization=organization,
        address_hash=address_hash(settings.LINK_KEY, "c1@customer.example"),
        opted_out_on=NOW.date(),
    )
    Membership.objects.filter(user__email="cleo@acme.example").update(on_executive_team=False)

    remind_due(now=NINE)

    assert reminded() == ["c2@customer.example"]


def test_lead_reminds_chosen_audiences_in_a_minute(lead: Membership, round_: Round) -> None:
    now = NOW + 2 * DAY

    reminder = remind_now(round_=round_, audiences=[Audience.EXECUTIVE], by=lead.user, now=now)

    mail = OutgoingEmail.objects.get(kind="reminder")
    assert mail.address == "cleo@acme.example"
    assert mail.due_at == now + timedelta(minutes=1)
    assert mail.dedupe_key == f"reminder:{reminder.pk}:{mail.invitation_id}"
    assert reminder.audiences == ["executive"]
    assert acts() == [
        ("reminder sent", "lead@example.com", "Q1 2026: executives; mail to 1"),
    ]


def test_second_press_of_the_button_reminds_nobody(lead: Membership, round_: Round) -> None:
    now = NOW + 2 * DAY
    remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=now)

    with pytest.raises(NobodyToRemind, match="nobody to remind"):
        remind_now(
            round_=round_, audiences=round_.asks, by=lead.user, now=now + timedelta(seconds=1)
        )

    assert Reminder.objects.count() == 1
    assert len(reminded()) == 4
    assert len(acts()) == 1


def test_closed_round_is_not_reminded(lead: Membership, round_: Round) -> None:
    close_round(round_=round_, by=lead.user, now=NOW + DAY)

    with pytest.raises(RoundNotOpen):
        remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=NOW + 2 * DAY)


def test_many_people_are_reminded_by_a_worker_in_pieces(
    lead: Membership, round_: Round, in_pairs: None
) -> None:
    remind_due(now=NINE)
    reminder = Reminder.objects.get()
    assert (reminder.queued, reminder.finished_at) == (2, None)
    assert acts()[0][2].endswith("; mail to up to 4")
    task = DBTaskResult.objects.filter(task_path__endswith="remind_in_background").get()
    assert task.args_kwargs["args"] == [reminder.pk]

    remind_in_background.call(reminder.pk)
    remind_in_background.call(reminder.pk)

    reminder.refresh_from_db()
    assert reminder.queued == 4
    assert reminder.finished_at is not None
    assert len(reminded()) == 4


def test_crash_between_two_pieces_neither_loses_nor_repeats_a_mail(
    round_: Round, in_pairs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind_due(now=NINE)
    reminder = Reminder.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(Reminder, "save", _crash)
        with pytest.raises(MemoryError):
            queue_next(reminder_id=reminder.pk, now=NINE)
    assert len(reminded()) == 2

    remind_in_background.call(reminder.pk)

    assert len(reminded()) == 4


def test_round_that_closes_meanwhile_reminds_nobody_more(
    lead: Membership, round_: Round, in_pairs: None
) -> None:
    remind_due(now=NINE)
    close_round(round_=round_, by=lead.user, now=NINE)

    remind_in_background.call(Reminder.objects.get().pk)

    assert Reminder.objects.get().finished_at is not None
    assert len(reminded()) == 2


def test_reminder_is_taken_back_as_far_as_it_waits(lead: Membership, round_: Round) -> None:
    now = NOW + 2 * DAY
    reminder = remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=now)
    sent, leased, *_ = OutgoingEmail.objects.filter(reminder=reminder).order_by("pk")
    OutgoingEmail.objects.filter(pk=sent.pk).update(state="sent", sent_at=now)
    OutgoingEmail.objects.filter(pk=leased.pk).update(leased_until=now + timedelta(minutes=5))

    gone = withdraw_reminder(reminder=reminder, by=lead.user, now=now + timedelta(seconds=70))

    assert gone == 2
    skipped = OutgoingEmail.objects.filter(reminder=reminder, state="skipped")
    assert list(skipped.values_list("error", flat=True)) == ["The reminder was taken back."] * 2
    assert acts()[-1] == (
        "reminder taken back",
        "lead@example.com",
        "Q1 2026: 2 mails, after 2 had gone out",
    )
    with pytest.raises(NothingToTakeBack, match="taken back already"):
        withdraw_reminder(reminder=reminder, by=lead.user, now=now)


def test_reminder_that_has_gone_out_cannot_be_taken_back(lead: Membership, round_: Round) -> None:
    remind_due(now=NINE)
    OutgoingEmail.objects.update(state="sent", sent_at=NINE)

    with pytest.raises(NothingToTakeBack, match="gone out already"):
        withdraw_reminder(reminder=Reminder.objects.get(), by=lead.user, now=NINE)

    assert Reminder.objects.get().withdrawn_at is None


def test_reminder_that_was_taken_back_queues_nothing_more(
    lead: Membership, round_: Round, in_pairs: None
) -> None:
    remind_due(now=NINE)
    reminder = Reminder.objects.get()

    withdraw_reminder(reminder=reminder, by=lead.user, now=NINE)
    remind_in_background.call(reminder.pk)

    assert reminded() == []
    assert remind_due(now=NINE + timedelta(hours=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_several_workers_and_leads_remind_everybody_once(lead: Membership, round_: Round) -> None:
    def by_lead() -> None:
        remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=NINE)

    outcomes = _at_once([lambda: remind_due(now=NINE)] * 3 + [by_lead])

    assert outcomes.count(1) == 1
    addresses = reminded()
    assert len(addresses) == len(set(addresses)) == 4


def _at_once(acts: list[Callable[[], object]]) -> list[object]:
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        except NobodyToRemind:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def _crash(*_: object, **__: object) -> None:
    raise MemoryError
