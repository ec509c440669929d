"""A member’s commitments as an iCalendar file (RFC 5545), which calendar programs subscribe to.

All-day events and not to-dos: Google Calendar shows no VTODO, and Outlook none of a subscription.
"""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from assessment.models import Organization
from leadership.domain.commitments import CommitmentState
from leadership.links import public_url
from leadership.models import Commitment
from leadership.queries.commitments import CommitmentRow

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LOOK_AGAIN = timedelta(hours=6)


def calendar_of(
    organization: Organization, commitments: Iterable[tuple[Commitment, CommitmentRow]]
) -> bytes:
    """One event a commitment, on the day it is due; the library escapes what people typed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Corner Office//Commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Commitments at %(organization)s") % {"organization": organization.name}
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for commitment, row in commitments:
        calendar.add_component(_event(organization, commitment, row))
    content: bytes = calendar.to_ical()
    return content


def _event(organization: Organization, commitment: Commitment, row: CommitmentRow) -> Event:
    event = Event()
    host = urlsplit(settings.PUBLIC_URL).hostname or "corner-office"
    link = public_url(reverse("leadership:commitment", args=[organization.slug, row.pk]))
    event.add("uid", f"commitment-{row.pk}@{host}")
    event.add("sequence", commitment.edition)
    event.add("dtstamp", commitment.changed_at)
    event.add("last-modified", commitment.changed_at)
    event.add("created", commitment.made_at)
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(row))
    event.add("description", _description(row, link))
    event.add("url", link)
    dropped = row.state is CommitmentState.DROPPED
    event.add("status", "CANCELLED" if dropped else "CONFIRMED")
    return event


def _summary(row: CommitmentRow) -> str:
    """What is done; of a closed one also what became of it."""
    if row.standing.is_open:
        return _("Due: %(what)s") % {"what": row.what}
    return _("%(state)s: %(what)s") % {"state": row.standing.label, "what": row.what}


def _description(row: CommitmentRow, link: str) -> str:
    lines = [
        _("About %(topic)s, promised after %(round)s.")
        % {"topic": row.topic, "round": row.round_label},
        _("How it will be seen: %(visible_in)s") % {"visible_in": row.visible_in},
        link,
    ]
    return "\n".join(lines)
