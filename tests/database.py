"""Looking at the whole database, and letting it refuse something."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from threading import Barrier
from typing import Any, TypeVar
from unittest.mock import patch

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3.base import DatabaseWrapper

from assessment.models import Round, Tally

Outcome = TypeVar("Outcome")


def every_row() -> dict[str, list[str]]:
    """All rows of all tables, so that two moments can be compared."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - only names of our own tables
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def tallies_of(round_: Round) -> Counter[tuple[object, ...]]:
    """Every count of a round, slot by slot."""
    rows = Tally.objects.filter(round=round_)
    return Counter(
        {(row.question, row.audience, row.unit_id, row.choice, row.slot): row.count for row in rows}
    )


def at_once(count: int, work: Callable[[int], Outcome]) -> list[Outcome]:
    """Run work(0) … work(count - 1) at the same moment, each on a connection of its own."""
    start = Barrier(count)

    def run(number: int) -> Outcome:
        try:
            start.wait(timeout=30)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@contextmanager
def refusing_rows(table: str, reason: str) -> Iterator[None]:
    """Let the database itself refuse every new row of a table, as a full disk would."""
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(
                "CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN RAISE EXCEPTION '{reason}'; END$$"
            )
            cursor.execute(
                f"CREATE TRIGGER refuse_rows BEFORE INSERT ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_rows()"
            )
        else:
            cursor.execute(
                f"CREATE TRIGGER refuse_rows BEFORE INSERT ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP FUNCTION refuse_rows CASCADE" if on_postgresql else "DROP TRIGGER refuse_rows"
            )


@contextmanager
def without_table(table: str) -> Iterator[None]:
    """Take a table away for a while, as a database that cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


@contextmanager
def flushing_the_audit() -> Iterator[None]:
    """Let the flush between two tests empty the audit on SQLite, where it deletes row by row.

    The trigger steps aside for the flush alone. PostgreSQL truncates, which asks no trigger.
    """
    stays = import_module("leadership.migrations.0008_audit_entries_stay")
    operations = DatabaseWrapper.ops_class
    flush = operations.sql_flush

    def flush_all(self: BaseDatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = flush(self, *args, **kwargs)
        return ["DROP TRIGGER audit_entries_stay", *statements, stays.SQLITE[1]]

    with patch.object(operations, "sql_flush", flush_all):
        yield
