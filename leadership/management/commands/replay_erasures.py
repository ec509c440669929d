"""Erases again whom a restored backup brought back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from leadership.domain.errors import LeadershipError
from leadership.services.erasure_journal import journal_path
from leadership.services.replaying import replay_erasures


class Command(BaseCommand):
    help = (
        "Erase again everybody who stands in the erasure journal and whom the database, restored "
        "from a backup, does not know to be erased. Doing it twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "journals",
            nargs="*",
            type=Path,
            help="the journals of all machines (default: the one at ERASURE_JOURNAL)",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        paths = options["journals"] or [journal_path()]
        try:
            done = replay_erasures(paths=paths, now=timezone.now())
        except LeadershipError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased again: {done.again}. Not there any more: {done.nobody}.")
        if done.refused:
            raise CommandError("\n".join(["Not erased:", *done.refused]))
