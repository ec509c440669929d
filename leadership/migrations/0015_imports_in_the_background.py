"""Imports of contacts are read and written by a worker, and their columns are remembered.

What waits for a yes at this moment is forgotten; an hour later it would have been anyway.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0005_words_in_other_languages_and_of_ones_own"),
        ("leadership", "0014_people_can_be_erased"),
    ]

    operations = [
        migrations.DeleteModel(name="PendingImport"),
        migrations.CreateModel(
            name="PendingImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("language", models.CharField(max_length=12)),
                ("file_name", models.CharField(max_length=200)),
                ("is_workbook", models.BooleanField()),
                ("is_small", models.BooleanField()),
                ("note", models.CharField(max_length=100)),
                ("header", models.JSONField()),
                ("samples", models.JSONField()),
                ("places", models.JSONField(default=dict)),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("executive", "Executive"),
                            ("manager", "Manager"),
                            ("employee", "Employee"),
                            ("customer", "Customer"),
                            ("partner", "Partner"),
                        ],
                        max_length=9,
                    ),
                ),
                ("is_remembered", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("columns", "columns"),
                            ("reading", "reading"),
                            ("ready", "ready"),
                            ("importing", "importing"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="columns",
                        max_length=9,
                    ),
                ),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("task_id", models.CharField(max_length=36)),
                ("total", models.PositiveIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("read_at", models.DateTimeField(null=True)),
                ("summary", models.JSONField(default=dict)),
                ("problem", models.CharField(max_length=1000)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending_imports",
                        to="assessment.organization",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadRows",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("are_rejected", models.BooleanField()),
                ("rows", models.TextField()),
                (
                    "pending",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="leadership.pendingimport",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "pending",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="leadership.pendingimport",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
                ("places", models.JSONField()),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("executive", "Executive"),
                            ("manager", "Manager"),
                            ("employee", "Employee"),
                            ("customer", "Customer"),
                            ("partner", "Partner"),
                        ],
                        max_length=9,
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_choices",
                        to="assessment.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organization"),
                        models.F("signature"),
                        name="columns_are_chosen_once_for_a_shape",
                        violation_error_message="The columns of such files are known already.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="pendingimport",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("uploaded_by"),
                name="uploader_has_one_pending_import",
                violation_error_message="There is an upload of yours that waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingimport",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                condition=models.Q(("state", "importing")),
                name="organization_imports_one_list_at_a_time",
                violation_error_message="Another list is being imported just now.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readrows",
            constraint=models.UniqueConstraint(
                models.F("pending"),
                models.F("are_rejected"),
                models.F("number"),
                name="rows_of_an_upload_stand_once",
                violation_error_message="These rows are there already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uploadpart",
            constraint=models.UniqueConstraint(
                models.F("pending"),
                models.F("number"),
                name="part_of_an_upload_stands_once",
                violation_error_message="This part of the upload is there already.",
            ),
        ),
    ]
