"""What a version says in other languages, beside the wordings of its questions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_round_protected")]

    operations = [
        migrations.AddField(
            model_name="questionnaireversion",
            name="translations",
            field=models.JSONField(null=True),
        ),
    ]
