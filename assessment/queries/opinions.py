"""How far the executives of a round agree with each other on the statements p2 to p7."""

from dataclasses import dataclass

from assessment.domain.agreement import Agreement, agreement
from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden, why_hidden
from assessment.models import Round
from assessment.queries.commitment import executives_hidden
from assessment.queries.counts import Counts
from assessment.queries.rounds import definitions_of


@dataclass(frozen=True, slots=True)
class Opinion:
    """One statement as executives answered it; Hidden where too few did for a promise of totals."""

    key: str
    topic: str
    text: str
    agreement: Agreement | Hidden


def opinions_of(round_: Round, counts: Counts) -> tuple[Opinion, ...]:
    """The statements on agreement, as published; empty where none may be shown."""
    definition = next((one for one in definitions_of(round_) if one.key == "perception-gap"), None)
    if definition is None or executives_hidden(round_, counts):
        return ()
    executives = counts.cells_of({Audience.EXECUTIVE})
    opinions = []
    for question in definition.questions_for(Audience.EXECUTIVE):
        if question.scale.key != "agreement":
            continue
        found = agreement(counts.of(question.key, executives))
        given = found.k + found.answers.dont_know
        hidden = None if round_.is_attributed else why_hidden(given, k=round_.minimum_group)
        hidden = hidden or (
            None if round_.is_attributed else why_hidden(found.k, k=round_.minimum_group)
        )
        text = question.wording(Audience.EXECUTIVE).naming(round_.organization.name).text
        opinions.append(Opinion(question.key, question.dimension, text, hidden or found))
    return tuple(opinions)
