"""What the evidence of a round says, in words."""

from assessment.domain.proofs import Proof
from leadership.domain.proof_findings import proof_tag, proofs_sentence


def test_sentence_counts_what_agreed_signs_rest_on() -> None:
    proofs = [*[Proof.ACCEPTED] * 3, Proof.STALE, Proof.WAITING, Proof.NONE, Proof.NONE, None]

    assert proofs_sentence(proofs) == (
        "Of 7 agreed signs, evidenced: 3. 1 has evidence that nobody has reviewed yet. "
        "1 is a stale yes: its evidence is from an earlier quarter. "
        "2 are claimed without evidence."
    )


def test_sentence_leaves_out_what_there_is_not() -> None:
    assert proofs_sentence([Proof.ACCEPTED]) == "Of 1 agreed sign, evidenced: 1."
    assert proofs_sentence([Proof.NONE]) == (
        "Of 1 agreed sign, evidenced: 0. 1 is claimed without evidence."
    )
    assert proofs_sentence([None] * 8) == ""


def test_tags_are_those_of_the_method() -> None:
    assert [proof_tag(proof) for proof in (*Proof, None)] == [
        "Evidenced",
        "Not reviewed yet",
        "Stale yes",
        "Claimed, no evidence",
        "",
    ]
