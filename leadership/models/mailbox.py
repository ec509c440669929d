"""Mail on its way out, and the local mailbox that stands in for a mail server."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization

from .invitations import Invitation


class OutgoingEmail(models.Model):
    """One mail to one person, written in the transaction that decided to send it.

    It is rendered when it is sent. A worker claims it by `leased_until`; `message_id` is
    fixed from the start, so that a second copy after a crash is known as a copy. `error` is
    what the server said last, or why the mail is not needed any more.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("not needed any more")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="emails")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="emails")
    kind = models.CharField(max_length=12, choices=[("invitation", _("invitation"))])
    dedupe_key = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=300)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index("due_at", name="queued_email_by_due", condition=models.Q(state="queued")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MailboxMessage(models.Model):
    """A mail that was kept instead of sent, because no mail server is set."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="mailbox_messages")
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
