"""Comments whose writers may be contacted about them, and what they were answered."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization
from leadership.domain.concerns import ConcernState

from .invitations import Invitation
from .mailbox import OutgoingEmail
from .people import Membership


class Concern(models.Model):
    """A comment, moved here from the sheet because its writer ticked that they may be contacted.

    Nothing leads from here to the sheet, which holds no comment any more. The id is random and
    only the day is kept, so that neither order nor time of these rows says which sheet it was.
    `told_on` is the day on which those who run rounds were mailed that it waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="concerns")
    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="concern")
    comment = models.TextField(_("comment"))
    received_on = models.DateField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in ConcernState],
        default=ConcernState.NEW.value,
    )
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="concerns")
    told_on = models.DateField(null=True)

    class Meta:
        ordering = ("-received_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="new_concern_has_no_owner",
                condition=~models.Q(state=ConcernState.NEW.value) | models.Q(owner=None),
                violation_error_message=_("Whoever takes a comment makes it theirs."),
            ),
        )
        indexes = (
            models.Index("organization", "state", name="concern_by_state"),
            models.Index(
                "received_on",
                name="concern_not_told_of",
                condition=models.Q(told_on=None, state=ConcernState.NEW.value),
            ),
        )

    def __str__(self) -> str:
        return f"comment {str(self.pk)[:8]}"


class ConcernAnswer(models.Model):
    """What somebody wrote back; `email` carries it to whoever wrote the comment."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"))
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    email = models.OneToOneField(OutgoingEmail, models.SET_NULL, null=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return f"answer {self.pk} to {self.concern_id}"
