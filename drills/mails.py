"""Real mail of a launched round, fetched from the sink that a worker sent it to."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from benchmarks.mail_sink import Taken, start_sink
from drills.stage import Stage, start_worker
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User
from leadership.services.programme import draft_round, launch_round
from tools.processes import CannotStart

LEAD = "mara@meridian.example"
_SECONDS = 40
_LINK = re.compile(r"https?://[^\s<>\"]+")
_HREF = re.compile(r"<a\b[^>]*\bhref=\"([^\"]+)\"")


def an_organization(name: str, *, lead_name: str = "Mara Lindt") -> Organization:
    """An organization with one lead, who is an executive too."""
    now = timezone.now()
    organization = Organization.objects.create(name=name, slug="meridian", created_at=now)
    Membership.objects.create(
        organization=organization,
        user=User.objects.create_user(LEAD, lead_name),
        role=Role.LEAD.value,
        on_executive_team=True,
        joined_at=now,
    )
    return organization


def add_contact(organization: Organization, email: str, name: str, audience: Audience) -> None:
    Contact.objects.create(
        organization=organization, email=email, name=name, audience=audience.value
    )


def drafted(organization: Organization) -> Round:
    """This quarter's round of all audiences, as the lead drafts it."""
    now = timezone.now()
    return draft_round(
        organization=organization,
        quarter=quarter_of(now.date()),
        closes_at=now + timedelta(days=14),
        promise=Promise.TOTALS_ONLY,
        audiences=tuple(Audience),
        minimum_group=5,
        by=lead_of(organization),
        now=now,
    )


def launched(organization: Organization) -> Round:
    round_ = drafted(organization)
    launch_round(round_=round_, by=lead_of(organization), now=timezone.now())
    return round_


def lead_of(organization: Organization) -> User:
    return User.objects.get(memberships__organization=organization)


def fetched(stage: Stage, count: int) -> list[tuple[Taken, EmailMessage]]:
    """Let a worker send what is due; returns the messages as they arrived."""
    with stage.processes() as servers:
        sink = start_sink(servers, Path(tempfile.mkdtemp(dir=stage.folder)) / "sink")
        with stage.processes(EMAIL_URL=sink.url) as processes:
            start_worker(processes)
            if not processes.wait_for(lambda: sink.folder.count() >= count, seconds=_SECONDS):
                raise CannotStart(f"{sink.folder.count()} of {count} mails arrived.")
        return list(sink.folder.arrived())


def part_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def links_in(message: EmailMessage) -> Sequence[str]:
    """Every link of a mail, each once: in both parts and for one-click unsubscribing."""
    return list(dict.fromkeys(_all_links(message)))


def _all_links(message: EmailMessage) -> Iterator[str]:
    yield from _LINK.findall(part_of(message, "plain"))
    for href in _HREF.findall(part_of(message, "html")):
        yield href.replace("&amp;", "&")
    yield from _LINK.findall(str(message["List-Unsubscribe"] or ""))
