"""The inbox: comments whose writers may be contacted, and what became of them.

Nothing here reads an answer sheet, so that no rating can stand beside a name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessment.domain.language import translate
from assessment.models import Round
from leadership.access import concerns_seen_by
from leadership.domain.addresses import AddressInvalid
from leadership.domain.concerns import ConcernState
from leadership.domain.mail_states import MailState, in_words, reason_in_words
from leadership.domain.people_words import audience_of_one
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Concern, ConcernAnswer, Membership, OptOut, OutgoingEmail
from leadership.queries.bounces import bounced_among
from leadership.queries.opt_outs import hash_of
from leadership.queries.paging import NumberedPage

CONCERNS_ON_A_PAGE: Final = 25
_PERSON = ("invitation__contact", "invitation__unit", "invitation__round", "owner__user")
_NOT_SENT = (OutgoingEmail.State.FAILED, OutgoingEmail.State.SKIPPED)
_GONE_OUT = ConcernAnswer.objects.filter(concern=OuterRef("pk")).exclude(
    Q(email__state__in=_NOT_SENT) | Q(email__outcome=OutgoingEmail.Outcome.BOUNCED)
)


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One comment in the inbox; `owner` is empty while nobody has taken it."""

    pk: UUID
    person: str
    audience: str
    round_label: str
    received_on: date
    state: ConcernState
    owner: str
    comment: str
    mail_failed: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One answer: by whom, when, and what has become of the mail that carries it."""

    text: str
    by: str
    written_at: datetime
    mail: str


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """All that is known of a comment, which is nothing else that its writer answered.

    `unreachable` says why no answer can be mailed; it is empty when one can.
    """

    pk: UUID
    name: str
    email: str
    audience: str
    unit: str
    round_label: str
    received_on: date
    state: ConcernState
    owner: str
    owner_id: int | None
    comment: str
    answers: tuple[Written, ...]
    unreachable: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What of the inbox is looked at: a state, a round, one's own; None is all."""

    state: ConcernState | None = None
    round_id: int | None = None
    owner_id: int | None = None


def concerns_page(
    membership: Membership, looked: Looked, number: str | int
) -> NumberedPage[ConcernRow]:
    """The newest day first; a page that does not exist is the last."""
    found = concerns_seen_by(membership)
    if looked.state:
        found = found.filter(state=looked.state)
    if looked.round_id:
        found = found.filter(invitation__round=looked.round_id)
    if looked.owner_id:
        found = found.filter(owner=looked.owner_id)
    ordered = found.select_related(*_PERSON).annotate(has_gone_out=Exists(_GONE_OUT))
    page = Paginator(ordered, CONCERNS_ON_A_PAGE).get_page(number)
    concerns: Iterable[Any] = page.object_list  # annotated, which the type does not know
    return NumberedPage(
        rows=tuple(_row(concern, concern.has_gone_out) for concern in concerns),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def concern_page(concern: Concern) -> ConcernPage:
    """One comment; select its person with it."""
    invitation = concern.invitation
    return ConcernPage(
        pk=concern.pk,
        name=invitation.person_name,
        email=invitation.person_email,
        audience=audience_of_one(invitation.audience),
        unit=invitation.unit.name if invitation.unit else "",
        round_label=invitation.round.label,
        received_on=concern.received_on,
        state=ConcernState(concern.state),
        owner=str(concern.owner.user) if concern.owner else "",
        owner_id=concern.owner_id,
        comment=concern.comment,
        answers=_answers(concern),
        unreachable=unreachable(concern),
    )


def with_person(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    return concerns.select_related("organization", *_PERSON)


def waiting_for(membership: Membership) -> int:
    """How many wait for an answer, taken or not."""
    waiting = [state for state in ConcernState if state.waits]
    return concerns_seen_by(membership).filter(state__in=waiting).count()


def rounds_heard_in(membership: Membership) -> Sequence[Round]:
    """The rounds from which there is something in the inbox."""
    heard = concerns_seen_by(membership).values("invitation__round")
    return list(Round.objects.filter(pk__in=heard).only("pk", "label", "quarter_starts_on"))


def possible_owners(membership: Membership) -> Sequence[Membership]:
    """Everybody of this organization who runs rounds, by name."""
    members = Membership.objects.filter(
        organization=membership.organization_id, role__in=RUNS_ROUNDS, user__is_active=True
    )
    return list(members.select_related("user"))


def unreachable(concern: Concern) -> str:
    """Why no answer can be mailed, as a sentence; empty when one can.

    Somebody who opted out of surveys and then asked to be contacted wants the answer; whoever
    opted out on a later day has changed their mind.
    """
    address = concern.invitation.person_email
    try:
        hash_ = hash_of(address)
    except AddressInvalid:
        return translate("The address is not valid, so no mail can reach this person.")
    if changed_their_mind(concern, hash_):
        return translate(
            "This person has asked since not to be written to, so no mail is sent to them."
        )
    if words := bounced_among([concern.organization_id], [address]).get(
        (concern.organization_id, address)
    ):
        return translate(
            "Mail to this address came back, so no answer can be sent: {words}"
        ).format(words=reason_in_words(words))
    return ""


def changed_their_mind(concern: Concern, address_hash: str) -> bool:
    """Whether the writer opted out of all mail on a day after the comment."""
    return OptOut.objects.filter(
        organization=concern.organization_id,
        address_hash=address_hash,
        opted_out_on__gt=concern.received_on,
    ).exists()


def new_concerns_in(organization_id: int) -> int:
    """How many nobody has taken yet."""
    return Concern.objects.filter(organization=organization_id, state=ConcernState.NEW).count()


def new_concerns_of(organization: OuterRef) -> Coalesce:
    """The same, to be read with a membership."""
    new = Concern.objects.filter(organization=organization, state=ConcernState.NEW).order_by()
    counted = new.values("organization").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _row(concern: Concern, has_gone_out: bool) -> ConcernRow:
    invitation = concern.invitation
    return ConcernRow(
        pk=concern.pk,
        person=invitation.person_name or invitation.person_email,
        audience=audience_of_one(invitation.audience),
        round_label=invitation.round.label,
        received_on=concern.received_on,
        state=ConcernState(concern.state),
        owner=str(concern.owner.user) if concern.owner else "",
        comment=concern.comment,
        mail_failed=concern.state == ConcernState.ANSWERED and not has_gone_out,
    )


def _answers(concern: Concern) -> tuple[Written, ...]:
    return tuple(
        Written(
            answer.text,
            str(answer.by.user) if answer.by else "",
            answer.written_at.astimezone(concern.organization.zone),
            _mail_in_words(concern, answer.email),
        )
        for answer in concern.answers.select_related("by__user", "email")
    )


def _mail_in_words(concern: Concern, email: OutgoingEmail | None) -> str:
    if email is None:
        return ""
    sent_on = email.sent_at.astimezone(concern.organization.zone).date() if email.sent_at else None
    return in_words(
        MailState("mail", email.state, email.outcome, email.attempts, sent_on, email.error)
    )
