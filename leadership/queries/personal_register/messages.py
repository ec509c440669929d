"""Messages to the chief executive, logs of time with customers, and evidence."""

from typing import Final

from django.db.models import QuerySet

from assessment.domain.language import translatable as _
from leadership.domain.evidence import EvidenceState, Step
from leadership.domain.immersion import ImmersionKind
from leadership.models import (
    CeoDesk,
    CeoMessage,
    Evidence,
    EvidenceReviewer,
    EvidenceStep,
    Immersion,
)
from leadership.queries.personal_register.held import Fate, Held
from leadership.queries.persons import Person


def _evidence(person: Person) -> QuerySet[Evidence]:
    """What nobody but its giver may see yet stands only in the giver’s own file."""
    given = Evidence.objects.filter(giver__in=person.memberships).select_related("round")
    return given if person.own else given.filter(can_be_reviewed=True)


def _steps(person: Person) -> QuerySet[EvidenceStep]:
    steps = EvidenceStep.objects.filter(by__in=person.memberships)
    seen = steps if person.own else steps.filter(evidence__can_be_reviewed=True)
    return seen.select_related("evidence__round")


MESSAGES: Final[tuple[Held, ...]] = (
    Held(
        model=CeoMessage,
        title=_("What you wrote to the chief executive, with an address"),
        trails=("address", "answered_by"),
        rows=lambda person: CeoMessage.objects.filter(
            person.within(), address=person.address
        ).select_related("organization"),
        fate=Fate.DELETED,
        shown={
            "organization.name": _("Organization"),
            "received_on": _("Received on"),
            "text": _("Your message"),
            "address": _("Address"),
            "answer": _("What you were answered"),
            "answered_on": _("Answered on"),
        },
        why="Messages without an address lead to nobody. What an erased member answered to "
        "somebody else is part of that person’s letters: it stays without who wrote it.",
        own_only=True,  # leads do not read such messages, so they do not hand them over either
    ),
    Held(
        model=CeoDesk,
        title=_("Messages to the chief executive come to you"),
        trails=("membership",),
        rows=lambda person: CeoDesk.objects.filter(
            membership__in=person.memberships
        ).select_related("organization"),
        fate=Fate.GOES_WITH,
        shown={"organization.name": _("Organization")},
    ),
    Held(
        model=Immersion,
        title=_("Your log of time with customers"),
        trails=("membership",),
        rows=lambda person: Immersion.objects.filter(membership__in=person.memberships),
        fate=Fate.GOES_WITH,
        shown={
            "spent_on": _("Day"),
            "half_hours": _("Half hours"),
            "kind": _("What it was"),
            "note": _("Note"),
        },
        own_only=True,
        said={"kind": lambda row, _person: ImmersionKind(row.kind).label},
    ),
    Held(
        model=EvidenceReviewer,
        title=_("You were named to review evidence"),
        trails=("membership",),
        rows=lambda person: EvidenceReviewer.objects.filter(membership__in=person.memberships),
        fate=Fate.GOES_WITH,
        shown={"named_on": _("Since")},
    ),
    Held(
        model=Evidence,
        title=_("Evidence you gave"),
        trails=("giver", "reviewer"),
        rows=_evidence,
        fate=Fate.BY_HAND,
        shown={
            "round.label": _("Round"),
            "question": _("Question"),
            "text": _("Text"),
            "link": _("Link"),
            "dated_on": _("Date"),
            "state": _("State"),
            "given_on": _("Given on"),
            "reviewed_on": _("Reviewed on"),
        },
        why="Words and link go. What was accepted stays counted and says nothing any more; what "
        "waits is taken back. Evidence of others that the person reviewed stays reviewed.",
        said={"state": lambda row, _person: EvidenceState(row.state).label},
    ),
    Held(
        model=EvidenceStep,
        title=_("What you did about evidence"),
        trails=("by",),
        rows=_steps,
        fate=Fate.LEFT_BEHIND,
        shown={
            "evidence.round.label": _("Round"),
            "evidence.question": _("Question"),
            "step": _("What"),
            "note": _("Note"),
            "taken_on": _("When"),
        },
        why="The notes about evidence of the person go with its words. A reason that they wrote "
        "to somebody else stays without who wrote it.",
        said={"step": lambda row, _person: Step(row.step).label},
    ),
)
