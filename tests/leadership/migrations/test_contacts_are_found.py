"""The migration that fills in what contacts are searched by."""

import importlib
import pkgutil

import pytest
from django.apps import apps
from django.db import connection

from leadership import migrations
from leadership.models import Contact
from leadership.queries.opt_outs import hash_of
from tests.leadership.contact_lists import make_contacts
from tests.leadership.mailing import an_organization

NAME = "contacts_are_found_and_paused"


@pytest.mark.django_db
def test_contacts_that_were_there_before_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    (number,) = (
        one.name for one in pkgutil.iter_modules(migrations.__path__) if one.name.endswith(NAME)
    )
    migration = importlib.import_module(f"leadership.migrations.{number}")
    monkeypatch.setattr(migration, "BATCH", 2)
    make_contacts(an_organization(), 5, name="Zoë")
    Contact.objects.update(sought="", address_hash="")

    migration.fill(apps, connection.schema_editor())

    assert list(Contact.objects.order_by("pk").values_list("sought", "address_hash")) == [
        (f"zoe p00{at}@example.com", hash_of(f"p00{at}@example.com")) for at in range(5)
    ]
