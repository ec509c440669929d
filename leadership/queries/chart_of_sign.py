"""The answers to one sign over the quarters: drawing, sentence and table from the same numbers."""

from collections.abc import Iterator, Sequence

from assessment.domain.disclosure import Hidden
from assessment.domain.sentences import answers_text
from assessment.domain.signs import split_text
from assessment.queries.sign_histories import SignHistory, SignQuarter
from assessment.queries.trends import LONGEST
from leadership.domain.answer_bars import AnswerBar, answer_bars
from leadership.queries.chart_blocks import ChartBlock

MARKS = "Filled is yes, empty is no, hatched is don’t know."
HEADERS = ("Quarter", "Yes", "No", "Don’t know", "Executives", "Status")
NOT_SHOWN = "not shown"


def answers_over_quarters(history: SignHistory) -> ChartBlock | None:
    """The chart of a sign; None while no quarter's answers may be shown."""
    quarters = history.quarters
    if not any(quarter.shown for quarter in quarters):
        return None
    return ChartBlock(
        key=f"sign-{history.question.key}",
        title="Answers over the quarters",
        finding="",
        sentence=f"{_told(history)} {MARKS}",
        note=_note(quarters),
        headers=HEADERS,
        rows=tuple(_row(quarter) for quarter in quarters),
        draw=lambda: answer_bars(list(_bars(quarters))),
    )


def why_not_shown(quarter: SignQuarter) -> str:
    """Why a quarter has no numbers, in a few words; "" where it has."""
    if quarter.shown:
        return ""
    if quarter.result is None:
        return "not asked"
    return quarter.result.text(quarter.k) if isinstance(quarter.result, Hidden) else "no answers"


def _row(quarter: SignQuarter) -> tuple[str, ...]:
    shown = quarter.shown
    if shown is None:
        return (quarter.label, *[NOT_SHOWN] * 4, why_not_shown(quarter).capitalize())
    counts = shown.counts
    numbers = (counts.yes, counts.no, counts.dont_know, counts.answers)
    return (quarter.label, *map(str, numbers), split_text(counts).capitalize())


def _bars(quarters: Sequence[SignQuarter]) -> Iterator[AnswerBar]:
    """A bar a quarter, and an empty line where the answers to choose from changed."""
    for quarter in quarters:
        if not quarter.continues:
            yield AnswerBar("", None, ("other choices from here",))
        shown = quarter.shown
        if shown is None:
            yield AnswerBar(quarter.label, None, (why_not_shown(quarter),))
        else:
            words = (split_text(shown.counts).capitalize(), answers_text(shown.counts))
            yield AnswerBar(quarter.label, shown.counts, words)


def _told(history: SignHistory) -> str:
    """Yes in the first and in the last quarter that are shown and can be compared."""
    shown = [(one.label, one.shown.counts) for one in history.comparable if one.shown]
    if not shown:
        shown = [(one.label, one.shown.counts) for one in history.quarters if one.shown][-1:]
    (first, before), (last, now) = shown[0], shown[-1]
    if len(shown) == 1:
        return f"{first}: {answers_text(before)}."
    return (
        f"Yes from {before.yes} of {before.answers} executives in {first} "
        f"to {now.yes} of {now.answers} in {last}."
    )


def _note(quarters: Sequence[SignQuarter]) -> str:
    notes = []
    if any(not quarter.continues for quarter in quarters):
        notes.append("The chart breaks where the answers to choose from changed.")
    if reworded := [quarter.label for quarter in quarters if quarter.reworded]:
        notes.append(f"The question was worded differently before {reworded[-1]}.")
    if len(quarters) == LONGEST:
        notes.append("The last twelve quarters are shown.")
    return " ".join(notes)
