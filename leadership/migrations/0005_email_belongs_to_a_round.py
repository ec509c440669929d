import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leadership", "0004_round_of_each_email")]

    operations = [
        migrations.AlterField(
            model_name="outgoingemail",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emails",
                to="assessment.round",
            ),
        ),
    ]
