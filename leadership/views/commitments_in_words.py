"""Commitments as sentences beside the questions of a self-assessment, in the reader’s language."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from assessment.domain.language import long_date
from assessment.models import Round
from leadership.domain.commitments import Standing
from leadership.queries.commitments import CommitmentRow
from leadership.queries.promised_beside import promised_beside


def promised_in_words(round_: Round, now: datetime) -> Mapping[str, Sequence[str]]:
    """By question: what was promised about it, and what became of it."""
    beside = promised_beside(round_, now=now)
    return {key: [_sentence(row) for row in rows] for key, rows in beside.items()}


def _sentence(row: CommitmentRow) -> str:
    values = {
        "what": row.what,
        "owner": row.owner or _("somebody who has left"),
        "made_on": long_date(row.made_on),
        "due_on": long_date(row.due_on),
        "closed_on": long_date(row.closed_on) if row.closed_on else "",
        "reason": row.reason,
    }
    return _form(row.standing) % values


def _form(standing: Standing) -> str:
    if standing is Standing.OVERDUE:
        return _("Promised by %(owner)s on %(made_on)s and overdue since %(due_on)s: “%(what)s”.")
    if standing.is_open:
        return _("Promised by %(owner)s on %(made_on)s, due on %(due_on)s: “%(what)s”.")
    if standing in (Standing.KEPT, Standing.KEPT_LATE):
        return _("Promised by %(owner)s and kept on %(closed_on)s: “%(what)s”. %(reason)s")
    if standing is Standing.MISSED:
        return _("Promised by %(owner)s and missed: “%(what)s”. %(reason)s")
    return _("Promised by %(owner)s and dropped on %(closed_on)s: “%(what)s”. %(reason)s")
