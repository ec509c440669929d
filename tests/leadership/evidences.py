"""Executives who have answered, and what they show for it."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from assessment.domain.answers import parse
from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise
from assessment.models import Organization, Population, Round
from assessment.queries.rounds import questions_for
from leadership.domain.evidence import Content
from leadership.domain.roles import Role
from leadership.models import Evidence, Invitation, Membership, User
from leadership.services import programme
from leadership.services.answering import save_page, submit_answers
from leadership.services.evidence import give_evidence, review_evidence
from tests.respondents import an_open_round, invited_member, some_answers, this_quarter

WORDS = "It stood on the last three agendas."
DATED = date(2026, 1, 15)
SHOWN = Content(WORDS, "https://intranet.example.com/agendas", DATED)
NAMES = ("Ada", "Bea", "Cem", "Dan", "Eve", "Fay", "Gus")


def a_round_of(
    organization: Organization,
    promise: Promise = Promise.ATTRIBUTED,
    quarter: Quarter | None = None,
) -> Round:
    """Launched now: what was closed before it stays closed before it."""
    round_ = an_open_round(
        organization,
        promise=promise,
        audiences=[Audience.EXECUTIVE],
        quarter=quarter,
        launched_at=timezone.now(),
    )
    Population.objects.create(round=round_, audience=Audience.EXECUTIVE.value, asked=len(NAMES))
    return round_


def a_team(organization: Organization, count: int) -> list[Membership]:
    """The executive team: Ada, Bea, Cem and so on."""
    return [
        Membership.objects.create(
            user=User.objects.create_user(f"{name.lower()}@example.com", name),
            organization=organization,
            role=Role.EXECUTIVE.value,
            on_executive_team=True,
            joined_at=timezone.now(),
        )
        for name in NAMES[:count]
    ]


def answers_of(round_: Round, member: Membership, said: Mapping[str, str]) -> Invitation:
    """The member sends a self-assessment that says this, and no to every other sign."""
    invitation = Invitation.objects.filter(round=round_, membership=member).first()
    invitation = invitation or invited_member(round_, member)
    questions = questions_for(round_, Audience.EXECUTIVE)
    signs = {f"s{number}": "no" for number in range(1, 9)}
    typed = some_answers(questions, random.Random(1)) | {
        key: [code] for key, code in {**signs, **said}.items()
    }
    submit_answers(
        invitation=invitation,
        answers=parse(questions, typed).answers,
        questions=questions,
        now=timezone.now(),
    )
    invitation.refresh_from_db()
    return invitation


def drafted(round_: Round, member: Membership, said: Mapping[str, str]) -> Invitation:
    """The member has written this down and sent nothing yet."""
    invitation = invited_member(round_, member)
    save_page(
        invitation=invitation,
        answers=said,
        page=questions_for(round_, Audience.EXECUTIVE),
        now=timezone.now(),
    )
    invitation.refresh_from_db()
    return invitation


def answered(
    round_: Round, team: Sequence[Membership], key: str, codes: Sequence[str]
) -> list[Invitation]:
    """Each of the team answers one sign like this."""
    return [
        answers_of(round_, member, {key: code}) for member, code in zip(team, codes, strict=True)
    ]


def given(round_: Round, giver: Membership, key: str = "s1", content: Content = SHOWN) -> Evidence:
    return give_evidence(
        round_=round_, question=key, giver=giver, content=content, now=timezone.now()
    )


def accepted(piece: Evidence, by: Membership) -> Evidence:
    review_evidence(
        evidence=piece, accepted=True, by=by, revision=piece.revision, now=timezone.now()
    )
    piece.refresh_from_db()
    return piece


def sent_back(piece: Evidence, by: Membership, reason: str = "Which three?") -> Evidence:
    review_evidence(
        evidence=piece,
        accepted=False,
        reason=reason,
        by=by,
        revision=piece.revision,
        now=timezone.now(),
    )
    piece.refresh_from_db()
    return piece


def closed(round_: Round) -> Round:
    programme.close_round(round_=round_, by=None, now=timezone.now())
    return Round.objects.select_related("organization").get(pk=round_.pk)


def a_quarter_before(quarters: int = 1) -> Quarter:
    found = this_quarter()
    for _ in range(quarters):
        found = found.previous()
    return found


def later(days: int) -> date:
    return DATED + timedelta(days=days)
