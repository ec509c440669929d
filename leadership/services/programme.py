"""Running a round: who is asked, launch and close."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import transaction

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from assessment.services import rounds
from assessment.services.protection import protect_closed_round
from leadership.domain.addresses import address_hash
from leadership.domain.errors import LeadershipError
from leadership.models import Contact, Invitation, Membership, OptOut, User
from leadership.queries.histories import answered_in_closed_rounds
from leadership.services.audit import record
from leadership.services.outbox import queue_invitations

_BATCH = 1000


class NobodyToAsk(LeadershipError):
    """A round needs somebody to answer it."""


class ClosesTooEarly(LeadershipError):
    """A round must leave time to answer."""


def draft_round(
    *,
    organization: Organization,
    quarter: Quarter,
    closes_at: datetime,
    promise: Promise,
    audiences: Collection[Audience],
    minimum_group: int,
    by: User | None,
    now: datetime,
) -> Round:
    """Draft a quarter's round on the newest versions of all instruments; `by` None is the clock.

    Raises RoundExists.
    """
    with transaction.atomic():
        round_ = rounds.create_round(
            organization=organization,
            quarter=quarter,
            closes_at=closes_at,
            promise=promise,
            audiences=audiences,
            version_ids=latest_versions().values(),
            minimum_group=minimum_group,
        )
        record(organization=organization, by=by, act="round drafted", about=round_.label, now=now)
    return round_


def launch_round(*, round_: Round, by: User | None, now: datetime) -> int:
    """Open a draft, invite everybody of its audiences, queue their mail; returns how many.

    Raises NobodyToAsk, ClosesTooEarly, RoundNotDraft. All or nothing.
    """
    today = now.astimezone(round_.organization.zone).date()
    asked: Counter[tuple[Audience, int | None]] = Counter()
    with transaction.atomic():
        rounds.hold_draft(round_)
        if round_.closes_at <= now:
            raise ClosesTooEarly("The closing time has passed. Change it, then launch.")
        invitations = (
            Invitation(round=round_, invited_on=today, **person) for person in people_asked(round_)
        )
        while batch := list(islice(invitations, _BATCH)):
            Invitation.objects.bulk_create(batch)
            asked.update((Audience(one.audience), one.unit_id) for one in batch)
        if not asked:
            raise NobodyToAsk(
                "There is nobody to ask yet. Add executives or upload contacts first."
            )
        rounds.open_round(round_=round_, asked=asked, now=now)
        queue_invitations(round_=round_, now=now)
        record(
            organization=round_.organization,
            by=by,
            act="round launched",
            about=f"{round_.label}: {asked.total()} people asked",
            now=now,
        )
    return asked.total()


def close_round(*, round_: Round, by: User | None, now: datetime) -> None:
    """Close an open round; `by` None is the clock. Raises RoundNotOpen.

    Rounds of an organization close one after the other, so that the later one knows the earlier.
    """
    with transaction.atomic():
        Organization.objects.select_for_update(no_key=True).get(pk=round_.organization_id)
        rounds.close_round(round_=round_, now=now)
        answered = answered_in_closed_rounds(round_.organization_id)
        protect_closed_round(round_=round_, answered=answered)
        record(
            organization=round_.organization,
            by=by,
            act="round closed",
            about=round_.label,
            now=now,
        )


def close_due_rounds(*, now: datetime) -> int:
    """Close every open round whose time has come; returns how many."""
    closed = 0
    due = Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now)
    for round_ in due.select_related("organization"):
        try:
            close_round(round_=round_, by=None, now=now)
        except rounds.RoundNotOpen:
            continue  # another worker was faster
        closed += 1
    return closed


def people_asked(round_: Round) -> Iterator[dict[str, object]]:
    """The person, audience, unit and language of every invitation that a launch would make."""
    opted_out = set(
        OptOut.objects.filter(organization=round_.organization_id).values_list(
            "address_hash", flat=True
        )
    )
    if Audience.EXECUTIVE in round_.asks:
        yield from _executives(round_)
    others = [audience.value for audience in round_.asks if audience is not Audience.EXECUTIVE]
    contacts = Contact.objects.filter(organization=round_.organization_id, audience__in=others)
    for contact in contacts.order_by("pk").iterator(chunk_size=_BATCH):
        if address_hash(settings.LINK_KEY, contact.email) not in opted_out:
            yield {
                "contact": contact,
                "audience": contact.audience,
                "unit_id": contact.unit_id,
                "language": contact.language,
            }


def _executives(round_: Round) -> Iterable[dict[str, object]]:
    team = Membership.objects.filter(
        organization=round_.organization_id, on_executive_team=True, user__is_active=True
    )
    return (
        {
            "membership": membership,
            "audience": Audience.EXECUTIVE.value,
            "language": membership.language,
        }
        for membership in team.order_by("pk")
    )
