"""Erases somebody from the terminal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessment.models import Organization
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.errors import LeadershipError
from leadership.queries.erasing import erasure_plan
from leadership.queries.personal_register import is_known
from leadership.queries.persons import Person
from leadership.services.erasing import BY_TERMINAL, erase_person


class Command(BaseCommand):
    help = (
        "Erase a person: address, name, personal links, mail and sign-in. Answers that carry no "
        "person stay counted. Says what would go, and does it with --yes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the person")
        parser.add_argument(
            "--organization", help="its address, such as meridian (default: every organization)"
        )
        parser.add_argument("--yes", action="store_true", help="erase; nothing brings it back")
        parser.add_argument(
            "--never-again",
            action="store_true",
            help="keep a hash, so that no list brings them back",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            address = canonical(options["email"])
        except AddressInvalid as error:
            raise CommandError(str(error)) from error
        person = Person(address, self._organization_id(options["organization"]))
        if not is_known(person):
            raise CommandError("Nobody of this address is known here.")
        plan = erasure_plan(person)
        for line in (*plan.goes, *plan.stays):
            self.stdout.write(f"- {line}")
        if not options["yes"]:
            self.stdout.write("Nothing was erased. Add --yes to do it.")
            return
        try:
            erase_person(
                person=person,
                by=BY_TERMINAL,
                now=timezone.now(),
                never_again=options["never_again"],
            )
        except LeadershipError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Erased.")

    def _organization_id(self, slug: str | None) -> int | None:
        if slug is None:
            return None
        organization = Organization.objects.filter(slug=slug).first()
        if organization is None:
            raise CommandError(f"There is no organization {slug}.")
        return organization.pk
