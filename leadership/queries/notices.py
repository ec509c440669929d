"""What an organization’s privacy notice says, from what is really set and done."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.db.models import Case, When

from assessment.domain.audiences import Audience
from assessment.domain.language import listed, translatable, translate
from assessment.domain.rounds import RoundState
from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Organization, Round
from leadership.domain.ceo_messages import AUDIENCES_WRITING
from leadership.domain.concerns import AUDIENCES_HEARD
from leadership.domain.retention import DAYS_OF_ENDED_INVITATIONS
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.domain.senders import may_send_from
from leadership.models import Membership, PeerConsent
from leadership.queries.ceo_messages import reader_of
from leadership.queries.organizations import settings_of

PROVIDERS: Final = {
    "brevo": "Brevo",
    "mailersend": "MailerSend",
    "mailgun": "Mailgun",
    "mailjet": "Mailjet",
    "mailtrap": "Mailtrap",
    "postmark": "Postmark",
    "resend": "Resend",
    "scaleway": "Scaleway",
    "sparkpost": "SparkPost",
}
_ASKED: Final = {
    Audience.EXECUTIVE: translatable("executives"),
    Audience.MANAGER: translatable("managers"),
    Audience.EMPLOYEE: translatable("employees"),
    Audience.CUSTOMER: translatable("customers"),
    Audience.PARTNER: translatable("partners"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """`provider` is the company that carries the mail: empty where a mail server of one’s own does.

    `message_reader` is empty where nobody takes messages to the chief executive.
    `mail_stays` is true where no mail leaves at all. `round_label` names the round that tells what
    people are promised now; it is empty before the first one.
    """

    organization: str
    contact: str
    sender: str
    provider: str
    mail_stays: bool
    round_label: str
    asked: str
    others_asked: bool
    executives_asked: bool
    attributed: bool
    minimum_group: int
    hears: bool
    message_reader: str
    compares: bool
    contact_months: int
    mail_months: int
    audit_months: int
    days_of_invitations: int
    single_sign_on: str


def notice_of(organization: Organization) -> Notice:
    held = settings_of(organization)
    latest = _latest_round(organization)
    audiences = latest.asks if latest else tuple(Audience)
    minimum = latest.minimum_group if latest else held.minimum_group or SMALLEST_GROUP
    return Notice(
        organization=organization.name,
        contact=held.reply_to or _first_lead(organization),
        sender=held.sender_address
        if may_send_from(held.sender_address, settings.SENDER_DOMAINS)
        else parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        provider=PROVIDERS.get(settings.EMAIL_PROVIDER, settings.EMAIL_PROVIDER),
        mail_stays=settings.EMAIL_IS_LOCAL,
        round_label=latest.label if latest else "",
        asked=_listed_audiences(audiences),
        others_asked=any(one is not Audience.EXECUTIVE for one in audiences),
        executives_asked=Audience.EXECUTIVE in audiences,
        attributed=bool(latest and latest.is_attributed),
        minimum_group=minimum,
        hears=any(one in AUDIENCES_HEARD for one in audiences),
        message_reader=_message_reader(organization, audiences),
        compares=PeerConsent.objects.filter(organization=organization).exists(),
        contact_months=held.contact_months,
        mail_months=held.mail_months,
        audit_months=held.audit_months,
        days_of_invitations=DAYS_OF_ENDED_INVITATIONS,
        single_sign_on=settings.SSO.name if settings.SSO else "",
    )


def _message_reader(organization: Organization, audiences: Sequence[Audience]) -> str:
    """Who reads messages to the chief executive, where some of those asked may write one."""
    if not set(audiences) & set(AUDIENCES_WRITING):
        return ""
    return reader_of(organization.pk) or ""


def _latest_round(organization: Organization) -> Round | None:
    """The one launched last: what people are told now."""
    launched = Round.objects.filter(organization=organization).exclude(state=RoundState.DRAFT)
    return launched.order_by("-launched_at").first()


def _listed_audiences(audiences: Sequence[Audience]) -> str:
    return listed([translate(_ASKED[one]) for one in audiences])


def _first_lead(organization: Organization) -> str:
    """Whoever runs the rounds, as in the mails: the first lead, else the first owner."""
    leads_first = Case(When(role=Role.LEAD, then=0), default=1)
    lead = (
        Membership.objects.filter(
            organization=organization, role__in=RUNS_ROUNDS, user__is_active=True
        )
        .select_related("user")
        .order_by(leads_first, "joined_at", "pk")
        .first()
    )
    return lead.user.email if lead else ""
