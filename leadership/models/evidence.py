"""What executives show for a yes, and who looked at it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, Round
from leadership.domain.evidence import LONGEST_LINK, EvidenceState, Step

from .people import Membership


class Evidence(models.Model):
    """What one executive shows for a yes to one question of a round: words, a link, a day.

    It carries the giver's name and never touches an answer. `revision` counts what was written,
    so that nobody accepts what they have not read. `can_be_reviewed` is False as long as nobody
    but the giver may see it, and `one_a_question` that it takes its question’s only place among
    what others may see; both belong to rounds of totals. `renews` is what was accepted before.
    Whoever leaves is taken out of the row, and the numbers of the round stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="evidence")
    round = models.ForeignKey(Round, models.CASCADE, related_name="evidence")
    question = models.CharField(max_length=40)
    giver = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="evidence")
    text = models.TextField(_("evidence"))
    link = models.CharField(_("link"), max_length=LONGEST_LINK, blank=True)
    dated_on = models.DateField(_("date"))
    state = models.CharField(
        max_length=9,
        choices=[(state.value, state.value) for state in EvidenceState],
        default=EvidenceState.WAITING.value,
    )
    revision = models.PositiveSmallIntegerField(default=1)
    can_be_reviewed = models.BooleanField(default=True)
    one_a_question = models.BooleanField(default=False)
    renews = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    reviewer = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    given_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        ordering = ("given_on", "pk")
        verbose_name_plural = "evidence"
        constraints = (
            models.UniqueConstraint(
                "round",
                "question",
                "giver",
                name="evidence_is_given_once_a_question",
                violation_error_message=_("You have shown evidence for this question already."),
            ),
            models.UniqueConstraint(
                "round",
                "question",
                name="evidence_is_given_by_one_where_totals_were_promised",
                condition=models.Q(one_a_question=True),
                violation_error_message=_("Another executive has shown evidence for this already."),
            ),
            models.CheckConstraint(
                name="evidence_is_never_reviewed_by_its_giver",
                condition=~models.Q(giver=models.F("reviewer")),
                violation_error_message=_("Evidence is reviewed by somebody else than its giver."),
            ),
            models.CheckConstraint(
                name="evidence_has_a_review_once_it_was_reviewed",
                condition=models.Q(
                    state__in=[EvidenceState.ACCEPTED.value, EvidenceState.SENT_BACK.value],
                    reviewed_on__isnull=False,
                    can_be_reviewed=True,
                )
                | models.Q(
                    state__in=[EvidenceState.WAITING.value, EvidenceState.RETRACTED.value],
                    reviewed_on=None,
                    reviewer=None,
                ),
                violation_error_message=_("What was accepted or sent back was reviewed on a day."),
            ),
        )
        indexes = (
            models.Index(
                "organization",
                "state",
                name="evidence_by_state",
                condition=models.Q(can_be_reviewed=True),
            ),
            models.Index(
                "given_on",
                name="evidence_not_told_of",
                condition=models.Q(
                    told_on=None, state=EvidenceState.WAITING.value, can_be_reviewed=True
                ),
            ),
        )

    def __str__(self) -> str:
        return f"evidence {str(self.pk)[:8]}"


class EvidenceStep(models.Model):
    """One thing that happened to a piece of evidence, with what was written to the other side.

    Only the day is kept: in rounds of totals a time could be laid beside that of an answer.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=9, choices=[(step.value, step.value) for step in Step])
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True)
    taken_on = models.DateField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step} of {self.evidence_id}"


class EvidenceReviewer(models.Model):
    """An executive who was named to review evidence, as those who run rounds do anyway."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="evidence_reviewer", primary_key=True
    )
    named_on = models.DateField()

    def __str__(self) -> str:
        return f"reviewer {self.membership_id}"
