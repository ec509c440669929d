"""With what programs read an organization's results."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, validate_one_line
from leadership.domain.api_keys import SHOWN, Scope


class ApiKey(models.Model):
    """A key of which only the hash and its first characters are kept; it works until revoked."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="api_keys")
    name = models.CharField(_("name"), max_length=60, validators=[validate_one_line])
    prefix = models.CharField(max_length=SHOWN)
    key_hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_by = models.CharField(max_length=320)  # a text, so that it outlives the person
    created_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = "API key"
        constraints = (
            models.UniqueConstraint(
                "key_hash",
                name="api_key_is_one_of_its_kind",
                violation_error_message=_("This key exists already."),
            ),
            models.UniqueConstraint(
                "organization",
                Lower("name"),
                condition=models.Q(revoked_at=None),
                name="working_api_key_has_a_name_of_its_own",
                violation_error_message=_("A key of this name works already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def may_read(self) -> tuple[Scope, ...]:
        return tuple(scope for scope in Scope if scope.value in self.scopes)
