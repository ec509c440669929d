"""Where the database knows of a person: one entry a table, for the download and for the erasure.

A table is either in REGISTER or, with the reason, in NO_PERSON; a test reads every model and fails
until it is in one of them. What has to be done by hand when somebody is erased stands beside the
table’s name in leadership.services.erasing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Model, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from assessment.domain.language import translatable as _
from assessment.models import AnswerSheet
from leadership.domain.erasing import without_others
from leadership.models import (
    ApiKey,
    AskedAddress,
    AuditEntry,
    BoardPack,
    Bounce,
    CalendarAddress,
    CeoDesk,
    CeoMessage,
    Commitment,
    CommitmentNote,
    CommitmentReminder,
    Concern,
    ConcernAnswer,
    Contact,
    Decision,
    Erasure,
    Evidence,
    EvidenceReviewer,
    EvidenceStep,
    Immersion,
    Invitation,
    InvitationRun,
    JoinInvitation,
    MailboxMessage,
    Meeting,
    Membership,
    MinutesFile,
    OptOut,
    OrganizationSettings,
    OutgoingEmail,
    PendingImport,
    ReadRows,
    Reminder,
    UploadPart,
    User,
)
from leadership.queries.opt_outs import hash_of
from leadership.queries.persons import Person

Rows = Callable[[Person], QuerySet[Any]]


class Fate(Enum):
    """What an erasure does with the rows of a table."""

    DELETED = "deleted"
    GOES_WITH = "goes with a row that is deleted"  # the database’s or Django’s cascade does it
    LOSES_NAME = "stays, without the person"  # a reference in place of the name
    LEFT_BEHIND = "stays, and every key to the person becomes null"  # Django’s SET_NULL does it
    BY_HAND = "has a function of its own in leadership.services.erasing"
    KEPT = "stays, because it names nobody"


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds of a person.

    `trails` are the fields that lead to somebody. `shown` maps a path from a row to the words in
    front of it in the download, and `read` says how where a path does not do; nothing is shown
    where it is empty. `why` explains a fate that is not plain. What hangs on the sign-in is
    `own_only`: shown to the person themself, not to those who run rounds. `signed` is a field with
    the address of whoever did something, which a reference replaces in any case; `organization` is
    the path from such a row to its organization.
    """

    model: type[Model]
    title: str
    trails: tuple[str, ...]
    rows: Rows
    fate: Fate
    shown: Mapping[str, str]
    why: str = ""
    own_only: bool = False
    read: Mapping[str, Callable[[Any, Person], object]] = field(default_factory=dict)
    signed: str = ""
    organization: str = "organization"


def _of_rounds(person: Person) -> Q:
    return person.within("round__organization")


def _hashed(person: Person) -> str:
    return hash_of(person.address)


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


def _mailbox(person: Person) -> QuerySet[MailboxMessage]:
    """What one member alone may open is handed over by nobody else."""
    theirs = MailboxMessage.objects.filter(person.within(), recipient__icontains=person.address)
    return theirs if person.own else theirs.filter(reader=None)


def _mails(person: Person) -> QuerySet[OutgoingEmail]:
    """That somebody wrote to the chief executive is known to whoever reads it, and to no lead."""
    theirs = (
        Q(invitation__in=person.invitations)
        | Q(membership__in=person.memberships)
        | Q(person.within(), join_invitation__email=person.address)
    )
    if person.own:
        theirs |= Q(person.within(), ceo_message__address=person.address)
    return OutgoingEmail.objects.filter(theirs).select_related("round")


def _uploads(person: Person) -> QuerySet[PendingImport]:
    return PendingImport.objects.filter(person.within(), uploaded_by__email=person.address)


def _meetings(person: Person) -> QuerySet[Meeting]:
    """All of their organizations: minutes may name somebody who was not in the room."""
    places = person.memberships.values("organization")
    return Meeting.objects.filter(round__organization__in=places)


def _audit(person: Person) -> QuerySet[AuditEntry]:
    named = Q(by__icontains=person.address) | Q(about__icontains=person.address)
    return AuditEntry.objects.filter(named, person.within())


