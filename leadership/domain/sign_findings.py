"""The headings of a sign's page: what its answers say, in a sentence without a full stop."""

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.domain.language import (
    in_a_row,
    in_front,
    listed,
    number_word,
    translate,
    translate_plural,
)
from assessment.domain.signs import SignCounts

FEW: Final = 3  # so many names still read as a sentence


def sign_finding(claim: str, counts: SignCounts) -> str:
    """ "Seven of nine say that the plans discuss it; two disagree"; a yes says the `claim`."""
    yes, no, unsure, n = counts.yes, counts.no, counts.dont_know, counts.answers
    if n == 0:
        text = translate("No executive has said whether {claim}")
    elif n == 1:
        text = _of_one(counts)
    elif max(yes, unsure) == n or (yes == 0 and unsure == 0):
        text = _of_one_mind(counts)
    elif yes == 0:
        text = translate("None of the {number} says that {claim}; {rest}")
    elif n == 2 and no:
        text = translate("One of two says that {claim}; the other disagrees")
    elif n == 2:
        text = translate("One of two says that {claim}; the other does not know")
    else:
        text = translate_plural(
            "One of {number} says that {claim}; {rest}",
            "{some} of {number} say that {claim}; {rest}",
            yes,
        )
    some, every = number_word(yes), number_word(n)
    return in_front(text.format(claim=claim, some=some, number=every, rest=_rest(counts)))


def change_finding(before: SignCounts, now: SignCounts, label: str, *, moved: bool = False) -> str:
    """ "Two more say yes than in Q2 2026"; `moved` says that somebody is known to have changed."""
    if before.answers != now.answers:
        return _of_others(before, now, label)
    more = now.yes - before.yes
    if more > 0:
        text = translate_plural(
            "One more says yes than in {label}", "{number} more say yes than in {label}", more
        )
    elif more < 0:
        text = translate_plural(
            "One fewer says yes than in {label}", "{number} fewer say yes than in {label}", -more
        )
    elif moved:
        text = translate("As many say yes as in {label}, though somebody changed their mind")
    elif before == now:
        text = translate("The same answers as in {label}")
    else:
        text = translate("As many say yes as in {label}")
    return in_front(text.format(number=number_word(abs(more)), label=label))


def agreement_finding(quarters: Sequence[tuple[str, bool | None]], *, anew: bool = False) -> str:
    """Since when the sign is agreed; a quarter's label and None where its answers are not shown.

    "Agreed since Q2 2026", "No longer agreed since Q3 2026", "Agreed in two of the four quarters".
    `anew` says that the quarters before had other answers to choose from.
    """
    shown = [(label, agreed) for label, agreed in quarters if agreed is not None]
    if len(quarters) < 2 and anew:
        return translate("The first quarter with these answers: a trend needs two")
    if len(quarters) < 2:
        return translate("The first quarter: a trend needs two")
    if len(shown) < 2:
        return translate("Over the quarters")
    run = [agreed for _, agreed in shown]
    turns = [at for at in range(1, len(run)) if run[at] != run[at - 1]]
    if len(turns) == 1 and len(shown) == len(quarters):
        # Translators: of a sign on which executives are agreed, or no longer are, since a quarter.
        since = translate("Agreed since {label}")
        if not run[-1]:
            since = translate("No longer agreed since {label}")
        return since.format(label=shown[turns[0]][0])
    text = _agreed_in(sum(run), len(run), of_shown=len(shown) < len(quarters))
    return text.format(some=number_word(sum(run)), number=number_word(len(run)))


def voices_finding(names: Mapping[str, Sequence[str]]) -> str:
    """Who stands against the others; `names` maps yes, no and dk to who said so.

    "Bo Lind says no", "Five say yes, four say no", "Nobody disagrees".
    """
    yes, no, unsure = (list(names.get(code, ())) for code in ("yes", "no", "dk"))
    if not (yes or no or unsure):
        return translate("Nobody answered")
    if sum(map(bool, (yes, no, unsure))) == 1:
        return translate("Nobody disagrees")
    if not (yes and no):
        return _opening(_unsure(_who(unsure), len(unsure)), unsure)
    if min(len(yes), len(no)) > FEW or len(yes) == len(no):
        sure = _sure(number_word(len(yes)), len(yes))
        return in_front(in_a_row([sure, _denying(number_word(len(no)), len(no))]))
    if len(yes) < len(no):
        return _opening(_sure(_who(yes), len(yes)), yes)
    return _opening(_denying(_who(no), len(no)), no)


