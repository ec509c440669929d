"""Removing a person everywhere, and leaving what names nobody: counts, acts, opt-outs as hashes."""

import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, Q
from django.utils.html import escape
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Kind
from assessment.models import AnswerSheet, Organization
from assessment.queries.rounds import questions_for
from leadership.domain.erasing import pattern_of, reference_of, replacements, without, without_names
from leadership.domain.evidence import EvidenceState
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    AuditReplacement,
    Erasure,
    Evidence,
    EvidenceStep,
    MailboxMessage,
    Meeting,
    Membership,
    OrganizationSettings,
    PendingImport,
    User,
)
from leadership.queries.evidence import takes_evidence
from leadership.queries.opt_outs import hash_of
from leadership.queries.personal_register import REGISTER, Fate, Held, sessions_of
from leadership.queries.persons import Person
from leadership.services.contact_uploads import delete_uploads
from leadership.services.erasure_journal import write_down
from leadership.services.holds import hold_organization
from leadership.services.minutes import forget_former_in_minutes, forget_in_minutes
from leadership.services.opting_out import opt_out_address, opt_out_hash
from leadership.services.people import LastOwner

BY_TERMINAL: Final = "the terminal"
BY_JOURNAL: Final = "the erasure journal"
_OF_ENTRIES: Final = frozenset("@:→")
"""Signs with which the audit says what was done, and which stand in nobody’s name."""


def erase_person(
    *,
    person: Person,
    by: User | str,
    now: datetime,
    never_again: bool = False,
) -> Erasure:
    """Erase somebody from one organization, or from all of the installation; all or nothing.

    `by` is who does it, the person themself included, or in words what does. `never_again` keeps
    the keyed hash of the address, so that no list brings them back. Works while a round is open:
    links stop working, waiting mail goes, sent answers stay counted.
    Raises JournalUnwritable, LastOwner.
    """
    with transaction.atomic():
        erasure = Erasure.objects.create(
            id=uuid4(),
            organization_id=person.organization_id,
            address_hash=hash_of(person.address),
            erased_at=now,
        )
        places = _erase(person, by=by, now=now, never_again=never_again)
        write_down(erasure, never_in=places if never_again else ())
    return erasure


def erase_again(
    *,
    person: Person | None,
    erasure_id: UUID,
    organization_id: int | None,
    hashed: str,
    erased_at: datetime,
    never_in: Collection[int],
    now: datetime,
) -> None:
    """Do what the journal says and the database does not know; the person may be gone anyway.

    That they are never asked again in some organizations is remembered again too.
    Raises LastOwner.
    """
    with transaction.atomic():
        if person is not None:
            _erase(person, by=BY_JOURNAL, now=now, never_again=False)
        for organization in Organization.objects.filter(pk__in=never_in).order_by("pk"):
            opt_out_hash(organization=organization, hashed=hashed, now=erased_at)
        Erasure.objects.create(
            id=erasure_id,
            organization_id=organization_id,
            address_hash=hashed,
            erased_at=erased_at,
        )


def _erase(person: Person, *, by: User | str, now: datetime, never_again: bool) -> list[int]:
    """Returns the organizations that knew the person."""
    places = _places(person)
    for organization_id in places:
        hold_organization(organization_id)
    _keep_owners(person)
    random = secrets.token_hex(8)
    leavers, leaves = _what_they_were(person), person.leaves_altogether
    replaced = replacements(person.address, person.names, random)
    for held in reversed(REGISTER):  # those that lead to others stand first
        _remove(held, person, replaced)
    if person.user and leaves:
        person.user.delete()
    for organization in Organization.objects.filter(pk__in=places).order_by("pk"):
        if never_again:
            opt_out_address(organization=organization, address=person.address, now=now)
        AuditEntry.objects.create(
            organization=organization,
            by=_doer(by, person, reference_of(random)),
            act="person erased",
            about=leavers.get(organization.pk, "somebody"),
            at=now,
        )
    return places


def _places(person: Person) -> list[int]:
    """The organizations that know the person, in the order in which they are held."""
    if person.organization_id is not None:
        return [person.organization_id]
    known = {*person.memberships.values_list("organization", flat=True)}
    return sorted(known | {*person.contacts.values_list("organization", flat=True)})


def _keep_owners(person: Person) -> None:
    for membership in person.memberships.filter(role=Role.OWNER).select_related("organization"):
        others = Membership.objects.filter(
            organization=membership.organization_id, role=Role.OWNER, user__is_active=True
        ).exclude(pk=membership.pk)
        if not others.exists():
            raise LastOwner(
                gettext(
                    "This is the only owner of {organization}. Make somebody else an owner first, "
                    "so that there is always one."
                ).format(organization=membership.organization)
            )


def _what_they_were(person: Person) -> dict[int, str]:
    """A member or a contact, by organization, as the audit says it: nothing more is told."""
    contacts = person.contacts.values_list("organization", flat=True)
    members = person.memberships.values_list("organization", flat=True)
    return {**dict.fromkeys(contacts, "a contact"), **dict.fromkeys(members, "a member")}


def _doer(by: User | str, person: Person, reference: str) -> str:
    if isinstance(by, str):
        return by
    return reference if by.email == person.address else by.email


def _remove(held: Held, person: Person, replaced: Mapping[str, str]) -> None:
    if held.signed:
        signed = {held.signed: person.address}
        held.model._default_manager.filter(person.within(held.organization), **signed).update(
            **{held.signed: replaced[person.address]}
        )
    if held.fate is Fate.DELETED:
        held.rows(person).delete()
    if held.fate is Fate.BY_HAND:
        BY_HAND[held.model](person, replaced)


