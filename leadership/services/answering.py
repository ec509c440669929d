"""A person's answers, from the first autosave to the one submission."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from assessment.domain.answers import Answer, as_posted, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.drafts import Seen, fingerprint
from assessment.services.answering import SavedDraft, save_draft, store_answers
from leadership.domain.errors import LeadershipError
from leadership.models import Invitation


class AlreadySubmitted(LeadershipError):
    """Each invitation is answered once."""


class ChangedMeanwhile(LeadershipError):
    """A sheet is sent as it was reviewed."""


class AnswersMissing(LeadershipError):
    """Some questions need an answer before a sheet is sent; `errors` says what, by question."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        count = len(self.errors)
        super().__init__(
            "One question still needs an answer."
            if count == 1
            else f"{count} questions still need an answer."
        )


def save_page(
    *,
    invitation: Invitation,
    answers: Mapping[str, Answer],
    page: Sequence[Question],
    now: datetime,
    seen: Seen | None = None,
) -> SavedDraft:
    """Keep one page of a draft. Raises AlreadySubmitted, RoundNotOpen.

    `seen` is what the page knew to be stored: an answer that it never saw is not written over.
    """
    with transaction.atomic():
        locked = _locked(invitation)
        saved = save_draft(
            sheet_id=locked.sheet_id,
            round_id=locked.round_id,
            audience=Audience(locked.audience),
            unit_id=locked.unit_id,
            answers=answers,
            page=page,
            seen=seen,
        )
        if saved.sheet and saved.sheet.pk != locked.sheet_id:
            locked.sheet = saved.sheet
            locked.started_on = locked.started_on or _today(invitation, now)
            locked.save(update_fields=["sheet", "started_on"])
    return saved


def submit_draft(
    *,
    invitation: Invitation,
    questions: Sequence[Question],
    now: datetime,
    reviewed: str = "",
) -> dict[str, Answer]:
    """Send the draft that was saved page by page, and return what was sent.

    `reviewed` is the fingerprint of the answers that the person looked at before sending; empty
    where it is not known. Raises AnswersMissing, AlreadySubmitted, ChangedMeanwhile, RoundNotOpen.
    """
    with transaction.atomic():
        locked = _locked(invitation)
        saved = locked.sheet.answers if locked.sheet else {}
        checked = parse(questions, as_posted(questions, saved))
        if checked.errors:
            raise AnswersMissing(checked.errors)
        if reviewed and reviewed != fingerprint(saved):
            raise ChangedMeanwhile("The answers were changed on another device meanwhile.")
        submit_answers(invitation=locked, answers=checked.answers, questions=questions, now=now)
    return checked.answers


def submit_answers(
    *,
    invitation: Invitation,
    answers: Mapping[str, Answer],
    questions: Sequence[Question],
    now: datetime,
) -> None:
    """Store the answers exactly once. Raises AlreadySubmitted, RoundNotOpen.

    The link between person and sheet is cut here, unless an executive was told that answers
    are attributed.
    """
    audience = Audience(invitation.audience)
    attributed = audience is Audience.EXECUTIVE and invitation.round.is_attributed
    with transaction.atomic():
        unanswered = Invitation.objects.filter(
            pk=invitation.pk, submitted_on=None, revoked_on=None, generation=invitation.generation
        )
        # The guarded update lets one of several submissions at the same moment through.
        if not unanswered.update(submitted_on=_today(invitation, now), sheet=None):
            raise AlreadySubmitted("These answers were already sent.")
        sheet = store_answers(
            round_id=invitation.round_id,
            audience=audience,
            unit_id=invitation.unit_id,
            answers=answers,
            questions=questions,
            replaces=invitation.sheet_id,
        )
        if attributed:
            Invitation.objects.filter(pk=invitation.pk).update(sheet=sheet)


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, held until the transaction ends.

    Its sheet is read after the lock was got: a join would show it as it was before waiting.
    """
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("round__organization")
        .get(pk=invitation.pk)
    )
    if locked.submitted_on or locked.revoked_on or locked.generation != invitation.generation:
        raise AlreadySubmitted("These answers were already sent.")
    return locked


def _today(invitation: Invitation, now: datetime) -> date:
    return now.astimezone(invitation.round.organization.zone).date()
