"""The masthead's links for the organization and role of the page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from leadership import access
from leadership.models import Membership


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Template context: `membership` and `navigation`; empty where no organization is shown."""
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        return {}
    places = [("Results", "results"), ("Rounds", "rounds")]
    if access.runs_rounds(membership):
        places.append(("People", "people"))
        places.append((_inbox_label(membership), "inbox"))
        if settings.EMAIL_IS_LOCAL:
            places.append(("Mailbox", "mailbox"))
    elif not access.sees_participation(membership):
        places.remove(("Rounds", "rounds"))
    places += _of_executives(membership)
    if access.is_owner(membership):
        places.append(("Settings", "settings"))
    home = reverse("leadership:organization", args=[membership.organization.slug])
    links = [Link("Home", home, request.path == home)]
    for label, name in places:
        url = reverse(f"leadership:{name}", args=[membership.organization.slug])
        links.append(Link(label, url, request.path.startswith(url)))
    return {"membership": membership, "navigation": links}


def _inbox_label(membership: Membership) -> str:
    """How many comments nobody has taken yet was read with the membership."""
    new: int = getattr(membership, "new_concerns", 0)
    return f"Inbox ({new})" if new else "Inbox"


def _of_executives(membership: Membership) -> list[tuple[str, str]]:
    """An executive's own log, and the messages of whoever reads them: unread ones are counted.

    Those who run rounds have a long list already and find their log on their home page.
    """
    if not membership.on_executive_team:
        return []
    runs = access.runs_rounds(membership)
    places = [] if runs else [(gettext("Your log"), "immersion")]
    unread: int | None = getattr(membership, "unread_ceo_messages", None)
    if unread is not None:
        counted = gettext("Messages (%(unread)s)") % {"unread": unread}
        places.append((counted if unread else gettext("Messages"), "ceo-messages"))
    return places
