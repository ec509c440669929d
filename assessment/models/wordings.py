"""What an organization words in its own way, until its next round freezes it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience

from .organizations import Organization, validate_one_line

_AUDIENCES = [audience.value for audience in Audience]


class OwnWording(models.Model):
    """A question in the organization's own words, for one audience and language.

    `beside` is our English text at the time of writing: when ours changes, these words wait until
    somebody has looked at them again.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="own_wordings")
    questionnaire = models.CharField(max_length=40)
    question = models.CharField(max_length=20)
    audience = models.CharField(
        max_length=9, choices=[(audience.value, audience.value) for audience in Audience]
    )
    language = models.CharField(max_length=12)
    text = models.CharField(_("question"), max_length=300, validators=[validate_one_line])
    help = models.CharField(_("help"), max_length=300, blank=True, validators=[validate_one_line])
    beside = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "questionnaire",
                "question",
                "audience",
                "language",
                name="own_wording_is_written_once",
                violation_error_message=_("You have words of your own for this already."),
            ),
            models.CheckConstraint(
                name="own_wording_is_for_a_known_audience",
                condition=models.Q(audience__in=_AUDIENCES),
                violation_error_message=_("This audience is not one that can be asked."),
            ),
        )

    def __str__(self) -> str:
        return self.text
