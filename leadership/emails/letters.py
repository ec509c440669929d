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

from assessment.models import Organization, Round
from leadership.domain.mail_wording import Text, TextKey, one_line
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.models import Membership
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
    sender: str
    answers_to: Address | None
    texts: Mapping[TextKey, Text] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

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
    product_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    product = one_line(product_name) or _PRODUCT
    return Letterhead(
        organization=(name := one_line(organization.name)),
        product=product,
        sender=str(Address(f"{name} via {product}", addr_spec=address)),
        answers_to=_answers_to(organization),
        texts=own_texts(organization),
    )


def _answers_to(organization: Organization) -> Address | None:
    """Whoever runs the rounds: the first lead, else the first owner."""
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
