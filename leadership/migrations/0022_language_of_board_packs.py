"""A pack says in which language it is; those that were made so far are in English."""

from django.db import migrations, models

LANGUAGES_ON_PAPER = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("leadership", "0021_reminders_are_an_owners_own"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="boardpack",
            options={"ordering": ("readers", "language", "paper")},
        ),
        migrations.AddField(
            model_name="boardpack",
            name="language",
            field=models.CharField(choices=LANGUAGES_ON_PAPER, default="en", max_length=12),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(
            model_name="boardpack",
            name="round_has_one_pack_for_its_readers_and_paper",
        ),
        migrations.AddConstraint(
            model_name="boardpack",
            constraint=models.UniqueConstraint(
                models.F("round"),
                models.F("readers"),
                models.F("paper"),
                models.F("language"),
                name="round_has_one_pack_for_its_readers_paper_and_language",
                violation_error_message="This pack is being made already.",
            ),
        ),
    ]
