"""What contacts are searched by, the hash of their address, and whether they are asked at all."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from leadership.address_keys import hash_of
from leadership.domain.addresses import AddressInvalid
from leadership.domain.folding import sought_in
from leadership.models.kept_fields import AddressHashField, SoughtField

BATCH = 1000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    contacts = apps.get_model("leadership", "Contact").objects
    for some in _batches(contacts):
        for contact in some:
            contact.sought = sought_in(contact.name, contact.email)
            contact.address_hash = _hash(contact.email)
        contacts.bulk_update(some, ["sought", "address_hash"], batch_size=BATCH)


def _batches(contacts: Any) -> Iterator[list[Any]]:
    after = 0
    while some := list(contacts.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield some
        after = some[-1].pk


def _hash(address: str) -> str:
    try:
        return hash_of(address)
    except AddressInvalid:
        return ""


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0006_units_below_each_other"),
        ("leadership", "0012_organizations_set_for_themselves"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="address_hash",
            field=AddressHashField(default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="contact",
            name="is_active",
            field=models.BooleanField(default=True, verbose_name="can be asked"),
        ),
        migrations.AddField(
            model_name="contact",
            name="sought",
            field=SoughtField(default="", editable=False, max_length=460),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                models.F("organization"), models.F("sought"), models.F("id"), name="contact_by_name"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
