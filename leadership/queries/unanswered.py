"""Who has not answered yet: for those who run the rounds, and for reminders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assessment.domain.language import mid_sentence
from assessment.models import Round
from leadership.domain.addresses import AddressInvalid
from leadership.domain.mail_states import MailState, in_words, reason_in_words
from leadership.domain.people_words import audience_of_one
from leadership.models import Invitation, OutgoingEmail
from leadership.queries.bounces import bounced_among
from leadership.queries.opt_outs import hash_of, opted_out_among
from leadership.queries.paging import NumberedPage

PEOPLE_ON_A_PAGE: Final = 50

# Somebody who left the executive team, or was paused, is not asked, and is again after coming back.
STILL_ASKED = Q(contact__is_active=True) | Q(
    membership__on_executive_team=True, membership__user__is_active=True
)


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """Somebody who has not answered; `mail` says in words what became of the last mail."""

    name: str
    email: str
    audience: str
    unit: str
    has_started: bool
    mail: str


def unanswered_in(round_: Round) -> QuerySet[Invitation]:
    """The invitations whose people are still asked and have not answered."""
    return Invitation.objects.filter(STILL_ASKED, round=round_, submitted_on=None, revoked_on=None)


def unanswered_page(
    round_: Round, *, search: str, audience: str, unit: int | None, number: str | int
) -> NumberedPage[UnansweredRow]:
    """Those who have not answered; a page that does not exist is the last. `unit` 0 is none."""
    found = unanswered_in(round_)
    if search:
        found = found.filter(_holds(search))
    if audience:
        found = found.filter(audience=audience)
    if unit is not None:
        found = found.filter(unit=unit or None)
    ordered = (
        found.select_related("contact", "membership__user", "unit")
        .annotate(name=Coalesce("contact__name", "membership__user__name"))
        .order_by("name", "pk")
    )
    page = Paginator(ordered, PEOPLE_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=_rows(round_, list(page.object_list)),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def _holds(search: str) -> Q:
    return (
        Q(contact__name__icontains=search)
        | Q(contact__email__icontains=search)
        | Q(membership__user__name__icontains=search)
        | Q(membership__user__email__icontains=search)
    )


def _rows(round_: Round, invitations: list[Invitation]) -> tuple[UnansweredRow, ...]:
    mails = OutgoingEmail.objects.filter(invitation__in=invitations).order_by("pk")
    latest = {mail.invitation_id: mail for mail in mails}
    why_not = _never_written_to(round_, [one.person_email for one in invitations])
    return tuple(
        UnansweredRow(
            name=one.person_name,
            email=one.person_email,
            audience=mid_sentence(audience_of_one(one.audience)),
            unit=one.unit.name if one.unit else "",
            has_started=one.started_on is not None,
            mail=why_not.get(one.person_email) or _mail_in_words(round_, latest.get(one.pk)),
        )
        for one in invitations
    )


def _never_written_to(round_: Round, addresses: Iterable[str]) -> Mapping[str, str]:
    """Why no mail goes to some of these addresses, by address."""
    hashes = {address: hash_ for address in addresses if (hash_ := _hash(address))}
    organization = round_.organization_id
    opted_out = opted_out_among([organization], list(hashes.values()))
    bounced = bounced_among([organization], list(hashes))
    return {
        address: _("bounced: {reason}").format(reason=reason_in_words(words))
        for (_id, address), words in bounced.items()
    } | {
        address: _("asked not to be written to")
        for address, hash_ in hashes.items()
        if (organization, hash_) in opted_out
    }


def _hash(address: str) -> str | None:
    try:
        return hash_of(address)
    except AddressInvalid:
        return None


def _mail_in_words(round_: Round, mail: OutgoingEmail | None) -> str:
    if mail is None:
        return _("no mail yet")
    sent_on = mail.sent_at.astimezone(round_.organization.zone).date() if mail.sent_at else None
    state = MailState(mail.kind, mail.state, mail.outcome, mail.attempts, sent_on, mail.error)
    return in_words(state)
