"""The masthead's links for the organization and role of the page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from leadership import access
from leadership.models import Membership


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Template context; empty where no organization is shown.

    `membership` and `navigation`; `logo_url`, empty without a logo; `other_organizations` as
    links, for whoever belongs to several.
    """
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        return {}
    places = [
        (_("Results"), "results"),
        (_("Commitments"), "commitments"),
        (_("Rounds"), "rounds"),
    ]
    if access.runs_rounds(membership):
        places.append((_("People"), "people"))
        places.append((_inbox_label(membership), "inbox"))
        if settings.EMAIL_IS_LOCAL:
            places.append((_("Mailbox"), "mailbox"))
    elif not access.sees_participation(membership):
        places = [place for place in places if place[1] != "rounds"]
    places += _of_executives(membership)
    if access.is_owner(membership):
        places.append((_("Settings"), "settings"))
    home = reverse("leadership:organization", args=[membership.organization.slug])
    links = [Link(_("Home"), home, request.path == home)]
    for label, name in places:
        url = reverse(f"leadership:{name}", args=[membership.organization.slug])
        links.append(Link(label, url, request.path.startswith(url)))
    return {
        "membership": membership,
        "navigation": links,
        "logo_url": logo_url(membership),
        "other_organizations": _others(membership),
    }


def logo_url(membership: Membership) -> str:
    """The logo under an address that changes with it; its fingerprint was read on the way."""
    fingerprint = getattr(membership, "logo_fingerprint", None)
    if not fingerprint:
        return ""
    return f"{reverse('leadership:logo', args=[membership.organization.slug])}?{fingerprint}"


def _others(membership: Membership) -> list[Link]:
    if not getattr(membership, "belongs_elsewhere", False):
        return []
    others = access.memberships_of(membership.user).exclude(pk=membership.pk)
    return [
        Link(
            one.organization.name,
            reverse("leadership:organization", args=[one.organization.slug]),
            current=False,
        )
        for one in others.order_by("organization__name")
    ]


def _inbox_label(membership: Membership) -> str:
    """How many comments nobody has taken yet was read with the membership."""
    new: int = getattr(membership, "new_concerns", 0)
    # Translators: the inbox of comments, with how many of them are new.
    return _("Inbox ({number})").format(number=new) if new else _("Inbox")


def _of_executives(membership: Membership) -> list[tuple[str, str]]:
    """An executive's own log, and the messages of whoever reads them: unread ones are counted.

    Those who run rounds have a long list already and find their log on their home page.
    """
    if not membership.on_executive_team:
        return []
    runs = access.runs_rounds(membership)
    places = [] if runs else [(_("Your log"), "immersion")]
    unread: int | None = getattr(membership, "unread_ceo_messages", None)
    if unread is not None:
        counted = _("Messages (%(unread)s)") % {"unread": unread}
        places.append((counted if unread else _("Messages"), "ceo-messages"))
    return places
