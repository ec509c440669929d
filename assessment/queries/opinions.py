"""How far the executives of a round agree with each other on the statements p2 to p7."""

from dataclasses import dataclass

from assessment.domain.agreement import Agreement, agreement
from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.language import readers_language
from assessment.models import Round
from assessment.queries.commitment import executives_hidden
from assessment.queries.comparisons import why_executives_stand_not_apart
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
    opinions, language = [], readers_language()
    for question in definition.questions_for(Audience.EXECUTIVE):
        if question.scale.key != "agreement":
            continue
        found = agreement(counts.of(question.key, executives))
        hidden = why_executives_stand_not_apart(round_, counts, question.key)
        wording = question.wording(Audience.EXECUTIVE, language)
        text = wording.naming(round_.organization.name).text
        topic = question.read_in(language).dimension
        opinions.append(Opinion(question.key, topic, text, hidden or found))
    return tuple(opinions)
