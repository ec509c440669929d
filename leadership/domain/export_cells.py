"""Shares and gaps as cells: the numbers that the page prints, and a reason where it prints none."""

from fractions import Fraction

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import interval_bounds, rounded
from assessment.domain.gaps import Gap
from assessment.domain.sentences import gap_may_show, gives_everybody_away, percent
from assessment.domain.shares import NoInterval, Share
from leadership.domain.export_tables import Column, Form, Value

COUNTS_ONLY = "fewer than ten answers, so counts and no share"
NOT_SHOWN = "not shown"

GAP_COLUMNS = (
    Column("gap_points", "Gap in points", Form.POINTS),
    Column("gap_low", "95% interval from", Form.POINTS),
    Column("gap_high", "95% interval to", Form.POINTS),
    Column("gap_certainty", "How sure the gap is"),
)
Cells = tuple[tuple[Value, ...], str]


def end_columns(side: str) -> tuple[Column, ...]:
    """The columns of one end of a gap, in the order of `end_cells`."""
    name = side.capitalize()
    return (
        Column(f"{side}_share", f"{name}: share", Form.SHARE),
        Column(f"{side}_top", f"{name}: strongest label", Form.COUNT),
        Column(f"{side}_answers", f"{name}: valid answers", Form.COUNT),
    )


def end_cells(side: str, end: Share | Hidden, *, k: int, confidential: bool = True) -> Cells:
    """Share, strongest label and valid answers, as far as the page prints them, and the reason.

    Below ten answers the share is left out, as on the page; where a small confidential group all
    said the same, the counts are too, and the reason is the page’s "≥ 90%".
    """
    nothing = (None, None, None)
    if isinstance(end, Hidden):
        return nothing, f"{side}: {end.text(k)}"
    if end.value is None or (confidential and gives_everybody_away(end)):
        return nothing, f"{side}: {percent(end, confidential=confidential)}"
    if end.few:
        return (None, end.x, end.n), f"{side}: {COUNTS_ONLY}"
    return (share_of(end.value), end.x, end.n), ""


def gap_cells(gap: Gap | None, *, k: int, attributed: bool) -> Cells:
    """The gap and its interval in points, rounded as the page prints them, and the reason."""
    if gap is None or gap.points is None or not gap_may_show(gap, k, attributed=attributed):
        return (None,) * len(GAP_COLUMNS), f"gap: {NOT_SHOWN}"
    if gap.interval is None:
        return (rounded(gap.points), None, None, str(NoInterval.CENSUS)), ""
    low, high = (number(bound) for bound in interval_bounds(gap.interval))
    certainty = "detectable gap" if gap.detectable else "no detectable gap"
    return (rounded(gap.points), low, high, certainty), ""


def share_of(exact: Fraction) -> float:
    """A share that stands beside its counts, to four decimals."""
    return round(float(exact), 4)


def number(printed: str) -> int | float | None:
    """A number as the page prints it: "−2", "0.63", "1,037"; None for anything else."""
    plain = printed.replace("−", "-").replace(",", "")
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None