def _evidence(person: Person) -> QuerySet[Evidence]:
    """What nobody but its giver may see yet stands only in the giver’s own file."""
    given = Evidence.objects.filter(giver__in=person.memberships).select_related("round")
    return given if person.own else given.filter(can_be_reviewed=True)


def _steps(person: Person) -> QuerySet[EvidenceStep]:
    steps = EvidenceStep.objects.filter(by__in=person.memberships)
    seen = steps if person.own else steps.filter(evidence__can_be_reviewed=True)
    return seen.select_related("evidence__round")


def sessions_of(user: User | None) -> QuerySet[Session]:
    """What keeps the browsers of a person signed in."""
    keys = UserSession.objects.filter(user=user).values("session_key")
    return Session.objects.filter(session_key__in=keys)


def _sessions(person: Person) -> QuerySet[Session]:
    return sessions_of(person.user) if person.own else Session.objects.none()


def _packs(person: Person) -> QuerySet[BoardPack]:
    """Those that may print a member’s name; a pack is made anew when it is asked for."""
    rounds = person.invitations.filter(membership__isnull=False).values("round")
    places = person.memberships.values("organization")
    return BoardPack.objects.filter(Q(round__in=rounds) | Q(round__organization__in=places))


REGISTER: Final[tuple[Held, ...]] = (
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
    ),
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
    Held(
        model=OutgoingEmail,
        title=_("Mail to you"),
        trails=("invitation", "membership", "join_invitation", "ceo_message"),
        rows=_mails,
        fate=Fate.GOES_WITH,
        shown={
            "round.label": _("Round"),
            "kind": _("What it was"),
            "state": _("State"),
            "due_at": _("Due at"),
            "sent_at": _("Sent at"),
            "outcome": _("What the mail server reported"),
            "error": _("Why it was not sent"),
        },
    ),
    Held(
        model=CommitmentReminder,
        title="",
        trails=("email",),
        rows=lambda person: CommitmentReminder.objects.filter(
            email__membership__in=person.memberships
        ),
        fate=Fate.GOES_WITH,
        shown={},
    ),
    Held(
        model=MailboxMessage,
        title=_("Mail to you that was kept instead of sent"),
        trails=("recipient", "reader"),
        rows=_mailbox,
        fate=Fate.BY_HAND,
        shown={"kept_at": _("Kept at"), "subject": _("Subject"), "text": _("Text")},
        why="Theirs are deleted; mail to others that names them loses the name.",
    ),
    Held(
        model=Bounce,
        title=_("Mail that did not arrive"),
        trails=("email",),
        rows=lambda person: Bounce.objects.filter(person.within(), email=person.address),
        fate=Fate.DELETED,
        shown={
            "email": _("Address"),
            "bounced_on": _("Returned on"),
            "words": _("In the words of the mail server"),
        },
    ),
    Held(
        model=OptOut,
        title=_("You asked not to be asked again"),
        trails=("address_hash",),
        rows=lambda person: OptOut.objects.filter(
            person.within(), address_hash=_hashed(person)
        ).select_related("organization"),
        fate=Fate.KEPT,
        shown={"organization.name": _("Organization"), "opted_out_on": _("Since")},
        why="A keyed hash, from which nobody without the key can tell the address.",
    ),
    Held(
        model=AskedAddress,
        title=_("Kept so that you are asked once in a round that is open"),
        trails=("address_hash",),
        rows=lambda person: AskedAddress.objects.filter(
            _of_rounds(person), address_hash=_hashed(person)
        ).select_related("round"),
        fate=Fate.KEPT,
        shown={"round.label": _("Round")},
        why="A keyed hash that goes when the round closes; without it, somebody who is erased "
        "and listed again would be asked twice.",
    ),
    Held(
        model=AuditEntry,
        title=_("What you did, and what was done about you"),
        trails=("by", "about"),
        rows=_audit,
        fate=Fate.BY_HAND,
        shown={"at": _("When"), "act": _("What"), "about": _("About")},
        read={"about": lambda entry, person: without_others(entry.about, person.address)},
        why="An entry stays, with a reference in place of address and name.",
    ),
    Held(
        model=Reminder,
        title=_("Reminders you sent"),
        trails=("by",),
        rows=lambda person: Reminder.objects.filter(
            _of_rounds(person), by=person.address
        ).select_related("round"),
        fate=Fate.LOSES_NAME,
        signed="by",
        organization="round__organization",
        shown={"round.label": _("Round"), "decided_at": _("When")},
    ),
    Held(
        model=InvitationRun,
        title=_("Rounds you launched or added people to"),
        trails=("by",),
        rows=lambda person: InvitationRun.objects.filter(
            _of_rounds(person), by=person.address
        ).select_related("round"),
        fate=Fate.LOSES_NAME,
        signed="by",
        organization="round__organization",
        shown={"round.label": _("Round"), "started_at": _("When")},
    ),
    Held(
        model=ApiKey,
        title=_("Keys for programs that you made"),
        trails=("created_by",),
        rows=lambda person: ApiKey.objects.filter(person.within(), created_by=person.address),
        fate=Fate.LOSES_NAME,
        signed="created_by",
        shown={"name": _("Name"), "created_at": _("When"), "last_used_on": _("Last used on")},
    ),
    Held(
        model=OrganizationSettings,
        title=_("Your address stands in an organization’s mails"),
        trails=("sender_name", "sender_address", "reply_to"),
        rows=lambda person: OrganizationSettings.objects.filter(
            Q(sender_address=person.address) | Q(reply_to=person.address), person.within()
        ).select_related("organization"),
        fate=Fate.BY_HAND,
        shown={
            "organization.name": _("Organization"),
            "sender_name": _("Name of the sender"),
            "sender_address": _("Address of the sender"),
            "reply_to": _("Address for replies"),
        },
        why="The settings stay without the address; mails then show the installation’s, and "
        "replies reach the first lead.",
    ),
    Held(
        model=PendingImport,
        title=_("Files you uploaded that wait for your yes"),
        trails=("uploaded_by",),
        rows=_uploads,
        fate=Fate.BY_HAND,
        shown={"file_name": _("File"), "uploaded_at": _("When")},
        why="All that wait in the organization go: any of them may list the person.",
    ),
    Held(
        model=UploadPart,
        title="",
        trails=("pending",),
        rows=lambda person: UploadPart.objects.filter(pending__in=_uploads(person)),
        fate=Fate.GOES_WITH,
        shown={},
    ),
    Held(
        model=ReadRows,
        title="",
        trails=("pending",),
        rows=lambda person: ReadRows.objects.filter(pending__in=_uploads(person)),
        fate=Fate.GOES_WITH,
        shown={},
    ),
    Held(
        model=BoardPack,
        title="",
        trails=(),
        rows=_packs,
        fate=Fate.DELETED,
        shown={},
        why="A file that may print a member’s name; it is made anew when asked for.",
    ),
    Held(
        model=UserSession,
        title=_("Where you are signed in"),
        trails=("user",),
        rows=lambda person: person.of_user(UserSession),
        fate=Fate.GOES_WITH,
        shown={
            "created_at": _("Signed in at"),
            "last_seen_at": _("Last there at"),
            "ip": _("Network address"),
            "user_agent": _("Browser"),
        },
        own_only=True,
    ),
    Held(
        model=Session,
        title="",
        trails=(),
        rows=_sessions,
        fate=Fate.BY_HAND,
        shown={},
        why="What keeps a browser signed in; the rows above say where.",
        own_only=True,
    ),
    Held(
        model=Authenticator,
        title=_("Passkeys, authenticator apps and recovery codes"),
        trails=("user",),
        rows=lambda person: person.of_user(Authenticator),
        fate=Fate.GOES_WITH,
        shown={
            "type": _("What it is"),
            "created_at": _("Added at"),
            "last_used_at": _("Last used at"),
        },
        own_only=True,
    ),
    Held(
        model=EmailAddress,
        title=_("Addresses of your sign-in"),
        trails=("user", "email"),
        rows=lambda person: person.of_user(EmailAddress),
        fate=Fate.GOES_WITH,
        shown={"email": _("Address"), "verified": _("Verified")},
        own_only=True,
    ),
    Held(
        model=EmailConfirmation,
        title="",
        trails=("email_address",),
        rows=lambda person: person.of_user(EmailConfirmation, "email_address__user"),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=SocialAccount,
        title=_("Single sign-on"),
        trails=("user",),
        rows=lambda person: person.of_user(SocialAccount),
        fate=Fate.GOES_WITH,
        shown={"provider": _("Provider"), "uid": _("Known there as"), "last_login": _("Last used")},
        own_only=True,
    ),
    Held(
        model=SocialToken,
        title="",
        trails=("account",),
        rows=lambda person: person.of_user(SocialToken, "account__user"),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User.groups.through,
        title="",
        trails=("user",),
        rows=lambda person: person.of_user(User.groups.through),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User.user_permissions.through,
        title="",
        trails=("user",),
        rows=lambda person: person.of_user(User.user_permissions.through),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User,
        title=_("Your sign-in"),
        trails=("email", "name"),
        rows=lambda person: User.objects.filter(email=person.address),
        fate=Fate.BY_HAND,
        shown={
            "email": _("Address"),
            "name": _("Name"),
            "last_login": _("Last signed in"),
            "is_active": _("May sign in"),
        },
        why="Goes where no other organization knows the person as a member.",
        own_only=True,
    ),
    Held(
        model=DBTaskResult,
        title="",
        trails=(),
        rows=lambda person: DBTaskResult.objects.filter(traceback__icontains=person.address),
        fate=Fate.BY_HAND,
        shown={},
        why="An error message may quote an address; the message goes, the task stays.",
    ),
    Held(
        model=Erasure,
        title="",
        trails=("address_hash",),
        rows=lambda person: Erasure.objects.none(),
        fate=Fate.KEPT,
        shown={},
        why="A keyed hash, so that a restored backup can be told whom to erase again.",
    ),
)

