"""The personal link: the only thing that ever ties a person to an answer sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import AUDIENCE_CHOICES, AnswerSheet, Round, Unit

from .generations import new_generation
from .people import Contact, Membership


class Invitation(models.Model):
    """One person asked in one round.

    `sheet` points at the answers while they are a draft; the submission cuts it, except for
    executives in an attributed round. Participation is kept as dates, never as times.
    Raising `generation` makes the links sent before worthless. `wants_news`: the person asked to
    be told what was heard. `may_be_contacted`: they sent a comment with their address (Concern).
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, related_name="invitations"
    )
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="invitations")
    audience = models.CharField(max_length=9, choices=AUDIENCE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    language = models.CharField(max_length=12, default="en")
    generation = models.PositiveSmallIntegerField(default=new_generation)
    sheet = models.OneToOneField(AnswerSheet, models.SET_NULL, null=True)
    invited_on = models.DateField()
    started_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    wants_news = models.BooleanField(default=False)
    may_be_contacted = models.BooleanField(default=False)

    # No column: the languages that the organization asks in, read with a link; empty means all.
    offered_languages: tuple[str, ...] = ()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "round",
                "contact",
                name="contact_is_asked_once_a_round",
                violation_error_message=_("This person was asked in this round already."),
            ),
            models.UniqueConstraint(
                "round",
                "membership",
                name="member_is_asked_once_a_round",
                violation_error_message=_("This person was asked in this round already."),
            ),
            models.CheckConstraint(
                name="invitation_asks_one_person",
                condition=models.Q(contact=None, membership__isnull=False)
                | models.Q(contact__isnull=False, membership=None),
                violation_error_message=_("An invitation asks one member or one contact."),
            ),
        )

    message_reader = ""
    """Who reads messages to the chief executive, by name; only the query of a link reads it."""

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def person_name(self) -> str:
        """The name to greet with; empty when none is known."""
        person = self.membership.user if self.membership else self.contact
        return person.name if person else ""

    @property
    def person_email(self) -> str:
        person = self.membership.user if self.membership else self.contact
        return person.email if person else ""
