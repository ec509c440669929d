"""Uploaded lists of people that wait for the uploader’s yes, and what is remembered of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import AUDIENCE_CHOICES, Organization
from leadership.domain.import_states import ImportState

from .people import User


class PendingImport(models.Model):
    """One file from its upload to its result; at most one per person and organization.

    The file stands in its parts, what was read from it in its pieces; both go when it has been
    imported, and everything goes a day after `uploaded_at` (leadership.services.contact_uploads).
    `attempt` counts who has worked on it: whoever comes later takes over, and writes of the
    earlier one find nothing. `summary` holds the counts and examples of the preview, and after
    the import those of its result.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="pending_imports")
    uploaded_by = models.ForeignKey(User, models.CASCADE, related_name="pending_imports")
    uploaded_at = models.DateTimeField()
    language = models.CharField(max_length=12)  # in which reasons are written for the uploader
    file_name = models.CharField(max_length=200)
    is_workbook = models.BooleanField()
    is_small = models.BooleanField()
    note = models.CharField(max_length=100)  # the encoding, or the sheet
    header = models.JSONField()
    samples = models.JSONField()
    places = models.JSONField(default=dict)
    audience = models.CharField(max_length=9, blank=True, choices=AUDIENCE_CHOICES)
    is_remembered = models.BooleanField(default=False)
    state = models.CharField(
        max_length=9,
        choices=[(state.value, state.value) for state in ImportState],
        default=ImportState.COLUMNS.value,
    )
    attempt = models.PositiveIntegerField(default=0)
    task_id = models.CharField(max_length=36)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    summary = models.JSONField(default=dict)
    problem = models.CharField(max_length=1000)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "uploaded_by",
                name="uploader_has_one_pending_import",
                violation_error_message=_("There is an upload of yours that waits already."),
            ),
            models.UniqueConstraint(
                "organization",
                name="organization_imports_one_list_at_a_time",
                condition=models.Q(state=ImportState.IMPORTING.value),
                violation_error_message=_("Another list is being imported just now."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"


class UploadPart(models.Model):
    """A piece of an uploaded file, so that none has to be in memory as a whole."""

    pending = models.ForeignKey(  # the constraint's index begins with it
        PendingImport, models.CASCADE, related_name="parts", db_index=False
    )
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                "pending",
                "number",
                name="part_of_an_upload_stands_once",
                violation_error_message=_("This part of the upload is there already."),
            ),
        )

    def __str__(self) -> str:
        return f"part {self.number}"


class ReadRows(models.Model):
    """Up to a thousand rows that were read: those taken, or those rejected, with the reasons.

    JSON in plain ASCII, because PostgreSQL’s own kind refuses characters that files hold.
    """

    pending = models.ForeignKey(
        PendingImport, models.CASCADE, related_name="pieces", db_index=False
    )
    number = models.PositiveIntegerField()
    are_rejected = models.BooleanField()
    rows = models.TextField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                "pending",
                "are_rejected",
                "number",
                name="rows_of_an_upload_stand_once",
                violation_error_message=_("These rows are there already."),
            ),
        )

    def __str__(self) -> str:
        return f"rows {self.number}"


class ColumnChoice(models.Model):
    """What an organization’s columns hold, by the shape of the file; names and no contents."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="column_choices", db_index=False
    )
    signature = models.CharField(max_length=64)
    places = models.JSONField()
    audience = models.CharField(max_length=9, blank=True, choices=AUDIENCE_CHOICES)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "organization",
                "signature",
                name="columns_are_chosen_once_for_a_shape",
                violation_error_message=_("The columns of such files are known already."),
            ),
        )

    def __str__(self) -> str:
        return f"columns {self.signature[:8]}"
