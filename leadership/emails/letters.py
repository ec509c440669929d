"""What every mail has: its parts, the letterhead of a round, and a Message-ID."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, When
from django.utils.encoding import punycode
from django.utils.translation import gettext

from assessment.models import Organization, Round
from leadership.domain.mail_wording import Text, TextKey, one_line
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.domain.senders import may_send_from
from leadership.links import notice_link
from leadership.models import Membership, OrganizationSettings
from leadership.queries.organizations import settings_of
from leadership.queries.texts import own_texts

_PRODUCT = "Corner Office"

# Holiday notices and the like are not to be sent back.
AUTOMATIC: Mapping[str, str] = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, ready for any backend; addresses as they stand in the header."""

    subject: str
    text: str
    html: str
    sender: str
    to: str
    reply_to: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same in every mail of a round; build it once for many.

    `texts` are the organization's own; `kept` is what a kind of mail has rendered already.
    """

    organization: str
    product: str
    sender_name: str  # the organization's own; "" for ours, which each language words itself
    sender_address: str
    answers_to: Address | None
    notice_link: str = ""
    texts: Mapping[TextKey, Text] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sender(self) -> str:
        """As it stands in the header of a mail in the language that is spoken now."""
        ours = gettext("%(organization)s via %(product)s") % {
            "organization": self.organization,
            "product": self.product,
        }
        return str(Address(self.sender_name or ours, addr_spec=self.sender_address))

    @property
    def reply_to(self) -> tuple[str, ...]:
        return (str(self.answers_to),) if self.answers_to else ()


def new_message_id() -> str:
    """A Message-ID under the host of PUBLIC_URL, so that no machine's own name is told."""
    host = punycode(urlsplit(settings.PUBLIC_URL).hostname or "localhost")
    return f"<{uuid.uuid4().hex}@{f'[{host}]' if ':' in host else host}>"


def letterhead_of(round_: Round) -> Letterhead:
    return letterhead_of_organization(round_.organization)


def letterhead_of_organization(organization: Organization) -> Letterhead:
    held = settings_of(organization)
    product = one_line(parseaddr(settings.DEFAULT_FROM_EMAIL)[0]) or _PRODUCT
    return Letterhead(
        organization=one_line(organization.name),
        product=product,
        sender_name=one_line(held.sender_name),
        sender_address=_sender_address(held),
        answers_to=_answers_to(organization, held),
        notice_link=notice_link(organization.pk),
        texts=own_texts(organization),
    )


def _sender_address(held: OrganizationSettings) -> str:
    """Where mail comes from: the installation, until the organization says otherwise.

    An address whose domain the operator has taken off the list is not used any more.
    """
    allowed = may_send_from(held.sender_address, settings.SENDER_DOMAINS)
    return held.sender_address if allowed else parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _answers_to(organization: Organization, held: OrganizationSettings) -> Address | None:
    """What the organization says, else whoever runs the rounds: the first lead or owner."""
    if held.reply_to:
        name = one_line(held.sender_name) or one_line(organization.name)
        return Address(name, addr_spec=held.reply_to)
    leads_first = Case(When(role=Role.LEAD, then=0), default=1)
    lead = (
        Membership.objects.filter(
            organization=organization, role__in=RUNS_ROUNDS, user__is_active=True
        )
        .select_related("user")
        .order_by(leads_first, "joined_at", "pk")
        .first()
    )
    return Address(one_line(lead.user.name), addr_spec=lead.user.email) if lead else None


def may_unsubscribe(unsubscribe_link: str) -> dict[str, str]:
    """The headers of a mail that one click in the mail program stops (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{unsubscribe_link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
