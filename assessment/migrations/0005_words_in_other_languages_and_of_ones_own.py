"""What a version says in other languages, and an organization's own words for its questions.

A trigger refuses to change the own words of a launched round, as it refuses other questions.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import assessment.models.organizations

ROUNDS = "assessment_round"
MESSAGE = "A launched round keeps the words that it asks in."

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION assessment_refuse_other_own_wordings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
POSTGRESQL = f"""
CREATE TRIGGER {ROUNDS}_keeps_own_wordings BEFORE UPDATE ON {ROUNDS} FOR EACH ROW
WHEN (OLD.state <> 'draft' AND NEW.own_wordings IS DISTINCT FROM OLD.own_wordings)
EXECUTE FUNCTION assessment_refuse_other_own_wordings()
"""
SQLITE = f"""
CREATE TRIGGER {ROUNDS}_keeps_own_wordings BEFORE UPDATE ON {ROUNDS}
WHEN OLD.state <> 'draft' AND NEW.own_wordings IS NOT OLD.own_wordings
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
        schema_editor.execute(f"DROP TRIGGER {ROUNDS}_keeps_own_wordings ON {ROUNDS}")
        schema_editor.execute("DROP FUNCTION assessment_refuse_other_own_wordings()")
    else:
        schema_editor.execute(f"DROP TRIGGER {ROUNDS}_keeps_own_wordings")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_round_protected")]

    operations = [
        migrations.AddField(
            model_name="questionnaireversion",
            name="translations",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="own_wordings",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(create_trigger, drop_trigger),
        migrations.CreateModel(
            name="OwnWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("questionnaire", models.CharField(max_length=40)),
                ("question", models.CharField(max_length=20)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("executive", "executive"),
                            ("manager", "manager"),
                            ("employee", "employee"),
                            ("customer", "customer"),
                            ("partner", "partner"),
                        ],
                        max_length=9,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                (
                    "text",
                    models.CharField(
                        max_length=300,
                        validators=[assessment.models.organizations.validate_one_line],
                        verbose_name="question",
                    ),
                ),
                (
                    "help",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[assessment.models.organizations.validate_one_line],
                        verbose_name="help",
                    ),
                ),
                ("beside", models.TextField()),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_wordings",
                        to="assessment.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organization"),
                        models.F("questionnaire"),
                        models.F("question"),
                        models.F("audience"),
                        models.F("language"),
                        name="own_wording_is_written_once",
                        violation_error_message="You have words of your own for this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                ["executive", "manager", "employee", "customer", "partner"],
                            )
                        ),
                        name="own_wording_is_for_a_known_audience",
                        violation_error_message="This audience is not one that can be asked.",
                    ),
                ],
            },
        ),
    ]
