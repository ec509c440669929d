import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import assessment.models.organizations


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_round_protected"),
        ("leadership", "0006_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=60,
                        validators=[assessment.models.organizations.validate_one_line],
                        verbose_name="name",
                    ),
                ),
                ("prefix", models.CharField(max_length=11)),
                ("key_hash", models.CharField(max_length=64)),
                ("scopes", models.JSONField(default=list)),
                ("created_by", models.CharField(max_length=320)),
                ("created_at", models.DateTimeField()),
                ("last_used_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_keys",
                        to="assessment.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("key_hash"),
                        name="api_key_is_one_of_its_kind",
                        violation_error_message="This key exists already.",
                    ),
                    models.UniqueConstraint(
                        models.F("organization"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("revoked_at", None)),
                        name="working_api_key_has_a_name_of_its_own",
                        violation_error_message="A key of this name works already.",
                    ),
                ],
            },
        ),
    ]
