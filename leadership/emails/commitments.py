"""The reminder of a commitment: a week before it is due, and on the day."""

from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assessment.domain.language import long_date
from leadership.domain.mail_wording import one_line
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import member_unsubscribe_link, public_url
from leadership.models import Commitment, CommitmentReminder, OutgoingEmail
from leadership.queries.committed_questions import question_in

_IN_SUBJECT: Final = 80


def render_commitment(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """What was promised and how it will be seen, with the way to close it or to say how it goes."""
    reminder = CommitmentReminder.objects.select_related(
        "commitment__round__organization", "commitment__organization"
    ).get(email=email)
    member = member_of(email)
    with speaking_to(member):
        letter = _letter(reminder, letterhead.organization)
    return member_mail(
        letter,
        membership=member,
        letterhead=letterhead,
        unsubscribe_link=member_unsubscribe_link(member),
    )


def _letter(reminder: CommitmentReminder, organization: str) -> MemberLetter:
    commitment = reminder.commitment
    is_today = reminder.moment == CommitmentReminder.Moment.DAY
    what = one_line(commitment.what)
    values = {
        "what": Truncator(what).chars(_IN_SUBJECT),
        "day": long_date(commitment.due_on),
        "organization": organization,
    }
    heading = (
        _("What you promised is due today")
        if is_today
        else _("What you promised is due on %(day)s") % values
    )
    return MemberLetter(
        subject=_("Due today: %(what)s") % values
        if is_today
        else _("Due on %(day)s: %(what)s") % values,
        preheader=_("Kept, missed or dropped: say so in one sentence."),
        round_label=one_line(commitment.round.label),
        heading=heading,
        paragraphs=(
            f"“{what}”",
            _about(commitment),
            _("How it will be seen: %(visible_in)s")
            % {"visible_in": one_line(commitment.visible_in)},
        ),
        button=_("Say how it goes, or close it"),
        link=_link(commitment),
        because=Because.PROMISED,
        after_button=_("It counts as kept when it is closed as done on that day or before."),
    )


def _about(commitment: Commitment) -> str:
    question = question_in(commitment.round, commitment.question)
    name = question.name if question else commitment.question
    return _("It was promised on %(day)s, about this: %(topic)s.") % {
        "day": long_date(commitment.made_on),
        "topic": name,
    }


def _link(commitment: Commitment) -> str:
    return public_url(
        reverse("leadership:commitment", args=[commitment.organization.slug, commitment.pk])
    )
