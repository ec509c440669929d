"""Board packs, kept in the database so that any worker may make and any web process send them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Round
from leadership.domain.packs import LANGUAGES_ON_PAPER, Paper, Readers


class BoardPack(models.Model):
    """The pack of a round for some readers, in a language, on some paper; a newer one replaces it.

    `content` is empty until it is made, and `problem` says in English why it could not be.
    Meanwhile the state of the task says how far it is.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="board_packs", db_index=False)
    readers = models.CharField(
        max_length=10, choices=[(readers.value, readers.label) for readers in Readers]
    )
    paper = models.CharField(max_length=6, choices=[(paper.value, paper.label) for paper in Paper])
    language = models.CharField(max_length=12, choices=list(LANGUAGES_ON_PAPER.items()))
    asked_at = models.DateTimeField()
    task_id = models.CharField(max_length=36)
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400)

    class Meta:
        ordering = ("readers", "language", "paper")
        constraints = (
            models.UniqueConstraint(
                "round",
                "readers",
                "paper",
                "language",
                name="round_has_one_pack_for_its_readers_paper_and_language",
                violation_error_message=_("This pack is being made already."),
            ),
            models.CheckConstraint(
                name="pack_is_made_with_its_content_and_fingerprint",
                condition=models.Q(made_at=None, content=None, fingerprint="")
                | models.Q(made_at__isnull=False, content__isnull=False, problem=""),
                violation_error_message=_("A pack is made when it has its content."),
            ),
        )

    def __str__(self) -> str:
        return f"board pack {self.pk}"
