"""Uploaded lists of people that wait for the uploader’s yes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization

from .people import User


class PendingImport(models.Model):
    """One file between its preview and its confirmation; at most one per person and organization.

    It is the file as it was uploaded, not what was read from it: the confirmation reads it again,
    against the people of that moment. An hour after `uploaded_at` it counts as gone, and the next
    upload of anybody removes it (leadership.services.contact_imports).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="pending_imports")
    uploaded_by = models.ForeignKey(User, models.CASCADE, related_name="pending_imports")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "uploaded_by",
                name="uploader_has_one_pending_import",
                violation_error_message=_("There is an upload of yours that waits already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"
