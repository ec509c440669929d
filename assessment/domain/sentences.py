"""Results in words: how a share, a gap, a sign and the commitment read.

Every count behind a percentage is printed with it, and no percentage stands below ten answers.
The headlines made of these stand in `headlines`.
"""

from fractions import Fraction
from typing import Final

from assessment.domain.disclosure import Hidden, why_hidden
from assessment.domain.figures import distance, interval_text, one_decimal, rounded
from assessment.domain.gaps import Gap
from assessment.domain.intervals import Interval
from assessment.domain.shares import NoInterval, Share
from assessment.domain.signs import NUMBER_OF_SIGNS, SignCounts, Status, split_text, status

SMALLEST_GROUP: Final = 5


def percent(share: Share, *, confidential: bool = False) -> str:
    """Such as "56% (28 of 50)"; below ten valid answers "6 of 9"; "no answers" without any.

    A confidential audience of fewer than ten that all said the same is given as "≤ 10%" or
    "≥ 90%", so that nobody’s answer follows from it.
    """
    if share.value is None:
        return _without_valid_answers(share)
    if confidential and gives_everybody_away(share):
        return "≥ 90%" if share.x else "≤ 10%"
    counts = f"{share.x} of {share.n}"
    return counts if share.few else f"{rounded(share.value * 100)}% ({counts})"


def share_interval_text(share: Share, *, confidential: bool = True) -> str:
    """The share’s own interval as "95% interval 45 to 73", or why there is none; "" if hidden.

    It follows from the counts, so a small audience of one mind shows neither.
    """
    if share.no_interval is NoInterval.CENSUS:
        return "" if confidential and gives_everybody_away(share) else str(NoInterval.CENSUS)
    if share.interval is None or (confidential and gives_everybody_away(share)):
        return ""
    low, high = (rounded(bound * 100) for bound in share.interval)
    return f"95% interval {low} to {high}"


def shown_text(end: Share | Hidden, *, k: int = SMALLEST_GROUP, confidential: bool = True) -> str:
    """One end as a table cell or a sentence says it: the share, or why it is hidden."""
    if isinstance(end, Hidden):
        return end.text(k)
    return percent(end, confidential=confidential)


def gap_text(gap: Gap | None, *, k: int = SMALLEST_GROUP, attributed: bool = False) -> str:
    """The gap as a table cell says it: "44 points (40 to 47)", "no detectable gap (−2 to 9)".

    "not shown" where one end is hidden or would follow from the gap, "everybody answered" in
    place of an interval where nothing was left to estimate.
    """
    if gap is None or not gap_may_show(gap, k, attributed=attributed):
        return "not shown"
    interval = interval_points(gap)
    if interval is None:
        return f"{points(gap)} ({NoInterval.CENSUS})"
    return f"{points(gap) if gap.detectable else 'no detectable gap'} ({interval})"


def points(gap: Gap) -> str:
    """Such as "44 points", "1 point", "−12 points"; "not known" when a side has no valid answer."""
    if gap.points is None:
        return "not known"
    sign = "−" if gap.points < 0 and rounded(gap.points) else ""
    return sign + distance(gap.points)


def interval_points(gap: Gap) -> str | None:
    """The gap’s 95 % interval as "40 to 47", or None without one."""
    return None if gap.interval is None else interval_text(gap.interval)


def gap_sentence(
    gap: Gap,
    *,
    k: int = SMALLEST_GROUP,
    attributed: bool = False,
    management_hidden: Hidden | None = None,
    customers_hidden: Hidden | None = None,
) -> str:
    """Both ends, the gap and its interval, without a full stop.

    "Management 56% (28 of 50), customers 12% (36 of 300): gap 44 points, 95% interval 40 to 47".
    A side with fewer than `k` answers is not shown, nor one hidden by the caller for a reason;
    `attributed` says that management’s answers are shown by name and need no such protection.
    """
    reason = why_share_hidden(gap.management, k, attributed=attributed)
    management = _end(
        "Management", gap.management, management_hidden or reason, k, confidential=not attributed
    )
    reason = why_share_hidden(gap.customers, k)
    customers = _end("customers", gap.customers, customers_hidden or reason, k, confidential=True)
    if gap.points is None or management_hidden or customers_hidden:
        return f"{management}; {customers}"
    if not gap_may_show(gap, k, attributed=attributed):
        return f"{management}; {customers}; the gap is not shown, to protect those who answered"
    return f"{management}, {customers}: {_gap_clause(gap, gap.points)}"


