"""The command that counts answers anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessment.models import Organization, Round
from assessment.services.tallies import rebuild_tallies


class Command(BaseCommand):
    help = "Counts the answers of rounds anew from their sheets and says where the counts were off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--round", type=int, help="the id of one round (default: all)")
        parser.add_argument(
            "--organization", help="only rounds of this organization, named by its address"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rounds = Round.objects.select_related("organization").order_by("pk")
        if slug := options["organization"]:
            if not Organization.objects.filter(slug=slug).exists():
                raise CommandError(f"There is no organization with the address {slug}.")
            rounds = rounds.filter(organization__slug=slug)
        if number := options["round"]:
            rounds = rounds.filter(pk=number)
            if not rounds:
                raise CommandError(f"There is no round {number} to count.")
        for round_ in rounds:
            self._rebuild(round_)

    def _rebuild(self, round_: Round) -> None:
        found = rebuild_tallies(round_=round_)
        name = f"{round_.organization.slug}, {round_.label} (round {round_.pk})"
        off = len(found.differences)
        verdict = "all counts were right" if not off else f"{off} counts were off and are right now"
        self.stdout.write(f"{name}: {found.sheets} sheets, {verdict}")
        for question, audience, choice, by in found.differences:
            self.stdout.write(f"  {question} = {choice}, {audience}: {by:+d}")
