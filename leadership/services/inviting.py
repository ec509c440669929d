"""Inviting the people of a round, a thousand at a time, so that it can stop at any moment."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from assessment.services.rounds import RoundNotOpen, count_asked, hold_open
from leadership.domain.addresses import AddressInvalid
from leadership.domain.errors import LeadershipError
from leadership.models import AskedAddress, Contact, Invitation, InvitationRun, Membership, User
from leadership.queries.bounces import bounced_among
from leadership.queries.inviting import contacts_to_ask, members_to_ask, unfinished_run
from leadership.queries.opt_outs import hash_of, opted_out_among
from leadership.queries.organizations import asked_language, settings_of
from leadership.services.background import go_on_for_a_while
from leadership.services.holds import hold_organization
from leadership.services.outbox import queue_invitations

_CHUNK = 1000

Person = Membership | Contact


class InvitingAlready(LeadershipError):
    """People of a round are invited by one run at a time."""


def start_run(*, round_: Round, by: User | None, now: datetime) -> InvitationRun:
    """Begin to invite everybody of a round who has not been asked, and do the first piece.

    Belongs into a transaction. A worker does the rest, if there is one. What a run that stopped
    has left is done by this one. Raises InvitingAlready, RoundNotOpen.
    """
    hold_organization(round_.organization_id)
    hold_open(round_.pk)
    unfinished, is_stopped = unfinished_run(round_)
    if unfinished and is_stopped:
        InvitationRun.objects.filter(pk=unfinished.pk).update(finished_at=now)
    elif unfinished:
        raise InvitingAlready(_("People are being invited just now. Look again in a minute."))
    run = InvitationRun.objects.create(
        round=round_,
        by=by.email if by else "the clock",
        started_at=now,
        total=members_to_ask(round_).count() + contacts_to_ask(round_).count(),
    )
    invite_next(run_id=run.pk, now=now)
    run.refresh_from_db()
    if run.finished_at is None:
        invite_in_background.enqueue(run.pk)
    return run


@task()
def invite_in_background(run_id: int) -> None:
    """Go on with a run; interrupted, it goes on where it was."""
    if go_on_for_a_while(lambda: invite_next(run_id=run_id, now=timezone.now())):
        invite_in_background.enqueue(run_id)


def invite_next(*, run_id: int, now: datetime) -> bool:
    """Invite the next thousand and queue their mail; whether there is more to do.

    All of it in one transaction with the place reached, so that nobody is left out or asked
    twice by a crash. A round that has closed meanwhile asks nobody any more.
    """
    with transaction.atomic():
        # Nobody is removed between being read and being invited.
        hold_organization(Organization.objects.get(rounds__invitation_runs=run_id).pk)
        run = InvitationRun.objects.select_for_update().get(pk=run_id)
        if run.finished_at:
            return False
        round_ = Round.objects.select_related("organization").get(pk=run.round_id)
        try:
            hold_open(round_.pk)
        except RoundNotOpen:
            people: list[Person] = []
        else:
            people = list(islice(_people_after(round_, run), _CHUNK))
            run.invited += _invite(round_, people, now)
        run.seen = min(run.seen + len(people), run.total)
        for one in people:
            if isinstance(one, Membership):
                run.after_member = one.pk
            else:
                run.after_contact = one.pk
        if len(people) < _CHUNK:
            run.finished_at = now
        run.save()
        return run.finished_at is None


def _people_after(round_: Round, run: InvitationRun) -> Iterator[Person]:
    """Members before contacts, each in the order of their ids, behind the place reached."""
    members = members_to_ask(round_).filter(pk__gt=run.after_member).order_by("pk")[:_CHUNK]
    contacts = contacts_to_ask(round_).filter(pk__gt=run.after_contact).order_by("pk")[:_CHUNK]
    return chain(members, contacts)


def _invite(round_: Round, people: Sequence[Person], now: datetime) -> int:
    """Invite those who may be asked and were not; returns how many that were."""
    hashes = {hash_: one for one in people if (hash_ := _hash(one))}
    left_out = _left_out(round_, hashes)
    chosen = {hash_: one for hash_, one in hashes.items() if hash_ not in left_out}
    if not chosen:
        return 0
    today = now.astimezone(round_.organization.zone).date()
    held = settings_of(round_.organization)
    invitations = Invitation.objects.bulk_create(
        Invitation(
            round=round_, invited_on=today, **_place(one, asked_language(held, one.language))
        )
        for one in chosen.values()
    )
    AskedAddress.objects.bulk_create(
        AskedAddress(round=round_, address_hash=hash_) for hash_ in chosen
    )
    count_asked(
        round_=round_,
        asked=Counter((Audience(one.audience), one.unit_id) for one in invitations),
    )
    first = min(one.pk for one in invitations)
    queue_invitations(round_=round_, now=now, first=first)
    return len(invitations)


def _left_out(round_: Round, people: Mapping[str, Person]) -> set[str]:
    """Of people by the hash of their address, who was asked already or is not to be written to.

    Members are asked all the same: they sign in to answer, and only their mail is left out.
    """
    asked = AskedAddress.objects.filter(round=round_, address_hash__in=list(people))
    contacts = {one.email: hash_ for hash_, one in people.items() if isinstance(one, Contact)}
    bounced = bounced_among([round_.organization_id], list(contacts))
    opted_out = opted_out_among([round_.organization_id], list(contacts.values()))
    return {
        *asked.values_list("address_hash", flat=True),
        *(hash_ for _, hash_ in opted_out),
        *(contacts[address] for _, address in bounced),
    }


def _place(person: Person, language: str) -> dict[str, object]:
    if isinstance(person, Membership):
        return {
            "membership": person,
            "audience": Audience.EXECUTIVE.value,
            "language": language,
        }
    return {
        "contact": person,
        "audience": person.audience,
        "unit_id": person.unit_id,
        "language": language,
    }


def _address(person: Person) -> str:
    return person.user.email if isinstance(person, Membership) else person.email


def _hash(person: Person) -> str | None:
    try:
        return hash_of(_address(person))
    except AddressInvalid:  # stored by other ways than ours; no mail could reach it
        return None
