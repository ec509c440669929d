"""The company that is assessed, and the units in it."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.domain.text import one_line_error


def validate_one_line(value: str) -> None:
    """Refuse control and direction characters: they break mail headers and fool readers."""
    if error := one_line_error(value):
        raise ValidationError(error)


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one such as Europe/Berlin."),
            params={"name": name},
        )


class Strategy(models.TextChoices):
    """The three strategies of source 001, printed beside every level as unscored context."""

    PRODUCT = "product", _("Product leadership")
    PRICE = "price", _("Lower price")
    INTIMACY = "intimacy", _("Customer intimacy")


class Organization(models.Model):
    """The tenant: every other row belongs to exactly one."""

    name = models.CharField(_("name"), max_length=120, validators=[validate_one_line])
    slug = models.SlugField(_("address"), unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    fiscal_year_starts_in = models.PositiveSmallIntegerField(
        _("fiscal year starts in month"), default=1
    )
    strategy = models.CharField(_("strategy"), max_length=8, choices=Strategy, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="organization_fiscal_year_starts_in_a_month",
                condition=models.Q(fiscal_year_starts_in__range=(1, 12)),
                violation_error_message=_("The fiscal year starts in one of the months 1 to 12."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class Unit(models.Model):
    """A region, business unit or department of an organization, perhaps below another one.

    Names are unique in the whole organization, so that a file can name a unit by its name alone.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="units")
    name = models.CharField(_("name"), max_length=120, validators=[validate_one_line])
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                "organization",
                "name",
                name="unit_name_is_unique_in_its_organization",
                violation_error_message=_("There is a unit of this name already."),
            ),
            models.CheckConstraint(
                name="unit_is_not_below_itself",
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                violation_error_message=_("A unit cannot stand below itself."),
            ),
        )

    def __str__(self) -> str:
        return self.name
