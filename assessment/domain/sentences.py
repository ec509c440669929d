"""Results in words: how a share, a gap, a sign and the commitment read.

Every count behind a percentage is printed with it, and no percentage stands below ten answers.
The headlines made of these stand in `headlines`.
"""

from fractions import Fraction
from typing import Final

from assessment.domain.disclosure import Hidden, why_hidden
from assessment.domain.figures import distance, interval_95, interval_text, one_decimal, rounded
from assessment.domain.gaps import Gap
from assessment.domain.intervals import Interval
from assessment.domain.language import (
    in_a_row,
    in_front,
    number_sign,
    percentage,
    told_of,
    translate,
    translate_plural,
)
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
        return f"≥ {percentage(90)}" if share.x else f"≤ {percentage(10)}"
    counts = some_of(share.x, share.n)
    return counts if share.few else f"{percentage(rounded(share.value * 100))} ({counts})"


def some_of(some: int, every: int) -> str:
    """Such as "6 of 9"."""
    return translate("{some} of {all}").format(some=some, all=every)


def share_interval_text(share: Share, *, confidential: bool = True) -> str:
    """The share’s own interval as "95% interval 45 to 73", or why there is none; "" if hidden.

    It follows from the counts, so a small audience of one mind shows neither.
    """
    if share.no_interval is NoInterval.CENSUS:
        return "" if confidential and gives_everybody_away(share) else NoInterval.CENSUS.label
    if share.interval is None or (confidential and gives_everybody_away(share)):
        return ""
    return share_interval(share.interval)


def share_interval(interval: Interval) -> str:
    """The interval of a share, 0 to 1, in percent: "95% interval 45 to 73"."""
    low, high = (rounded(bound * 100) for bound in interval)
    return translate("95% interval {low} to {high}").format(low=low, high=high)


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
        return translate("not shown")
    interval = interval_points(gap)
    if interval is None:
        return f"{points(gap)} ({NoInterval.CENSUS.label})"
    return f"{points(gap) if gap.detectable else translate('no detectable gap')} ({interval})"


def points(gap: Gap) -> str:
    """Such as "44 points", "1 point", "−12 points"; "not known" when a side has no valid answer."""
    if gap.points is None:
        return translate("not known")
    sign = number_sign("−") if gap.points < 0 and rounded(gap.points) else ""
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
    hidden = management_hidden or reason
    management = _management(gap.management, hidden, k, confidential=not attributed)
    hidden = customers_hidden or why_share_hidden(gap.customers, k)
    customers = _customers(gap.customers, hidden, k)
    if gap.points is None or management_hidden or customers_hidden:
        return translate("{management}; {customers}").format(
            management=management, customers=customers
        )
    if not gap_may_show(gap, k, attributed=attributed):
        return translate(
            "{management}; {customers}; the gap is not shown, to protect those who answered"
        ).format(management=management, customers=customers)
    return translate("{management}, {customers}: {gap}").format(
        management=management, customers=customers, gap=_gap_clause(gap, gap.points)
    )


def commitment_headline(
    agreed: int, claimed: Fraction | None, executives: int, evidenced: int | None = None
) -> str:
    """The three commitment numbers side by side, never blended.

    "6 of 8 signs agreed (6.4 claimed on average)", and once evidence counts
    "5 of 8 signs evidenced (6 agreed, 6.4 claimed on average)".
    """
    if claimed is None or executives == 0:
        return translate("No executive has answered")
    if evidenced is None:
        text = translate_plural(
            "{agreed} of {all} signs agreed ({claimed} claimed by the one executive who answered)",
            "{agreed} of {all} signs agreed ({claimed} claimed on average)",
            executives,
        )
    else:
        text = translate_plural(
            "{evidenced} of {all} signs evidenced ({agreed} agreed, {claimed} claimed by the one "
            "executive who answered)",
            "{evidenced} of {all} signs evidenced ({agreed} agreed, {claimed} claimed on average)",
            executives,
        )
    return text.format(
        agreed=agreed, claimed=one_decimal(claimed), evidenced=evidenced, all=NUMBER_OF_SIGNS
    )


def sign_text(counts: SignCounts) -> str:
    """The status of a sign with its counts: "Mostly yes: 8 yes, 1 no", "Contested 5–3"."""
    text = in_front(split_text(counts))
    if status(counts) is Status.NO_ANSWERS:
        return text
    if status(counts) is Status.CONTESTED:
        return in_a_row([text, *_unsure(counts)])
    return told_of(text, in_a_row(_answers(counts)))


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
    yes = translate_plural("{count} yes", "{count} yes", counts.yes)
    no = translate_plural("{count} no", "{count} no", counts.no)
    return [yes.format(count=counts.yes), no.format(count=counts.no), *_unsure(counts)]


def _unsure(counts: SignCounts) -> list[str]:
    unsure = counts.dont_know
    text = translate_plural("{count} don’t know", "{count} don’t know", unsure)
    return [text.format(count=unsure)] if unsure else []


def _management(share: Share, hidden: Hidden | None, k: int, *, confidential: bool) -> str:
    if hidden is None and share.n:
        told = percent(share, confidential=confidential)
        return translate("Management {share}").format(share=told)
    why = hidden.text(k) if hidden else _without_valid_answers(share)
    return translate("Management: {why}").format(why=why)


def _customers(share: Share, hidden: Hidden | None, k: int) -> str:
    if hidden is None and share.n:
        return translate("customers {share}").format(share=percent(share, confidential=True))
    why = hidden.text(k) if hidden else _without_valid_answers(share)
    return translate("customers: {why}").format(why=why)


def _without_valid_answers(share: Share) -> str:
    if share.dont_know == 0:
        return translate("no answers")
    return translate_plural(
        "don’t know", "all {count} answered don’t know", share.dont_know
    ).format(count=share.dont_know)


def _gap_clause(gap: Gap, exact: Fraction) -> str:
    if gap.interval is None:
        certainty = NoInterval.CENSUS.label
    elif not gap.detectable:
        return translate("no detectable gap ({points}, {interval})").format(
            points=points(gap), interval=interval_95(gap.interval)
        )
    else:
        certainty = interval_95(_upright(gap.interval, exact))
    if exact == 0:
        return translate("no gap, {certainty}").format(certainty=certainty)
    if exact > 0:
        return translate("gap {points}, {certainty}").format(
            points=points(gap), certainty=certainty
        )
    return translate("customers see us {points} higher than we see ourselves, {certainty}").format(
        points=distance(exact), certainty=certainty
    )


def _upright(interval: Interval, exact: Fraction) -> Interval:
    """The interval of a distance, which is told without its sign."""
    return interval if exact > 0 else (-interval[1], -interval[0])
