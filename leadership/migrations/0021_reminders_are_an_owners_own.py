"""A new owner is reminded too: that a reminder is written once is in its mail's key."""

from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = (("leadership", "0020_language_of_a_person"),)

    operations = (
        migrations.RemoveConstraint(
            model_name="commitmentreminder", name="commitment_is_reminded_of_once_a_moment"
        ),
        migrations.AlterField(
            model_name="commitmentreminder",
            name="commitment",
            field=models.ForeignKey(
                on_delete=CASCADE, related_name="reminders", to="leadership.commitment"
            ),
        ),
    )
