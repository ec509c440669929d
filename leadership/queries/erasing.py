"""What an erasure would take away and what it would leave, in sentences, before it is done."""

from dataclasses import dataclass

from assessment.domain.language import translate, translate_plural
from assessment.domain.rounds import RoundState
from leadership.models import Concern, Evidence, MailboxMessage, OptOut, OutgoingEmail
from leadership.queries.opt_outs import hash_of
from leadership.queries.persons import Person


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def erasure_plan(person: Person) -> ErasurePlan:
    """Counts only: it can be shown to whoever may erase, and printed at a terminal."""
    return ErasurePlan(tuple(filter(None, _goes(person))), tuple(filter(None, _stays(person))))


def _goes(person: Person) -> list[str]:
    asked = person.invitations.count()
    open_ = person.invitations.filter(round__state=RoundState.OPEN, submitted_on=None).count()
    mails = OutgoingEmail.objects.filter(invitation__in=person.invitations).count()
    mails += OutgoingEmail.objects.filter(membership__in=person.memberships).count()
    kept = MailboxMessage.objects.filter(
        person.within(), recipient__icontains=person.address, reader=None
    ).count()
    comments = Concern.objects.filter(invitation__in=person.invitations).count()
    drafts = person.invitations.filter(sheet__is_submitted=False).count()
    return [
        translate("Name, address, and the place on every list and in every group."),
        translate("The sign-in, with password, passkeys and open browsers.")
        if person.user and person.leaves_altogether
        else "",
        _counted(
            translate_plural(
                "{count} personal link, and that this person was asked and took part.",
                "{count} personal links, and that this person was asked and took part.",
                asked,
            ),
            asked,
        ),
        _counted(
            translate_plural(
                "{count} of the links still works; it stops at once, and nobody is reminded.",
                "{count} of the links still work; they stop at once, and nobody is reminded.",
                open_,
            ),
            open_,
        ),
        _counted(
            translate_plural("{count} draft of answers.", "{count} drafts of answers.", drafts),
            drafts,
        ),
        _counted(
            translate_plural(
                "{count} mail sent or waiting.", "{count} mails sent or waiting.", mails + kept
            ),
            mails + kept,
        ),
        _counted(
            translate_plural(
                "{count} comment with name, and what was answered.",
                "{count} comments with name, and what was answered.",
                comments,
            ),
            comments,
        ),
        # No counts: whether somebody wrote to the chief executive or keeps a log tells too much.
        translate("Messages to the chief executive that carry this address, with their answers."),
        translate("The person’s own log of time with customers.") if person.user else "",
        translate("The words and links of evidence this person gave.")
        if _gave_evidence(person)
        else "",
    ]


def _gave_evidence(person: Person) -> bool:
    """As far as others may know of it."""
    if person.user is None:
        return False
    given = Evidence.objects.filter(giver__in=person.memberships)
    return (given if person.own else given.filter(can_be_reviewed=True)).exists()


def _stays(person: Person) -> list[str]:
    named = person.invitations.filter(sheet__is_submitted=True).count()
    elsewhere = (
        person.user.memberships.exclude(organization=person.organization_id).count()
        if person.user and person.organization_id is not None
        else 0
    )
    opted_out = OptOut.objects.filter(person.within(), address_hash=hash_of(person.address))
    return [
        translate(
            "Answers that were sent stay counted, so no published number changes. Most carry no "
            "name, and nobody can tell which they are."
        ),
        _counted(
            translate_plural(
                "In {count} round the answers are shown by name. They stay counted, lose name and "
                "texts, and the person disappears from the list of who said what.",
                "In {count} rounds the answers are shown by name. They stay counted, lose name and "
                "texts, and the person disappears from the lists of who said what.",
                named,
            ),
            named,
        ),
        translate(
            "What this person promised stays with the organization, and so does what was decided "
            "in meetings and what somebody accepted as evidence. The name is taken out."
        )
        if person.user
        else "",
        translate("That this address is not to be asked stays, as a hash without the address.")
        if opted_out.exists()
        else "",
        translate(
            "The audit goes on saying what was done and when, with a reference in place of the "
            "person. It also says that somebody was erased, and by whom."
        ),
        _counted(
            translate_plural(
                "The sign-in stays: {count} other organization knows this person as a member.",
                "The sign-in stays: {count} other organizations know this person as a member.",
                elsewhere,
            ),
            elsewhere,
        ),
        translate("A keyed hash of the address, so that a restored backup is erased again."),
    ]


def _counted(sentence: str, count: int) -> str:
    """The sentence with the number in it; nothing where there are none."""
    return sentence.format(count=count) if count else ""
