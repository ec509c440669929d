import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_round_protected"),
        ("leadership", "0008_audit_entries_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerConsent",
            fields=[
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="peer_consent",
                        serialize=False,
                        to="assessment.organization",
                    ),
                ),
                ("given_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PeerQuarter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter_starts_on", models.DateField(verbose_name="first day of the quarter")),
                ("made_at", models.DateTimeField()),
                ("measures", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("-quarter_starts_on",),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("quarter_starts_on"),
                        name="peer_quarter_is_made_once",
                        violation_error_message="The quartiles of this quarter are made already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measures", models.JSONField(default=list)),
                (
                    "peer_quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="leadership.peerquarter",
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="peer_round",
                        to="assessment.round",
                    ),
                ),
            ],
        ),
    ]
