"""Words that charts, tables and figures share: sides, counts, a share or a gap in two parts."""

from assessment.domain.audiences import side_name
from assessment.domain.figures import interval_95, rounded
from assessment.domain.gaps import Gap
from assessment.domain.language import (
    in_front,
    percentage,
    translate,
    whole_number,
)
from assessment.domain.sentences import (
    gap_may_show,
    gap_text,
    gives_everybody_away,
    interval_points,
    percent,
    points,
    share_interval_text,
)
from assessment.domain.shares import NoInterval, Share


def side_heading(side: str) -> str:
    """A side of the gap by itself: "Management", "Customers"."""
    return in_front(side_name(side))


def part_of(part: int | str, whole: int | str) -> str:
    """Such as "6 of 9"."""
    return translate("{some} of {all}").format(some=part, all=whole)


def progress_words(seen: int, total: int) -> str:
    """How far a worker is, such as "1,200 of 5,000"; without a total only how much it has done."""
    done = whole_number(seen)
    return part_of(done, whole_number(total)) if total else done


def of_hundred(part: int) -> str:
    """Such as "55 of 100"."""
    return part_of(part, 100)


def full_stop(sentence: str) -> str:
    """The sentence with the full stop of the reader’s language."""
    return translate("{sentence}.").format(sentence=sentence)


def not_shown() -> str:
    return translate("not shown")


def dont_know() -> str:
    """The answer as the head of a column."""
    return translate("Don’t know")


def unsure(count: int | str) -> str:
    """Such as "3 don’t know"."""
    return translate("{number} don’t know").format(number=count)


def percent_sign() -> str:
    """What follows a number on an axis, with the space that the reader's language puts there."""
    return percentage(0).partition("0")[2] or "%"


def share_parts(share: Share, *, confidential: bool = True) -> tuple[str, str]:
    """The number and the counts behind it: "56%" and "28 of 50"; "6 of 9" and "" below ten."""
    hides = confidential and gives_everybody_away(share)
    if share.value is None or share.few or hides:
        return percent(share, confidential=confidential), ""
    return percentage(rounded(share.value * 100)), part_of(share.x, share.n)


def gap_parts(gap: Gap | None, *, k: int, attributed: bool = False) -> tuple[str, str]:
    """The gap and what stands beside it in brackets: "44 points" and "40 to 47".

    The second is "everybody answered" where nothing was estimated, "" where no gap is shown.
    """
    if gap is None or not gap_may_show(gap, k, attributed=attributed):
        return gap_text(gap, k=k, attributed=attributed), ""
    interval = interval_points(gap)
    if interval is None:
        return points(gap), NoInterval.CENSUS.label
    return points(gap) if gap.detectable else translate("no detectable gap"), interval


def bare_interval(share: Share, *, confidential: bool = True) -> str:
    """A share’s own interval as "45 to 73", for a column whose head says what it is."""
    said = share_interval_text(share, confidential=confidential)
    if share.interval is None or not said:
        return said
    low, high = (rounded(bound * 100) for bound in share.interval)
    return translate("{low} to {high}").format(low=low, high=high)


def worth_a_look(gap: str) -> str:
    """A unit’s gap that could be chance when all units are looked at."""
    return translate("{gap}, worth a look").format(gap=gap)


def interval_note(gap: Gap | None, beside: str) -> str:
    """The second part of a gap by itself: "95% interval 40 to 47", "everybody answered"."""
    if gap is None or gap.interval is None or not beside:
        return beside
    return interval_95(gap.interval)
