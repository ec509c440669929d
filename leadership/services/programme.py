"""Running a round: who is asked, launch and close."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from assessment.queries.definitions import latest_versions
from assessment.services import rounds
from assessment.services.protection import protect_closed_round
from leadership.domain.errors import LeadershipError
from leadership.domain.mail_wording import last_day
from leadership.models import AskedAddress, InvitationRun, User
from leadership.queries.histories import answered_in_closed_rounds, givers_to
from leadership.services.announcing import queue_results
from leadership.services.audit import record
from leadership.services.evidence_closing import settle_evidence
from leadership.services.holds import hold_organization
from leadership.services.inviting import start_run

log = logging.getLogger(__name__)


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
    """Open a draft and invite the people of its audiences by email; returns how many.

    The first thousand are invited here, the others by a worker; the number then counts those it
    will look at. Raises NobodyToAsk, ClosesTooEarly, RoundNotDraft. All or nothing.
    """
    with transaction.atomic():
        hold_organization(round_.organization_id)
        rounds.hold_draft(round_)
        if round_.closes_at <= now:
            raise ClosesTooEarly(_("The closing time has passed. Change it, then launch."))
        rounds.open_round(round_=round_, now=now)
        run = start_run(round_=round_, by=by, now=now)
        if run.finished_at and not run.invited:
            raise NobodyToAsk(
                _("There is nobody to ask yet. Add executives or upload contacts first.")
            )
        asked = run.invited if run.finished_at else run.total
        record(
            organization=round_.organization,
            by=by,
            act="round launched",
            about=f"{round_.label}: {asked:,} people asked",
            now=now,
        )
    return asked


def ask_joiners(*, round_: Round, by: User, now: datetime) -> InvitationRun:
    """Invite those who joined since the launch; nobody is asked twice.

    Raises RoundNotOpen, InvitingAlready.
    """
    with transaction.atomic():
        run = start_run(round_=round_, by=by, now=now)
        record(
            organization=round_.organization,
            by=by,
            act="people who joined asked",
            about=f"{round_.label}: {run.invited:,} people" if run.finished_at else round_.label,
            now=now,
        )
    return run


def change_closing(*, round_: Round, closes_at: datetime, by: User, now: datetime) -> None:
    """Give people more time to answer, or less. Raises ClosesInThePast, RoundNotOpen."""
    before = round_.closes_at
    with transaction.atomic():
        rounds.change_closing(round_=round_, closes_at=closes_at, now=now)
        zone = round_.organization.zone
        days = (last_day(moment, zone).isoformat() for moment in (before, closes_at))
        record(
            organization=round_.organization,
            by=by,
            act="closing changed",
            about=f"{round_.label}: last day to answer {' → '.join(days)}",
            now=now,
        )


def close_round(
    *, round_: Round, by: User | None, now: datetime, only_if_due: bool = False
) -> None:
    """Close an open round; `by` None is the clock. Raises RoundNotOpen.

    With `only_if_due` it stays open when its time has not come (any more). Rounds of an
    organization close one after the other, so that the later one knows the earlier.
    """
    with transaction.atomic():
        hold_organization(round_.organization_id)
        rounds.close_round(round_=round_, now=now, only_if_due=only_if_due)
        answered = answered_in_closed_rounds(round_.organization_id)
        known = givers_to(round_.organization_id).values()
        protect_closed_round(round_=round_, answered=answered, known=known)
        settle_evidence(round_=round_, by=by, now=now)
        AskedAddress.objects.filter(round=round_).delete()
        queue_results(round_=round_, now=now)
        record(
            organization=round_.organization,
            by=by,
            act="round closed",
            about=round_.label,
            now=now,
        )


def close_due_rounds(*, now: datetime) -> int:
    """Close every open round whose time has come; returns how many.

    One that cannot be closed is logged and tried again the next time; the others close.
    """
    closed = 0
    due = Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now)
    for round_ in due.select_related("organization"):
        try:
            close_round(round_=round_, by=None, now=now, only_if_due=True)
        except rounds.RoundNotOpen:
            continue  # another worker was faster, or somebody gave it more time
        except Exception:
            log.exception("Round %s could not be closed", round_.pk)
            continue
        closed += 1
    return closed
