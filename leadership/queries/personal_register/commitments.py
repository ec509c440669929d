"""Commitments, and the meetings in which they are made."""

from typing import Final

from django.db.models import Q, QuerySet

from assessment.domain.language import translatable as _
from leadership.domain.commitments import CommitmentState
from leadership.domain.meetings import Outcome
from leadership.models import (
    CalendarAddress,
    Commitment,
    CommitmentNote,
    Decision,
    Meeting,
    MinutesFile,
)
from leadership.queries.personal_register.held import Fate, Held
from leadership.queries.persons import Person


def _meetings(person: Person) -> QuerySet[Meeting]:
    """All of their organizations: minutes may name somebody who was not in the room."""
    places = person.memberships.values("organization")
    return Meeting.objects.filter(round__organization__in=places)


COMMITMENTS: Final[tuple[Held, ...]] = (
    Held(
        model=Commitment,
        title=_("What you promised, or wrote down as promised"),
        trails=("owner", "made_by"),
        rows=lambda person: Commitment.objects.filter(
            Q(owner__in=person.memberships) | Q(made_by__in=person.memberships)
        ).select_related("round"),
        fate=Fate.LEFT_BEHIND,
        shown={
            "round.label": _("Round"),
            "question": _("Question"),
            "what": _("What is done"),
            "made_on": _("Promised on"),
            "due_on": _("By when"),
            "visible_in": _("How it will be seen"),
            "state": _("State"),
            "closed_on": _("Closed on"),
            "reason": _("Reason"),
        },
        why="What was promised is the organization’s; nobody’s name is on it any more.",
        said={"state": lambda row, _person: CommitmentState(row.state).label},
    ),
    Held(
        model=CommitmentNote,
        title=_("What you wrote about commitments"),
        trails=("by",),
        rows=lambda person: CommitmentNote.objects.filter(by__in=person.memberships),
        fate=Fate.LEFT_BEHIND,
        shown={"written_at": _("Written at"), "text": _("Text")},
        why="Part of how a commitment of the organization went, without who wrote it.",
    ),
    Held(
        model=CalendarAddress,
        title=_("The address under which a calendar reads your commitments"),
        trails=("membership",),
        rows=lambda person: CalendarAddress.objects.filter(membership__in=person.memberships),
        fate=Fate.GOES_WITH,
        shown={"made_at": _("Made at"), "revoked_at": _("Taken back at")},
    ),
    Held(
        model=Meeting,
        title=_("Meetings you began"),
        trails=("started_by",),
        rows=lambda person: Meeting.objects.filter(
            started_by__in=person.memberships
        ).select_related("round"),
        fate=Fate.BY_HAND,
        shown={"round.label": _("Round"), "held_on": _("Held on")},
        why="The minutes stay; the name is taken out wherever it stands in a place of its own.",
    ),
    Held(
        model=Meeting.attendees.through,
        title=_("Meetings you were at"),
        trails=("membership",),
        rows=lambda person: Meeting.attendees.through.objects.filter(
            membership__in=person.memberships
        ).select_related("meeting__round"),
        fate=Fate.GOES_WITH,
        shown={"meeting.round.label": _("Round"), "meeting.held_on": _("Held on")},
    ),
    Held(
        model=Decision,
        title=_("What you decided in meetings, or were asked to find out"),
        trails=("member", "decided_by"),
        rows=lambda person: Decision.objects.filter(
            Q(member__in=person.memberships) | Q(decided_by__in=person.memberships)
        ).select_related("meeting__round"),
        fate=Fate.LEFT_BEHIND,
        shown={
            "meeting.round.label": _("Round"),
            "question": _("Question"),
            "outcome": _("What was decided"),
            "note": _("Note"),
            "due_on": _("By when"),
            "decided_at": _("When"),
        },
        why="What the room decided is the organization’s.",
        said={"outcome": lambda row, _person: Outcome(row.outcome).label},
    ),
    Held(
        model=MinutesFile,
        title="",
        trails=(),
        rows=lambda person: MinutesFile.objects.filter(meeting__in=_meetings(person)),
        fate=Fate.DELETED,
        shown={},
        why="A file that may print a member’s name; it is made anew when asked for.",
    ),
)
