"""Who did what that others must be able to check later."""

from django.db import models

from assessment.models import Organization
from leadership.domain.act_details import details_in_words, doer_in_words
from leadership.domain.acts import act_in_words


class AuditEntry(models.Model):
    """One act, in words; strings instead of keys, so that it outlives the people in it."""

    organization = models.ForeignKey(  # the index below begins with it
        Organization, models.CASCADE, related_name="audit_entries", db_index=False
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=320)
    act = models.CharField(max_length=40)
    about = models.CharField(max_length=300)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "audit entries"
        indexes = (models.Index(fields=("organization", "-at"), name="audit_by_time"),)

    def __str__(self) -> str:
        return f"{self.act}: {self.about}"

    @property
    def act_in_words(self) -> str:
        return act_in_words(self.act)

    @property
    def about_in_words(self) -> str:
        return details_in_words(self.act, self.about)

    @property
    def by_in_words(self) -> str:
        return doer_in_words(self.by)
