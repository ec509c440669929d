"""What stands between a new organization and its first results."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.models import Round
from leadership.access import is_owner
from leadership.models import Contact, Membership


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step of setting up; `url_name` is the page that does it."""

    text: str
    url_name: str
    done: bool


def steps_before_launch(membership: Membership) -> list[NextStep]:
    """The steps until the first round is out; empty once one was launched."""
    organization = membership.organization_id
    if Round.objects.filter(organization=organization, launched_at__isnull=False).exists():
        return []
    team = Membership.objects.filter(organization=organization, on_executive_team=True)
    add = "leadership:member-add" if is_owner(membership) else "leadership:members"
    return [
        NextStep(_("Add the executive team"), add, team.exists()),
        NextStep(
            _("Upload managers, employees and customers"),
            "leadership:contact-upload",
            Contact.objects.filter(organization=organization).exists(),
        ),
        NextStep(
            _("Draft the first round"),
            "leadership:round-add",
            Round.objects.filter(organization=organization).exists(),
        ),
        NextStep(_("Check it and launch"), "leadership:rounds", done=False),
    ]
