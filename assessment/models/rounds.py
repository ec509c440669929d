"""One organization's quarter, and how many people were asked in it."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise, RoundState

from .organizations import Organization, Unit
from .questionnaires import QuestionnaireVersion

AUDIENCE_CHOICES = [(audience.value, audience.value.capitalize()) for audience in Audience]


class Round(models.Model):
    """A quarter's questions, frozen when it is launched."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="rounds")
    label = models.CharField(_("label"), max_length=40)
    quarter_starts_on = models.DateField(_("first day of the quarter"))
    state = models.CharField(
        max_length=6,
        choices=[(state.value, state.value) for state in RoundState],
        default=RoundState.DRAFT.value,
    )
    closes_at = models.DateTimeField(_("closes"))
    launched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    promise = models.CharField(
        _("promise to executives"),
        max_length=11,
        choices=[(promise.value, promise.value) for promise in Promise],
    )
    minimum_group = models.PositiveSmallIntegerField(_("smallest group published"), default=5)
    audiences = models.JSONField(_("who is asked"), default=list)
    # Cells kept from the results, written once when the round closes; see domain.protection.
    protected = models.JSONField(null=True, editable=False)
    # The organization's own words for questions, written once at launch; see domain.own_wordings.
    own_wordings = models.JSONField(null=True, editable=False)
    versions = models.ManyToManyField(QuestionnaireVersion, related_name="rounds")

    # No column: the round itself, where this is a copy for readers without the executives' names.
    with_names: "Round | None" = None

    class Meta:
        ordering = ("-quarter_starts_on",)
        constraints = (
            models.UniqueConstraint(
                "organization",
                "quarter_starts_on",
                name="organization_has_one_round_a_quarter",
                violation_error_message=_("There is a round for this quarter already."),
            ),
            models.CheckConstraint(
                name="round_closes_after_it_was_launched",
                condition=models.Q(launched_at=None)
                | models.Q(closes_at__gt=models.F("launched_at")),
                violation_error_message=_("A round closes after it was launched."),
            ),
            models.CheckConstraint(
                name="round_publishes_no_group_below_five",
                condition=models.Q(minimum_group__gte=5),
                violation_error_message=_("The smallest group that is published is five or more."),
            ),
            models.CheckConstraint(
                name="round_was_launched_unless_it_is_a_draft",
                condition=models.Q(state=RoundState.DRAFT.value, launched_at=None, closed_at=None)
                | models.Q(state=RoundState.OPEN.value, launched_at__isnull=False, closed_at=None)
                | models.Q(
                    state=RoundState.CLOSED.value,
                    launched_at__isnull=False,
                    closed_at__isnull=False,
                ),
                violation_error_message=_("A round’s dates follow its state."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED

    @property
    def is_attributed(self) -> bool:
        return self.promise == Promise.ATTRIBUTED

    @property
    def promises(self) -> Promises:
        """What people were told before they answered, which is what results keep to."""
        return Promises(Promise(self.promise), self.minimum_group)

    @property
    def asks(self) -> tuple[Audience, ...]:
        """The audiences asked, in their usual order."""
        return tuple(audience for audience in Audience if audience.value in self.audiences)


class Population(models.Model):
    """How many people of one audience and unit were asked in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="populations")
    audience = models.CharField(max_length=9, choices=AUDIENCE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    asked = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "round",
                "audience",
                Coalesce("unit", 0),
                name="population_is_counted_once",
                violation_error_message=_("This audience and unit were counted already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked} {self.audience}"
