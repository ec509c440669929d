"""Mail knows its round by itself, because mail to members has no invitation to ask."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery


def fill_in_rounds(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    email = apps.get_model("leadership", "OutgoingEmail")
    invitation = apps.get_model("leadership", "Invitation")
    its_round = invitation.objects.filter(pk=OuterRef("invitation_id")).values("round_id")[:1]
    email.objects.filter(round=None).update(round_id=Subquery(its_round))


class Migration(migrations.Migration):
    dependencies = [("leadership", "0003_mail_that_runs_itself")]

    operations = [migrations.RunPython(fill_in_rounds, migrations.RunPython.noop)]
