"""The app of instruments, rounds and answers."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


def load_instruments(**kwargs: Any) -> None:
    """Give a new installation its questionnaires as soon as the tables stand."""
    from django.utils import timezone

    from assessment.services.questionnaires import load_built_in

    load_built_in(timezone.now())


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "Assessment"

    def ready(self) -> None:
        from assessment.catalogs import catalogs_are_compiled
        from assessment.domain.language import speak_through
        from assessment.speaking import ReadersLanguage

        speak_through(ReadersLanguage())
        register(catalogs_are_compiled, Tags.translation)
        post_migrate.connect(load_instruments, sender=self)
