"""One of the eight signs over an organization's closed rounds, as far as each may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from assessment.domain.disclosure import Hidden
from assessment.domain.language import readers_language
from assessment.domain.proofs import Proof
from assessment.domain.shares import Share
from assessment.models import Round
from assessment.queries.commitment import Commitment, SignResult, commitment_of
from assessment.queries.counts import counts_of
from assessment.queries.rounds import definitions_of

EIGHT_SIGNS = "eight-signs"


@dataclass(frozen=True, slots=True)
class SignQuarter:
    """A round's answers to the sign; None where it did not ask.

    `continues` is False where the answers to choose from differ from those of the round before
    that asked, `reworded` is True where the question reads differently. `belief` is the
    employees' mirror of sign 8.
    """

    round_id: int
    label: str
    k: int
    result: SignResult | Hidden | None
    asked: int
    belief: Share | Hidden | None
    continues: bool
    reworded: bool

    @property
    def shown(self) -> SignResult | None:
        """The answers, where there are any that may be shown."""
        result = self.result
        return result if isinstance(result, SignResult) and result.counts.answers else None


@dataclass(frozen=True, slots=True)
class SignHistory:
    """The sign as the latest round that asked it words it; `quarters` are oldest first."""

    definition: Definition
    question: Question
    quarters: tuple[SignQuarter, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All signs of that questionnaire, in their order."""
        return tuple(question.key for question in self.definition.questions)

    @property
    def comparable(self) -> tuple[SignQuarter, ...]:
        """The quarters since the answers to choose from last changed."""
        breaks = [at for at, quarter in enumerate(self.quarters) if not quarter.continues]
        return self.quarters[breaks[-1] :] if breaks else self.quarters


def sign_history(
    rounds: Sequence[Round],
    key: str,
    proofs: Mapping[int, Mapping[str, Proof] | None] | None = None,
) -> SignHistory | None:
    """The sign with this key over these rounds, oldest first; None when none of them asked it.

    Three queries, however many rounds there are. `proofs` by round, as in `commitment_of`.
    """
    asking = [_asking(round_, key) for round_ in rounds]
    latest = next((found for found in reversed(asking) if found), None)
    if latest is None:
        return None
    counts = counts_of([round_.pk for round_ in rounds])
    quarters: list[SignQuarter] = []
    before: Question | None = None
    for round_, found in zip(rounds, asking, strict=True):
        question = found[1] if found else None
        commitment = (
            commitment_of(round_, counts[round_.pk], (proofs or {}).get(round_.pk))
            if question
            else None
        )
        quarters.append(_quarter(round_, commitment, question, before))
        before = question or before
    definition, asked = latest
    language = readers_language()
    return SignHistory(definition.read_in(language), asked.read_in(language), tuple(quarters))


def _asking(round_: Round, key: str) -> tuple[Definition, Question] | None:
    if Audience.EXECUTIVE not in round_.asks:
        return None
    for definition in definitions_of(round_):
        for question in definition.questions:
            if definition.key == EIGHT_SIGNS and question.key == key:
                return definition, question
    return None


def _quarter(
    round_: Round,
    commitment: Commitment | Hidden | None,
    question: Question | None,
    before: Question | None,
) -> SignQuarter:
    shown = commitment if isinstance(commitment, Commitment) else None
    result = (
        next((one for one in shown.signs if question and one.key == question.key), None)
        if shown
        else None
    )
    compared = question is not None and before is not None
    return SignQuarter(
        round_id=round_.pk,
        label=round_.label,
        k=round_.minimum_group,
        result=commitment if isinstance(commitment, Hidden) else result,
        asked=shown.asked if shown else 0,
        belief=shown.belief if shown else None,
        continues=not compared or _choices(question) == _choices(before),
        reworded=compared and _text(question) != _text(before),
    )


def _choices(question: Question | None) -> object:
    """The answers that a question offers: their codes and their labels."""
    return question and [(choice.code, choice.label()) for choice in question.scale.choices]


def _text(question: Question | None) -> object:
    return question and question.wording(Audience.EXECUTIVE)
