"""Mail that went out, came back or is not wanted."""

from typing import Final

from django.db.models import Q, QuerySet

from assessment.domain.language import translatable as _
from leadership.domain.mail_states import reason_in_words
from leadership.models import (
    AskedAddress,
    Bounce,
    CommitmentReminder,
    MailboxMessage,
    OptOut,
    OutgoingEmail,
)
from leadership.queries.opt_outs import hash_of
from leadership.queries.personal_register.held import Fate, Held, of_rounds
from leadership.queries.persons import Person


def _hashed(person: Person) -> str:
    return hash_of(person.address)


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


MAIL: Final[tuple[Held, ...]] = (
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
        said={
            "kind": lambda row, _person: str(OutgoingEmail.Kind(row.kind).label),
            "state": lambda row, _person: str(OutgoingEmail.State(row.state).label),
            "outcome": lambda row, _person: str(OutgoingEmail.Outcome(row.outcome).label),
            "error": lambda row, _person: reason_in_words(row.error),
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
        said={"words": lambda row, _person: reason_in_words(row.words)},
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
            of_rounds(person), address_hash=_hashed(person)
        ).select_related("round"),
        fate=Fate.KEPT,
        shown={"round.label": _("Round")},
        why="A keyed hash that goes when the round closes; without it, somebody who is erased "
        "and listed again would be asked twice.",
    ),
)
