"""The answers to one sign over the quarters: drawing, sentence and table from the same numbers."""

from collections.abc import Iterator, Sequence

from assessment.domain.disclosure import Hidden
from assessment.domain.language import in_front, translatable, translate
from assessment.domain.sentences import answers_text
from assessment.domain.signs import split_text
from assessment.queries.sign_histories import SignHistory, SignQuarter
from assessment.queries.trends import LONGEST
from leadership.domain.answer_bars import AnswerBar, answer_bars
from leadership.domain.result_words import dont_know, not_shown
from leadership.queries.chart_blocks import ChartBlock

MARKS = translatable("Filled is yes, empty is no, hatched is don’t know.")


def answers_over_quarters(history: SignHistory) -> ChartBlock | None:
    """The chart of a sign; None while no quarter's answers may be shown."""
    quarters = history.quarters
    if not any(quarter.shown for quarter in quarters):
        return None
    return ChartBlock(
        key=f"sign-{history.question.key}",
        title=translate("Answers over the quarters"),
        finding="",
        sentence=" ".join([_told(history), translate(MARKS)]),
        note=_note(quarters),
        headers=(
            translate("Quarter"),
            translate("Yes"),
            translate("No"),
            dont_know(),
            translate("Executives"),
            translate("Status"),
        ),
        rows=tuple(_row(quarter) for quarter in quarters),
        draw=lambda: answer_bars(list(_bars(quarters))),
    )


def why_not_shown(quarter: SignQuarter) -> str:
    """Why a quarter has no numbers, in a few words; "" where it has."""
    if quarter.shown:
        return ""
    if quarter.result is None:
        return translate("not asked")
    if isinstance(quarter.result, Hidden):
        return quarter.result.text(quarter.k)
    return translate("no answers")


def _row(quarter: SignQuarter) -> tuple[str, ...]:
    shown = quarter.shown
    if shown is None:
        return (quarter.label, *[not_shown()] * 4, in_front(why_not_shown(quarter)))
    counts = shown.counts
    numbers = (counts.yes, counts.no, counts.dont_know, counts.answers)
    return (quarter.label, *map(str, numbers), in_front(split_text(counts)))


def _bars(quarters: Sequence[SignQuarter]) -> Iterator[AnswerBar]:
    """A bar a quarter, and an empty line where the answers to choose from changed."""
    for quarter in quarters:
        if not quarter.continues:
            yield AnswerBar("", None, (translate("other choices from here"),))
        shown = quarter.shown
        if shown is None:
            yield AnswerBar(quarter.label, None, (why_not_shown(quarter),))
        else:
            words = (in_front(split_text(shown.counts)), answers_text(shown.counts))
            yield AnswerBar(quarter.label, shown.counts, words)


def _told(history: SignHistory) -> str:
    """Yes in the first and in the last quarter that are shown and can be compared."""
    shown = [(one.label, one.shown.counts) for one in history.comparable if one.shown]
    if not shown:
        shown = [(one.label, one.shown.counts) for one in history.quarters if one.shown][-1:]
    (first, before), (last, now) = shown[0], shown[-1]
    if len(shown) == 1:
        return translate("{quarter}: {answers}.").format(
            quarter=first, answers=answers_text(before)
        )
    return translate(
        "Yes from {then} of {asked_then} executives in {first} to {now} of {asked_now} in {last}."
    ).format(
        then=before.yes,
        asked_then=before.answers,
        first=first,
        now=now.yes,
        asked_now=now.answers,
        last=last,
    )


def _note(quarters: Sequence[SignQuarter]) -> str:
    notes = []
    if any(not quarter.continues for quarter in quarters):
        notes.append(translate("The chart breaks where the answers to choose from changed."))
    if reworded := [quarter.label for quarter in quarters if quarter.reworded]:
        said = translate("The question was worded differently before {quarter}.")
        notes.append(said.format(quarter=reworded[-1]))
    if len(quarters) == LONGEST:
        notes.append(translate("The last twelve quarters are shown."))
    return " ".join(notes)
