"""The eight signs as rows of the dashboard."""

from collections.abc import Collection
from dataclasses import dataclass

from assessment.domain.disclosure import Hidden
from assessment.domain.figures import two_decimals
from assessment.domain.language import in_front, translate
from assessment.domain.sentences import answers_text, percent
from assessment.domain.shares import Share
from assessment.domain.signs import SignCounts, Status
from assessment.queries.commitment import Commitment, SignResult
from assessment.queries.results import Results
from leadership.domain.proof_findings import proof_tag


@dataclass(frozen=True, slots=True)
class SignRow:
    """One sign: the split as marks and words, its status, and what changed.

    `marks` holds one of "y", "d", "n" an executive; `tag` is agreed, contested or open.
    """

    number: int
    text: str
    dimension: str
    marks: tuple[str, ...]
    answers: str
    rule: Status
    status: str
    disagreement: str
    note: str
    tag: str
    key: str
    proof: str = ""  # how far the evidence of an agreed sign got: a value of Proof
    proof_tag: str = ""


def sign_rows(
    results: Results, previous: Results | None, *, unlike: Collection[str] = ()
) -> tuple[SignRow, ...]:
    """The rows of a round; empty where the signs are hidden or were not asked.

    `unlike` are signs that the previous round asked in other words: they are not compared.
    """
    commitment = results.commitment
    if not isinstance(commitment, Commitment) or not commitment.executives:
        return ()
    before = previous.commitment if previous else None
    agreed_before = (
        {sign.key: sign.is_agreed for sign in before.signs if sign.key not in unlike}
        if isinstance(before, Commitment) and before.executives
        else {}
    )
    return tuple(
        sign_row(sign, agreed_before.get(sign.key), commitment.belief) for sign in commitment.signs
    )


def sign_row(sign: SignResult, was_agreed: bool | None, belief: Share | Hidden | None) -> SignRow:
    """One sign; `was_agreed` is None where the round before says nothing about it."""
    return SignRow(
        number=sign.number,
        text=sign.text,
        dimension=sign.dimension,
        marks=_marks(sign.counts),
        answers=answers_text(sign.counts),
        rule=sign.status,
        status=in_front(sign.split),
        disagreement="" if sign.disagreement is None else two_decimals(sign.disagreement),
        note=" · ".join(filter(None, [_change(sign, was_agreed), _mirror(sign, belief)])),
        tag=_tag(sign),
        key=sign.key,
        proof="" if sign.proof is None else sign.proof.value,
        proof_tag=proof_tag(sign.proof),
    )


def _marks(counts: SignCounts) -> tuple[str, ...]:
    return ("y",) * counts.yes + ("d",) * counts.dont_know + ("n",) * counts.no


def _change(sign: SignResult, was_agreed: bool | None) -> str:
    if was_agreed is None or was_agreed == sign.is_agreed:
        return ""
    return translate("newly agreed") if sign.is_agreed else translate("no longer agreed")


def _mirror(sign: SignResult, belief: Share | Hidden | None) -> str:
    """What employees say about sign 8, which asks what the organization believes."""
    if sign.key != "s8" or not isinstance(belief, Share) or not belief.n:
        return ""
    said = translate("employees who strongly agree: {share}")
    return said.format(share=percent(belief, confidential=True))


def _tag(sign: SignResult) -> str:
    if sign.is_agreed:
        return "agreed"
    return "contested" if sign.status is Status.CONTESTED else "open"
