"""The database itself keeps the words that a launched round asks in."""

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from tests.assessment.migrations.test_rounds_are_frozen_at_launch import (
    a_draft,
    change,
    closed,
    launched,
)

BEFORE: list[tuple[str, str | None]] = [("assessment", "0004_round_protected")]
WORDS = [{"text": "Other words?"}]


@pytest.mark.django_db
def test_draft_takes_own_wordings() -> None:
    change(a_draft(), own_wordings=WORDS)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [launched, closed])
def test_launched_round_refuses_other_words(make: object) -> None:
    round_ = make(a_draft())  # type: ignore[operator]

    with pytest.raises(IntegrityError, match="keeps the words that it asks in"):
        change(round_, own_wordings=WORDS)


@pytest.mark.django_db
def test_launched_round_with_own_words_may_be_saved_as_it_is() -> None:
    draft = a_draft()
    draft.own_wordings = WORDS
    round_ = launched(draft)

    round_.refresh_from_db()
    round_.save()

    round_.refresh_from_db()
    assert round_.own_wordings == WORDS


@pytest.mark.django_db(transaction=True)
def test_guard_goes_with_the_migration_and_comes_back() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    round_ = launched(a_draft())

    MigrationExecutor(connection).migrate(BEFORE)
    MigrationExecutor(connection).migrate(everything)

    with pytest.raises(IntegrityError, match="keeps the words that it asks in"):
        change(round_, own_wordings=WORDS)
