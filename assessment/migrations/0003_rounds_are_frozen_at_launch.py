"""Triggers that refuse to change what a launched round asks, promises and rests on.

Rows of a launched round’s versions may be deleted, because deleting a round deletes them first.
On SQLite a later migration that alters one of these tables makes the table anew: it must drop
the triggers of both tables first and create them again afterwards.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROUNDS = "assessment_round"
VERSIONS = "assessment_round_versions"
FROZEN = (
    "organization_id",
    "quarter_starts_on",
    "launched_at",
    "promise",
    "minimum_group",
    "audiences",
)
ROUND_MESSAGE = "A launched round keeps what it promised, and a closed one stays closed."
VERSIONS_MESSAGE = "A launched round keeps its questions."

LAUNCHED_ROUND = (
    "EXISTS (SELECT 1 FROM assessment_round WHERE id = {row}.round_id AND state <> 'draft')"
)
NEW_IS_LAUNCHED = LAUNCHED_ROUND.format(row="NEW")
OLD_IS_LAUNCHED = LAUNCHED_ROUND.format(row="OLD")


def refused_change(differs: str) -> str:
    """The condition of a refused UPDATE; `differs` is the comparison that knows NULL."""
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FROZEN)
    return (
        f"OLD.state <> 'draft' AND ({changed} OR NEW.state = 'draft' "
        "OR (OLD.state = 'closed' AND NEW.state <> 'closed'))"
    )


POSTGRESQL = (
    f"""
CREATE FUNCTION assessment_refuse_change_of_launched_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{ROUND_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
""",
    f"""
CREATE TRIGGER {ROUNDS}_is_frozen_at_launch BEFORE UPDATE ON {ROUNDS} FOR EACH ROW
WHEN ({refused_change("IS DISTINCT FROM")})
EXECUTE FUNCTION assessment_refuse_change_of_launched_round()
""",
    f"""
CREATE FUNCTION assessment_refuse_other_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {NEW_IS_LAUNCHED} OR (TG_OP = 'UPDATE' AND {OLD_IS_LAUNCHED}) THEN
        RAISE EXCEPTION '{VERSIONS_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$
""",
    f"""
CREATE TRIGGER {VERSIONS}_are_frozen_at_launch BEFORE INSERT OR UPDATE ON {VERSIONS}
FOR EACH ROW EXECUTE FUNCTION assessment_refuse_other_versions()
""",
)
POSTGRESQL_BACK = (
    f"DROP TRIGGER {VERSIONS}_are_frozen_at_launch ON {VERSIONS}",
    "DROP FUNCTION assessment_refuse_other_versions()",
    f"DROP TRIGGER {ROUNDS}_is_frozen_at_launch ON {ROUNDS}",
    "DROP FUNCTION assessment_refuse_change_of_launched_round()",
)
SQLITE = (
    f"""
CREATE TRIGGER {ROUNDS}_is_frozen_at_launch BEFORE UPDATE ON {ROUNDS}
WHEN {refused_change("IS NOT")}
BEGIN
    SELECT RAISE(ABORT, '{ROUND_MESSAGE}');
END
""",
    f"""
CREATE TRIGGER {VERSIONS}_come_before_launch BEFORE INSERT ON {VERSIONS}
WHEN {NEW_IS_LAUNCHED}
BEGIN
    SELECT RAISE(ABORT, '{VERSIONS_MESSAGE}');
END
""",
    f"""
CREATE TRIGGER {VERSIONS}_are_frozen_at_launch BEFORE UPDATE ON {VERSIONS}
WHEN {NEW_IS_LAUNCHED} OR {OLD_IS_LAUNCHED}
BEGIN
    SELECT RAISE(ABORT, '{VERSIONS_MESSAGE}');
END
""",
)
SQLITE_BACK = (
    f"DROP TRIGGER {VERSIONS}_are_frozen_at_launch",
    f"DROP TRIGGER {VERSIONS}_come_before_launch",
    f"DROP TRIGGER {ROUNDS}_is_frozen_at_launch",
)


def create_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if on_postgresql else SQLITE:
        schema_editor.execute(statement)


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if on_postgresql else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_published_versions_never_change")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
