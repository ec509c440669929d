import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_round_protected"),
        ("leadership", "0005_email_belongs_to_a_round"),
    ]

    operations = [
        migrations.AlterField(
            model_name="askedaddress",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asked_addresses",
                to="assessment.round",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingemail",
            name="dedupe_key",
            field=models.CharField(max_length=80),
        ),
        migrations.AddConstraint(
            model_name="outgoingemail",
            constraint=models.UniqueConstraint(
                models.F("dedupe_key"),
                name="email_is_queued_once",
                violation_error_message="This mail was queued already.",
            ),
        ),
    ]