def _of_one(counts: SignCounts) -> str:
    if counts.dont_know:
        return translate("The one executive who answered does not know whether {claim}")
    if counts.yes:
        return translate("The one executive who answered says that {claim}")
    return translate("The one executive who answered denies that {claim}")


def _of_one_mind(counts: SignCounts) -> str:
    """All of two or more say the same."""
    both = counts.answers == 2
    if counts.yes:
        if both:
            return translate("Both say that {claim}")
        return translate("All {number} say that {claim}")
    if counts.dont_know:
        return translate("None of the {number} knows whether {claim}")
    return (
        translate("Both deny that {claim}") if both else translate("All {number} deny that {claim}")
    )


def _rest(counts: SignCounts) -> str:
    """ "two disagree and one does not know"; where nobody says yes, they deny it."""
    no, unsure, parts = counts.no, counts.dont_know, []
    if no and counts.yes:
        text = translate_plural("{number} disagrees", "{number} disagree", no)
        parts.append(text.format(number=number_word(no)))
    elif no:
        text = translate_plural("{number} denies it", "{number} deny it", no)
        parts.append(text.format(number=number_word(no)))
    if unsure:
        parts.append(_unsure(number_word(unsure), unsure))
    return listed(parts) if parts else ""


def _of_others(before: SignCounts, now: SignCounts, label: str) -> str:
    """Beside a round in which more or fewer answered."""
    if now.yes:
        text = translate_plural(
            "{some} of {all} says yes, after {some_before} of {all_before} in {label}",
            "{some} of {all} say yes, after {some_before} of {all_before} in {label}",
            now.yes,
        )
    else:
        text = translate("None of {all} says yes, after {some_before} of {all_before} in {label}")
    told = text.format(
        some=number_word(now.yes),
        all=number_word(now.answers),
        some_before=number_word(before.yes),
        all_before=number_word(before.answers),
        label=label,
    )
    return in_front(told)


def _agreed_in(some: int, every: int, *, of_shown: bool) -> str:
    """In how many quarters a sign is agreed; `of_shown` says that not all of them are shown."""
    if some == every:
        return _agreed_in_all(every, of_shown=of_shown)
    if some == 0:
        return _agreed_in_none(every, of_shown=of_shown)
    if of_shown:
        return translate_plural(
            "Agreed in {some} of the {number} quarters that are shown",
            "Agreed in {some} of the {number} quarters that are shown",
            some,
        )
    return translate_plural(
        "Agreed in {some} of the {number} quarters",
        "Agreed in {some} of the {number} quarters",
        some,
    )


def _agreed_in_all(every: int, *, of_shown: bool) -> str:
    if every == 2:
        if of_shown:
            return translate("Agreed in both quarters that are shown")
        return translate("Agreed in both quarters")
    if of_shown:
        return translate("Agreed in all {number} quarters that are shown")
    return translate("Agreed in all {number} quarters")


def _agreed_in_none(every: int, *, of_shown: bool) -> str:
    if every == 2:
        if of_shown:
            return translate("Agreed in neither of the two quarters that are shown")
        return translate("Agreed in neither of the two quarters")
    if of_shown:
        return translate("Agreed in none of the {number} quarters that are shown")
    return translate("Agreed in none of the {number} quarters")


def _who(names: Sequence[str]) -> str:
    """Up to `FEW` people by name, more as a number."""
    return listed(names) if len(names) <= FEW else number_word(len(names))


def _opening(told: str, names: Sequence[str]) -> str:
    """A sentence that begins with a number begins large; one with a name as the name does."""
    return told if len(names) <= FEW else in_front(told)


def _sure(who: str, count: int) -> str:
    # Translators: {who} are names or a number.
    return translate_plural("{who} says yes", "{who} say yes", count).format(who=who)


def _denying(who: str, count: int) -> str:
    # Translators: {who} are names or a number.
    return translate_plural("{who} says no", "{who} say no", count).format(who=who)


def _unsure(who: str, count: int) -> str:
    # Translators: {who} are names or a number.
    return translate_plural("{who} does not know", "{who} do not know", count).format(who=who)
