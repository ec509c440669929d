"""What a round's executives say: the eight signs, the checklist, the tone at the top."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.audiences import Audience
from assessment.domain.checklist import (
    FrontLineHours,
    Profile,
    QuestionResult,
    front_line_hours,
    item_score,
    profile,
)
from assessment.domain.definitions import (
    Definition,
    Kind,
    Question,
)
from assessment.domain.disclosure import Hidden, why_hidden
from assessment.domain.language import readers_language
from assessment.domain.proofs import Proof, evidenced, proof_of
from assessment.domain.shares import Share
from assessment.domain.signs import (
    Band,
    SignCounts,
    Status,
    agreed,
    band,
    claimed,
    disagreement,
    is_agreed,
    split_text,
    status,
)
from assessment.models import Round
from assessment.queries.comparisons import end_of
from assessment.queries.counts import Counts
from assessment.queries.protection import confidential_in, why_executives_hidden
from assessment.queries.rounds import definitions_of


@dataclass(frozen=True, slots=True)
class SignResult:
    """One of the eight signs over the executives who answered.

    `proof` is None where the sign is not agreed or evidence is not counted.
    """

    key: str
    number: int
    text: str
    dimension: str
    counts: SignCounts
    status: Status
    split: str
    disagreement: Fraction | None
    is_agreed: bool
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """The commitment numbers of a round; `belief` is what employees say about sign 8 (e8).

    `evidenced` is None where evidence is not counted; else the band is that of this number.
    """

    signs: tuple[SignResult, ...]
    claimed: Fraction | None
    agreed: int
    band: Band
    executives: int
    asked: int
    belief: Share | Hidden | None
    evidenced: int | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of the checklist; `counts` maps a code to how often it was chosen.

    A `hidden` item counts as not answered in the score of its question.
    """

    key: str
    text: str
    dimension: str
    score: Fraction | None
    counts: Mapping[str, int]
    hours: FrontLineHours | None
    hidden: Hidden | None


@dataclass(frozen=True, slots=True)
class ChecklistQuestion:
    """One of the four questions, with the items through which it is judged."""

    key: str
    title: str
    result: QuestionResult
    items: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The profile of four; `level` is the lower of questions 1 and 2, never a mean."""

    questions: tuple[ChecklistQuestion, ...]
    profile: Profile


@dataclass(frozen=True, slots=True)
class ToneResult:
    """One question of the tone at the top: counts by label, never a score.

    `dont_know` is the label of don't know, "" where it cannot be chosen.
    """

    key: str
    text: str
    counts: Mapping[str, int]
    hidden: Hidden | None
    dont_know: str


def executives_hidden(round_: Round, counts: Counts) -> Hidden | None:
    """Why the executives' answers are not shown: too few where only totals were promised."""
    if hidden := why_executives_hidden(round_):
        return hidden
    confidential = confidential_in(round_, counts.cells_of({Audience.EXECUTIVE}))
    return why_hidden(counts.answered_in(confidential), k=round_.minimum_group)


def commitment_of(
    round_: Round, counts: Counts, proofs: Mapping[str, Proof] | None = None
) -> Commitment | Hidden | None:
    """The eight signs; None when the round did not ask about them.

    `proofs` says by question how far the evidence got; None where evidence is not counted.
    """
    definition = _definition(round_, "eight-signs")
    if definition is None or Audience.EXECUTIVE not in round_.asks:
        return None
    if hidden := executives_hidden(round_, counts):
        return hidden
    executives = counts.cells_of({Audience.EXECUTIVE})
    results = tuple(
        _sign(round_, question, number, counts, proofs)
        for number, question in enumerate(definition.questions, start=1)
    )
    signs = [result.counts for result in results]
    answered = counts.answered_in(executives)
    signs_agreed, signs_evidenced = agreed(signs), _evidenced(results, proofs)
    return Commitment(
        signs=results,
        claimed=claimed(sum(one.yes for one in signs), answered),
        agreed=signs_agreed,
        band=band(signs_agreed if signs_evidenced is None else signs_evidenced),
        executives=answered,
        asked=counts.asked_in(executives),
        belief=_belief(round_, counts),
        evidenced=signs_evidenced,
    )


def checklist_of(round_: Round, counts: Counts) -> Checklist | Hidden | None:
    """The four questions on leadership and incentives; None when they were not asked."""
    definition = _definition(round_, "leadership-checklist")
    if definition is None or Audience.EXECUTIVE not in round_.asks:
        return None
    if hidden := executives_hidden(round_, counts):
        return hidden
    items = {
        group.key: tuple(
            _item(round_, question, counts)
            for question in definition.questions
            if question.group == group.key
        )
        for group in definition.groups
    }
    scores = profile([[item.score for item in group] for group in items.values()])
    return Checklist(
        questions=tuple(
            ChecklistQuestion(group.key, group.title(readers_language()), result, items[group.key])
            for group, result in zip(definition.groups, scores.questions, strict=True)
        ),
        profile=scores,
    )


