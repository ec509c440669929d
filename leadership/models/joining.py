"""An owner's invitation to become a member, bound to one address."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, validate_one_line
from leadership.domain.roles import Role

from .generations import new_generation


class JoinInvitation(models.Model):
    """Who is to join as what; the link in the mail opens with the address's own sign-in only.

    Raising `generation` makes links sent before worthless. `accepted_at` and `revoked_at` end it;
    after `expires_at` it waits to be sent again. `invited_by` is the owner's address, as a string
    that outlives them.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="join_invitations")
    email = models.EmailField(_("email"))
    name = models.CharField(_("name"), max_length=120, blank=True, validators=[validate_one_line])
    role = models.CharField(
        _("role"), max_length=9, choices=[(role.value, role.label) for role in Role]
    )
    on_executive_team = models.BooleanField(_("sits on the executive team"), default=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    invited_by = models.CharField(max_length=320)
    generation = models.PositiveSmallIntegerField(default=new_generation)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                "organization",
                "email",
                name="address_is_invited_to_join_once",
                condition=models.Q(accepted_at=None, revoked_at=None),
                violation_error_message=_("This address is invited already."),
            ),
            models.CheckConstraint(
                name="viewer_is_not_invited_to_the_executive_team",
                condition=~models.Q(role=Role.VIEWER.value, on_executive_team=True),
                violation_error_message=_("A viewer answers no questions."),
            ),
            models.CheckConstraint(
                name="join_invitation_ends_in_one_way",
                condition=models.Q(accepted_at=None) | models.Q(revoked_at=None),
                violation_error_message=_("An invitation is accepted or taken back, not both."),
            ),
        )

    @property
    def role_name(self) -> str:
        """In the reader’s language."""
        return Role(self.role).label

    def __str__(self) -> str:
        return f"invitation to join {self.pk}"

    @property
    def is_open(self) -> bool:
        """Neither accepted nor taken back; it may have expired."""
        return self.accepted_at is None and self.revoked_at is None

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at <= now
