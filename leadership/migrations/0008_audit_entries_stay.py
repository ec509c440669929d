"""Triggers that refuse to change an entry of the audit, and to delete one for its first year.

After that the retention may take it. On SQLite a later migration that alters the table makes it
anew and thereby drops its triggers: it must drop them first and create them again afterwards.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "leadership_auditentry"
CHANGED = "An audit entry never changes."
TOO_YOUNG = "An audit entry stays for a year."

POSTGRESQL = (
    f"""
CREATE FUNCTION leadership_refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.at > now() - interval '1 year' THEN
        RAISE EXCEPTION '{TOO_YOUNG}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$
""",
    f"""
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION leadership_refuse_change_of_audit()
""",
)
SQLITE = (
    f"""
CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON {TABLE}
BEGIN
    SELECT RAISE(ABORT, '{CHANGED}');
END
""",
    f"""
CREATE TRIGGER audit_entries_stay BEFORE DELETE ON {TABLE}
WHEN OLD.at > datetime('now', '-1 year')
BEGIN
    SELECT RAISE(ABORT, '{TOO_YOUNG}');
END
""",
)


def create_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if on_postgresql else SQLITE:
        schema_editor.execute(statement)


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER audit_entries_stay ON {TABLE}")
        schema_editor.execute("DROP FUNCTION leadership_refuse_change_of_audit()")
    else:
        schema_editor.execute("DROP TRIGGER audit_entries_never_change")
        schema_editor.execute("DROP TRIGGER audit_entries_stay")


class Migration(migrations.Migration):
    dependencies = [("leadership", "0007_api_keys")]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="audit_entries",
                to="assessment.organization",
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["organization", "-at"], name="audit_by_time"),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
