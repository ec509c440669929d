"""The mail that brings the minutes of a meeting to the team and the leads."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.domain.language import long_date
from leadership.access import runs_rounds
from leadership.domain.mail_wording import one_line
from leadership.domain.minutes import CommitmentMinute, Minutes
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MailPart,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import member_unsubscribe_link, public_url
from leadership.models import OutgoingEmail
from leadership.queries.minutes import written_minutes


def render_minutes(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """What was decided and promised, and the way to the whole of it."""
    member = member_of(email)
    minutes = written_minutes(email.its_round)
    if minutes is None:
        raise ValueError(f"Mail {email.pk} has no minutes to bring.")
    with speaking_to(member):
        letter = _letter(email, minutes, letterhead, runs=runs_rounds(member))
    return member_mail(
        letter,
        membership=member,
        letterhead=letterhead,
        unsubscribe_link=member_unsubscribe_link(member),
    )


def _letter(
    email: OutgoingEmail, minutes: Minutes, letterhead: Letterhead, *, runs: bool
) -> MemberLetter:
    label = one_line(minutes.round_label)
    subject = _("Minutes of the meeting about %(round)s, %(organization)s") % {
        "round": label,
        "organization": letterhead.organization,
    }
    return MemberLetter(
        subject=subject,
        preheader=_counted(minutes),
        round_label=label,
        heading=_("What the meeting about %(round)s decided") % {"round": label},
        paragraphs=(
            _("You met on %(day)s. %(counted)s")
            % {"day": long_date(minutes.held_on), "counted": _counted(minutes)},
        ),
        parts=_parts(minutes),
        button=_("Read the minutes"),
        link=public_url(
            reverse(
                "leadership:minutes", args=[email.its_round.organization.slug, email.its_round.pk]
            )
        ),
        because=Because.RUNS_ROUNDS if runs else Because.ON_EXECUTIVE_TEAM,
    )


def _counted(minutes: Minutes) -> str:
    settled, promised = len(minutes.settled), len(minutes.promised)
    signs = ngettext(
        "%(count)s contested sign was settled.",
        "%(count)s contested signs were settled.",
        settled,
    ) % {"count": settled}
    commitments = ngettext(
        "%(count)s new commitment was made.", "%(count)s new commitments were made.", promised
    ) % {"count": promised}
    return f"{signs} {commitments}"


def _parts(minutes: Minutes) -> tuple[MailPart, ...]:
    """Only those that hold something."""
    signs = [
        _("Sign %(number)s, %(text)s %(decision)s")
        % {"number": sign.number, "text": sign.text, "decision": sign.sentence}
        + (f" ({sign.note})" if sign.note else "")
        for sign in minutes.signs
    ]
    parts = (
        (_("Contested signs"), signs),
        (_("New commitments"), [_commitment(one) for one in minutes.promised]),
        (_("Commitments closed in the meeting"), [_closed(one) for one in minutes.closed]),
    )
    return tuple(
        MailPart(heading, tuple(map(one_line, lines))) for heading, lines in parts if lines
    )


def _commitment(commitment: CommitmentMinute) -> str:
    return _("%(what)s (%(who)s, by %(day)s)") % {
        "what": commitment.what,
        "who": commitment.owner.name if commitment.owner else _("somebody who has left"),
        "day": long_date(commitment.due_on),
    }


def _closed(commitment: CommitmentMinute) -> str:
    return _("%(state)s: %(what)s") % {"state": commitment.standing_label, "what": commitment.what}
