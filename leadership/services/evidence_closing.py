"""What a closing does with evidence: what nobody said yes to goes, what may be seen shows."""

from datetime import datetime
from uuid import UUID

from assessment.domain.quarters import local_day
from assessment.models import Round
from assessment.services.protection import known_answers_tell
from leadership.domain.evidence import EvidenceState, Step
from leadership.models import Evidence, EvidenceStep, Invitation, User
from leadership.queries.evidence import YES, company_of_givers
from leadership.queries.histories import answered_in_closed_rounds, givers_to
from leadership.services.audit import record


def settle_evidence(*, round_: Round, by: User | None, now: datetime) -> None:
    """Belongs into the transaction of the closing, which waits for every answer under way."""
    if round_.is_attributed:
        _take_back_without_yes(round_, by, now)
    else:
        _release(round_)


def _take_back_without_yes(round_: Round, by: User | None, now: datetime) -> None:
    """Take back what was shown for a yes that its giver has not sent, accepted or not.

    Evidence may be given for the yes of a draft. Whoever then sends another answer, none, or
    withdraws theirs has shown it for nothing that anybody counted.
    """
    kept = Evidence.objects.filter(round=round_, giver__isnull=False).exclude(
        state=EvidenceState.RETRACTED.value
    )
    pieces = list(kept.only("pk", "question", "giver"))
    if not pieces:
        return
    sent = _sent_yes(round_)
    vain = [piece for piece in pieces if (piece.giver_id, piece.question) not in sent]
    Evidence.objects.filter(pk__in=[piece.pk for piece in vain]).update(
        text="", link="", state=EvidenceState.RETRACTED.value, reviewer=None, reviewed_on=None
    )
    EvidenceStep.objects.bulk_create(
        EvidenceStep(
            evidence=piece,
            step=Step.RETRACTED.value,
            by_id=piece.giver_id,
            taken_on=local_day(now, round_.organization.time_zone),
        )
        for piece in vain
    )
    for piece in vain:
        record(
            organization=round_.organization,
            by=by,
            act="evidence retracted",
            about=f"{round_.label}, question {piece.question}",
            now=now,
        )


def _sent_yes(round_: Round) -> set[tuple[int | None, str]]:
    """Who has sent a yes to what: member and key."""
    sent = Invitation.objects.filter(
        round=round_, membership__isnull=False, submitted_on__isnull=False, sheet__isnull=False
    ).values_list("membership", "sheet__answers")
    return {
        (member, key)
        for member, answers in sent
        for key, answer in answers.items()
        if answer == YES
    }


def _release(round_: Round) -> int:
    """Let those who review see the evidence of a round of totals.

    Only where the executives agreed and enough of them answered beside everybody whose evidence
    for the question was ever released, only where it tells nothing of others beside all closed
    rounds, and for each question only the first such piece; the rest stays with its givers. Until
    now nobody could know of anybody else’s, so several may have given.
    """
    kept = Evidence.objects.filter(round=round_, can_be_reviewed=False)
    if not kept.exists():
        return 0
    closed = Round.objects.select_related("organization").get(pk=round_.pk)
    company = company_of_givers(closed)
    waiting = kept.filter(state=EvidenceState.WAITING.value, question__in=company)
    first: dict[str, UUID] = {}
    for piece in waiting.order_by("given_on", "pk").only("pk", "question", "giver"):
        if piece.question in first or not company[piece.question].is_enough_beside(piece.giver_id):
            continue
        if not tells_of_others(closed, piece.question, piece.giver_id):
            first[piece.question] = piece.pk
    return kept.filter(pk__in=first.values()).update(can_be_reviewed=True, one_a_question=True)


def tells_of_others(round_: Round, question: str, giver: int | None) -> bool:
    """Whether a giver’s own yes, beside what closed rounds of totals show, tells of few others."""
    organization_id = round_.organization_id
    return known_answers_tell(
        round_=round_,
        answered=answered_in_closed_rounds(organization_id),
        known=givers_to(organization_id, besides=(question, giver))[question],
    )
