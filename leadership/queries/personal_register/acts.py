"""What somebody did: the audit, reminders, keys, settings, uploads and packs."""

from typing import Final

from django.db.models import Q, QuerySet

from assessment.domain.language import translatable as _
from leadership.domain.erasing import without_others
from leadership.models import (
    ApiKey,
    AuditEntry,
    BoardPack,
    InvitationRun,
    OrganizationSettings,
    PendingImport,
    ReadRows,
    Reminder,
    UploadPart,
)
from leadership.queries.personal_register.held import Fate, Held, of_rounds
from leadership.queries.persons import Person


def _uploads(person: Person) -> QuerySet[PendingImport]:
    return PendingImport.objects.filter(person.within(), uploaded_by__email=person.address)


def _audit(person: Person) -> QuerySet[AuditEntry]:
    named = Q(by__icontains=person.address) | Q(about__icontains=person.address)
    return AuditEntry.objects.filter(named, person.within())


def _packs(person: Person) -> QuerySet[BoardPack]:
    """Those that may print a member’s name; a pack is made anew when it is asked for."""
    rounds = person.invitations.filter(membership__isnull=False).values("round")
    places = person.memberships.values("organization")
    return BoardPack.objects.filter(Q(round__in=rounds) | Q(round__organization__in=places))


ACTS: Final[tuple[Held, ...]] = (
    Held(
        model=AuditEntry,
        title=_("What you did, and what was done about you"),
        trails=("by", "about"),
        rows=_audit,
        fate=Fate.BY_HAND,
        shown={"at": _("When"), "act": _("What"), "about": _("About")},
        read={"about": lambda entry, person: without_others(entry.about, person.address)},
        why="An entry stays, with a reference in place of address and name.",
        said={
            "act": lambda entry, _person: entry.act_in_words,
            "about": lambda entry, person: without_others(entry.about_in_words, person.address),
        },
    ),
    Held(
        model=Reminder,
        title=_("Reminders you sent"),
        trails=("by",),
        rows=lambda person: Reminder.objects.filter(
            of_rounds(person), by=person.address
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
            of_rounds(person), by=person.address
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
)
