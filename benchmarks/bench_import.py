"""Importing 100,000 contacts, CSV and XLSX, against the least that Python and Django can do.

    PYTHONPATH=. python benchmarks/bench_import.py [--database sqlite] [--rows 20000]

The floor is one loop: `csv.reader`, or the rows of openpyxl, into `Contact.objects.bulk_create`,
a thousand at a time in one transaction, with nothing checked, compared or kept. Ours is the whole
way: the upload in parts, reading and comparing, the preview, the import. Each runs in a process of
its own into an empty database, so that peaks of memory are its own; what Django and the parsers
themselves take before is taken off. Times mean something only on an idle machine, and only
against each other.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from tools import postgres

ROWS = 100_000
MOST_GROWTH = 160  # megabytes over what Django takes
COLUMNS = ("email", "name", "audience", "unit", "language")
FORMATS = ("csv", "xlsx")
DATABASES = ("sqlite", "postgres")


def main() -> None:
    arguments = parsed()
    if arguments.run:
        run(arguments.run, Path(arguments.file))
        return
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(Path(folder), arguments.rows)
        for database in [arguments.database] if arguments.database else DATABASES:
            with postgres.server() if database == "postgres" else nullcontext() as server:
                for number, form in enumerate(FORMATS):
                    url = server.url if server else f"sqlite:///{folder}/{number}"
                    failed |= compare(database, files[form], url, arguments.rows)
    sys.exit(failed)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=DATABASES)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--run", choices=("floor", "ours"), help="in a process of its own")
    parser.add_argument("--file")
    return parser.parse_args()


def make_files(folder: Path, rows: int) -> Mapping[str, Path]:
    from xlsxwriter import Workbook

    lines = [COLUMNS, *map(a_person, range(rows))]
    with (folder / "people.csv").open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    book = Workbook(folder / "people.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
    book.close()
    return {form: folder / f"people.{form}" for form in FORMATS}


def a_person(number: int) -> tuple[str, ...]:
    audience = ("customer", "employee", "manager")[number % 3]
    unit = f"Region {number % 12}"
    address = f"person.{number}@company{number % 3000}.example"
    return (address, f"Person Number {number}", audience, unit, "de")


def compare(database: str, file: Path, url: str, rows: int) -> bool:
    """Print both and their ratios; whether memory grew beyond its bound."""
    floor, ours = (measured(kind, file, f"{url}-{kind}", database) for kind in ("floor", "ours"))
    ratio = ours["seconds"] / floor["seconds"]
    print(
        f"{database} {file.suffix[1:]} {rows:,} rows: "
        f"{ours['seconds']:.1f} s (reading {ours['reading']:.1f}, importing "
        f"{ours['importing']:.1f}), floor {floor['seconds']:.1f} s, ratio {ratio:.1f}; "
        f"memory +{ours['growth']:.0f} MB, floor +{floor['growth']:.0f} MB"
    )
    too_much = ours["growth"] > MOST_GROWTH
    if too_much:
        print(f"  more than the {MOST_GROWTH} MB that an import may take")
    return too_much


def measured(kind: str, file: Path, url: str, database: str) -> Mapping[str, float]:
    if database == "postgres":
        url = url.removesuffix(f"-{kind}")
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SECRET_KEY": "for this measurement only",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    ready = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(ready, env=environment, check=True)  # apart: migrating takes memory too
    command = [sys.executable, __file__, "--run", kind, "--file", str(file)]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in map(str.split, said.stdout.splitlines())}


def run(kind: str, file: Path) -> None:
    """Print seconds and the growth of memory."""
    import django

    django.setup()
    import leadership.services.contact_imports
    import leadership.uploads.tables  # noqa: F401 - what a worker has in memory anyway

    before = peak()
    start = time.perf_counter()
    steps = {"floor": run_floor, "ours": run_ours}[kind](file)
    print(f"seconds {time.perf_counter() - start}")
    print(f"growth {peak() - before}")
    for name, seconds in steps.items():
        print(f"{name} {seconds}")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_floor(file: Path) -> Mapping[str, float]:
    from django.db import transaction

    from assessment.models import Unit
    from leadership.models import Contact

    membership = a_lead()
    units: dict[str, Any] = {}
    with transaction.atomic():
        rows = rows_of(file)
        next(rows)
        while some := list(islice(rows, 1000)):
            for name in {row[3] for row in some} - units.keys():
                units[name] = Unit.objects.create(organization=membership.organization, name=name)
            Contact.objects.bulk_create(
                Contact(
                    organization=membership.organization,
                    email=email,
                    name=name,
                    audience=audience,
                    unit=units[unit],
                    language=language,
                )
                for email, name, audience, unit, language in some
            )
    return {}


def rows_of(file: Path) -> Iterator[Any]:
    if file.suffix == ".csv":
        with file.open(newline="") as text:
            yield from csv.reader(text)
    else:
        from openpyxl import load_workbook

        yield from load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True)


def run_ours(file: Path) -> Mapping[str, float]:
    from django.utils import timezone

    from leadership.models import Contact
    from leadership.services.contact_imports import import_upload, start_import
    from leadership.services.contact_reading import read_upload, start_reading
    from leadership.services.contact_uploads import keep_upload
    from leadership.uploads.tables import opening_of

    lead, now = a_lead(), timezone.now()
    with file.open("rb") as content:
        opening = opening_of(content)
        content.seek(0)
        pending = keep_upload(
            organization=lead.organization,
            file_name=file.name,
            opening=opening,
            content=iter(lambda: content.read(64 * 1024), b""),
            by=lead.user,
            now=now,
        )
    start_reading(pending=pending, now=now)
    reading = timed(lambda: read_upload(pending_id=pending.pk, now=now))
    pending.refresh_from_db()
    start_import(pending=pending, now=now)
    importing = timed(lambda: import_upload(pending_id=pending.pk, now=now))
    pending.refresh_from_db()
    if pending.summary != {"new": Contact.objects.count()} | {
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
    }:
        raise SystemExit(f"not everybody is there: {pending.summary}, {pending.problem}")
    return {"reading": reading, "importing": importing}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def a_lead() -> Any:
    from django.utils import timezone

    from assessment.models import Organization
    from leadership.models import Contact, Membership, User

    Contact.objects.all().delete()
    number = Organization.objects.count()
    return Membership.objects.create(
        organization=Organization.objects.create(
            name="Measured", slug=f"measured-{number}", created_at=timezone.now()
        ),
        user=User.objects.create_user(f"lead{number}@example.com"),
        role="lead",
        joined_at=timezone.now(),
    )


if __name__ == "__main__":
    main()
