"""What stands behind a yes, and the evidenced number."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.proofs import Proof, evidenced, proof_of
from assessment.domain.sentences import commitment_headline
from assessment.domain.signs import SignCounts, agreed

AGREED, CONTESTED = SignCounts(6, 2, 1), SignCounts(5, 4)
COUNTS = st.builds(SignCounts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


def test_published_headline_follows_from_the_signs() -> None:
    # INSTRUMENTS, section 1: "5 of 8 signs evidenced (6 agreed, 6.4 claimed on average)"
    signs = [
        *[(AGREED, Proof.ACCEPTED)] * 5,
        (AGREED, Proof.NONE),
        (CONTESTED, Proof.ACCEPTED),
        (CONTESTED, Proof.NONE),
    ]

    found = commitment_headline(
        agreed(counts for counts, _ in signs), Fraction(51, 8), 8, evidenced(signs)
    )

    assert found == "5 of 8 signs evidenced (6 agreed, 6.4 claimed on average)"


@pytest.mark.parametrize("proof", Proof)
def test_only_what_was_accepted_in_this_round_counts(proof: Proof) -> None:
    assert evidenced([(AGREED, proof)]) == (1 if proof is Proof.ACCEPTED else 0)


@pytest.mark.parametrize("proof", Proof)
def test_evidence_makes_no_sign_agreed(proof: Proof) -> None:
    assert proof_of(CONTESTED, proof) is None
    assert evidenced([(CONTESTED, proof)]) == 0


def test_sign_that_nobody_answered_has_nothing_behind_it() -> None:
    assert proof_of(SignCounts(0, 0), Proof.ACCEPTED) is None


@given(st.lists(st.tuples(COUNTS, st.sampled_from(Proof)), max_size=8), st.randoms())
def test_evidenced_is_never_more_than_agreed_in_any_order(
    signs: list[tuple[SignCounts, Proof]], chance: random.Random
) -> None:
    shuffled = list(signs)
    chance.shuffle(shuffled)

    assert evidenced(shuffled) == evidenced(signs)
    assert evidenced(signs) <= agreed(counts for counts, _ in signs)
