"""The mail that invites somebody to become a member."""

from django.utils.translation import gettext as _

from assessment.domain.language import long_date, speaking
from leadership.domain.mail_wording import one_line, spoken
from leadership.domain.roles import Role
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import Because, MemberLetter, written_letter
from leadership.links import join_link
from leadership.models import JoinInvitation


def render_join(invitation: JoinInvitation, letterhead: Letterhead) -> Mail:
    """One button, which opens with the sign-in of the invited address only."""
    with speaking(spoken(invitation.language)):
        return written_letter(
            _letter(invitation, letterhead.organization),
            invitation.name,
            invitation.email,
            letterhead,
        )


def _letter(invitation: JoinInvitation, organization: str) -> MemberLetter:
    last_day = invitation.expires_at.astimezone(invitation.organization.zone).date()
    values = {
        "organization": organization,
        "owner": one_line(invitation.invited_by),
        "address": invitation.email,
        "last_day": long_date(last_day),
    }
    return MemberLetter(
        subject=_("%(organization)s invites you to Corner Office") % values,
        preheader=_("The invitation is for %(address)s and holds until %(last_day)s.") % values,
        round_label=_("Invitation to join"),
        heading=_("Join %(organization)s in Corner Office") % values,
        paragraphs=(
            _(
                "%(owner)s invites you to join %(organization)s in Corner Office, where its "
                "leadership team looks each quarter at how committed it is to its customers."
            )
            % values,
            _what_for(Role(invitation.role)),
            _(
                "The invitation is for %(address)s alone: you sign in with this address. It holds "
                "until %(last_day)s."
            )
            % values,
        ),
        button=_("Look at the invitation"),
        link=join_link(invitation),
        because=Because.INVITED,
        after_button=_("If you did not expect this, there is nothing that you need to do."),
    )


def _what_for(role: Role) -> str:
    return {
        Role.OWNER: _("You will be an owner: you decide who comes in, and what holds for all."),
        Role.LEAD: _("You will run its rounds: who is asked, when, and what became of it."),
        Role.EXECUTIVE: _("You will answer as an executive, and see the results."),
        Role.VIEWER: _("You will see the results of its rounds."),
    }[role]