def commitment_headline(
    agreed: int, claimed: Fraction | None, executives: int, evidenced: int | None = None
) -> str:
    """The three commitment numbers side by side, never blended.

    "6 of 8 signs agreed (6.4 claimed on average)", and once evidence counts
    "5 of 8 signs evidenced (6 agreed, 6.4 claimed on average)".
    """
    if claimed is None or executives == 0:
        return "No executive has answered"
    who = "on average" if executives > 1 else "by the one executive who answered"
    claim = f"{one_decimal(claimed)} claimed {who}"
    if evidenced is None:
        return f"{agreed} of {NUMBER_OF_SIGNS} signs agreed ({claim})"
    return f"{evidenced} of {NUMBER_OF_SIGNS} signs evidenced ({agreed} agreed, {claim})"


def sign_text(counts: SignCounts) -> str:
    """The status of a sign with its counts: "Mostly yes: 8 yes, 1 no", "Contested 5–3"."""
    text = split_text(counts).capitalize()
    if status(counts) is Status.NO_ANSWERS:
        return text
    if status(counts) is Status.CONTESTED:
        return f"{text}, {counts.dont_know} don’t know" if counts.dont_know else text
    return f"{text}: {', '.join(_answers(counts))}"


def answers_text(counts: SignCounts) -> str:
    """The split by itself: "8 yes · 1 no", with don't know when somebody said so."""
    return " · ".join(_answers(counts))


def gives_everybody_away(share: Share) -> bool:
    """Whether a small audience all said the same, so that its share is everybody’s answer."""
    return share.few and share.x in {0, share.n}


def why_share_hidden(share: Share, k: int, *, attributed: bool = False) -> Hidden | None:
    """Why a share is not shown by itself, or None when it may be.

    Its valid answers, all its answers with don’t know, and its sheets must each be none or enough.
    """
    if attributed:
        return None
    bases = (share.n, share.n + share.dont_know, share.answered or 0)
    return next((why for n in bases if (why := why_hidden(n, k=k))), None)


def gap_may_show(gap: Gap, k: int, *, attributed: bool = False) -> bool:
    """Whether the gap may be printed: from it and one end the other end follows."""
    confidential = [gap.customers] if attributed else [gap.management, gap.customers]
    return gap.points is not None and not any(
        why_share_hidden(share, k) or gives_everybody_away(share) for share in confidential
    )


def _answers(counts: SignCounts) -> list[str]:
    answers = [f"{counts.yes} yes", f"{counts.no} no"]
    return [*answers, f"{counts.dont_know} don’t know"] if counts.dont_know else answers


def _end(name: str, share: Share, hidden: Hidden | None, k: int, *, confidential: bool) -> str:
    if hidden is not None:
        return f"{name}: {hidden.text(k)}"
    text = percent(share, confidential=confidential)
    return f"{name} {text}" if share.n else f"{name}: {text}"


def _without_valid_answers(share: Share) -> str:
    if share.dont_know == 0:
        return "no answers"
    return "don’t know" if share.dont_know == 1 else f"all {share.dont_know} answered don’t know"


def _gap_clause(gap: Gap, exact: Fraction) -> str:
    if gap.interval is None:
        certainty = str(NoInterval.CENSUS)
    elif not gap.detectable:
        return f"no detectable gap ({points(gap)}, 95% interval {interval_text(gap.interval)})"
    else:
        certainty = f"95% interval {interval_text(_upright(gap.interval, exact))}"
    if exact == 0:
        return f"no gap, {certainty}"
    if exact > 0:
        return f"gap {points(gap)}, {certainty}"
    return f"customers see us {distance(exact)} higher than we see ourselves, {certainty}"


def _upright(interval: Interval, exact: Fraction) -> Interval:
    """The interval of a distance, which is told without its sign."""
    return interval if exact > 0 else (-interval[1], -interval[0])
