"""What the interface for programs answers with: the dashboard's numbers, in fields.

Every figure goes through the rule by which the dashboard prints it, and is no finer than what is
printed: whoever may not see a number there finds null here, and the words that stand there.
"""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final

from ninja import Field, Schema

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

NOT_SHOWN: Final = "not shown"


class Problem(Schema):
    """Why there is no answer, and what to do."""

    detail: str


class RoundShape(Schema):
    """A closed round."""

    id: int
    label: str
    quarter_starts_on: date
    closed_on: date = Field(description="In the organization’s time zone.")
    promise: str = Field(description="What executives were told: attributed or totals_only.")
    k: int = Field(description="The smallest group that is published.")


class Rounds(Schema):
    organization: str
    rounds: list[RoundShape] = Field(description="Newest first.")


class ShareShape(Schema):
    """Who chose the strongest label, out of all valid answers."""

    count: int | None
    n: int | None = Field(description="Valid answers; don’t know is left out.")
    share: float | None = Field(
        description="0 to 1, four decimals; null below ten answers, where only counts are given."
    )
    text: str = Field(description="As the dashboard prints it; where count is null, the reason.")


class GapShape(Schema):
    """Management less customers, in percentage points."""

    points: float | None = Field(description="One decimal.")
    low: float | None = Field(description="Lower end of the 95 % interval, in whole points.")
    high: float | None = Field(description="Upper end of the 95 % interval, in whole points.")
    detectable: bool | None = Field(description="Whether the interval leaves out 0.")
    text: str = Field(description="As the dashboard prints it; where points is null, the reason.")


class ComparisonShape(Schema):
    """One question or one unit; employees and partners are null where they were not asked."""

    name: str
    management: ShareShape
    customers: ShareShape
    employees: ShareShape | None
    partners: ShareShape | None
    gap: GapShape


def decimals(exact: Fraction | None, places: int) -> float | None:
    """Rounded half up, away from 0, as everything that is printed."""
    if exact is None:
        return None
    size = floor(abs(exact) * 10**places + Fraction(1, 2)) / 10**places
    return size if exact >= 0 else -size


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
