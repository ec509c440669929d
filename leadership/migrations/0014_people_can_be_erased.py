"""What erasing and retention write down, and the one way in which an audit entry may change.

The trigger of 0008 refused every change. Now an erasure may put a reference in place of what names
somebody, and the trigger checks that this is all: with the text put back, the entry reads as before.
"""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "leadership_auditentry"
CHANGED = "An audit entry never changes."
TOO_YOUNG = "An audit entry stays for a year."
ONLY_REPLACED = """
NEW.id = OLD.id AND NEW.organization_id = OLD.organization_id
AND NEW.at = OLD.at AND NEW.act = OLD.act
AND EXISTS (
    SELECT 1 FROM leadership_auditreplacement r
    WHERE r.text <> '' AND substr(r.reference, 1, 7) = 'erased-'
    AND replace(OLD."by", r.reference, '') = OLD."by"
    AND replace(OLD.about, r.reference, '') = OLD.about
    AND replace(NEW."by", r.reference, r.text) = OLD."by"
    AND replace(NEW.about, r.reference, r.text) = OLD.about
)
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION leadership_refuse_change_of_audit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {allowed} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{changed}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.at > now() - interval '1 year' THEN
        RAISE EXCEPTION '{too_young}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$
"""
SQLITE = """
CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON {table}
WHEN NOT ({allowed})
BEGIN
    SELECT RAISE(ABORT, '{changed}');
END
"""


def let_erasures_replace(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _create(schema_editor, ONLY_REPLACED)


def refuse_every_change(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _create(schema_editor, "0 = 1")


def _create(schema_editor: BaseDatabaseSchemaEditor, allowed: str) -> None:
    words = {"table": TABLE, "changed": CHANGED, "too_young": TOO_YOUNG, "allowed": allowed}
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL.format(**words))
    else:
        schema_editor.execute("DROP TRIGGER audit_entries_never_change")
        schema_editor.execute(SQLITE.format(**words))


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0005_words_in_other_languages_and_of_ones_own"),
        ("leadership", "0013_contacts_are_found_and_paused"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="added_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.CreateModel(
            name="AuditReplacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=254)),
                ("reference", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"),
                        name="audit_text_is_replaced_once",
                        violation_error_message="This is being replaced already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address_hash", models.CharField(max_length=64)),
                ("erased_at", models.DateTimeField()),
                (
                    "organization",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasures",
                        to="assessment.organization",
                    ),
                ),
            ],
            options={
                "ordering": ("-erased_at",),
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ran_at", models.DateTimeField()),
                ("deleted", models.JSONField(default=dict)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_runs",
                        to="assessment.organization",
                    ),
                ),
            ],
            options={
                "ordering": ("-ran_at", "-pk"),
                "indexes": [
                    models.Index(fields=["organization", "-ran_at"], name="retention_by_time")
                ],
            },
        ),
        migrations.RunPython(let_erasures_replace, refuse_every_change),
    ]
