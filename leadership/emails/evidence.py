"""Mail about evidence: how much waits for review, and that one's own came back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadership.domain.mail_wording import one_line
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import public_url
from leadership.models import OutgoingEmail
from leadership.queries.evidence import pieces, sent_back_by_mail, waiting_for


def render_evidence_waits(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """How many pieces wait; what they say and who gave them stays in the product."""
    member = member_of(email)
    with speaking_to(member):
        letter = _waiting(email, waiting_for(member).count(), letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _waiting(email: OutgoingEmail, count: int, organization: str) -> MemberLetter:
    values = {"count": count, "organization": organization}
    return MemberLetter(
        subject=ngettext(
            "%(organization)s: %(count)d piece of evidence waits for your review",
            "%(organization)s: %(count)d pieces of evidence wait for your review",
            count,
        )
        % values,
        preheader=_("A yes counts as evidenced when somebody else has seen the proof."),
        round_label=one_line(email.its_round.label),
        heading=ngettext(
            "%(count)d piece of evidence waits for your review",
            "%(count)d pieces of evidence wait for your review",
            count,
        )
        % values,
        paragraphs=(
            _(
                "Executives say yes and show what proves it. Read it, and accept it or send it "
                "back with a reason."
            ),
            _("Nobody reviews their own evidence."),
        ),
        button=_("Review the evidence"),
        link=public_url(reverse("leadership:evidence", args=[email.its_round.organization.slug])),
        because=Because.REVIEWS_EVIDENCE,
    )


def render_evidence_back(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """That a piece came back and why; what was given is not repeated."""
    member = member_of(email)
    with speaking_to(member):
        letter = _came_back(email)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _came_back(email: OutgoingEmail) -> MemberLetter:
    found = pieces(sent_back_by_mail(email))
    if not found:
        raise ValueError(f"Mail {email.pk} tells of evidence that is not sent back.")
    piece = found[0]
    values = {"label": one_line(piece.round_label), "reviewer": one_line(piece.reviewer)}
    slug = email.its_round.organization.slug
    return MemberLetter(
        subject=_("Your evidence for %(label)s came back with a question") % values,
        preheader=_("Answer it, and it is reviewed once more."),
        round_label=values["label"],
        heading=_("Your evidence came back"),
        paragraphs=(
            _("You showed evidence for “%(question)s”") % {"question": one_line(piece.question)},
            _("%(reviewer)s sent it back: “%(reason)s”")
            % {
                "reviewer": values["reviewer"] or _("The reviewer"),
                "reason": one_line(piece.reason),
            },
            _("Your answer itself is not changed by this."),
        ),
        button=_("Answer and give it again"),
        link=public_url(reverse("leadership:evidence-piece", args=[slug, piece.pk])),
        because=Because.ON_EXECUTIVE_TEAM,
    )
