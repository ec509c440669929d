"""Prints where and with which code an operator founds the first organization in the browser."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from leadership.domain.setup_codes import setup_code
from leadership.links import public_url
from leadership.queries.organizations import has_begun


class Command(BaseCommand):
    help = "Print the setup code, with which the first organization is founded in the browser."

    def handle(self, *arguments: Any, **options: Any) -> None:
        if has_begun():
            raise CommandError(
                "There is an organization or a member already, so there is nothing to set up. "
                "manage.py new_organization founds another one."
            )
        self.stdout.write(f"Open {public_url(reverse('leadership:start'))} and enter this code:")
        self.stdout.write(setup_code(settings.SECRET_KEY))
