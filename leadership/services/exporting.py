"""Writing down who took which results away, and letting only those answers go that may."""

from datetime import datetime

from django.db import transaction

from assessment.domain.language import speaking, translate
from assessment.models import Organization, Round
from leadership.domain.errors import LeadershipError
from leadership.domain.export_tables import ExportTable
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.models import User
from leadership.queries.raw_answers import executives_answers
from leadership.services.audit import record


class AnswersStay(LeadershipError):
    """People were promised that their answers are shown in groups."""


def record_export(*, round_: Round, what: str, by: User, now: datetime) -> None:
    """Note that somebody took away the results of a round, or one table of them."""
    with transaction.atomic():
        record(
            organization=round_.organization,
            by=by,
            act="results exported",
            about=f"{round_.label}: {what}",
            now=now,
        )


def export_answers(*, round_: Round, by: User, now: datetime) -> tuple[ExportTable, ...]:
    """The rows of executives who were told that their answers carry their names.

    Raises AnswersStay for any other round; nothing is then written down, for nothing left.
    """
    with transaction.atomic():
        with speaking(DEFAULT_LANGUAGE):  # as all files with the results of a round
            tables = executives_answers(round_)
        if tables is None:
            raise AnswersStay(
                translate(
                    "The answers of this round leave only in its tables: nobody was told that "
                    "theirs are shown by name."
                )
            )
        record(
            organization=round_.organization,
            by=by,
            act="answers exported",
            about=f"{round_.label}: executives’ answers by name",
            now=now,
        )
    return tables


def record_audit_export(*, organization: Organization, by: User, now: datetime) -> None:
    """Note that somebody took away entries of the audit."""
    with transaction.atomic():
        record(organization=organization, by=by, act="audit exported", about="as CSV", now=now)


def record_commitments_export(*, organization: Organization, by: User, now: datetime) -> None:
    """Note that somebody took away the list of commitments."""
    with transaction.atomic():
        record(
            organization=organization, by=by, act="commitments exported", about="as CSV", now=now
        )
