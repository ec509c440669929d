"""Making, changing, opening and closing a round."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from assessment.services.rounds import (
    ClosesInThePast,
    RoundExists,
    RoundNotDraft,
    RoundNotOpen,
    change_closing,
    change_draft,
    close_round,
    create_round,
    hold_draft,
    hold_open,
    open_round,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Q4 = quarter_of(date(2026, 11, 23))
SETTINGS: dict[str, Any] = {
    "closes_at": NOW + timedelta(days=14),
    "promise": Promise.TOTALS_ONLY,
    "audiences": [Audience.CUSTOMER, Audience.EXECUTIVE],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def organization() -> Organization:
    return Organization.objects.create(name="Acme", slug="acme", created_at=NOW)


def a_round(organization: Organization, quarter: Quarter = Q4) -> Round:
    return create_round(
        organization=organization,
        quarter=quarter,
        version_ids=latest_versions().values(),
        **SETTINGS,
    )


def an_open_round(organization: Organization) -> Round:
    round_ = a_round(organization)
    open_round(round_=round_, asked={(Audience.CUSTOMER, None): 3}, now=NOW)
    return round_


def test_round_is_made_as_a_draft_with_its_quarters_label(organization: Organization) -> None:
    round_ = a_round(organization)

    round_.refresh_from_db()
    assert (round_.label, round_.quarter_starts_on) == ("Q4 2026", date(2026, 10, 1))
    assert round_.is_draft
    assert round_.asks == (Audience.EXECUTIVE, Audience.CUSTOMER)
    assert set(round_.versions.values_list("pk", flat=True)) == set(latest_versions().values())


def test_quarter_has_one_round(organization: Organization) -> None:
    a_round(organization)

    with pytest.raises(RoundExists, match="a round for Q4 2026 already"):
        a_round(organization)

    assert organization.rounds.count() == 1


def test_quarters_and_organizations_each_have_their_own(organization: Organization) -> None:
    other = Organization.objects.create(name="Other", slug="other", created_at=NOW)

    a_round(organization)
    a_round(organization, Q4.next())
    a_round(other)

    assert Round.objects.count() == 3


def test_draft_can_be_changed(organization: Organization) -> None:
    round_ = a_round(organization)

    change_draft(
        round_=round_,
        closes_at=NOW + timedelta(days=7),
        promise=Promise.ATTRIBUTED,
        audiences=[Audience.PARTNER],
        minimum_group=8,
    )

    round_.refresh_from_db()
    assert (round_.closes_at, round_.promise) == (NOW + timedelta(days=7), Promise.ATTRIBUTED)
    assert (round_.asks, round_.minimum_group) == ((Audience.PARTNER,), 8)


def test_launched_round_cannot_be_changed(organization: Organization) -> None:
    round_ = an_open_round(organization)

    with pytest.raises(RoundNotDraft, match="what it promised cannot change"):
        change_draft(round_=round_, minimum_group=6, **SETTINGS)


def test_opening_freezes_the_round_and_counts_who_was_asked(organization: Organization) -> None:
    round_ = an_open_round(organization)

    assert (round_.state, round_.launched_at) == ("open", NOW)
    population = round_.populations.get()
    assert (population.audience, population.unit, population.asked) == ("customer", None, 3)


def test_round_opens_once(organization: Organization) -> None:
    round_ = an_open_round(organization)

    with pytest.raises(RoundNotDraft, match="launched already"):
        open_round(round_=round_, asked={}, now=NOW)


def test_holding_a_draft_reads_it_anew(organization: Organization) -> None:
    read_before = a_round(organization)
    Round.objects.update(minimum_group=9)

    with transaction.atomic():
        hold_draft(read_before)

    assert read_before.minimum_group == 9


def test_launched_round_cannot_be_held_as_a_draft(organization: Organization) -> None:
    round_ = an_open_round(organization)

    with pytest.raises(RoundNotDraft, match="launched already"), transaction.atomic():
        hold_draft(round_)


def test_closing_takes_no_more_answers(organization: Organization) -> None:
    round_ = an_open_round(organization)
    with transaction.atomic():
        hold_open(round_.pk)

    close_round(round_=round_, now=NOW + timedelta(days=3))

    assert (round_.state, round_.closed_at) == ("closed", NOW + timedelta(days=3))
    with pytest.raises(RoundNotOpen, match="no more answers"), transaction.atomic():
        hold_open(round_.pk)


def test_only_an_open_round_closes(organization: Organization) -> None:
    draft, closed = a_round(organization, Q4.next()), an_open_round(organization)
    close_round(round_=closed, now=NOW + timedelta(days=1))

    for round_ in (draft, closed):
        with pytest.raises(RoundNotOpen, match="not open"):
            close_round(round_=round_, now=NOW + timedelta(days=2))

    closed.refresh_from_db()
    assert closed.closed_at == NOW + timedelta(days=1)


@pytest.mark.parametrize("days", [1, 30])
def test_last_day_of_an_open_round_is_moved(organization: Organization, days: int) -> None:
    round_ = an_open_round(organization)
    later = NOW + timedelta(days=days)

    change_closing(round_=round_, closes_at=later, now=NOW)

    assert Round.objects.get().closes_at == round_.closes_at == later


def test_last_day_is_never_moved_before_now(organization: Organization) -> None:
    round_ = an_open_round(organization)

    with pytest.raises(ClosesInThePast, match="This day is over"):
        change_closing(
            round_=round_, closes_at=NOW + timedelta(days=1), now=NOW + timedelta(days=1)
        )

    assert Round.objects.get().closes_at == SETTINGS["closes_at"]


def test_only_an_open_round_gets_another_last_day(organization: Organization) -> None:
    draft = a_round(organization)
    with pytest.raises(RoundNotOpen):
        change_closing(round_=draft, closes_at=NOW + timedelta(days=30), now=NOW)

    open_round(round_=draft, asked={}, now=NOW)
    close_round(round_=draft, now=NOW + timedelta(days=1))

    with pytest.raises(RoundNotOpen):
        change_closing(round_=draft, closes_at=NOW + timedelta(days=30), now=NOW)


def test_round_that_got_more_time_is_not_closed_at_its_old_time(
    organization: Organization,
) -> None:
    round_ = an_open_round(organization)
    old = round_.closes_at
    change_closing(round_=Round.objects.get(), closes_at=old + timedelta(days=7), now=NOW)

    with pytest.raises(RoundNotOpen):
        close_round(round_=round_, now=old, only_if_due=True)

    close_round(round_=round_, now=old + timedelta(days=7), only_if_due=True)
    assert round_.is_closed
