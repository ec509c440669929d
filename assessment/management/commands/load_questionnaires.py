"""The command that publishes questionnaire files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessment.domain.errors import AssessmentError
from assessment.services.questionnaires import BUILT_IN, load_questionnaires


class Command(BaseCommand):
    help = "Publishes a new version of every questionnaire file that changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder",
            type=Path,
            default=BUILT_IN,
            help="where the *.yaml files are, with translations in de/, fr/ and so on; "
            "by default the built-in ones",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = load_questionnaires(folder=folder, now=timezone.now())
        except AssessmentError as error:
            raise CommandError(str(error)) from error
        for key, number in report.published:
            self.stdout.write(f"{key}: published as version {number}")
        for key in report.unchanged:
            self.stdout.write(f"{key}: unchanged")
