"""Taking back one's own answers while the round is open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.queries.rounds import questions_for
from assessment.services.answering import take_back_answers
from assessment.services.rounds import RoundNotOpen
from leadership.domain.errors import LeadershipError
from leadership.models import Invitation
from leadership.services.audit import record


class NothingToWithdraw(LeadershipError):
    """Only answers that are known to be somebody's can be taken back, and only once."""


def withdraw_answers(*, invitation: Invitation, now: datetime) -> None:
    """Delete the sheet, take it out of the counts and let the person answer anew, all or nothing.

    For executives of attributed rounds: nobody else's sheet can be found. The closing waits for
    it or comes first, as with a submission. Raises NothingToWithdraw, RoundNotOpen.
    """
    with transaction.atomic():
        locked = _locked(invitation)
        membership, sheet_id = locked.membership, locked.sheet_id
        if not (_is_sent(locked, invitation) and sheet_id and membership):
            raise NothingToWithdraw(_("There are no answers of yours to withdraw."))
        if locked.round.closes_at <= now:
            raise RoundNotOpen(_("This round is not open."))
        locked.sheet = locked.submitted_on = locked.started_on = None
        locked.save(update_fields=["sheet", "submitted_on", "started_on"])
        take_back_answers(
            sheet_id=sheet_id,
            round_id=locked.round_id,
            questions=questions_for(locked.round, Audience(locked.audience)),
        )
        record(
            organization=locked.round.organization,
            by=membership.user,
            act="own answers withdrawn",
            about=locked.round.label,
            now=now,
        )


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, held until the transaction ends."""
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("round__organization", "membership__user")
        .get(pk=invitation.pk)
    )


def _is_sent(locked: Invitation, invitation: Invitation) -> bool:
    return (
        locked.submitted_on is not None
        and locked.revoked_on is None
        and locked.generation == invitation.generation
        and locked.round.is_attributed
    )
