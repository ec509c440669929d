"""What each kind of mail is: how it is written, and when it is not needed any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.language import translatable as _
from leadership.access import reads_ceo_messages, reviews_evidence
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.ceo_messages import render_ceo_answer, render_ceo_messages
from leadership.emails.commitments import render_commitment
from leadership.emails.concerns import render_answer, render_inbox
from leadership.emails.evidence import render_evidence_back, render_evidence_waits
from leadership.emails.for_members import (
    render_round_opened,
    render_round_stuck,
    render_round_waits,
)
from leadership.emails.invitations import render_invitation, render_reminder
from leadership.emails.joining import render_join
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.minutes import render_minutes
from leadership.emails.news import render_news
from leadership.emails.results import render_results
from leadership.models import (
    ConcernAnswer,
    Invitation,
    JoinInvitation,
    Membership,
    OutgoingEmail,
)
from leadership.queries import ceo_messages
from leadership.queries.concerns import changed_their_mind, new_concerns_in
from leadership.queries.evidence import sent_back_by_mail, waiting_for
from leadership.queries.hearing import published_in
from leadership.queries.joining import is_member_already, join_key_of
from leadership.queries.minutes import written_minutes
from leadership.queries.opt_outs import hash_of
from leadership.queries.outcomes import is_told_of_results
from leadership.services import commitment_reminders
from leadership.services.outbox import key_of

Kind = OutgoingEmail.Kind


@dataclass(frozen=True, slots=True)
class MailKind:
    """`not_needed` is asked right before sending; it says why, or None to send.

    Opt-outs are honoured except by mail that somebody needs in order to run a round, and by the
    answer that somebody asked for.
    """

    render: Callable[[OutgoingEmail, Letterhead], Mail]
    not_needed: Callable[[OutgoingEmail, datetime], str | None]
    honours_opt_outs: bool = True


def _invitation_of(email: OutgoingEmail) -> Invitation:
    """The invitation of a mail to an invited person, with the round already read for the mail."""
    invitation = email.invitation
    if invitation is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} has no invitation.")
    invitation.round = email.its_round
    return invitation


def _invitation_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    invitation = _invitation_of(email)
    if email.dedupe_key != key_of(invitation):
        return _("The link was withdrawn.")
    return _asking_not_needed(invitation, now)


def _reminder_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if email.reminder and email.reminder.withdrawn_at:
        return _("The reminder was taken back.")
    return _asking_not_needed(_invitation_of(email), now)


def _asking_not_needed(invitation: Invitation, now: datetime) -> str | None:
    """Why somebody is not to be asked any more, for the first time or again."""
    round_ = invitation.round
    if invitation.submitted_on:
        return _("Answered already.")
    if invitation.revoked_on:
        return _("The link was withdrawn.")
    if not round_.is_open or round_.closes_at <= now:
        return _("The round is not open.")
    if invitation.membership and not invitation.membership.user.is_active:
        return _("This person does not sign in any more.")
    if invitation.membership and not invitation.membership.on_executive_team:
        return _("Not on the executive team any more.")
    return _paused(invitation)


def _paused(invitation: Invitation) -> str | None:
    contact = invitation.contact
    return _("This person is paused.") if contact and not contact.is_active else None


def _render_news(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    heard = published_in(email.its_round)
    if heard is None:
        raise ValueError(f"Mail {email.pk} tells of what is not published.")
    return render_news(_invitation_of(email), heard, letterhead)


def _news_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    invitation = _invitation_of(email)
    if not invitation.wants_news:
        return _("Does not want to be told any more.")
    if invitation.revoked_on:
        return _("The link was withdrawn.")
    if published_in(email.its_round) is None:
        return _("What was heard was taken back.")
    if invitation.membership and not invitation.membership.user.is_active:
        return _("This person does not sign in any more.")
    return _paused(invitation)


def _membership_of(email: OutgoingEmail) -> Membership:
    membership = email.membership
    if membership is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} goes to no member.")
    return membership


def _results_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if not email.its_round.is_closed:
        return _("The round is not closed.")
    if not is_told_of_results(_membership_of(email)):
        return _("This person does not lead the organization or its rounds any more.")
    return None


def _draft_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if not email.its_round.is_draft:
        return _("The round was launched.")
    return _lead_not_needed(email)


def _opened_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if not email.its_round.is_open:
        return _("The round is not open any more.")
    return _lead_not_needed(email)


def _lead_not_needed(email: OutgoingEmail) -> str | None:
    membership = _membership_of(email)
    if membership.role not in RUNS_ROUNDS or not membership.user.is_active:
        return _("This person does not run rounds any more.")
    return None


def _inbox_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if not new_concerns_in(email.organization_id):
        return _("Somebody has seen to all of them.")
    return _lead_not_needed(email)


def _proof_waits_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    membership = _membership_of(email)
    if not membership.user.is_active or not reviews_evidence(membership):
        return _("This person does not review evidence any more.")
    if not waiting_for(membership).exists():
        return _("All of it has been reviewed.")
    return None


def _proof_back_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if not _membership_of(email).user.is_active:
        return _("This person does not sign in any more.")
    if not sent_back_by_mail(email).exists():
        return _("It was given anew or taken back.")
    return None


def _answer_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    answer = ConcernAnswer.objects.select_related("concern").filter(email=email).first()
    if answer is None:
        return _("There is nothing to answer any more.")
    if changed_their_mind(answer.concern, hash_of(email.address)):
        return _("Asked not to be written to.")
    return None


def _join_of(email: OutgoingEmail) -> JoinInvitation:
    if email.join_invitation is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} invites nobody to join.")
    return email.join_invitation


def _join_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    invitation = _join_of(email)
    if invitation.revoked_at or email.dedupe_key != join_key_of(invitation):
        return _("The invitation was taken back or sent again.")
    if invitation.accepted_at or is_member_already(invitation):
        return _("This person has joined.")
    if invitation.has_expired(now):
        return _("The invitation has expired.")
    return None


def _minutes_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    if written_minutes(email.its_round) is None:
        return _("There are no minutes.")
    if not is_told_of_results(_membership_of(email)):
        return _("This person does not lead the organization or its rounds any more.")
    return None


def _ceo_messages_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    membership = _membership_of(email)
    if not reads_ceo_messages(membership) or not membership.user.is_active:
        return _("Messages do not go to this person any more.")
    if not ceo_messages.unread_in(email.organization_id):
        return _("All of them have been read.")
    return None


def _ceo_answer_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    message = email.ceo_message
    if message is None or not message.answer:
        return _("There is nothing to answer any more.")
    if ceo_messages.changed_their_mind(message):
        return _("Asked not to be written to.")
    return None


KINDS: Mapping[str, MailKind] = {
    Kind.INVITATION: MailKind(
        lambda email, letterhead: render_invitation(_invitation_of(email), letterhead),
        _invitation_not_needed,
    ),
    Kind.REMINDER: MailKind(
        lambda email, letterhead: render_reminder(_invitation_of(email), letterhead),
        _reminder_not_needed,
    ),
    Kind.NEWS: MailKind(_render_news, _news_not_needed),
    Kind.RESULTS: MailKind(
        lambda email, letterhead: render_results(
            email.its_round, _membership_of(email), letterhead
        ),
        _results_not_needed,
    ),
    Kind.MINUTES: MailKind(render_minutes, _minutes_not_needed),
    Kind.ANSWER: MailKind(render_answer, _answer_not_needed, honours_opt_outs=False),
    Kind.JOIN: MailKind(
        lambda email, letterhead: render_join(_join_of(email), letterhead),
        _join_not_needed,
        honours_opt_outs=False,
    ),
    Kind.INBOX: MailKind(render_inbox, _inbox_not_needed, honours_opt_outs=False),
    Kind.PROOF_WAITS: MailKind(
        render_evidence_waits, _proof_waits_not_needed, honours_opt_outs=False
    ),
    Kind.PROOF_BACK: MailKind(render_evidence_back, _proof_back_not_needed, honours_opt_outs=False),
    Kind.COMMITMENT: MailKind(render_commitment, commitment_reminders.why_not_needed),
    Kind.CEO_MESSAGES: MailKind(
        render_ceo_messages, _ceo_messages_not_needed, honours_opt_outs=False
    ),
    Kind.CEO_ANSWER: MailKind(render_ceo_answer, _ceo_answer_not_needed, honours_opt_outs=False),
    Kind.ROUND_WAITS: MailKind(render_round_waits, _draft_not_needed, honours_opt_outs=False),
    Kind.ROUND_STUCK: MailKind(render_round_stuck, _draft_not_needed, honours_opt_outs=False),
    Kind.ROUND_OPENED: MailKind(render_round_opened, _opened_not_needed, honours_opt_outs=False),
}
