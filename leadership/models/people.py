"""Who signs in, who is asked by email, and who asked not to be."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from assessment.models import AUDIENCE_CHOICES, Organization, Unit, validate_one_line
from leadership.domain.roles import Role

from .kept_fields import AddressHashField, SoughtField


class UserManager(BaseUserManager["User"]):
    """Makes users that are known by their email address."""

    def create_user(self, email: str, name: str = "", **fields: Any) -> "User":
        user = self.model(email=email, name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        user = self.model(email=email, is_staff=True, is_superuser=True, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in; the email address is canonical (leadership.domain.addresses)."""

    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True, validators=[validate_one_line])
    # As they chose; blank follows the browser, and for mail the membership.
    language = models.CharField(_("language"), max_length=12, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """A user in an organization: a role, and whether they sit on the executive team."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField(
        _("role"), max_length=9, choices=[(role.value, role.label) for role in Role]
    )
    on_executive_team = models.BooleanField(_("sits on the executive team"), default=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    joined_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)  # or did something here first

    class Meta:
        ordering = ("user__name", "user__email")
        constraints = (
            models.UniqueConstraint(
                "user",
                "organization",
                name="user_is_a_member_once",
                violation_error_message=_("This person is a member already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"

    @property
    def reads_in(self) -> str:
        """The language of mail to them: their own choice, else what the organization entered."""
        return self.user.language or self.language

    @property
    def role_name(self) -> str:
        """In the reader’s language."""
        return Role(self.role).label


class Contact(models.Model):
    """Somebody who is asked by email and never signs in.

    Whoever is not active is asked in no round, until they are again. `sought` and `address_hash`
    follow from name and address whenever a row is written as a whole; whoever writes single
    columns names them, too.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="contacts")
    email = models.EmailField(_("email"))
    name = models.CharField(_("name"), max_length=120, blank=True, validators=[validate_one_line])
    audience = models.CharField(_("audience"), max_length=9, choices=AUDIENCE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    added_at = models.DateTimeField(db_default=Now(), editable=False)  # by whichever way
    is_active = models.BooleanField(_("can be asked"), default=True)
    sought = SoughtField()
    address_hash = AddressHashField()

    class Meta:
        ordering = ("name", "email")
        indexes = (models.Index("organization", "sought", "id", name="contact_by_name"),)
        constraints = (
            models.UniqueConstraint(
                "organization",
                "email",
                name="contact_is_listed_once",
                violation_error_message=_("There is a contact with this address already."),
            ),
            models.CheckConstraint(
                name="contact_is_not_an_executive",
                condition=~models.Q(audience="executive"),
                violation_error_message=_(
                    "Executives are members, who sign in; add them as members."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email


class OptOut(models.Model):
    """An address that is not to be asked again, as a keyed hash that survives erasure."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="opt_outs")
    address_hash = models.CharField(max_length=64)
    opted_out_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "address_hash",
                name="address_opts_out_once",
                violation_error_message=_("This address is not asked any more already."),
            ),
        )

    def __str__(self) -> str:
        return f"opt-out {self.address_hash[:8]}"
