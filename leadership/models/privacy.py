"""That people were erased, and what the retention deleted; none of it leads to a person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization


class Erasure(models.Model):
    """One person was erased: from one organization, or from all where none is named.

    The same entry stands in the erasure journal, a file that no backup of the database brings
    back; those that are only there are erased again (leadership.services.replaying).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, related_name="erasures"
    )
    address_hash = models.CharField(max_length=64)
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ("-erased_at",)

    def __str__(self) -> str:
        return f"erasure {str(self.pk)[:8]}"


class AuditReplacement(models.Model):
    """While a transaction erases somebody: the text that a reference replaces in the audit.

    The database lets an entry change in just this way and in no other. The row is deleted in the
    transaction that made it, so nobody else ever reads one.
    """

    text = models.CharField(max_length=254)
    reference = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "text",
                name="audit_text_is_replaced_once",
                violation_error_message=_("This is being replaced already."),
            ),
        )

    def __str__(self) -> str:
        return self.reference


class RetentionRun(models.Model):
    """What one day’s retention deleted for an organization, by the key of its kind."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="retention_runs")
    ran_at = models.DateTimeField()
    deleted = models.JSONField(default=dict)

    class Meta:
        ordering = ("-ran_at", "-pk")
        indexes = (models.Index(fields=("organization", "-ran_at"), name="retention_by_time"),)

    def __str__(self) -> str:
        return f"retention of {self.ran_at:%Y-%m-%d}"
