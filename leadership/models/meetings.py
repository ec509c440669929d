"""The meeting of the leadership team about a closed round, and what was decided in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Round
from leadership.domain.meetings import LONGEST_NOTE, Outcome
from leadership.domain.packs import Paper

from .commitments import Commitment
from .people import Membership


class Meeting(models.Model):
    """The one meeting about a round. It is being held until its minutes are written.

    `minutes` holds everything that they say, as leadership.domain.minutes wrote it down, so that
    they never change; `fingerprint` is that of their words.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="meeting")
    held_on = models.DateField(_("held on"))
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    attendees = models.ManyToManyField(Membership, related_name="meetings")
    ended_at = models.DateTimeField(null=True)
    minutes = models.JSONField(null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="meeting_ends_with_its_minutes",
                condition=models.Q(ended_at=None, minutes__isnull=True, fingerprint="")
                | models.Q(ended_at__isnull=False, minutes__isnull=False),
                violation_error_message=_("A meeting has minutes when it has ended."),
            ),
        )

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None


class Decision(models.Model):
    """What was decided about a sign, for the `number`th time; only the latest one counts.

    Rows are only ever added, so that two people who decide at the same moment cannot overwrite
    each other, and how a decision changed can be read later. What is to be found out is a
    commitment of whoever finds it out.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions", db_index=False)
    question = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        max_length=8, choices=[(outcome.value, outcome.value) for outcome in Outcome]
    )
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    member = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(null=True)
    commitment = models.ForeignKey(Commitment, models.SET_NULL, null=True, related_name="decisions")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("question", "number")
        constraints = (
            models.UniqueConstraint(
                "meeting",
                "question",
                "number",
                name="decision_follows_the_one_before",
                violation_error_message=_("Somebody else decided this meanwhile."),
            ),
            models.CheckConstraint(
                name="decision_to_find_out_has_a_day",
                condition=models.Q(outcome=Outcome.FIND_OUT.value, due_on__isnull=False)
                | (
                    ~models.Q(outcome=Outcome.FIND_OUT.value)
                    & models.Q(due_on=None, member=None, commitment=None)
                ),
                violation_error_message=_("Say by when, and only where something is found out."),
            ),
        )

    def __str__(self) -> str:
        return f"decision {self.number} on {self.question}"


class MinutesFile(models.Model):
    """The minutes of a meeting as a PDF on some paper; `content` is empty until it is made."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="files", db_index=False)
    paper = models.CharField(max_length=6, choices=[(paper.value, paper.label) for paper in Paper])
    asked_at = models.DateTimeField()
    task_id = models.CharField(max_length=36)
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400)

    class Meta:
        ordering = ("paper",)
        constraints = (
            models.UniqueConstraint(
                "meeting",
                "paper",
                name="minutes_have_one_file_a_paper",
                violation_error_message=_("This file is being made already."),
            ),
            models.CheckConstraint(
                name="minutes_file_is_made_with_its_content",
                condition=models.Q(made_at=None, content=None)
                | models.Q(made_at__isnull=False, content__isnull=False, problem=""),
                violation_error_message=_("A file is made when it has its content."),
            ),
        )

    def __str__(self) -> str:
        return f"minutes on {self.paper}"
