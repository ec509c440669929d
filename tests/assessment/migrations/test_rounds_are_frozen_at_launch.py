"""The database itself keeps a launched round as it was promised."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from assessment.services.questionnaires import load_built_in

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEFORE: list[tuple[str, str | None]] = [("assessment", "0002_published_versions_never_change")]


def a_draft() -> Round:
    load_built_in(NOW)
    organization = Organization.objects.create(name="Acme", slug="acme", created_at=NOW)
    round_ = Round.objects.create(
        organization=organization,
        label="Q4 2026",
        quarter_starts_on=date(2026, 10, 1),
        closes_at=NOW + timedelta(days=14),
        promise="totals_only",
        audiences=["executive", "customer"],
    )
    round_.versions.set(sorted(latest_versions().values())[:2])
    return round_


def launched(round_: Round) -> Round:
    round_.state, round_.launched_at = "open", NOW
    round_.save()
    return round_


def closed(round_: Round) -> Round:
    launched(round_)
    round_.state, round_.closed_at = "closed", NOW + timedelta(days=1)
    round_.save()
    return round_


def change(round_: Round, **values: Any) -> None:
    with transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(**values)


CHANGES: dict[str, Callable[[], dict[str, Any]]] = {
    "promise": lambda: {"promise": "attributed"},
    "minimum group": lambda: {"minimum_group": 6},
    "audiences": lambda: {"audiences": ["executive"]},
    "quarter": lambda: {"quarter_starts_on": date(2027, 1, 1)},
    "organization": lambda: {
        "organization": Organization.objects.create(name="B", slug="b", created_at=NOW)
    },
    "launch": lambda: {"launched_at": NOW + timedelta(hours=1)},
    "state": lambda: {"state": "draft", "launched_at": None, "closed_at": None},
}


@pytest.mark.django_db
@pytest.mark.parametrize("values", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("make", [launched, closed])
def test_launched_round_refuses_a_change(
    make: Callable[[Round], Round], values: Callable[[], dict[str, Any]]
) -> None:
    round_ = make(a_draft())

    with pytest.raises(IntegrityError, match="keeps what it promised"):
        change(round_, **values())


@pytest.mark.django_db
@pytest.mark.parametrize("what", sorted(CHANGES.keys() - {"launch", "state"}))
def test_draft_may_be_changed(what: str) -> None:
    change(a_draft(), **CHANGES[what]())


@pytest.mark.django_db
def test_closed_round_does_not_open_again() -> None:
    round_ = closed(a_draft())

    with pytest.raises(IntegrityError, match="a closed one stays closed"):
        change(round_, state="open", closed_at=None)


@pytest.mark.django_db
def test_open_round_may_close_at_another_time_and_be_saved_as_it_is() -> None:
    round_ = launched(a_draft())

    change(round_, closes_at=NOW + timedelta(days=30))
    round_.refresh_from_db()
    round_.save()

    assert round_.closes_at == NOW + timedelta(days=30)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [launched, closed])
def test_launched_round_takes_no_other_version(make: Callable[[Round], Round]) -> None:
    round_ = make(a_draft())
    another = sorted(latest_versions().values())[-1]
    rows = Round.versions.through.objects.filter(round=round_.pk)
    row = rows.filter(pk=rows.earliest("pk").pk)

    with pytest.raises(IntegrityError, match="keeps its questions"), transaction.atomic():
        round_.versions.add(another)
    with pytest.raises(IntegrityError, match="keeps its questions"), transaction.atomic():
        row.update(questionnaireversion=another)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [launched, closed])
def test_launched_round_can_be_deleted_with_its_organization(
    make: Callable[[Round], Round],
) -> None:
    round_ = make(a_draft())

    round_.organization.delete()

    assert not Round.objects.exists()
    assert not Round.versions.through.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_guard_goes_with_the_migration_and_comes_back() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    round_ = launched(a_draft())

    MigrationExecutor(connection).migrate(BEFORE)
    try:
        change(round_, promise="attributed")
        round_.versions.set(latest_versions().values())
    finally:
        MigrationExecutor(connection).migrate(everything)

    round_.refresh_from_db()
    assert (round_.promise, round_.versions.count()) == ("attributed", 5)
    with pytest.raises(IntegrityError):
        change(round_, promise="totals_only")
