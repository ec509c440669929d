"""Mail on its way out, and the local mailbox that stands in for a mail server."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, Round

from .ceo_messages import CeoMessage
from .invitations import Invitation
from .inviting import Reminder
from .joining import JoinInvitation
from .people import Membership


class OutgoingEmail(models.Model):
    """One mail to one person, written in the transaction that decided to send it.

    It goes to the person of an invitation, to a member, to somebody who is invited to join, or to
    whoever left an address with a message to the chief executive; the last two, and what is said
    about such messages, belong to no round. It is rendered when it is sent. A
    worker claims it by `leased_until`; `message_id` is fixed from the start, so that a second
    copy after a crash is known as a copy. `error` is what the server said last, or why the mail
    is not needed any more; `outcome` is what a provider reported later, under its own
    `provider_id`.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")
        NEWS = "news", _("what we heard")
        RESULTS = "results", _("results")
        ANSWER = "answer", _("answer to a comment")
        INBOX = "inbox", _("comments that wait for an answer")
        JOIN = "join", _("invitation to join")
        PROOF_WAITS = "proof-waits", _("evidence that waits for review")
        PROOF_BACK = "proof-back", _("evidence sent back")
        MINUTES = "minutes", _("minutes of a meeting")
        COMMITMENT = "commitment", _("a commitment is due")
        CEO_MESSAGES = "ceo-messages", _("messages to the chief executive")
        CEO_ANSWER = "ceo-answer", _("answer of the chief executive")
        ROUND_WAITS = "round-waits", _("a round waits for a yes")
        ROUND_OPENED = "round-opened", _("a round has opened")
        ROUND_STUCK = "round-stuck", _("a round could not open")

    class Outcome(models.TextChoices):
        UNKNOWN = "", _("not reported")
        DELIVERED = "delivered", _("delivered")
        BOUNCED = "bounced", _("bounced")
        COMPLAINED = "complained", _("marked as spam")

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("not needed any more")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="emails")
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="emails")
    invitation = models.ForeignKey(Invitation, models.CASCADE, null=True, related_name="emails")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="emails")
    join_invitation = models.ForeignKey(
        JoinInvitation, models.CASCADE, null=True, related_name="emails", db_index=False
    )
    ceo_message = models.ForeignKey(CeoMessage, models.CASCADE, null=True, related_name="emails")
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, related_name="emails")
    kind = models.CharField(max_length=12, choices=Kind)
    dedupe_key = models.CharField(max_length=80)
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=300)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.UNKNOWN, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "dedupe_key",
                name="email_is_queued_once",
                violation_error_message=_("This mail was queued already."),
            ),
            models.CheckConstraint(
                name="email_goes_to_one_person",
                condition=models.Q(
                    invitation=None,
                    membership__isnull=False,
                    join_invitation=None,
                    ceo_message=None,
                )
                | models.Q(
                    invitation__isnull=False,
                    membership=None,
                    join_invitation=None,
                    ceo_message=None,
                )
                | models.Q(
                    invitation=None,
                    membership=None,
                    join_invitation__isnull=False,
                    ceo_message=None,
                )
                | models.Q(
                    invitation=None,
                    membership=None,
                    join_invitation=None,
                    ceo_message__isnull=False,
                ),
                violation_error_message=_("A mail goes to one person."),
            ),
            models.CheckConstraint(
                name="email_belongs_to_a_round_unless_its_kind_has_none",
                condition=models.Q(round__isnull=False)
                | models.Q(kind__in=["join", "ceo-messages", "ceo-answer"]),
                violation_error_message=_("A mail belongs to a round."),
            ),
        )
        indexes = (
            models.Index("due_at", name="queued_email_by_due", condition=models.Q(state="queued")),
            models.Index(
                "join_invitation",
                name="email_that_invites_to_join",
                condition=models.Q(join_invitation__isnull=False),
            ),
            models.Index(
                "provider_id", name="email_by_provider_id", condition=~models.Q(provider_id="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def address(self) -> str:
        """Where the mail goes; needs the person of the invitation, membership or message."""
        if self.invitation:
            return self.invitation.person_email
        if self.join_invitation:
            return self.join_invitation.email
        if self.ceo_message:
            return self.ceo_message.address
        return self.membership.user.email if self.membership else ""

    @property
    def its_organization(self) -> Organization:
        """The same as `organization`, without a query where the mail was read to be sent."""
        if self.join_invitation:
            return self.join_invitation.organization
        return self.round.organization if self.round else self.organization

    @property
    def its_round(self) -> Round:
        """The round of every mail that belongs to one."""
        if self.round is None:
            raise ValueError(f"Mail {self.pk} of kind {self.kind} belongs to no round.")
        return self.round


class Bounce(models.Model):
    """An address at which no mailbox takes mail, in the words of the server that said so."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="bounces")
    email = models.EmailField()
    bounced_on = models.DateField()
    words = models.CharField(max_length=500)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "email",
                name="address_bounces_once",
                violation_error_message=_("This address is known not to work."),
            ),
        )

    def __str__(self) -> str:
        return f"bounce of {self.email}"


class MailboxMessage(models.Model):
    """A mail that was kept instead of sent, because no mail server is set.

    `reader` is the one member who may open it; None for all who may look into the mailbox.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="mailbox_messages")
    reader = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    sender = models.CharField(max_length=500)
    recipient = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.subject