# Tables without a person in them, by Django’s name of the model, and why.
NO_PERSON: Final[Mapping[str, str]] = {
    "assessment.Organization": "A company, and how it wants its quarters.",
    "assessment.Unit": "A part of a company.",
    "assessment.Questionnaire": "An instrument.",
    "assessment.QuestionnaireVersion": "An instrument, with the authors of its published source.",
    "assessment.Question": "What is asked.",
    "assessment.QuestionWording": "In which words.",
    "assessment.OwnWording": "In which words of an organization.",
    "assessment.Round": "A quarter of an organization.",
    "assessment.Round_versions": "Which instruments it asks.",
    "assessment.Population": "How many were asked.",
    "assessment.Tally": "How many gave an answer.",
    "assessment.ServiceMetric": "How a company measures its service.",
    "leadership.AuditReplacement": "Empty but within the transaction of an erasure.",
    "leadership.ColumnChoice": "What the columns of a file are called.",
    "leadership.FirstStart": "That an operator has begun.",
    "leadership.Heartbeat": "When a worker was last alive.",
    "leadership.Logo": "A company’s picture.",
    "leadership.MailText": "What an organization writes to everybody of an audience.",
    "leadership.PeerConsent": "That an organization takes part.",
    "leadership.PeerQuarter": "Quartiles of organizations.",
    "leadership.PeerRound": "Which rounds are in them.",
    "leadership.RetentionRun": "How much was deleted.",
    "leadership.Schedule": "When rounds open.",
    "leadership.WhatWeHeard": "What an organization published for everybody it asked.",
    "auth.Group": "Django’s own, not used here.",
    "auth.Group_permissions": "Django’s own, not used here.",
    "auth.Permission": "Django’s own, not used here.",
    "contenttypes.ContentType": "The names of the tables.",
    "socialaccount.SocialApp": "The provider of single sign-on, if it stood in the database.",
}

# Fields that are named like those of a person and are not, by model and field, and why.
NOT_OF_A_PERSON: Final[Mapping[str, str]] = {
    "assessment.Organization.name": "A company’s.",
    "assessment.Unit.name": "A unit’s.",
    "assessment.ServiceMetric.name": "A metric’s.",
    "leadership.ApiKey.name": "A key’s.",
    "leadership.MailboxMessage.sender": "The installation’s own address.",
    "auth.Group.name": "A group’s.",
    "auth.Permission.name": "A permission’s.",
    "socialaccount.SocialApp.name": "A provider’s.",
}


def is_known(person: Person) -> bool:
    """Whether anything is held that an erasure would take away, if only in an old entry."""
    return any(held.rows(person).exists() for held in REGISTER if held.fate is not Fate.KEPT)
