"""Deletes what has been kept for long enough, or says what that would be."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from assessment.models import Organization
from leadership.queries.retention import OF_THE_INSTALLATION, due_in
from leadership.services.retention import apply_retention


class Command(BaseCommand):
    help = (
        "Delete contacts, mail, audit entries and sessions that were kept for as long as "
        "their organization wants. The worker does this once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="delete nothing; say how much would go"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        now = timezone.now()
        if not options["dry_run"]:
            self.stdout.write(f"Deleted: {apply_retention(now=now):,} rows.")
            return
        for organization in Organization.objects.order_by("pk"):
            self.stdout.write(f"{organization.name}:")
            for due in due_in(organization, now):
                self.stdout.write(f"  {due.count:>9,}  {due.kept}")
        self.stdout.write("The installation:")
        for key, rows in OF_THE_INSTALLATION.items():
            self.stdout.write(f"  {rows(now).count():>9,}  {key}")
        self.stdout.write("Nothing was deleted.")
