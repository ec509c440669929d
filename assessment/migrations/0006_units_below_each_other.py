"""Units may stand below other units."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_words_in_other_languages_and_of_ones_own")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="assessment.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("parent", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="unit_is_not_below_itself",
                violation_error_message="A unit cannot stand below itself.",
            ),
        ),
    ]