def tone_of(round_: Round, counts: Counts) -> tuple[ToneResult, ...] | Hidden | None:
    """Three answers about the tone at the top; None when they were not asked."""
    definition = _definition(round_, "tone-at-the-top")
    if definition is None or Audience.EXECUTIVE not in round_.asks:
        return None
    if hidden := executives_hidden(round_, counts):
        return hidden
    return tuple(_tone(round_, question, counts) for question in definition.questions)


def _definition(round_: Round, key: str) -> Definition | None:
    found = next((one for one in definitions_of(round_) if one.key == key), None)
    return found and found.read_in(readers_language())


def agreed_keys(round_: Round, counts: Counts) -> frozenset[str]:
    """The questions with a yes on which the executives agree, as far as that may be shown."""
    if Audience.EXECUTIVE not in round_.asks or executives_hidden(round_, counts):
        return frozenset()
    return frozenset(
        question.key
        for definition in definitions_of(round_)
        for question in definition.questions_for(Audience.EXECUTIVE)
        if "yes" in question.scale.valid_codes
        and not _too_few(round_, question, counts)
        and is_agreed(_split(_chosen(question, counts)))
    )


def _split(chosen: Counter[str]) -> SignCounts:
    """Whatever is neither yes nor don’t know is no yes, “partly” as well."""
    yes, unknown = chosen["yes"], chosen["dk"]
    return SignCounts(yes, chosen.total() - yes - unknown, unknown)


def _evidenced(signs: tuple[SignResult, ...], proofs: Mapping[str, Proof] | None) -> int | None:
    if proofs is None:
        return None
    return evidenced((sign.counts, proofs.get(sign.key, Proof.NONE)) for sign in signs)


def _sign(
    round_: Round,
    question: Question,
    number: int,
    counts: Counts,
    proofs: Mapping[str, Proof] | None,
) -> SignResult:
    chosen = _chosen(question, counts)
    split = SignCounts(chosen["yes"], chosen["no"], chosen["dk"])
    return SignResult(
        key=question.key,
        number=number,
        text=_text(round_, question),
        dimension=question.read_in(readers_language()).dimension,
        counts=split,
        status=status(split),
        split=split_text(split),
        disagreement=disagreement(split.yes, split.no),
        is_agreed=is_agreed(split),
        proof=None if proofs is None else proof_of(split, proofs.get(question.key, Proof.NONE)),
    )


def _belief(round_: Round, counts: Counts) -> Share | Hidden | None:
    """The employees' mirror of sign 8: how many strongly agree."""
    if not counts.cells_of({Audience.EMPLOYEE}):
        return None
    return end_of(round_, counts, "e8", "employees")


def _item(round_: Round, question: Question, counts: Counts) -> ItemResult:
    hidden = _too_few(round_, question, counts)
    chosen = Counter() if hidden else _chosen(question, counts)
    hours = front_line_hours(chosen) if question.scale.kind is Kind.HOURS else None
    return ItemResult(
        key=question.key,
        text=_text(round_, question),
        dimension=question.read_in(readers_language()).dimension,
        score=hours.score if hours else item_score(chosen),
        counts={} if hours or hidden else _by_code(question, counts),
        hours=None if hidden else hours,
        hidden=hidden,
    )


def _too_few(round_: Round, question: Question, counts: Counts) -> Hidden | None:
    """Why one question is not shown though its page is: it may be left out, and some do."""
    if round_.is_attributed:
        return None
    return why_hidden(_chosen(question, counts).total(), k=round_.minimum_group)


def _chosen(question: Question, counts: Counts) -> Counter[str]:
    return counts.of(question.key, counts.cells_of({Audience.EXECUTIVE}))


def _by_code(question: Question, counts: Counts) -> dict[str, int]:
    chosen = _chosen(question, counts)
    return {choice.code: chosen[choice.code] for choice in question.scale.choices}


def _tone(round_: Round, question: Question, counts: Counts) -> ToneResult:
    hidden, language = _too_few(round_, question, counts), readers_language()
    chosen, dont_know = _by_code(question, counts), question.scale.dont_know
    return ToneResult(
        key=question.key,
        text=_text(round_, question),
        counts={}
        if hidden
        else {one.label(language): chosen[one.code] for one in question.scale.choices},
        hidden=hidden,
        dont_know=dont_know.label(language) if dont_know else "",
    )


def _text(round_: Round, question: Question) -> str:
    """What executives who read the reader's language are asked."""
    wording = question.wording(Audience.EXECUTIVE, readers_language())
    return wording.naming(round_.organization.name).text
