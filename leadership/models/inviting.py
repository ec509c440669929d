"""Asking the people of a round, in pieces small enough to be interrupted at any moment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Round


class InvitationRun(models.Model):
    """One walk over everybody a round asks: at its launch, and for those who joined later.

    `total` and `seen` count the people walked past, `invited` those who were asked; the walk
    goes on behind `after_member` and `after_contact`, whoever does the next piece.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitation_runs")
    by = models.CharField(max_length=320)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(default=0)
    invited = models.PositiveIntegerField(default=0)
    after_member = models.BigIntegerField(default=0)
    after_contact = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "round",
                name="round_is_walked_once_at_a_time",
                condition=models.Q(finished_at=None),
                violation_error_message=_("The people of this round are being invited already."),
            ),
        )

    def __str__(self) -> str:
        return f"invitation run {self.pk}"


class AskedAddress(models.Model):
    """That an address was asked in an open round, as a keyed hash; goes away when it closes.

    It keeps somebody who is removed and comes back, as a contact or as a member, from being
    asked twice.
    """

    round = models.ForeignKey(  # the constraint's index begins with it
        Round, models.CASCADE, related_name="asked_addresses", db_index=False
    )
    address_hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "round",
                "address_hash",
                name="address_is_asked_once_a_round",
                violation_error_message=_("This address was asked in this round already."),
            ),
        )

    def __str__(self) -> str:
        return f"asked {self.address_hash[:8]}"


class Reminder(models.Model):
    """One act of reminding those of a round who have not answered.

    `slot` is the local day for the schedule's own, so that each is done once; somebody's own
    act has its moment. Mail waits until `due_at`, so that it can be withdrawn.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    slot = models.CharField(max_length=40)
    by = models.CharField(max_length=320)
    audiences = models.JSONField()
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField()
    after_invitation = models.BigIntegerField(default=0)
    queued = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-due_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "round",
                "slot",
                name="round_reminds_once_a_slot",
                violation_error_message=_("This reminder was sent already."),
            ),
        )

    def __str__(self) -> str:
        return f"reminder {self.slot}"
