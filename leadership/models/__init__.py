"""The tables of this app."""

from .api_keys import ApiKey
from .audit import AuditEntry
from .ceo_messages import CeoDesk, CeoMessage
from .concerns import Concern, ConcernAnswer
from .immersion import Immersion
from .imports import PendingImport
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
    "CeoDesk",
    "CeoMessage",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "Heartbeat",
    "Immersion",
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
    "Reminder",
    "Schedule",
    "User",
    "WhatWeHeard",
]
