"""Organizations that agreed to be compared, and the quartiles made of their numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, Round


class PeerConsent(models.Model):
    """An owner’s yes to being compared; taking it back deletes it, and the audit knows of both."""

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="peer_consent"
    )
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organization} takes part"


class PeerQuarter(models.Model):
    """The quartiles of a calendar quarter: made once when it is over, never anew.

    `measures` maps a Measure to {"of": how many organizations, "quartiles": three numbers or null}.
    """

    quarter_starts_on = models.DateField(_("first day of the quarter"))
    made_at = models.DateTimeField()
    measures = models.JSONField(default=dict)

    class Meta:
        ordering = ("-quarter_starts_on",)
        constraints = (
            models.UniqueConstraint(
                "quarter_starts_on",
                name="peer_quarter_is_made_once",
                violation_error_message=_("The quartiles of this quarter are made already."),
            ),
        )

    def __str__(self) -> str:
        return f"Quartiles of the quarter from {self.quarter_starts_on}"


class PeerRound(models.Model):
    """A round whose numbers are in the quartiles; a round is in those of one quarter only."""

    peer_quarter = models.ForeignKey(PeerQuarter, models.CASCADE, related_name="rounds")
    round = models.OneToOneField(Round, models.CASCADE, related_name="peer_round")
    measures = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.round} among others"
