"""An executive's log: entered once, within a year and a day's hours, forgotten in time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from assessment.models import Organization
from leadership.domain.immersion import ImmersionKind
from leadership.models import AuditEntry, Immersion, Membership
from leadership.services.immersion import (
    DayNotLogged,
    DayTooLong,
    change_immersion,
    delete_immersion,
    forget_old_immersions,
    log_immersion,
)
from tests.leadership.conftest import NOW, Join
from tests.leadership.tone import an_entry

TODAY = NOW.date()


@pytest.fixture
def executive(organization: Organization, join: Join) -> Membership:
    return join(organization, on_executive_team=True)


def test_entry_sent_twice_is_one(executive: Membership) -> None:
    same = uuid4()
    for half_hours in (2, 5):
        log_immersion(
            membership=executive,
            entry_id=same,
            spent_on=TODAY,
            half_hours=half_hours,
            kind=ImmersionKind.SHIFT,
            now=NOW,
        )

    entry = Immersion.objects.get()
    assert (entry.pk, entry.half_hours, entry.kind) == (same, 2, "shift")
    assert not AuditEntry.objects.exists()


def test_id_of_somebody_else_touches_nothing_of_theirs(
    executive: Membership, organization: Organization, join: Join
) -> None:
    theirs = an_entry(join(organization, email="b@example.com", on_executive_team=True))

    made = log_immersion(
        membership=executive,
        entry_id=theirs.pk,
        spent_on=TODAY,
        half_hours=9,
        kind=ImmersionKind.CALL,
        now=NOW,
    )

    theirs.refresh_from_db()
    assert made.pk != theirs.pk
    assert (theirs.half_hours, theirs.membership_id) == (3, theirs.membership.pk)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=366)])
def test_day_is_of_the_last_year(executive: Membership, day: date) -> None:
    with pytest.raises(DayNotLogged):
        an_entry(executive, day)

    assert not Immersion.objects.exists()


def test_today_is_that_of_the_organization(executive: Membership) -> None:
    executive.organization.time_zone = "Pacific/Auckland"
    late = NOW.replace(hour=23)

    assert an_entry(executive, TODAY + timedelta(days=1), now=late).spent_on > TODAY


def test_day_has_24_hours(executive: Membership) -> None:
    first, _ = an_entry(executive, half_hours=24), an_entry(executive, half_hours=20)

    with pytest.raises(DayTooLong):
        an_entry(executive, half_hours=5)
    change_immersion(
        entry=first,
        spent_on=TODAY,
        half_hours=23,
        kind=ImmersionKind.CALL,
        note="Shorter",
        now=NOW,
    )

    assert an_entry(executive, half_hours=5).half_hours == 5


def test_entry_is_changed_and_deleted(executive: Membership) -> None:
    entry = an_entry(executive)

    change_immersion(
        entry=entry,
        spent_on=TODAY - timedelta(days=2),
        half_hours=1,
        kind=ImmersionKind.COUNCIL,
        note="Rotterdam",
        now=NOW,
    )
    entry.refresh_from_db()
    assert (entry.half_hours, entry.kind, entry.note) == (1, "council", "Rotterdam")

    delete_immersion(entry=entry)
    delete_immersion(entry=entry)
    assert not Immersion.objects.exists()


def test_old_entries_are_forgotten(executive: Membership) -> None:
    kept = an_entry(executive, TODAY - timedelta(days=100))
    an_entry(executive, TODAY - timedelta(days=300))

    assert forget_old_immersions(now=NOW + timedelta(days=200)) == 1
    assert list(Immersion.objects.all()) == [kept]
