"""What was promised and kept, as a board pack prints it."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.language import long_date
from assessment.models import Round
from leadership.domain.packs import Said
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_commitments import (
    flips_told,
    keeping_finding,
    kept_over_time,
    kept_told,
)
from leadership.queries.commitments import CommitmentRow
from leadership.queries.keeping import keeping_of


@dataclass(frozen=True, slots=True)
class PromisedOnPaper:
    """The kept rate with its table, and what is open, due first first.

    `said` is all of it, for the fingerprint. The day on which the pack was made is not in it and
    is not printed, so that a pack is old when something has changed, and not on the next day.
    """

    heading: str
    block: ChartBlock | None
    note: str
    open: tuple[CommitmentRow, ...]
    said: Said


def promised_on_paper(round_: Round, *, named: bool, now: datetime) -> PromisedOnPaper | None:
    """None while nothing was promised."""
    keeping = keeping_of(round_, named=named, now=now)
    if keeping.is_empty:
        return None
    heading, block = keeping_finding(keeping), kept_over_time(keeping)
    return PromisedOnPaper(
        heading=heading,
        block=block,
        note=" ".join(filter(None, [kept_told(keeping), flips_told(keeping)])),
        open=keeping.open,
        said=(
            heading,
            block.rows if block else (),
            (kept_told(keeping), flips_told(keeping)),
            tuple(
                (one.topic, one.what, one.owner, long_date(one.due_on), one.standing.value)
                for one in keeping.open
            ),
        ),
    )
