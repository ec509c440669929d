"""What a lead wrote in place of our own words: mail texts, and what was heard."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import AUDIENCE_CHOICES, Organization, Round, validate_one_line


class MailText(models.Model):
    """Subject and two paragraphs of a mail to one audience in one language.

    They may hold the placeholders of leadership.domain.placeholders, filled literally.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=10, choices=Kind)
    audience = models.CharField(max_length=9, choices=AUDIENCE_CHOICES)
    language = models.CharField(max_length=12)
    subject = models.CharField(_("subject"), max_length=150, validators=[validate_one_line])
    opening = models.TextField(_("first paragraph"), max_length=1000)
    afterwards = models.TextField(_("second paragraph"), max_length=1000)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "kind",
                "audience",
                "language",
                name="mail_text_is_written_once",
                violation_error_message=_("There is a text of your own for this mail already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.audience} in {self.language}"


class WhatWeHeard(models.Model):
    """What a closed round taught the organization, and what it will do: published by a lead."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="what_we_heard")
    heard = models.TextField(_("what we heard"), max_length=3000)
    will_do = models.TextField(_("what we will do"), max_length=3000)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"what we heard in round {self.round_id}"
