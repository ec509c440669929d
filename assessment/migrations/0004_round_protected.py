"""What a round keeps back beside earlier ones: written once, when it closes."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROUNDS = "assessment_round"
MESSAGE = "What a closed round keeps back never changes, or its results would."

POSTGRESQL = f"""
CREATE TRIGGER {ROUNDS}_keeps_protected BEFORE UPDATE ON {ROUNDS} FOR EACH ROW
WHEN (OLD.protected IS NOT NULL AND NEW.protected IS DISTINCT FROM OLD.protected)
EXECUTE FUNCTION assessment_refuse_other_protected()
"""
POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION assessment_refuse_other_protected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
SQLITE = f"""
CREATE TRIGGER {ROUNDS}_keeps_protected BEFORE UPDATE ON {ROUNDS}
WHEN OLD.protected IS NOT NULL AND NEW.protected IS NOT OLD.protected
BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}');
END
"""


def create_trigger(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute(SQLITE)


def drop_trigger(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {ROUNDS}_keeps_protected ON {ROUNDS}")
        schema_editor.execute("DROP FUNCTION assessment_refuse_other_protected()")
    else:
        schema_editor.execute(f"DROP TRIGGER {ROUNDS}_keeps_protected")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_rounds_are_frozen_at_launch")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="protected",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
    ]
