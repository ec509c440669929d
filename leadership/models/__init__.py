"""The tables of this app."""

from .audit import AuditEntry
from .imports import PendingImport
from .invitations import Invitation
from .mailbox import MailboxMessage, OutgoingEmail
from .people import Contact, Membership, OptOut, User
from .worker import Heartbeat

__all__ = [
    "AuditEntry",
    "Contact",
    "Heartbeat",
    "Invitation",
    "MailboxMessage",
    "Membership",
    "OptOut",
    "OutgoingEmail",
    "PendingImport",
    "User",
]
