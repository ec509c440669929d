"""`manage.py demo`: load the demo organization, and print how to come in."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.rounds import RoundState
from assessment.models import Organization
from leadership.demo import company
from leadership.demo.loading import load_demo
from leadership.links import answer_link
from leadership.models import Invitation, User
from leadership.services.sign_in import sign_in_link

LINK_LIFETIME = timedelta(hours=12)


class Command(BaseCommand):
    help = (
        "Load a demo organization with four closed quarters and an open one into an empty "
        "installation. An installation that holds an organization is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--links",
            action="store_true",
            help="print links that sign in as the demo's lead and executive, and a survey link",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not Organization.objects.exists():
            load_demo(now=timezone.now())
            self.stderr.write("The demo organization is loaded.")
        if options["links"]:
            self._print_links()

    def _print_links(self) -> None:
        for word, (email, _) in (("lead", company.LEAD), ("executive", company.EXECUTIVE)):
            if user := User.objects.filter(email=email, is_active=True).first():
                self.stdout.write(f"{word:<10}{sign_in_link(user, lifetime=LINK_LIFETIME)}")
        unanswered = Invitation.objects.filter(
            audience=Audience.CUSTOMER,
            round__state=RoundState.OPEN,
            round__closes_at__gt=timezone.now(),
            submitted_on=None,
            revoked_on=None,
        )
        if invitation := unanswered.order_by("pk").first():
            self.stdout.write(f"{'customer':<10}{answer_link(invitation)}")
