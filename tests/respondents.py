"""Open rounds and people with personal links; times count from now, as the links do."""

import random
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from assessment.domain.answers import as_posted, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Kind, Question
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Unit
from assessment.queries.definitions import latest_versions
from assessment.queries.rounds import questions_for
from assessment.services.rounds import create_round, open_round
from leadership.domain.roles import Role
from leadership.links import answer_token
from leadership.models import Contact, Invitation, Membership, User
from leadership.services.answering import save_page, submit_answers, submit_draft

CUSTOMER_ANSWERS = {
    "p1": "5",
    "p2": "4",
    "p3": "dk",
    "p4": "2",
    "p5": "3",
    "p6": "1",
    "c1": "Answer the telephone.",
}
EVERYBODY = tuple(Audience)
AN_HOUR = timedelta(hours=1)


def an_organization(name: str = "Meridian Freight", slug: str = "meridian") -> Organization:
    return Organization.objects.create(
        name=name, slug=slug, time_zone="Europe/Berlin", created_at=timezone.now()
    )


def this_quarter() -> Quarter:
    return quarter_of(timezone.now().date())


def an_open_round(
    organization: Organization | None = None,
    *,
    audiences: Collection[Audience] = EVERYBODY,
    promise: Promise = Promise.TOTALS_ONLY,
    quarter: Quarter | None = None,
    launched_at: datetime | None = None,
) -> Round:
    """A round of all instruments that closes in three weeks and was launched an hour ago."""
    now = timezone.now()
    round_ = create_round(
        organization=organization or an_organization(),
        quarter=quarter or this_quarter(),
        closes_at=now + timedelta(days=21),
        promise=promise,
        audiences=audiences,
        version_ids=latest_versions().values(),
    )
    open_round(round_=round_, asked={}, now=launched_at or now - AN_HOUR)
    return round_


def an_invitation(
    round_: Round, audience: Audience = Audience.CUSTOMER, unit: Unit | None = None
) -> Invitation:
    """A new person of this audience, asked in this round."""
    number = Invitation.objects.count() + 1
    if audience is Audience.EXECUTIVE:
        return invited_member(round_, a_member(round_.organization, f"ceo{number}@example.com"))
    contact = Contact.objects.create(
        organization=round_.organization,
        email=f"somebody{number}@example.com",
        name="Anna Berg",
        audience=audience.value,
        unit=unit,
    )
    return Invitation.objects.create(
        round=round_, contact=contact, unit=unit, audience=audience.value, invited_on=today()
    )


def a_member(organization: Organization, email: str) -> Membership:
    return Membership.objects.create(
        user=User.objects.create_user(email, "Cleo Adams"),
        organization=organization,
        role=Role.EXECUTIVE.value,
        on_executive_team=True,
        joined_at=timezone.now(),
    )


def invited_member(round_: Round, membership: Membership) -> Invitation:
    return Invitation.objects.create(
        round=round_,
        membership=membership,
        audience=Audience.EXECUTIVE.value,
        invited_on=today(),
    )


def link(invitation: Invitation, rest: str = "") -> str:
    """The path of a personal link, so that a test does not depend on PUBLIC_URL."""
    return f"/a/{answer_token(invitation)}/{rest}"


def submit(invitation: Invitation, chance: random.Random | None = None) -> None:
    """Answer every question by chance, as the person would: executives page by page."""
    questions = questions_for(invitation.round, Audience(invitation.audience))
    answers = parse(questions, some_answers(questions, chance or random.Random(1))).answers
    now = timezone.now()
    if invitation.audience == Audience.EXECUTIVE:
        save_page(invitation=invitation, answers=answers, page=questions, now=now)
        submit_draft(invitation=invitation, questions=questions, now=now)
    else:
        submit_answers(invitation=invitation, answers=answers, questions=questions, now=now)


def some_answers(questions: Sequence[Question], chance: random.Random) -> dict[str, list[str]]:
    """A form in which each question is answered; one in five that may be left out is."""
    answers = {
        question.key: _answer_to(question, chance)
        for question in questions
        if question.required or chance.random() < 0.8
    }
    return as_posted(questions, answers)


def _answer_to(question: Question, chance: random.Random) -> str | int | list[float | None]:
    scale = question.scale
    if scale.kind is Kind.CHOICE:
        return chance.choice(scale.choices).code
    if scale.kind is Kind.TEXT:
        return chance.choice(["Less waiting.", "Ein Wort: Verlässlichkeit", "<b>bold</b> & more"])
    low, high = scale.limits
    if scale.kind is Kind.NUMBER:
        return chance.randint(low, high)
    return [chance.randint(0, 12) / 2 for _ in range(scale.values)]


def today() -> date:
    return timezone.now().date()
