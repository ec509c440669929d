"""Founds an organization, from options or by asking."""

import sys
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from leadership.forms import OrganizationForm
from leadership.services.organizations import create_organization
from leadership.services.sign_in import sign_in_link

# Asked in this order; a value in brackets is taken when nothing is typed.
_QUESTIONS: Final = {
    "name": ("Name of the organization", ""),
    "time_zone": ("Time zone, such as Europe/Berlin", "UTC"),
    "fiscal_year_starts_in": ("Month the fiscal year starts in, 1 to 12", "1"),
    "owner_name": ("Name of the owner", ""),
    "owner_email": ("Email address of the owner", ""),
}


class Command(BaseCommand):
    help = (
        "Create an organization and its first owner, and print a link that signs the owner in. "
        "Asks for what no option gives."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for field, (question, default) in _QUESTIONS.items():
            default_text = f" (default: {default})" if default else ""
            parser.add_argument(f"--{_option(field)}", help=f"{question}{default_text}")

    def handle(self, *arguments: Any, **options: Any) -> None:
        given = {field: options[field] for field in _QUESTIONS if options[field] is not None}
        checked = self._checked(given if _is_enough(given) else self._asked(given))
        membership = create_organization(**checked, now=timezone.now())
        organization = membership.organization
        self.stdout.write(f"{organization.name} is there, owned by {membership.user.email}.")
        self.stdout.write("Within the hour, this link signs the owner in:")
        self.stdout.write(sign_in_link(membership.user))

    def _asked(self, given: dict[str, str]) -> dict[str, str]:
        """Ask for the rest, each question again until its answer can be used."""
        if not sys.stdin.isatty():
            missing = [f"--{_option(field)}" for field in _needed(given)]
            raise CommandError(f"Give {', '.join(missing)}, or run this where it can ask you.")
        answers = dict(given)
        for field, (question, default) in _QUESTIONS.items():
            if field not in answers:
                answers[field] = self._ask(field, question, default)
        return answers

    def _ask(self, field: str, question: str, default: str) -> str:
        suffix = f" [{default}]" if default else ""
        while True:
            answer = self._typed(f"{question}{suffix}: ").strip() or default
            errors = OrganizationForm({field: answer}).errors.get(field)
            if not errors:
                return answer
            self.stderr.write(" ".join(str(error) for error in errors))

    def _typed(self, prompt: str) -> str:
        try:
            return input(prompt)
        except (EOFError, KeyboardInterrupt):
            self.stdout.write()
            raise CommandError("Nothing was created.") from None

    def _checked(self, answers: dict[str, str]) -> dict[str, Any]:
        defaults = {field: default for field, (_, default) in _QUESTIONS.items()}
        form = OrganizationForm(defaults | answers)
        if not form.is_valid():
            lines = (
                f"--{_option(field)}: {' '.join(str(error) for error in errors)}"
                for field, errors in form.errors.items()
            )
            raise CommandError("\n".join(lines))
        return form.cleaned_data


def _option(field: str) -> str:
    return field.replace("_", "-")


def _needed(given: dict[str, str]) -> list[str]:
    """The fields that have no default and were not given."""
    return [f for f, (_, default) in _QUESTIONS.items() if not default and f not in given]


def _is_enough(given: dict[str, str]) -> bool:
    """Whether the options say all that has no default: then nothing is asked."""
    return not _needed(given)
