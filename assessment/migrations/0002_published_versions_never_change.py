"""Triggers that refuse an UPDATE of a published version, its questions and their wordings.

On SQLite a later migration that alters one of these tables makes the table anew and thereby
drops its trigger: it must drop the triggers first and create them again afterwards.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = (
    "assessment_questionnaireversion",
    "assessment_question",
    "assessment_questionwording",
)
MESSAGE = "A published version never changes. Publish a new version instead."

FUNCTION = f"""
CREATE FUNCTION assessment_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION assessment_refuse_update()
"""
SQLITE_TRIGGER = """
CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
BEGIN
    SELECT RAISE(ABORT, '{message}');
END
"""


def create_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        for table in TABLES:
            schema_editor.execute(POSTGRESQL_TRIGGER.format(table=table))
    else:
        for table in TABLES:
            schema_editor.execute(SQLITE_TRIGGER.format(table=table, message=MESSAGE))


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes ON {table}")
        schema_editor.execute("DROP FUNCTION assessment_refuse_update()")
    else:
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
