"""What became of mail after it was sent: no mailbox, delivered, marked as spam, unsubscribed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from assessment.domain.rounds import RoundState
from assessment.models import Organization
from leadership.models import Bounce, Invitation, OutgoingEmail, User
from leadership.services.audit import record
from leadership.services.opting_out import opt_out_address

Outcome = OutgoingEmail.Outcome
State = OutgoingEmail.State
_LONGEST = Bounce._meta.get_field("words").max_length


def record_bounce(*, email: OutgoingEmail, words: str, now: datetime) -> None:
    """Write to this address no more; a report that comes twice for a mail counts once."""
    organization = email.organization
    with transaction.atomic():
        if not _settle(email, Outcome.BOUNCED, unless=(Outcome.BOUNCED, Outcome.COMPLAINED)):
            return
        Bounce.objects.get_or_create(
            organization=organization,
            email=email.address,
            defaults={
                "bounced_on": now.astimezone(organization.zone).date(),
                "words": words[:_LONGEST],
            },
        )


def record_complaint(*, email: OutgoingEmail, now: datetime) -> None:
    """Somebody called this mail spam: they are not asked again."""
    with transaction.atomic():
        _settle(email, Outcome.COMPLAINED, unless=(Outcome.COMPLAINED,))
        record_unsubscribing(email=email, now=now)


def record_unsubscribing(*, email: OutgoingEmail, now: datetime) -> None:
    """Somebody unsubscribed in a way that only the provider saw."""
    opt_out_address(organization=email.organization, address=email.address, now=now)


def record_delivered(*, email: OutgoingEmail) -> None:
    """The mail was taken; reports of a bounce or complaint outweigh it, whichever comes first."""
    _settle(email, Outcome.DELIVERED, unless=(Outcome.BOUNCED, Outcome.COMPLAINED))


def try_again(*, bounce: Bounce, by: User, now: datetime) -> int:
    """Forget that the address does not work; returns how many invitations are sent once more.

    Those are the ones of open rounds that this person has not answered.
    """
    organization = bounce.organization
    with transaction.atomic():
        Bounce.objects.filter(pk=bounce.pk).delete()
        again = _queue_again(bounce, now)
        record(
            organization=organization, by=by, act="address tried again", about=bounce.email, now=now
        )
    return again


def forget_bounce(*, organization: Organization, address: str) -> None:
    """Keep nothing about an address that nobody here has any more."""
    Bounce.objects.filter(organization=organization, email=address).delete()


def _queue_again(bounce: Bounce, now: datetime) -> int:
    theirs = Invitation.objects.filter(
        Q(contact__email=bounce.email) | Q(membership__user__email=bounce.email),
        round__organization=bounce.organization_id,
        round__state=RoundState.OPEN,
        round__closes_at__gt=now,
        submitted_on=None,
        revoked_on=None,
    )
    # A member is asked all the same in later rounds, and their mail is skipped. Whatever else it
    # was skipped for is found again when it is delivered.
    unread = OutgoingEmail.objects.filter(
        Q(outcome=Outcome.BOUNCED) | Q(state=State.SKIPPED),
        invitation__in=theirs.values("pk"),
        kind=OutgoingEmail.Kind.INVITATION,
    )
    return unread.update(
        state=State.QUEUED,
        outcome=Outcome.UNKNOWN,
        attempts=0,
        due_at=now,
        leased_until=None,
        provider_id="",
        error="",
    )


def _settle(email: OutgoingEmail, outcome: Outcome, *, unless: tuple[Outcome, ...]) -> bool:
    """Write the outcome down; False when a weightier one stands there already."""
    mails = OutgoingEmail.objects.filter(pk=email.pk).exclude(outcome__in=unless)
    return bool(mails.update(outcome=outcome))
