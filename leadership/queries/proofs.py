"""How far the evidence of rounds got, by question: without givers, reviewers or words."""

from collections.abc import Iterable, Mapping
from datetime import date

from assessment.domain.proofs import Proof
from assessment.models import Round
from leadership.domain.evidence import EvidenceState
from leadership.models import Evidence

Proofs = Mapping[str, Proof]


def proofs_of(rounds: Iterable[Round]) -> dict[int, Proofs | None]:
    """For each of these rounds of one organization what stands behind each question. One query.

    None before the first round in which anything was accepted: evidence is not counted there.
    Once a round takes no evidence any more its answer is the same for ever.
    """
    every = list(rounds)
    found = list(
        Evidence.objects.filter(
            organization__in={one.organization_id for one in every},
            can_be_reviewed=True,
            state__in=[EvidenceState.ACCEPTED.value, EvidenceState.WAITING.value],
        )
        .values_list("round__quarter_starts_on", "question", "state")
        .distinct()
    )
    return {one.pk: _proofs_in(one.quarter_starts_on, found) for one in every}


def _proofs_in(quarter: date, found: Iterable[tuple[date, str, str]]) -> Proofs | None:
    proofs: dict[str, Proof] = {}
    counted = False
    for given_in, question, state in found:
        if given_in > quarter:
            continue
        accepted = state == EvidenceState.ACCEPTED
        counted = counted or accepted
        if given_in == quarter:
            proof = Proof.ACCEPTED if accepted else Proof.WAITING
        elif accepted:
            proof = Proof.STALE
        else:
            continue
        proofs[question] = min(proof, proofs.get(question, proof), key=list(Proof).index)
    return proofs if counted else None
