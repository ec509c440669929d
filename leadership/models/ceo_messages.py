"""Messages to the chief executive, and who reads them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization

from .people import Membership


class CeoDesk(models.Model):
    """To whom an organization's messages to the chief executive go; without one, none are taken."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="ceo_desk")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="ceo_desk")
    looked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"desk of organization {self.organization_id}"


class CeoMessage(models.Model):
    """What somebody wrote from under a personal link, without anything of that link.

    The id is random; `received_on` is the day where an address was given, else the first of the
    month. `language` is that of the answer and stored with an address alone. Whether the reader
    was told of it is a yes or no, because a day would say when it came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="ceo_messages")
    text = models.TextField(_("message"))
    address = models.EmailField(_("email"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    received_on = models.DateField()
    is_told = models.BooleanField(default=False)
    is_read = models.BooleanField(default=False)
    is_archived = models.BooleanField(default=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-received_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="message_is_answered_to_an_address",
                condition=models.Q(answer="", answered_on=None)
                | (
                    ~models.Q(answer="")
                    & ~models.Q(address="")
                    & models.Q(answered_on__isnull=False)
                ),
                violation_error_message=_("Only a message with an address can be answered."),
            ),
            models.CheckConstraint(
                name="answered_or_archived_message_is_read",
                condition=models.Q(is_read=True) | models.Q(answer="", is_archived=False),
                violation_error_message=_("Whoever answers or archives a message has read it."),
            ),
        )
        indexes = (
            models.Index("organization", "is_archived", "is_read", name="ceo_message_by_state"),
            models.Index("organization", "received_on", name="ceo_message_by_day"),
        )

    def __str__(self) -> str:
        return f"message {str(self.pk)[:8]}"
