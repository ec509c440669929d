"""People on lists and at pages, what they were asked and what they answered."""

from typing import Final

from django.db.models import Q, QuerySet

from assessment.domain.language import translatable as _
from assessment.models import AnswerSheet
from leadership.domain.concerns import ConcernState
from leadership.domain.people_words import audience_of_one, language_name, role_name
from leadership.models import (
    Concern,
    ConcernAnswer,
    Contact,
    Invitation,
    JoinInvitation,
    Membership,
)
from leadership.queries.personal_register.held import Fate, Held
from leadership.queries.persons import Person


def _sheets(person: Person) -> QuerySet[AnswerSheet]:
    """The answers that a link still leads to: drafts, and executives’ in attributed rounds.

    Others are shown them once the round has closed, as executives were told.
    """
    sheets = AnswerSheet.objects.filter(invitation__in=person.invitations)
    return sheets if person.own else sheets.filter(is_submitted=True, round__state="closed")


def _answer_to_them(answer: ConcernAnswer, person: Person) -> str:
    """What they were answered; what they wrote to somebody else is that person’s too."""
    is_theirs = answer.concern.invitation.person_email == person.address
    return answer.text if is_theirs else ""


PEOPLE: Final[tuple[Held, ...]] = (
    Held(
        model=Contact,
        title=_("You are on a list of people to ask"),
        trails=("email", "name", "address_hash"),
        rows=lambda person: person.contacts.select_related("organization", "unit"),
        fate=Fate.DELETED,
        shown={
            "organization.name": _("Organization"),
            "email": _("Address"),
            "name": _("Name"),
            "audience": _("Asked as"),
            "unit.name": _("Unit"),
            "language": _("Language"),
            "is_active": _("Can be asked"),
            "added_at": _("On the list since"),
        },
        said={
            "audience": lambda row, _person: audience_of_one(row.audience),
            "language": lambda row, _person: language_name(row.language),
        },
    ),
    Held(
        model=Membership,
        title=_("You are a member"),
        trails=("user",),
        rows=lambda person: person.memberships.select_related("organization", "user"),
        fate=Fate.DELETED,
        shown={
            "organization.name": _("Organization"),
            "user.email": _("Address"),
            "user.name": _("Name"),
            "user.language": _("Language that they chose"),
            "role": _("Role"),
            "on_executive_team": _("On the executive team"),
            "language": _("Language"),
            "joined_at": _("Member since"),
            "accepted_at": _("Accepted, or did something there first, at"),
        },
        said={
            "user.language": lambda row, _person: language_name(row.user.language),
            "role": lambda row, _person: role_name(row.role),
            "language": lambda row, _person: language_name(row.language),
        },
    ),
    Held(
        model=JoinInvitation,
        title=_("You were invited to become a member"),
        trails=("email", "name", "invited_by"),
        rows=lambda person: JoinInvitation.objects.filter(
            person.within(), email=person.address
        ).select_related("organization"),
        fate=Fate.DELETED,
        signed="invited_by",
        shown={
            "organization.name": _("Organization"),
            "email": _("Address"),
            "name": _("Name"),
            "role": _("Role"),
            "on_executive_team": _("On the executive team"),
            "language": _("Language"),
            "sent_at": _("Sent at"),
            "expires_at": _("Open until"),
            "accepted_at": _("Accepted at"),
            "revoked_at": _("Taken back at"),
        },
        why="Invitations that the person sent to others stay, with a reference in place of them.",
        said={
            "role": lambda row, _person: role_name(row.role),
            "language": lambda row, _person: language_name(row.language),
        },
    ),
    Held(
        model=Invitation,
        title=_("You were asked"),
        trails=("membership", "contact"),
        rows=lambda person: person.invitations.select_related("round__organization", "unit"),
        fate=Fate.GOES_WITH,
        shown={
            "round.organization.name": _("Organization"),
            "round.label": _("Round"),
            "audience": _("Asked as"),
            "unit.name": _("Unit"),
            "language": _("Language"),
            "invited_on": _("Asked on"),
            "started_on": _("Begun on"),
            "submitted_on": _("Answered on"),
            "revoked_on": _("Link withdrawn on"),
            "wants_news": _("Wants to be told what came of it"),
            "may_be_contacted": _("May be contacted about a comment"),
        },
        said={
            "audience": lambda row, _person: audience_of_one(row.audience),
            "language": lambda row, _person: language_name(row.language),
        },
    ),
    Held(
        model=AnswerSheet,
        title=_("Answers that are known to be yours"),
        trails=(),
        rows=_sheets,
        fate=Fate.BY_HAND,
        shown={"round.label": _("Round"), "is_submitted": _("Sent"), "answers": _("Answers")},
        why="Drafts go. Sent ones stay counted and lose their texts, and nothing leads to them.",
    ),
    Held(
        model=Concern,
        title=_("Comments you may be contacted about"),
        trails=("invitation", "owner"),
        rows=lambda person: Concern.objects.filter(invitation__in=person.invitations),
        fate=Fate.GOES_WITH,
        shown={
            "received_on": _("Received on"),
            "comment": _("Your comment"),
            "state": _("State"),
        },
        why="A comment whose owner is erased stays and has nobody’s name on it (SET_NULL).",
        said={"state": lambda row, _person: ConcernState(row.state).label},
    ),
    Held(
        model=ConcernAnswer,
        title=_("Answers to your comments, and answers you wrote"),
        trails=("concern", "by"),
        rows=lambda person: ConcernAnswer.objects.filter(
            Q(concern__invitation__in=person.invitations) | Q(by__in=person.memberships)
        ),
        fate=Fate.GOES_WITH,
        shown={"written_at": _("Written at"), "text": _("Text")},
        read={"text": _answer_to_them},
        why="What an erased member wrote to somebody else is part of that person’s letters: it "
        "stays without who wrote it (SET_NULL).",
    ),
)
