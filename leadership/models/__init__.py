"""The tables of this app."""

from .api_keys import ApiKey
from .audit import AuditEntry
from .commitments import CalendarAddress, Commitment, CommitmentNote, CommitmentReminder
from .concerns import Concern, ConcernAnswer
from .imports import PendingImport
from .invitations import Invitation
from .inviting import AskedAddress, InvitationRun, Reminder
from .mailbox import Bounce, MailboxMessage, OutgoingEmail
from .meetings import Decision, Meeting, MinutesFile
from .packs import BoardPack
from .peers import PeerConsent, PeerQuarter, PeerRound
from .people import Contact, Membership, OptOut, User
from .schedules import Schedule
from .texts import MailText, WhatWeHeard
from .worker import Heartbeat

__all__ = [
    "ApiKey",
    "AskedAddress",
    "AuditEntry",
    "BoardPack",
    "Bounce",
    "CalendarAddress",
    "Commitment",
    "CommitmentNote",
    "CommitmentReminder",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "Decision",
    "Heartbeat",
    "Invitation",
    "InvitationRun",
    "MailText",
    "MailboxMessage",
    "Meeting",
    "Membership",
    "MinutesFile",
    "OptOut",
    "OutgoingEmail",
    "PeerConsent",
    "PeerQuarter",
    "PeerRound",
    "PendingImport",
    "Reminder",
    "Schedule",
    "User",
    "WhatWeHeard",
]
