"""The instruments as published: rows that are written once and never changed.

Triggers in the database refuse an UPDATE of a version, its questions and their wordings.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Origin

_AUDIENCES = [audience.value for audience in Audience]
_ORIGINS = [origin.value for origin in Origin]


class Questionnaire(models.Model):
    """An instrument, whatever its version."""

    key = models.SlugField(max_length=40, db_index=False)

    class Meta:
        ordering = ("key",)
        constraints = (
            models.UniqueConstraint(
                "key",
                name="questionnaire_key_is_used_once",
                violation_error_message=_("There is a questionnaire with this key already."),
            ),
        )

    def __str__(self) -> str:
        return self.key


class QuestionnaireVersion(models.Model):
    """An instrument as it was published; `fingerprint` is the SHA-256 of its definition.

    `scales`, `groups`, `audiences` and `translations` are stored as
    assessment.domain.definition_json writes them.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    source_author = models.CharField(max_length=200)
    source_title = models.CharField(max_length=200)
    source_publisher = models.CharField(max_length=200, blank=True)
    source_published = models.CharField(max_length=40, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    source_note = models.TextField(blank=True)
    scales = models.JSONField()
    groups = models.JSONField()
    audiences = models.JSONField()
    # Null in versions from before there were translations.
    translations = models.JSONField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("questionnaire", "number")
        constraints = (
            models.UniqueConstraint(
                "questionnaire",
                "number",
                name="version_number_is_used_once_a_questionnaire",
                violation_error_message=_("This questionnaire has a version with this number."),
            ),
            models.CheckConstraint(
                name="version_numbers_start_at_one",
                condition=models.Q(number__gte=1),
                violation_error_message=_("Versions are numbered from 1."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Question(models.Model):
    """One question of a version; `scale` and `group` are keys into the version's own lists."""

    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="questions")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=60)
    group = models.CharField(max_length=40, blank=True)
    scale = models.CharField(max_length=40)
    origin = models.CharField(
        max_length=20, choices=[(origin.value, origin.value) for origin in Origin]
    )
    required = models.BooleanField()
    shuffled = models.BooleanField()
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "position")
        constraints = (
            models.UniqueConstraint(
                "version",
                "key",
                name="question_key_is_used_once_a_version",
                violation_error_message=_("This version has a question with this key."),
            ),
            models.UniqueConstraint(
                "version",
                "position",
                name="question_position_is_used_once_a_version",
                violation_error_message=_("This version has a question in this place."),
            ),
            models.CheckConstraint(
                name="question_origin_is_a_known_one",
                condition=models.Q(origin__in=_ORIGINS),
                violation_error_message=_(
                    "A question is quoted, paraphrased or written by this project."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.key


class QuestionWording(models.Model):
    """What one audience reads in one language."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="wordings")
    audience = models.CharField(
        max_length=9, choices=[(audience.value, audience.value) for audience in Audience]
    )
    language = models.CharField(max_length=12)
    text = models.TextField()
    help = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "question",
                "audience",
                "language",
                name="wording_exists_once_an_audience_and_language",
                violation_error_message=_(
                    "This question is worded for this audience and language already."
                ),
            ),
            models.CheckConstraint(
                name="wording_is_for_a_known_audience",
                condition=models.Q(audience__in=_AUDIENCES),
                violation_error_message=_("This audience is not one that can be asked."),
            ),
        )

    def __str__(self) -> str:
        return self.text
