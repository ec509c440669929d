"""What an organization has set for itself, and its logo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Organization, validate_one_line
from leadership.domain import preferences


class OrganizationSettings(models.Model):
    """Without a row the defaults hold: read it by leadership.queries.organizations.settings_of.

    `languages` are those that the organization asks in; empty means all. `language` is that of
    people whose own is not known; empty leaves it to their browsers. `minimum_group` is
    proposed to new rounds; launched ones keep theirs. Contacts who were not asked for
    `contact_months`, mail that went out `mail_months` ago and audit entries of `audit_months`
    ago are deleted.
    """

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="preferences"
    )
    language = models.CharField(_("usual language"), max_length=12, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    minimum_group = models.PositiveSmallIntegerField(_("smallest group published"), null=True)
    sender_name = models.CharField(
        _("name of the sender"), max_length=80, blank=True, validators=[validate_one_line]
    )
    sender_address = models.EmailField(_("address of the sender"), blank=True)
    reply_to = models.EmailField(_("address for replies"), blank=True)
    contact_months = models.PositiveSmallIntegerField(
        _("months that contacts are kept"), default=preferences.USUAL_CONTACT_MONTHS
    )
    mail_months = models.PositiveSmallIntegerField(
        _("months that mail is kept"), default=preferences.USUAL_MAIL_MONTHS
    )
    audit_months = models.PositiveSmallIntegerField(
        _("months that the audit is kept"), default=preferences.USUAL_AUDIT_MONTHS
    )

    class Meta:
        verbose_name_plural = "organization settings"
        constraints = (
            models.CheckConstraint(
                name="new_rounds_publish_no_group_below_five",
                condition=models.Q(minimum_group=None)
                | models.Q(
                    minimum_group__range=(SMALLEST_GROUP, preferences.LARGEST_MINIMUM_GROUP)
                ),
                violation_error_message=_("The smallest group that is published is 5 to 50."),
            ),
            models.CheckConstraint(
                name="contacts_are_kept_for_some_months",
                condition=models.Q(
                    contact_months__range=(
                        preferences.FEWEST_CONTACT_MONTHS,
                        preferences.MOST_MONTHS,
                    )
                ),
                violation_error_message=_("Contacts are kept for 6 to 120 months."),
            ),
            models.CheckConstraint(
                name="mail_is_kept_for_some_months",
                condition=models.Q(
                    mail_months__range=(preferences.FEWEST_MAIL_MONTHS, preferences.MOST_MONTHS)
                ),
                violation_error_message=_("Mail is kept for 3 to 120 months."),
            ),
            models.CheckConstraint(
                name="audit_is_kept_for_a_year",
                condition=models.Q(
                    audit_months__range=(preferences.FEWEST_AUDIT_MONTHS, preferences.MOST_MONTHS)
                ),
                violation_error_message=_("The audit is kept for 12 to 120 months."),
            ),
        )

    def __str__(self) -> str:
        return f"settings of organization {self.organization_id}"


class Logo(models.Model):
    """An organization's logo as a PNG that we drew ourselves; `fingerprint` is in its address."""

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="logo"
    )
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"logo of organization {self.organization_id}"


class FirstStart(models.Model):
    """The one row that says that an operator has begun in the browser: nobody does so twice."""

    ONLY = 1

    number = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="installation_starts_once",
                condition=models.Q(number=1),
                violation_error_message=_("This installation was started already."),
            ),
        )

    def __str__(self) -> str:
        return f"first start {self.number}"
