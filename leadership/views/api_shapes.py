"""Shares and gaps in the fields of the interface for programs.

Every figure goes through the rule by which the dashboard prints it, and is no finer than what is
printed: whoever may not see a number there finds null here, and the words that stand there.
"""

from collections.abc import Collection
from fractions import Fraction
from math import floor
from typing import Final

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.sentences import (
    gap_may_show,
    gap_text,
    gives_everybody_away,
    shown_text,
)
from assessment.domain.shares import Share
from assessment.queries.comparisons import Comparison
from leadership.views.api_schema import ComparisonShape, GapShape, ShareShape

NOT_SHOWN: Final = "not shown"


def decimals(exact: Fraction | None, places: int) -> float | None:
    """Rounded half up, away from 0, as everything that is printed."""
    if exact is None:
        return None
    size = floor(abs(exact) * 10**places + Fraction(1, 2))
    return float(Fraction(size if exact >= 0 else -size, 10**places))


def share_shape(end: Share | Hidden | None, *, k: int) -> ShareShape:
    """One end of a gap; None stands for one that the trend leaves out.

    The reader is told no names, so a small group of one mind is a bound in words, never a count.
    """
    text = NOT_SHOWN if end is None else shown_text(end, k=k)
    if end is None or isinstance(end, Hidden) or end.value is None or gives_everybody_away(end):
        return ShareShape(count=None, n=None, share=None, text=text)
    share = None if end.few else decimals(end.value, 4)
    return ShareShape(count=end.x, n=end.n, share=share, text=text)


def gap_shape(gap: Gap | None, *, k: int, note: str = "") -> GapShape:
    text = gap_text(gap, k=k) + (f", {note}" if note else "")
    if gap is None or not gap_may_show(gap, k):
        return GapShape(points=None, low=None, high=None, detectable=None, text=text)
    low, high = gap.interval or (None, None)
    return GapShape(
        points=decimals(gap.points, 1),
        low=_bound(low, detectable=gap.detectable),
        high=_bound(high, detectable=gap.detectable),
        detectable=gap.detectable,
        text=text,
    )


def comparison_shape(
    one: Comparison, *, name: str, k: int, asked: Collection[str], note: str = ""
) -> ComparisonShape:
    """`asked` names the sides beside management and customers that the round asked."""
    return ComparisonShape(
        name=name,
        management=share_shape(one.management, k=k),
        customers=share_shape(one.customers, k=k),
        employees=share_shape(one.employees, k=k) if "employees" in asked else None,
        partners=share_shape(one.partners, k=k) if "partners" in asked else None,
        gap=gap_shape(one.gap, k=k, note=note),
    )


def _bound(bound: float | None, *, detectable: bool | None) -> float | None:
    """As printed: whole points, but never 0 where the interval leaves 0 out."""
    if bound is None:
        return None
    whole = rounded(bound)
    return float(f"{bound:.1g}") if detectable and whole == 0 else float(whole)
