"""The headings of a sign's page: what its answers say, in a sentence without a full stop."""

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.domain.headlines import NUMBER_WORDS
from assessment.domain.signs import SignCounts
from leadership.domain.findings import listed

WORDS: Final = ("none", *NUMBER_WORDS[1:], "nine", "ten", "eleven", "twelve")
FEW: Final = 3  # so many names still read as a sentence


def sign_finding(claim: str, counts: SignCounts) -> str:
    """ "Seven of nine say that the plans discuss it; two disagree"; a yes says the `claim`."""
    yes, no, unsure, n = counts.yes, counts.no, counts.dont_know, counts.answers
    if n == 0:
        return f"No executive has said whether {claim}"
    if n == 1:
        return _of_one(claim, counts)
    if yes == n:
        return f"{'Both say' if n == 2 else f'All {word(n)} say'} that {claim}"
    if unsure == n:
        return f"None of the {word(n)} knows whether {claim}"
    if yes == 0 and unsure == 0:
        return f"{'Both deny' if n == 2 else f'All {word(n)} deny'} that {claim}"
    if yes == 0:
        return f"None of the {word(n)} says that {claim}; {_rest(no, unsure, verb='deny')}"
    if n == 2:
        other = "disagrees" if no else "does not know"
        return f"One of two says that {claim}; the other {other}"
    verb = "says" if yes == 1 else "say"
    return f"{word(yes).capitalize()} of {word(n)} {verb} that {claim}; {_rest(no, unsure)}"


def change_finding(before: SignCounts, now: SignCounts, label: str, *, moved: bool = False) -> str:
    """ "Two more say yes than in Q2 2026"; `moved` says that somebody is known to have changed."""
    if before.answers != now.answers:
        return (
            f"{word(now.yes).capitalize()} of {word(now.answers)} "
            f"{'says' if now.yes < 2 else 'say'} yes, "
            f"after {word(before.yes)} of {word(before.answers)} in {label}"
        )
    more = now.yes - before.yes
    if more:
        size = abs(more)
        verb, how = "says" if size == 1 else "say", "more" if more > 0 else "fewer"
        return f"{word(size).capitalize()} {how} {verb} yes than in {label}"
    if moved:
        return f"As many say yes as in {label}, though somebody changed their mind"
    return f"The same answers as in {label}" if before == now else f"As many say yes as in {label}"


def agreement_finding(quarters: Sequence[tuple[str, bool | None]], *, anew: bool = False) -> str:
    """Since when the sign is agreed; a quarter's label and None where its answers are not shown.

    "Agreed since Q2 2026", "No longer agreed since Q3 2026", "Agreed in two of the four quarters".
    `anew` says that the quarters before had other answers to choose from.
    """
    shown = [(label, agreed) for label, agreed in quarters if agreed is not None]
    if len(quarters) < 2:
        return f"The first quarter{' with these answers' if anew else ''}: a trend needs two"
    if len(shown) < 2:
        return "Over the quarters"
    run = [agreed for _, agreed in shown]
    turns = [at for at in range(1, len(run)) if run[at] != run[at - 1]]
    if len(turns) == 1 and len(shown) == len(quarters):
        return f"{'Agreed' if run[-1] else 'No longer agreed'} since {shown[turns[0]][0]}"
    tail = "" if len(shown) == len(quarters) else " that are shown"
    return f"Agreed in {_of_all(sum(run), len(run))} quarters{tail}"


def voices_finding(names: Mapping[str, Sequence[str]]) -> str:
    """Who stands against the others; `names` maps yes, no and dk to who said so.

    "Bo Lind says no", "Five say yes, four say no", "Nobody disagrees".
    """
    yes, no, unsure = (list(names.get(code, ())) for code in ("yes", "no", "dk"))
    if not (yes or no or unsure):
        return "Nobody answered"
    if sum(map(bool, (yes, no, unsure))) == 1:
        return "Nobody disagrees"
    if not (yes and no):
        return _few(unsure, "does not know", "do not know")
    if min(len(yes), len(no)) > FEW or len(yes) == len(no):
        return f"{_few(yes, 'says', 'say', most=0)} yes, {word(len(no))} {_say(no)} no"
    if len(yes) < len(no):
        return _few(yes, "says yes", "say yes")
    return _few(no, "says no", "say no")


def word(count: int) -> str:
    """A count as it stands in a sentence: a word up to twelve."""
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def _of_all(some: int, every: int) -> str:
    """ "all four", "both", "neither of the two", "two of the four"."""
    if some == every:
        return "both" if every == 2 else f"all {word(every)}"
    if some == 0:
        return f"{'neither' if every == 2 else 'none'} of the {word(every)}"
    return f"{word(some)} of the {word(every)}"


def _of_one(claim: str, counts: SignCounts) -> str:
    if counts.dont_know:
        return f"The one executive who answered does not know whether {claim}"
    return f"The one executive who answered {'says' if counts.yes else 'denies'} that {claim}"


def _rest(no: int, unsure: int, *, verb: str = "disagree") -> str:
    """ "two disagree and one does not know"."""
    single = {"disagree": "disagrees", "deny": "denies it"}[verb]
    several = {"disagree": "disagree", "deny": "deny it"}[verb]
    parts = []
    if no:
        parts.append(f"{word(no)} {single if no == 1 else several}")
    if unsure:
        parts.append(f"{word(unsure)} {'does' if unsure == 1 else 'do'} not know")
    return listed(parts)


def _few(names: Sequence[str], one: str, several: str, *, most: int = FEW) -> str:
    """Up to `most` people by name, more as a number."""
    who = listed(names) if len(names) <= most else word(len(names)).capitalize()
    return f"{who} {one if len(names) == 1 else several}"


def _say(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"
