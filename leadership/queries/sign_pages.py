"""One of the eight signs as its page tells it, from what the dashboards of its rounds show."""

from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Wording
from assessment.domain.disclosure import Hidden
from assessment.domain.language import (
    in_front,
    mid_sentence,
    number_word,
    readers_language,
    translate,
    translate_plural,
)
from assessment.domain.practices import Advice
from assessment.domain.sentences import answers_text, sign_text
from assessment.domain.signs import sign_bounds
from assessment.models import Round
from assessment.queries.practices import practices_for
from assessment.queries.rounds import without_names
from assessment.queries.sign_histories import EIGHT_SIGNS, SignHistory, SignQuarter, sign_history
from assessment.queries.trends import rounds_until
from leadership.domain import sign_findings as findings
from leadership.domain.result_words import full_stop
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_sign import answers_over_quarters, why_not_shown
from leadership.queries.dashboard_signs import SignRow, sign_row
from leadership.queries.dashboards import why_no_signs
from leadership.queries.proofs import proofs_of
from leadership.queries.sign_voices import Voices, voices_on


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the round before: a heading and sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignPage:
    """A part is None, or "", where there is nothing that may be shown.

    `original` are the source’s own words where `wording` is a translation of them. `missing` says
    why the round has no answers; `silence` needs the number of those asked.
    `siblings` are the keys and numbers of the signs before and after this one.
    """

    number: int
    wording: Wording
    original: Wording | None
    dimension: str
    headline: str
    missing: str
    row: SignRow | None
    silence: str
    voices: Voices | None
    change: Change | None
    trend_heading: str
    chart: ChartBlock | None
    quarters: tuple[SignQuarter, ...]
    definition: Definition
    advice: Advice
    siblings: tuple[tuple[str, int] | None, tuple[str, int] | None]


def sign_page(round_: Round, key: str, *, named: bool) -> SignPage | None:
    """The page of the sign with this key; None for a key that no round up to this one knows.

    `named` is False for readers to whom executives did not agree to be named. As many queries
    for one round as for twelve.
    """
    history, rounds = _history_of(round_, key, named=named)
    if history is None:
        return None
    now = history.quarters[-1]
    earlier = rounds[-2] if len(rounds) > 1 else None
    number = history.keys.index(key) + 1
    before = history.quarters[-2] if earlier else None
    compared = earlier if before and before.shown and now.continues else None
    voices = voices_on(rounds[-1], compared, key=key) if now.shown and named else None
    library = practices_for(EIGHT_SIGNS)
    wording = history.question.wording(Audience.EXECUTIVE, readers_language())
    original = history.question.original_of(Audience.EXECUTIVE, readers_language())
    return SignPage(
        number=number,
        wording=wording.naming(round_.organization.name),
        original=original and original.naming(round_.organization.name),
        dimension=history.question.dimension,
        headline=_headline(now, number, library.claims.get(key, "")),
        missing=_missing(now),
        row=_row(history) if now.shown else None,
        silence=_silence(now),
        voices=voices,
        change=_change(history, voices) if now.shown else None,
        trend_heading=findings.agreement_finding(
            [(one.label, one.shown.is_agreed if one.shown else None) for one in history.comparable],
            anew=len(history.comparable) < len(history.quarters),
        ),
        chart=answers_over_quarters(history),
        quarters=history.quarters,
        definition=history.definition,
        advice=library.advice_on(key),
        siblings=_siblings(history.keys, number),
    )


def chart_of_sign(round_: Round, key: str, *, named: bool) -> ChartBlock | None:
    """The chart of the page alone, with the same numbers."""
    history, _ = _history_of(round_, key, named=named)
    return answers_over_quarters(history) if history else None


def _history_of(round_: Round, key: str, *, named: bool) -> tuple[SignHistory | None, list[Round]]:
    rounds = rounds_until(round_)
    if not named:
        rounds = [without_names(one) for one in rounds]
    return sign_history(rounds, key, proofs_of(rounds)), rounds


