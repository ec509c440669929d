"""The tables of this app."""

from .api_keys import ApiKey
from .audit import AuditEntry
from .ceo_messages import CeoDesk, CeoMessage
from .commitments import CalendarAddress, Commitment, CommitmentNote, CommitmentReminder
from .concerns import Concern, ConcernAnswer
from .evidence import Evidence, EvidenceReviewer, EvidenceStep
from .immersion import Immersion
from .imports import ColumnChoice, PendingImport, ReadRows, UploadPart
from .invitations import Invitation
from .inviting import AskedAddress, InvitationRun, Reminder
from .joining import JoinInvitation
from .mailbox import Bounce, MailboxMessage, OutgoingEmail
from .meetings import Decision, Meeting, MinutesFile
from .organizations import FirstStart, Logo, OrganizationSettings
from .packs import BoardPack
from .peers import PeerConsent, PeerQuarter, PeerRound
from .people import Contact, Membership, OptOut, User
from .privacy import AuditReplacement, Erasure, RetentionRun
from .schedules import Schedule
from .texts import MailText, WhatWeHeard
from .worker import Heartbeat

__all__ = [
    "ApiKey",
    "AskedAddress",
    "AuditEntry",
    "AuditReplacement",
    "BoardPack",
    "Bounce",
    "CalendarAddress",
    "CeoDesk",
    "CeoMessage",
    "ColumnChoice",
    "Commitment",
    "CommitmentNote",
    "CommitmentReminder",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "Decision",
    "Erasure",
    "Evidence",
    "EvidenceReviewer",
    "EvidenceStep",
    "FirstStart",
    "Heartbeat",
    "Immersion",
    "Invitation",
    "InvitationRun",
    "JoinInvitation",
    "Logo",
    "MailText",
    "MailboxMessage",
    "Meeting",
    "Membership",
    "MinutesFile",
    "OptOut",
    "OrganizationSettings",
    "OutgoingEmail",
    "PeerConsent",
    "PeerQuarter",
    "PeerRound",
    "PendingImport",
    "ReadRows",
    "Reminder",
    "RetentionRun",
    "Schedule",
    "UploadPart",
    "User",
    "WhatWeHeard",
]
