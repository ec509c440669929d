"""Reminders of commitments: a week before and on the day, in the morning there, each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from assessment.models import Organization
from leadership.models import (
    Commitment,
    CommitmentReminder,
    MailboxMessage,
    Membership,
    OptOut,
    OutgoingEmail,
)
from leadership.queries.opt_outs import hash_of
from leadership.services.commitment_reminders import remind_of_commitments
from leadership.services.commitments import (
    change_commitment,
    drop_commitment,
    keep_commitment,
    reopen_commitment,
)
from leadership.services.delivery import deliver_due
from leadership.tasks import tick
from tests.database import at_once
from tests.leadership.commitments import a_closed_round, a_commitment
from tests.leadership.conftest import Join

pytestmark = pytest.mark.django_db

A_WEEK_BEFORE = datetime(2026, 3, 24, 9, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 3, 31, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


@pytest.fixture
def commitment(lead: Membership) -> Commitment:
    return a_commitment(lead)


def moments() -> list[str]:
    return list(CommitmentReminder.objects.order_by("pk").values_list("moment", flat=True))


def given_to(commitment: Commitment, owner: Membership, *, by: Membership, now: datetime) -> None:
    change_commitment(
        commitment=commitment,
        what=commitment.what,
        owner=owner,
        due_on=commitment.due_on,
        visible_in=commitment.visible_in,
        by=by,
        now=now,
    )


def minutes(first: datetime, count: int) -> list[datetime]:
    return [first + timedelta(minutes=number) for number in range(count)]


def test_owner_is_reminded_a_week_before_and_on_the_day_and_never_again(
    commitment: Commitment,
) -> None:
    for day in range(20, 35):  # the clock ticks every minute; four times a day are enough here
        for hour in (0, 8, 9, 20):
            remind_of_commitments(
                now=datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)
            )

    assert moments() == ["week", "day"]
    emails = OutgoingEmail.objects.order_by("pk")
    assert [email.due_at for email in emails] == [
        datetime(2026, 3, 24, 8, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    ]
    assert {email.membership for email in emails} == {commitment.owner}


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_morning_is_that_of_the_organization(
    organization: Organization, lead: Membership, zone: str
) -> None:
    organization.time_zone = zone
    organization.save()
    a_commitment(Membership.objects.get(pk=lead.pk))
    eight = datetime(2026, 3, 24, 8, tzinfo=organization.zone)

    assert remind_of_commitments(now=eight - timedelta(minutes=1)) == 0
    assert remind_of_commitments(now=eight) == 1


def test_worker_that_was_away_reminds_late_but_never_after_the_day(
    commitment: Commitment,
) -> None:
    assert remind_of_commitments(now=A_WEEK_BEFORE + timedelta(days=3)) == 1
    assert remind_of_commitments(now=ON_THE_DAY + timedelta(days=1)) == 0
    assert moments() == ["week"]


def test_what_is_fresh_in_mind_is_not_reminded_of(lead: Membership) -> None:
    a_commitment(lead, due_on=date(2026, 2, 6))  # promised four days before
    a_commitment(lead, due_on=date(2026, 2, 2))  # promised on the day

    at = datetime(2026, 2, 2, 12, tzinfo=UTC)
    assert [remind_of_commitments(now=at + timedelta(days=day)) for day in range(6)] == [
        *[0] * 4,
        1,
        0,
    ]
    assert moments() == ["day"]


@pytest.mark.django_db(transaction=True)
def test_reminder_fires_once_whatever_number_of_workers_and_ticks(
    commitment: Commitment,
) -> None:
    written = at_once(4, lambda number: remind_of_commitments(now=A_WEEK_BEFORE))
    for now in minutes(A_WEEK_BEFORE, 3):
        written.append(remind_of_commitments(now=now))

    assert sum(written) == 1
    assert CommitmentReminder.objects.count() == OutgoingEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_their_clocks_send_one_mail(commitment: Commitment) -> None:
    for number, now in enumerate(minutes(A_WEEK_BEFORE, 4)):
        tick(now=now, worker=f"worker-{number % 2}")

    (message,) = MailboxMessage.objects.all()
    assert message.subject == "Due on 31 March 2026: Put the question of pay before the board"
    assert "“Put the question of pay before the board”" in message.text
    assert "How it will be seen: The paper for the board" in message.text
    assert "Sign 7: " in message.text
    assert f"/o/meridian/commitments/{commitment.pk}/" in message.text
    assert "because you are the one who sees to this" in message.text


def test_mail_of_the_day_says_today(commitment: Commitment) -> None:
    remind_of_commitments(now=ON_THE_DAY)
    deliver_due(now=ON_THE_DAY)

    subject = MailboxMessage.objects.get().subject
    assert subject == "Due today: Put the question of pay before the board"


def skipped_because() -> str:
    email = OutgoingEmail.objects.get()
    assert email.state == OutgoingEmail.State.SKIPPED
    assert not MailboxMessage.objects.exists()
    return email.error


def test_nobody_is_reminded_of_what_is_closed(commitment: Commitment, lead: Membership) -> None:
    on = A_WEEK_BEFORE.date()
    drop_commitment(commitment=commitment, on=on, reason="No", by=lead, now=A_WEEK_BEFORE)
    assert remind_of_commitments(now=A_WEEK_BEFORE) == 0
    reopen_commitment(commitment=commitment, by=lead, now=A_WEEK_BEFORE)
    assert remind_of_commitments(now=A_WEEK_BEFORE) == 1

    keep_commitment(commitment=commitment, on=on, reason="Done", by=lead, now=A_WEEK_BEFORE)
    deliver_due(now=A_WEEK_BEFORE)

    assert skipped_because() == "The commitment was closed."


def test_whoever_gave_it_away_is_not_reminded(
    organization: Organization, commitment: Commitment, lead: Membership, join: Join
) -> None:
    remind_of_commitments(now=A_WEEK_BEFORE)
    given_to(commitment, join(organization), by=lead, now=A_WEEK_BEFORE)

    deliver_due(now=A_WEEK_BEFORE)

    assert skipped_because() == "Somebody else sees to it."


@pytest.mark.parametrize(("now", "moment"), [(A_WEEK_BEFORE, "week"), (ON_THE_DAY, "day")])
def test_whoever_takes_it_over_is_reminded_once_and_whoever_gave_it_away_no_more(
    commitment: Commitment, lead: Membership, join: Join, now: datetime, moment: str
) -> None:
    heir = join(commitment.organization)
    assert [remind_of_commitments(now=now) for _ in range(2)] == [1, 0]
    deliver_due(now=now)
    given_to(commitment, heir, by=lead, now=now)

    later = now + timedelta(hours=1)
    assert [remind_of_commitments(now=later) for _ in range(2)] == [1, 0]
    deliver_due(now=later)
    given_to(commitment, lead, by=lead, now=later)
    given_to(commitment, heir, by=lead, now=later)
    assert remind_of_commitments(now=later) == 0

    assert moments() == [moment, moment]
    sent = OutgoingEmail.objects.filter(state=OutgoingEmail.State.SENT).order_by("pk")
    assert [email.membership for email in sent] == [lead, heir]


def test_reminders_written_before_there_were_owners_in_their_keys_are_not_repeated(
    commitment: Commitment,
) -> None:
    remind_of_commitments(now=A_WEEK_BEFORE)
    OutgoingEmail.objects.update(dedupe_key=f"commitment:{commitment.pk}:week:2026-03-31")

    assert remind_of_commitments(now=A_WEEK_BEFORE) == 0


def test_day_that_was_moved_is_reminded_of_anew(commitment: Commitment, lead: Membership) -> None:
    remind_of_commitments(now=A_WEEK_BEFORE)
    change_commitment(
        commitment=commitment,
        what=commitment.what,
        owner=lead,
        due_on=date(2026, 6, 30),
        visible_in=commitment.visible_in,
        by=lead,
        now=A_WEEK_BEFORE,
    )

    deliver_due(now=A_WEEK_BEFORE)

    assert skipped_because() == "The commitment is due on another day."
    assert remind_of_commitments(now=datetime(2026, 6, 23, 9, tzinfo=UTC)) == 1


def test_mail_that_waited_until_the_day_was_over_is_not_sent(commitment: Commitment) -> None:
    remind_of_commitments(now=ON_THE_DAY)

    deliver_due(now=ON_THE_DAY + timedelta(days=1))

    assert skipped_because() == "The day is over."


def test_whoever_asked_not_to_be_written_to_is_not(
    organization: Organization, commitment: Commitment, lead: Membership
) -> None:
    OptOut.objects.create(
        organization=organization,
        address_hash=hash_of(lead.user.email),
        opted_out_on=date(2026, 1, 1),
    )
    remind_of_commitments(now=A_WEEK_BEFORE)

    deliver_due(now=A_WEEK_BEFORE)

    assert OutgoingEmail.objects.get().state == OutgoingEmail.State.SKIPPED


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_whatever_is_open(
    organization: Organization,
    lead: Membership,
    count: int,
    django_assert_num_queries: object,
) -> None:
    a_closed_round(organization)
    for _ in range(count):
        a_commitment(lead)

    with django_assert_num_queries(2):  # type: ignore[operator]
        remind_of_commitments(now=A_WEEK_BEFORE - timedelta(days=1))
