"""What the evidence of a round says, in words: tags, sentences and table cells."""

from collections.abc import Sequence
from typing import Final

from assessment.domain.language import translatable, translate, translate_plural
from assessment.domain.proofs import Proof

_TAGS: Final = {
    Proof.ACCEPTED: translatable("Evidenced"),
    Proof.WAITING: translatable("Not reviewed yet"),
    Proof.STALE: translatable("Stale yes"),
    Proof.NONE: translatable("Claimed, no evidence"),
}


def proof_tag(proof: Proof | None) -> str:
    """What stands behind an agreed sign; "" where it is not agreed or evidence is not counted."""
    return "" if proof is None else translate(_TAGS[proof])


def proofs_sentence(proofs: Sequence[Proof | None]) -> str:
    """What the agreed signs rest on.

    "Of 6 agreed signs, evidenced: 3. 1 is a stale yes: its evidence is from an earlier quarter.
    2 are claimed without evidence." "" where evidence is not counted or nothing is agreed.
    """
    agreed = [proof for proof in proofs if proof is not None]
    if not agreed:
        return ""
    count = {proof: agreed.count(proof) for proof in Proof}
    sentences = [
        translate_plural(
            "Of {number} agreed sign, evidenced: {evidenced}.",
            "Of {number} agreed signs, evidenced: {evidenced}.",
            len(agreed),
        ).format(number=len(agreed), evidenced=count[Proof.ACCEPTED]),
        _unreviewed(count[Proof.WAITING]),
        _stale(count[Proof.STALE]),
        _bare(count[Proof.NONE]),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _unreviewed(signs: int) -> str:
    text = translate_plural(
        "{number} has evidence that nobody has reviewed yet.",
        "{number} have evidence that nobody has reviewed yet.",
        signs,
    )
    return text.format(number=signs) if signs else ""


def _stale(signs: int) -> str:
    text = translate_plural(
        "{number} is a stale yes: its evidence is from an earlier quarter.",
        "{number} are a stale yes: their evidence is from an earlier quarter.",
        signs,
    )
    return text.format(number=signs) if signs else ""


def _bare(signs: int) -> str:
    text = translate_plural(
        "{number} is claimed without evidence.",
        "{number} are claimed without evidence.",
        signs,
    )
    return text.format(number=signs) if signs else ""
