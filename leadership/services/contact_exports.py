"""Taking all contacts away as a file, which is written down."""

from datetime import datetime
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.db import transaction
from django.db.models import QuerySet

from assessment.models import Organization
from leadership.contact_export_files import write_contacts_as_csv, write_contacts_as_workbook
from leadership.models import Contact, User
from leadership.queries.contact_rows import contact_rows
from leadership.services.audit import record

_IN_MEMORY: Final = 2 * 1024 * 1024


class ContactFile(StrEnum):
    """What a file of contacts can be; the value is the end of its name."""

    XLSX = "xlsx"
    CSV = "csv"


def export_contacts(
    *,
    organization: Organization,
    contacts: QuerySet[Contact],
    form: ContactFile,
    by: User,
    now: datetime,
) -> IO[bytes]:
    """The file, open at its beginning; whoever gets it closes it. Row by row, in one memory."""
    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the answer to the request closes it
    with transaction.atomic():
        rows = contact_rows(contacts)
        if form is ContactFile.CSV:
            write_contacts_as_csv(rows, file)
        else:
            write_contacts_as_workbook(rows, file, now=now)
        about = f"{contacts.count():,} as {form.value.upper()}"
        record(organization=organization, by=by, act="contacts exported", about=about, now=now)
    file.seek(0)
    return file