def _headline(now: SignQuarter, number: int, claim: str) -> str:
    """The finding; for a sign that an installation added there is no claim to put it into."""
    if now.result is None:
        said = translate("{round} did not ask about sign {number}")
        return said.format(round=now.label, number=number)
    if isinstance(now.result, Hidden):
        said = translate("Sign {number} is not shown in {round}")
        return said.format(number=number, round=now.label)
    if not claim:
        return translate("Sign {number}: {answers}").format(
            number=number, answers=mid_sentence(sign_text(now.result.counts))
        )
    return findings.sign_finding(claim, now.result.counts)


def _missing(now: SignQuarter) -> str:
    return why_no_signs(now.result, now.k) if isinstance(now.result, Hidden) else ""


def _row(history: SignHistory) -> SignRow | None:
    now = history.quarters[-1]
    before = history.quarters[-2] if len(history.quarters) > 1 and now.continues else None
    was_agreed = before.shown.is_agreed if before and before.shown else None
    return sign_row(now.shown, was_agreed, now.belief) if now.shown else None


def _silence(now: SignQuarter) -> str:
    """What the executives who have not answered leave open; "" where all have."""
    if now.shown is None or now.asked <= now.shown.counts.answers:
        return ""
    silent = now.asked - now.shown.counts.answers
    fewest, most = sign_bounds(now.shown.counts, now.asked)
    said = translate_plural(
        "{number} executive has not answered: between {fewest} and {most} of {asked} could say "
        "yes.",
        "{number} executives have not answered: between {fewest} and {most} of {asked} could say "
        "yes.",
        silent,
    )
    number = in_front(number_word(silent))
    return said.format(number=number, fewest=fewest, most=most, asked=now.asked)


def _change(history: SignHistory, voices: Voices | None) -> Change | None:
    """Since the round before; None for the first."""
    if len(history.quarters) < 2:
        return None
    before, now = history.quarters[-2:]
    if now.shown is None:
        return None
    if not now.continues:
        return Change(
            translate("The answers to choose from changed after {quarter}").format(
                quarter=before.label
            ),
            (
                translate(
                    "So the answers of the two quarters are not compared, and the chart breaks "
                    "there."
                ),
            ),
        )
    if before.shown is None:
        said = translate("There is nothing to compare with in {quarter}")
        return Change(said.format(quarter=before.label), (_why(before),))
    moves = voices.moves if voices else ()
    counts = before.shown.counts, now.shown.counts
    sentences = [
        translate("Both times {answers}.").format(answers=answers_text(counts[1]))
        if counts[0] == counts[1]
        else " ".join(
            translate("{quarter}: {answers}.").format(
                quarter=quarter.label, answers=answers_text(said)
            )
            for quarter, said in zip((before, now), counts, strict=True)
        ),
        _step(was_agreed=before.shown.is_agreed, is_agreed=now.shown.is_agreed),
        translate("The question is worded differently since {quarter}.").format(quarter=now.label)
        if now.reworded
        else "",
        full_stop(in_front(voices.flips)) if voices and voices.flips else "",
    ]
    heading = findings.change_finding(*counts, before.label, moved=bool(moves))
    return Change(heading, tuple(filter(None, sentences)))


def _why(before: SignQuarter) -> str:
    if isinstance(before.result, Hidden):
        said = translate("Its answers are not shown: {reason}.")
        return said.format(reason=why_not_shown(before))
    if before.result is None:
        return translate("{round} did not ask about this sign.").format(round=before.label)
    return translate("No executive answered then.")


def _step(*, was_agreed: bool, is_agreed: bool) -> str:
    if was_agreed == is_agreed:
        return ""
    if is_agreed:
        return translate("The sign is newly agreed.")
    return translate("The sign is no longer agreed.")


def _siblings(
    keys: tuple[str, ...], number: int
) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    before = (keys[number - 2], number - 1) if number > 1 else None
    after = (keys[number], number + 1) if number < len(keys) else None
    return before, after
