"""Prints a link that signs somebody in."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from leadership.domain.addresses import AddressInvalid, canonical
from leadership.models import User
from leadership.services.sign_in import sign_in_link

_LONGEST = 24 * 365  # a year: whoever needs longer gets a new link


class Command(BaseCommand):
    help = "Print a link that signs a person in without mail, as often as it is opened."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the person, who is known already")
        parser.add_argument("--hours", type=int, default=1, help="how long it works (default: 1)")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            address = canonical(options["email"])
        except AddressInvalid as error:
            raise CommandError(str(error)) from error
        user = User.objects.filter(email=address, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {address}. An owner can add this person.")
        if not 1 <= options["hours"] <= _LONGEST:
            raise CommandError(f"--hours is a number from 1 to {_LONGEST}.")
        self.stdout.write(sign_in_link(user, lifetime=timedelta(hours=options["hours"])))
