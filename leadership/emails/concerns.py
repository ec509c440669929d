"""Mail about a comment whose writer may be contacted: to those who run rounds, and the answer."""

from email.headerregistry import Address

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.domain.language import speaking
from leadership.domain.hearing import paragraphs_of
from leadership.domain.mail_wording import one_line, spoken
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import public_url
from leadership.models import ConcernAnswer, OutgoingEmail
from leadership.queries.concerns import new_concerns_in

_QUOTED = 200


def render_inbox(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """How many comments wait; what they say and who wrote them stays in the product."""
    member = member_of(email)
    with speaking_to(member):
        letter = _waiting(email, new_concerns_in(email.organization_id), letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _waiting(email: OutgoingEmail, count: int, organization: str) -> MemberLetter:
    values = {"count": count, "organization": organization}
    return MemberLetter(
        subject=ngettext(
            "%(organization)s: %(count)d comment waits for an answer",
            "%(organization)s: %(count)d comments wait for an answer",
            count,
        )
        % values,
        preheader=_("Whoever wrote it said that you may contact them."),
        round_label=one_line(email.its_round.label),
        heading=ngettext(
            "%(count)d comment waits for an answer", "%(count)d comments wait for an answer", count
        )
        % values,
        paragraphs=(
            ngettext(
                "Somebody who answered your questions wrote a comment and said that you may "
                "contact them about it. Nobody has taken it yet.",
                "People who answered your questions wrote comments and said that you may contact "
                "them about these. Nobody has taken them yet.",
                count,
            ),
            _("What they wrote stands in the inbox, not in this mail."),
        ),
        button=_("Open the inbox"),
        link=public_url(reverse("leadership:inbox", args=[email.its_round.organization.slug])),
        because=Because.RUNS_ROUNDS,
    )


def render_answer(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """What somebody wrote back, word for word, above the beginning of the comment.

    A reply reaches whoever wrote it, as long as they run rounds. A letter by hand, so nothing in
    its headers calls it automatic.
    """
    answer = ConcernAnswer.objects.select_related("concern__invitation__contact", "by__user").get(
        email=email
    )
    invitation = answer.concern.invitation
    writer = answer.by.user if answer.by and answer.by.user.is_active else None
    name = one_line(invitation.person_name)
    with speaking(spoken(invitation.language)):
        subject = _("%(organization)s answers your comment") % {
            "organization": letterhead.organization
        }
        context = {
            "subject": subject,
            "letterhead": letterhead,
            "name": name,
            "address": invitation.person_email,
            "paragraphs": paragraphs_of(answer.text),
            "signature": one_line(writer.name) if writer else "",
            "comment": paragraphs_of(Truncator(answer.concern.comment).chars(_QUOTED)),
            "received_on": answer.concern.received_on,
        }
        text = render_to_string("emails/answer.txt", context).strip() + "\n"
        html = render_to_string("emails/answer.html", context).lstrip()
    return Mail(
        subject=one_line(subject),
        text=text,
        html=html,
        sender=letterhead.sender,
        to=str(Address(name, addr_spec=invitation.person_email)),
        reply_to=(str(Address(one_line(writer.name), addr_spec=writer.email)),)
        if writer
        else letterhead.reply_to,
    )
