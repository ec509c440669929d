"""How to read the tables that leave: the round, its versions, what is hidden and why."""

from collections.abc import Iterator

from assessment.domain.disclosure import Hidden
from assessment.domain.language import translate
from leadership.domain.export_cells import COUNTS_ONLY
from leadership.domain.export_tables import Column, ExportTable
from leadership.queries.dashboards import Dashboard
from leadership.queries.own_questions import own_questions_of

Note = tuple[str, str]


def notes(dashboard: Dashboard) -> ExportTable:
    """One query, for the versions of the questionnaires."""
    return ExportTable(
        key="notes",
        title=translate("Notes"),
        about=translate(
            "The round, the versions of its questionnaires, how numbers are made and hidden."
        ),
        columns=(Column("about", "About"), Column("note", "Note")),
        rows=(
            *_round(dashboard),
            *_versions(dashboard),
            *_own_words(dashboard),
            *_hiding(dashboard),
            *_reading(),
        ),
    )


def _round(dashboard: Dashboard) -> Iterator[Note]:
    round_ = dashboard.round_
    yield "Organization", round_.organization.name
    yield "Round", round_.label
    if round_.closed_at:
        yield "Closed on", round_.closed_at.astimezone(round_.organization.zone).date().isoformat()
    yield "Asked", ", ".join(audience.plural for audience in round_.asks)


def _versions(dashboard: Dashboard) -> Iterator[Note]:
    for version in dashboard.round_.versions.select_related("questionnaire"):
        key = version.questionnaire.key
        yield (
            "Questionnaire",
            f"{version.title} ({key}), version {version.number}, "
            f"SHA-256 {version.fingerprint}; source: {version.source_author}, "
            f"{version.source_title}",
        )


def _own_words(dashboard: Dashboard) -> Iterator[Note]:
    """The questions that were not asked in the words of those versions."""
    for own in own_questions_of(dashboard.round_):
        yield "Own words", f"{own.topic}, in {own.language}, asked of {own.readers}: {own.text}"


def _hiding(dashboard: Dashboard) -> Iterator[Note]:
    k = dashboard.k
    yield "Smallest group", f"{k}: a group with fewer answers says “{Hidden.TOO_FEW.text(k)}”."
    yield (
        "Hidden",
        "Where a hidden number could be worked out from others, a second one is hidden too and "
        f"says “{Hidden.PROTECTS_OTHERS.text(k)}”. A hidden number is missing, not zero.",
    )
    yield (
        "Hidden",
        "Where fewer than ten people all said the same, the reason says “≥ 90%” or “≤ 10%”, and "
        "there are no counts and no gap.",
    )
    yield (
        "Executives",
        "Executives were told before the first question that their answers are shown with their "
        "names to the leadership team and the customer experience leads."
        if dashboard.round_.is_attributed
        else f"In these files executives stand only in totals of at least {k}.",
    )


def _reading() -> Iterator[Note]:
    yield (
        "Shares",
        "The share choosing the strongest label, of valid answers; don’t know is left out. "
        "“Valid answers” is the n that a share rests on.",
    )
    yield "Shares", f"Below ten answers there are counts and no percentage: “{COUNTS_ONLY}”."
    yield (
        "Gap",
        "Management’s share less the customers’ share, in percentage points, rounded as on the "
        "page, with Newcombe’s 95% interval; none where everybody answered.",
    )
    yield (
        "Agreed",
        "A sign is agreed when at least two thirds of the answers are yes; don’t know counts as "
        "not yes.",
    )
    yield "Empty cells", "An empty cell is never zero; the last column of a table says why."
