"""What members promised to do about an answer, how it goes, and who is reminded of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization, Round
from leadership.domain.commitments import LONGEST_WHAT, CommitmentState, Term

from .generations import new_generation
from .mailbox import OutgoingEmail
from .people import Membership

_SETTLED = [state.value for state in CommitmentState if state is not CommitmentState.OPEN]


class Commitment(models.Model):
    """What is done about one question of a closed round, by whom, by when.

    `question` is the key of a sign, an item of the checklist or a question of the gap, as that
    round asked it. `owner` is None when whoever promised it has left. `visible_in` says how it
    will be seen. `first_due_on` is the day that was promised at first. `practice` is the key of
    the advice it was taken from. `edition` counts the changes, for calendars.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="commitments")
    round = models.ForeignKey(Round, models.CASCADE, related_name="commitments")
    question = models.CharField(_("question"), max_length=20)
    what = models.CharField(_("what is done"), max_length=LONGEST_WHAT)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="commitments")
    due_on = models.DateField(_("by when"))
    first_due_on = models.DateField()
    visible_in = models.CharField(_("how it will be seen"), max_length=LONGEST_WHAT)
    practice = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        max_length=7,
        choices=[(state.value, state.value) for state in CommitmentState],
        default=CommitmentState.OPEN.value,
    )
    closed_on = models.DateField(null=True)
    reason = models.CharField(max_length=LONGEST_WHAT, blank=True)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_on = models.DateField()
    changed_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="commitment_says_why_when_it_is_closed",
                condition=models.Q(state=CommitmentState.OPEN.value, closed_on=None, reason="")
                | (models.Q(state__in=_SETTLED, closed_on__isnull=False) & ~models.Q(reason="")),
                violation_error_message=_(
                    "A commitment is closed with a day and a reason, and an open one has neither."
                ),
            ),
            models.CheckConstraint(
                name="commitment_is_not_closed_before_it_was_made",
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("made_on")),
                violation_error_message=_(
                    "A commitment is closed on the day it was made or later."
                ),
            ),
            models.CheckConstraint(
                name="commitment_is_due_after_it_was_made",
                condition=models.Q(due_on__gte=models.F("made_on"))
                & models.Q(first_due_on__gte=models.F("made_on")),
                violation_error_message=_("A commitment is due on the day it was made or later."),
            ),
            models.CheckConstraint(
                name="commitment_says_what_and_how_it_is_seen",
                condition=~models.Q(what="") & ~models.Q(visible_in="") & ~models.Q(question=""),
                violation_error_message=_("Write what is done and how it will be seen."),
            ),
        )
        indexes = (
            models.Index("organization", "due_on", name="commitment_by_due_day"),
            models.Index(
                "due_on",
                name="open_commitment_by_due_day",
                condition=models.Q(state=CommitmentState.OPEN.value),
            ),
        )

    def __str__(self) -> str:
        return f"commitment {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == CommitmentState.OPEN

    @property
    def term(self) -> Term:
        return Term(CommitmentState(self.state), self.due_on, self.closed_on)


class CommitmentNote(models.Model):
    """How a commitment goes, in somebody's words; notes are added and never changed."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="note_on_a_commitment_says_something",
                condition=~models.Q(text=""),
                violation_error_message=_("Write a note."),
            ),
        )

    def __str__(self) -> str:
        return f"note {self.pk} on {self.commitment_id}"


class CommitmentReminder(models.Model):
    """One mail to an owner before or on a due day; a moved day and a new owner get their own.

    That it is written once is in its mail’s key, which names moment, day and owner.
    """

    class Moment(models.TextChoices):
        WEEK = "week", _("a week before")
        DAY = "day", _("on the day")

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reminders")
    moment = models.CharField(max_length=4, choices=Moment)
    due_on = models.DateField()
    email = models.OneToOneField(OutgoingEmail, models.CASCADE, related_name="commitment_reminder")

    def __str__(self) -> str:
        return f"reminder of {self.commitment_id}, {self.moment}"


class CalendarAddress(models.Model):
    """The secret address under which a member's calendar reads their commitments.

    Raising `generation` makes the address before it dead; `revoked_at` says that there is none.
    """

    membership = models.OneToOneField(
        Membership, models.CASCADE, related_name="calendar_address", primary_key=True
    )
    generation = models.PositiveSmallIntegerField(default=new_generation)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"calendar address of member {self.membership_id}"
