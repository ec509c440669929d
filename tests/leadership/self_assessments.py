"""A self-assessment as tests fill it in and read it."""

from leadership.models import Invitation
from tests.html_pages import Page
from tests.respondents import link

PAGES = ["eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top"]
SIGNS = {f"s{number}": "yes" for number in range(1, 9)}
NEEDED = SIGNS | {"p1": "4"}


def saved(invitation: Invitation) -> dict[str, object]:
    invitation.refresh_from_db()
    return dict(invitation.sheet.answers) if invitation.sheet else {}


def typed(page: Page) -> dict[str, list[str]]:
    """What stands in the questions of a page, without what the page knows to be stored."""
    return {name: values for name, values in page.fields.items() if name != "seen"}


def change_link(invitation: Invitation, questionnaire: str, question: str) -> str:
    """Where the review leads to change an answer."""
    return link(invitation, f"{questionnaire}/?then=review#{question}")
