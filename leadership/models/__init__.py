"""The tables of this app."""

from .api_keys import ApiKey
from .audit import AuditEntry
from .concerns import Concern, ConcernAnswer
from .imports import ColumnChoice, PendingImport, ReadRows, UploadPart
from .invitations import Invitation
from .inviting import AskedAddress, InvitationRun, Reminder
from .mailbox import Bounce, MailboxMessage, OutgoingEmail
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
    "ColumnChoice",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "Heartbeat",
    "Invitation",
    "InvitationRun",
    "MailText",
    "MailboxMessage",
    "Membership",
    "OptOut",
    "OutgoingEmail",
    "PeerConsent",
    "PeerQuarter",
    "PeerRound",
    "PendingImport",
    "ReadRows",
    "Reminder",
    "Schedule",
    "UploadPart",
    "User",
    "WhatWeHeard",
]
