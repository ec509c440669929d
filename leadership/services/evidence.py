"""Evidence for a yes: given, reviewed by somebody else, answered, taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Round
from leadership.domain.errors import LeadershipError
from leadership.domain.evidence import Content, EvidenceState, Step
from leadership.models import (
    Evidence,
    EvidenceReviewer,
    EvidenceStep,
    Membership,
)
from leadership.queries.evidence import (
    company_of_givers,
    may_confirm,
    offered_keys,
    own_answers,
    takes_evidence,
)
from leadership.services.audit import record
from leadership.services.evidence_closing import tells_of_others
from leadership.services.evidence_mail import queue_sent_back
from leadership.services.holds import hold_organization


class EvidenceFrozen(LeadershipError):
    """The evidence of a closed round stays as it is once the next round is launched."""


class NotOffered(LeadershipError):
    """Evidence is shown for a yes."""


class GivenByAnother(LeadershipError):
    """In a round of totals reviewers see the evidence of one executive for a question."""


class EvidenceSettled(LeadershipError):
    """What was accepted stays as it was accepted."""


class EvidenceChanged(LeadershipError):
    """Nobody reviews what they have not read."""


class OwnEvidence(LeadershipError):
    """Nobody reviews what they gave."""


def give_evidence(
    *,
    round_: Round,
    question: str,
    giver: Membership,
    content: Content,
    now: datetime,
    note: str = "",
) -> Evidence:
    """Give evidence, confirm that of an earlier round, or answer what was sent back.

    `note` goes to the reviewer. Raises EvidenceFrozen, EvidenceSettled, GivenByAnother, NotOffered.
    """
    with transaction.atomic():
        fresh = _held(round_.pk, round_.organization_id)
        today = _today(fresh, now)
        row = Evidence.objects.filter(round=fresh, question=question, giver=giver).first()
        if row is None or row.state == EvidenceState.RETRACTED:
            _check_offered(fresh, question, giver)
        if row and row.state == EvidenceState.ACCEPTED:
            raise EvidenceSettled(_("This was accepted already. Take it back to change it."))
        if row:
            step = Step.GIVEN if row.state == EvidenceState.RETRACTED else Step.REVISED
            _rewrite(row, content, today)
        else:
            row = _new(fresh, question, giver, content, today)
            step = Step.CONFIRMED if row.renews_id else Step.GIVEN
        EvidenceStep.objects.create(evidence=row, step=step, by=giver, note=note, taken_on=today)
        if row.can_be_reviewed:  # before, nobody else may know who gave what
            _record("evidence given", row, giver, now)
    return row


def review_evidence(
    *,
    evidence: Evidence,
    accepted: bool,
    by: Membership,
    revision: int,
    now: datetime,
    reason: str = "",
) -> None:
    """Accept, or send back with a reason, which the giver gets by mail.

    `revision` is what the reviewer has read. What was accepted can still be sent back.
    Raises EvidenceChanged, EvidenceFrozen, OwnEvidence.
    """
    with transaction.atomic():
        round_ = _held(evidence.round_id, evidence.organization_id)
        if evidence.giver_id == by.pk:
            raise OwnEvidence(_("Somebody else has to review this: you gave it."))
        today = _today(round_, now)
        state = EvidenceState.ACCEPTED if accepted else EvidenceState.SENT_BACK
        reviewable = [EvidenceState.WAITING.value]
        if not accepted:
            reviewable.append(EvidenceState.ACCEPTED.value)
        changed = Evidence.objects.filter(
            pk=evidence.pk, revision=revision, state__in=reviewable, can_be_reviewed=True
        ).update(state=state.value, reviewer=by, reviewed_on=today)
        if not changed:
            raise EvidenceChanged(_("This was changed or reviewed meanwhile. Read it once more."))
        row = Evidence.objects.select_related("giver__user", "round").get(pk=evidence.pk)
        step = Step.ACCEPTED if accepted else Step.SENT_BACK
        EvidenceStep.objects.create(evidence=row, step=step, by=by, note=reason, taken_on=today)
        if not accepted:
            queue_sent_back(evidence=row, now=now)
        _record("evidence accepted" if accepted else "evidence sent back", row, by, now)


def retract_evidence(*, evidence: Evidence, by: Membership, now: datetime) -> None:
    """Take back one's own evidence: its words go, and it counts no more. Raises EvidenceFrozen.

    What nobody else could see leaves no trace. Where totals were promised, the row keeps others
    from giving for the same question, because a second name would tell a second yes.
    """
    with transaction.atomic():
        round_ = _held(evidence.round_id, evidence.organization_id)
        row = Evidence.objects.get(pk=evidence.pk)
        if row.giver_id != by.pk:
            raise OwnEvidence(_("Only who gave evidence takes it back."))
        if row.state == EvidenceState.RETRACTED:
            return
        if not row.can_be_reviewed:
            row.delete()
            return
        row.text = row.link = ""
        row.state = EvidenceState.RETRACTED.value
        row.reviewer = row.reviewed_on = None
        row.save(update_fields=["text", "link", "state", "reviewer", "reviewed_on"])
        row.steps.filter(by=by).update(note="")
        EvidenceStep.objects.create(
            evidence=row, step=Step.RETRACTED, by=by, taken_on=_today(round_, now)
        )
        _record("evidence retracted", row, by, now)


def name_reviewer(*, member: Membership, by: Membership, now: datetime) -> None:
    """Let an executive review the evidence of others; twice is once."""
    with transaction.atomic():
        _reviewer, created = EvidenceReviewer.objects.get_or_create(
            membership=member,
            defaults={"named_on": now.astimezone(member.organization.zone).date()},
        )
        if created:
            record(
                organization=member.organization,
                by=by.user,
                act="reviewer named",
                about=member.user.email,
                now=now,
            )


def take_back_reviewer(*, member: Membership, by: Membership, now: datetime) -> None:
    """End it; those who run rounds review anyway."""
    with transaction.atomic():
        deleted, _by_model = EvidenceReviewer.objects.filter(membership=member).delete()
        if deleted:
            record(
                organization=member.organization,
                by=by.user,
                act="reviewer taken back",
                about=member.user.email,
                now=now,
            )


def _held(round_id: int, organization_id: int) -> Round:
    """The round as it is now; no launch or closing comes between. Raises EvidenceFrozen."""
    hold_organization(organization_id)
    round_ = Round.objects.select_related("organization").get(pk=round_id)
    if not takes_evidence(round_):
        raise EvidenceFrozen(
            _("The next round has begun, so the evidence of this one stays as it is.")
        )
    return round_


def _check_offered(round_: Round, question: str, giver: Membership) -> None:
    answers = own_answers(round_, giver.pk)
    if question not in offered_keys(round_, answers) and not may_confirm(
        round_, question, giver.pk, answers
    ):
        raise NotOffered(_("No evidence is asked of you for this question."))
    if round_.is_closed and not round_.is_attributed:
        company = company_of_givers(round_).get(question)
        if (
            company is None
            or not company.is_enough_beside(giver.pk)
            or tells_of_others(round_, question, giver.pk)
        ):
            raise NotOffered(
                _("Too few others have answered this question for your evidence to be shown.")
            )
    others = Evidence.objects.filter(round=round_, question=question, one_a_question=True)
    if others.exclude(giver=giver).exists():
        raise GivenByAnother(
            _("Another executive has shown evidence for this already, and one is enough.")
        )


def _new(
    round_: Round, question: str, giver: Membership, content: Content, today: date
) -> Evidence:
    renews = (
        Evidence.objects.filter(
            giver=giver,
            question=question,
            state=EvidenceState.ACCEPTED.value,
            round__quarter_starts_on__lt=round_.quarter_starts_on,
        )
        .order_by("-round__quarter_starts_on")
        .first()
    )
    is_shown = round_.is_attributed or round_.is_closed
    return Evidence.objects.create(
        organization_id=round_.organization_id,
        round=round_,
        question=question,
        giver=giver,
        text=content.text,
        link=content.link,
        dated_on=content.dated_on,
        can_be_reviewed=is_shown,
        one_a_question=is_shown and not round_.is_attributed,
        renews=renews,
        given_on=today,
    )


def _rewrite(row: Evidence, content: Content, today: date) -> None:
    row.text, row.link, row.dated_on = content.text, content.link, content.dated_on
    row.state = EvidenceState.WAITING.value
    row.revision += 1
    row.reviewer = row.reviewed_on = row.told_on = None
    row.given_on = today
    row.save()


def _today(round_: Round, now: datetime) -> date:
    return now.astimezone(round_.organization.zone).date()


def _record(act: str, row: Evidence, by: Membership, now: datetime) -> None:
    """Without the giver's address, because entries outlive the erasure of people."""
    record(
        organization=row.round.organization,
        by=by.user,
        act=act,
        about=f"{row.round.label}, question {row.question}",
        now=now,
    )