def _clear_sheets(person: Person, _: Mapping[str, str]) -> None:
    """Drafts go; what was sent by name loses its words and keeps its counts."""
    theirs = AnswerSheet.objects.filter(invitation__in=person.invitations)
    for sheet in theirs.filter(is_submitted=True).select_related("round"):
        texts = {
            question.key
            for question in questions_for(sheet.round, Audience(sheet.audience))
            if question.scale.kind is Kind.TEXT
        }
        kept = {key: answer for key, answer in sheet.answers.items() if key not in texts}
        AnswerSheet.objects.filter(pk=sheet.pk).update(answers=kept)
    AnswerSheet.objects.filter(invitation__in=person.invitations, is_submitted=False).delete()


def _clear_mailbox(person: Person, replaced: Mapping[str, str]) -> None:
    """Theirs go; the mail of others loses the name, such as in “it reaches Anna Berg”."""
    kept, theirs = MailboxMessage.objects.filter(person.within()), pattern_of(person.address)
    for message in kept.filter(recipient__icontains=person.address).only("pk", "recipient"):
        if theirs.search(message.recipient.lower()):
            message.delete()
    named = Q()
    in_html = {str(escape(text)): reference for text, reference in replaced.items()}
    for text, escaped in zip(replaced, in_html, strict=True):
        named |= Q(text__contains=text) | Q(html__contains=escaped) | Q(subject__contains=text)
    for message in kept.filter(named).iterator(chunk_size=200):
        message.text = without(message.text, replaced)
        message.html = without(message.html, in_html)
        message.subject = without(message.subject, replaced)[:500]
        message.save(update_fields=["text", "html", "subject"])


def _clear_audit(person: Person, replaced: Mapping[str, str]) -> None:
    """An entry never changes but in this way, which the database itself checks.

    Somebody listed as “anna@example.com: lead → owner” would take out what others did.
    """
    for text, reference in replaced.items():
        if text != person.address and not _OF_ENTRIES.isdisjoint(text):
            continue
        entries = AuditEntry.objects.filter(
            Q(by__contains=text) | Q(about__contains=text), person.within()
        )
        replacement = AuditReplacement.objects.create(text=text, reference=reference)
        for pk, by, act, about in entries.values_list("pk", "by", "act", "about"):
            changed = {"by": by, "about": without_names(act, about, {text: reference})}
            if text == person.address:
                one = {text: reference}
                changed = {"by": without(by, one), "about": without(about, one)}
            if changed != {"by": by, "about": about}:
                AuditEntry.objects.filter(pk=pk).update(**changed)
        replacement.delete()


def _clear_settings(person: Person, _: Mapping[str, str]) -> None:
    """Mails then show what they show where nothing is set."""
    held = OrganizationSettings.objects.filter(person.within())
    held.filter(sender_address=person.address).update(sender_address="", sender_name="")
    held.filter(reply_to=person.address).update(reply_to="")


def _clear_uploads(person: Person, _: Mapping[str, str]) -> None:
    """Any file that waits may list the person, and a yes to it would bring them back."""
    delete_uploads(PendingImport.objects.filter(person.within()))


def _clear_evidence(person: Person, _: Mapping[str, str]) -> None:
    """Its words go, and what was written about them; what was accepted stays counted.

    What nobody else could see goes as a whole. What could still be reviewed is taken back, because
    nobody can judge what is not there any more.
    """
    theirs = Evidence.objects.filter(giver__in=person.memberships)
    theirs.filter(can_be_reviewed=False).delete()
    EvidenceStep.objects.filter(evidence__in=theirs).update(note="")
    theirs.update(text="", link="")
    unsettled = [EvidenceState.WAITING.value, EvidenceState.SENT_BACK.value]
    for piece in theirs.filter(state__in=unsettled).select_related("round"):
        if takes_evidence(piece.round):
            Evidence.objects.filter(pk=piece.pk).update(
                state=EvidenceState.RETRACTED.value, reviewer=None, reviewed_on=None
            )


def _clear_minutes(person: Person, replaced: Mapping[str, str]) -> None:
    """Those who were removed before have no row any more, and are found by their name alone."""
    for membership in person.memberships:
        forget_in_minutes(member=membership)
    for name in replaced.keys() - {person.address}:
        for organization_id in _places(person):
            forget_former_in_minutes(organization_id=organization_id, name=name)


def _clear_sessions(person: Person, _: Mapping[str, str]) -> None:
    if person.user and person.leaves_altogether:
        sessions_of(person.user).delete()


def _clear_tasks(person: Person, _: Mapping[str, str]) -> None:
    DBTaskResult.objects.filter(traceback__icontains=person.address).update(traceback="")


def _last_of_all(person: Person, _: Mapping[str, str]) -> None:
    """The sign-in goes when all else is gone: `_erase` deletes it."""


BY_HAND: Final[Mapping[type[Model], Callable[[Person, Mapping[str, str]], Any]]] = {
    AnswerSheet: _clear_sheets,
    Evidence: _clear_evidence,
    Meeting: _clear_minutes,
    MailboxMessage: _clear_mailbox,
    AuditEntry: _clear_audit,
    OrganizationSettings: _clear_settings,
    PendingImport: _clear_uploads,
    Session: _clear_sessions,
    DBTaskResult: _clear_tasks,
    User: _last_of_all,
}
