"""The app of people, what they are sent, and what they may see."""

from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "leadership"
    verbose_name = "Leadership"

    def ready(self) -> None:
        from leadership import sign_in_notes  # noqa: F401 - connects its receiver
