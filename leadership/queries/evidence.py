"""Evidence as its giver and those who review it read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.language import readers_language
from assessment.models import Round
from assessment.queries.commitment import agreed_keys
from assessment.queries.counts import counts_of
from assessment.queries.rounds import pages_for
from leadership.access import evidence_reviewed_by
from leadership.domain.evidence import EvidenceState, Step, host_of
from leadership.domain.roles import SEES_EXECUTIVES_BY_NAME, Role
from leadership.models import (
    Evidence,
    EvidenceReviewer,
    EvidenceStep,
    Invitation,
    Membership,
    OutgoingEmail,
)

YES = "yes"
_PEOPLE = ("round__organization", "giver__user", "reviewer__user")


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One thing that happened; `by` is empty for somebody who has left."""

    label: str
    by: str
    note: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence, in the reader's language; `number` is 0 unless it is for a sign."""

    pk: UUID
    round_id: int
    round_label: str
    key: str
    number: int
    question: str
    prompt: str
    text: str
    link: str
    host: str
    dated_on: date
    state: EvidenceState
    revision: int
    giver: str
    reviewer: str
    reviewed_on: date | None
    given_on: date
    can_be_reviewed: bool
    renews: date | None
    reason: str
    steps: tuple[StepTaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A question for which evidence is asked of somebody.

    `piece` is what they gave in this round; `stale` is what was accepted of them in an earlier
    one, while nothing stands in its place; `by_another`: in a round of totals somebody else’s is
    shown to reviewers. Before the round has closed nobody else’s is.
    """

    round_id: int
    key: str
    number: int
    question: str
    prompt: str
    piece: Piece | None
    stale: Piece | None
    by_another: bool


@dataclass(frozen=True, slots=True)
class EvidenceToDo:
    """How much waits for a member’s review, came back to them, or is theirs and stale."""

    waiting: int
    sent_back: int
    stale: int


def takes_evidence(round_: Round) -> bool:
    """From its launch until, once it has closed, a later round is launched.

    A later one that was launched while this one was open ends nothing.
    """
    if round_.is_draft or round_.is_open:
        return round_.is_open
    return not Round.objects.filter(
        organization=round_.organization_id,
        launched_at__gte=round_.closed_at,
        quarter_starts_on__gt=round_.quarter_starts_on,
    ).exists()


def rounds_taking_evidence(organization_id: int) -> list[Round]:
    """The rounds that take evidence now, newest first; one query."""
    launched = Round.objects.filter(organization=organization_id, launched_at__isnull=False)
    later = launched.filter(
        quarter_starts_on__gt=OuterRef("quarter_starts_on"), launched_at__gte=OuterRef("closed_at")
    )
    return list(
        launched.filter(Q(closed_at=None) | ~Exists(later))
        .select_related("organization")
        .order_by("-quarter_starts_on")
    )


def provable(round_: Round, language: str = "") -> list[Question]:
    """The questions to executives that have a yes and say what would prove it."""
    return [
        question
        for page in pages_for(round_, Audience.EXECUTIVE, language)
        for question in page.questions_for(Audience.EXECUTIVE)
        if question.evidence and YES in question.scale.valid_codes
    ]


def agreed_with_company(round_: Round) -> frozenset[str]:
    """What may be shown of a closed round of totals: agreed questions, where enough others agree.

    Whoever reviews learns one yes, the giver's. In an agreed question that settles nobody else's
    answer, and beside the giver at least the smallest group has answered this very question.
    """
    counts = counts_of([round_.pk])[round_.pk]
    executives = counts.cells_of({Audience.EXECUTIVE})
    return frozenset(
        key
        for key in agreed_keys(round_, counts)
        if counts.of(key, executives).total() - 1 >= round_.minimum_group
    )


@dataclass(frozen=True, slots=True)
class Company:
    """Among how many executives a giver stands; `known` gave before for the same question."""

    answered: int
    known: frozenset[int]
    smallest: int

    def is_enough_beside(self, giver: int | None) -> bool:
        """Whether those are enough of whom no reader knows an answer, then and now."""
        return self.answered - len(self.known | {giver}) >= self.smallest


def company_of_givers(round_: Round) -> dict[str, Company]:
    """For each agreed question of a closed round of totals; two queries besides the counts."""
    counts = counts_of([round_.pk])[round_.pk]
    executives = counts.cells_of({Audience.EXECUTIVE})
    known: dict[str, set[int]] = {}
    earlier = Evidence.objects.filter(
        organization=round_.organization_id,
        one_a_question=True,
        giver__isnull=False,
        round__quarter_starts_on__lt=round_.quarter_starts_on,
    )
    for key, giver in earlier.values_list("question", "giver").distinct():
        if giver is not None:
            known.setdefault(key, set()).add(giver)
    return {
        key: Company(
            counts.of(key, executives).total(), frozenset(known.get(key, ())), round_.minimum_group
        )
        for key in agreed_keys(round_, counts)
    }


def offered_keys(round_: Round, answers: Mapping[str, Answer]) -> list[str]:
    """For which questions somebody is offered to give evidence.

    By their own yes where answers carry names. In a round of totals by nothing that they answered:
    while it is open every question, afterwards those on which the executives agreed.
    """
    keys = [question.key for question in provable(round_)]
    if round_.is_attributed:
        return [key for key in keys if answers.get(key) == YES]
    if round_.is_open:
        return keys
    shown = agreed_with_company(round_)
    return [key for key in keys if key in shown]


def own_answers(round_: Round, membership_id: int) -> dict[str, Answer]:
    """What somebody answered in an attributed round, as a draft while it is open, or sent."""
    if not round_.is_attributed:
        return {}
    own = Invitation.objects.filter(round=round_, membership=membership_id, revoked_on=None)
    if not round_.is_open:
        own = own.filter(submitted_on__isnull=False)
    invitation = own.select_related("sheet").first()
    return dict(invitation.sheet.answers) if invitation and invitation.sheet else {}


def offers_for(
    round_: Round, membership_id: int, answers: Mapping[str, Answer], language: str = ""
) -> list[Offer]:
    """What is offered to somebody in this round, and what became of it; two queries or three.

    What they have given is listed whatever they answer now.
    """
    rows = list(
        Evidence.objects.filter(
            organization=round_.organization_id,
            round__quarter_starts_on__lte=round_.quarter_starts_on,
        )
        .filter(
            Q(giver=membership_id, round=round_)
            | Q(giver=membership_id, state=EvidenceState.ACCEPTED.value)
            | Q(round=round_, one_a_question=True)
        )
        .select_related(*_PEOPLE, "renews")
        .prefetch_related("steps__by__user")
        .order_by("round__quarter_starts_on")
    )
    own = {row.question: row for row in rows if _is_own(row, round_, membership_id)}
    earlier = {row.question: row for row in rows if row.round_id != round_.pk}
    taken = {
        row.question for row in rows if row.round_id == round_.pk and row.giver_id != membership_id
    }
    offered = {*offered_keys(round_, answers), *own, *_unanswered(round_, answers, earlier)}
    return [
        Offer(
            round_id=round_.pk,
            key=question.key,
            number=_number(question),
            question=_text(question, round_, language),
            prompt=question.evidence,
            piece=_piece(own[question.key], question, language) if question.key in own else None,
            stale=_piece(earlier[question.key], question, language)
            if question.key in earlier and question.key not in own
            else None,
            by_another=question.key in taken,
        )
        for question in provable(round_, language)
        if question.key in offered
    ]


def _unanswered(round_: Round, answers: Mapping[str, Answer], accepted: Iterable[str]) -> set[str]:
    """While a round is open, what was accepted before may be confirmed before it is answered."""
    waits = round_.is_attributed and round_.is_open
    return {key for key in accepted if key not in answers} if waits else set()


def may_confirm(round_: Round, key: str, membership_id: int, answers: Mapping[str, Answer]) -> bool:
    """Whether somebody may renew what was accepted of them, without a yes in this round so far."""
    accepted = Evidence.objects.filter(
        giver=membership_id,
        question=key,
        state=EvidenceState.ACCEPTED.value,
        round__quarter_starts_on__lt=round_.quarter_starts_on,
    )
    return bool(_unanswered(round_, answers, [key])) and accepted.exists()


def _is_own(row: Evidence, round_: Round, membership_id: int) -> bool:
    return (
        row.round_id == round_.pk
        and row.giver_id == membership_id
        and row.state != EvidenceState.RETRACTED
    )


def pieces(rows: QuerySet[Evidence]) -> list[Piece]:
    """These pieces with what happened to them; three queries."""
    read = rows.select_related(*_PEOPLE, "renews").prefetch_related("steps__by__user")
    found = []
    for row in read:
        question = _question(row)
        if question:
            found.append(_piece(row, question))
    return found


def given_by(membership: Membership) -> QuerySet[Evidence]:
    """All that somebody ever gave and has not taken back, the newest first."""
    return (
        Evidence.objects.filter(giver=membership)
        .exclude(state=EvidenceState.RETRACTED.value)
        .order_by("-round__quarter_starts_on", "question")
    )


def waiting_for(membership: Membership) -> QuerySet[Evidence]:
    """What somebody can review now, the oldest first."""
    return (
        evidence_reviewed_by(membership)
        .filter(state=EvidenceState.WAITING.value, round__in=_taking(membership.organization_id))
        .order_by("given_on", "question", "pk")
    )


def reviewed_in(membership: Membership) -> QuerySet[Evidence]:
    """What was reviewed in the rounds that still take evidence, the latest first."""
    return (
        evidence_reviewed_by(membership)
        .filter(
            state__in=[EvidenceState.ACCEPTED.value, EvidenceState.SENT_BACK.value],
            round__in=_taking(membership.organization_id),
        )
        .order_by("-reviewed_on", "question", "pk")
    )


def sent_back_by_mail(email: OutgoingEmail) -> QuerySet[Evidence]:
    """The piece that a mail to its giver is about, as long as it is sent back."""
    _kind, piece, revision = email.dedupe_key.split(":")
    return Evidence.objects.filter(
        pk=piece,
        revision=int(revision),
        giver=email.membership_id,
        state=EvidenceState.SENT_BACK.value,
    )


def accepted_for(round_: Round, key: str) -> list[Piece]:
    """What was accepted for a question, by name: for readers of a round that shows names."""
    if not (round_.is_closed and round_.is_attributed):
        return []
    return pieces(
        Evidence.objects.filter(
            round=round_, question=key, state=EvidenceState.ACCEPTED.value
        ).order_by("reviewed_on", "pk")
    )


def accepted_givers(round_id: int) -> set[tuple[int, str]]:
    """Who has accepted evidence for which question: member and key. One query."""
    return set(
        Evidence.objects.filter(
            round=round_id, state=EvidenceState.ACCEPTED.value, giver__isnull=False
        ).values_list("giver", "question")
    )


def named_reviewers(organization_id: int) -> list[EvidenceReviewer]:
    return list(
        EvidenceReviewer.objects.filter(membership__organization=organization_id)
        .select_related("membership__user")
        .order_by("membership__user__name", "membership__user__email")
    )


def evidence_to_do(membership: Membership) -> EvidenceToDo:
    """What a member's home says about evidence."""
    if membership.role not in SEES_EXECUTIVES_BY_NAME:
        return EvidenceToDo(0, 0, 0)
    taking = rounds_taking_evidence(membership.organization_id)
    own = (
        list(
            Evidence.objects.filter(giver=membership)
            .exclude(state=EvidenceState.RETRACTED.value)
            .values_list("round", "question", "state")
        )
        if membership.on_executive_team
        else []
    )
    now = {one.pk for one in taking}
    given = {question for round_id, question, _ in own if round_id in now}
    accepted = {question for _, question, state in own if state == EvidenceState.ACCEPTED}
    return EvidenceToDo(
        waiting=waiting_for(membership).count(),
        sent_back=sum(
            round_id in now and state == EvidenceState.SENT_BACK for round_id, _, state in own
        ),
        stale=_stale_of(membership, taking, accepted - given),
    )


def _stale_of(membership: Membership, taking: Sequence[Round], accepted: set[str]) -> int:
    """What can be confirmed in the newest round: not where another answer was given since."""
    if not accepted or not taking:
        return 0
    answers = own_answers(taking[0], membership.pk)
    return sum(answers.get(key, YES) == YES for key in accepted)


def possible_reviewers(membership: Membership) -> list[Membership]:
    """The executives of the team who could be named: those who run rounds review anyway."""
    return list(
        Membership.objects.filter(
            organization=membership.organization_id,
            role=Role.EXECUTIVE,
            evidence_reviewer=None,
            user__is_active=True,
        ).select_related("user", "organization")
    )


def _taking(organization_id: int) -> list[int]:
    return [one.pk for one in rounds_taking_evidence(organization_id)]


def _question(row: Evidence) -> Question | None:
    return next((one for one in provable(row.round) if one.key == row.question), None)


def _piece(row: Evidence, question: Question, language: str = "") -> Piece:
    steps = list(row.steps.all())
    return Piece(
        pk=row.pk,
        round_id=row.round_id,
        round_label=row.round.label,
        key=row.question,
        number=_number(question),
        question=_text(question, row.round, language),
        prompt=question.evidence,
        text=row.text,
        link=row.link,
        host=host_of(row.link),
        dated_on=row.dated_on,
        state=EvidenceState(row.state),
        revision=row.revision,
        giver=_name(row.giver),
        reviewer=_name(row.reviewer),
        reviewed_on=row.reviewed_on,
        given_on=row.given_on,
        can_be_reviewed=row.can_be_reviewed,
        renews=row.renews.dated_on if row.renews else None,
        reason=_reason(row, steps),
        steps=tuple(
            StepTaken(Step(one.step).label, _name(one.by), one.note, one.taken_on) for one in steps
        ),
    )


def _reason(row: Evidence, steps: Sequence[EvidenceStep]) -> str:
    """Why it was sent back, while it is."""
    if row.state != EvidenceState.SENT_BACK:
        return ""
    return next((one.note for one in reversed(steps) if one.step == Step.SENT_BACK), "")


def _number(question: Question) -> int:
    digits = question.key.removeprefix("s")
    return int(digits) if question.key.startswith("s") and digits.isdecimal() else 0


def _text(question: Question, round_: Round, language: str) -> str:
    """The question as this reader is asked it."""
    wording = question.wording(Audience.EXECUTIVE, language or readers_language())
    return wording.naming(round_.organization.name).text


def _name(member: Membership | None) -> str:
    return str(member.user) if member else ""
