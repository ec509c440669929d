"""The board pack of a round: what the dashboard says, in the order in which a board reads it."""

from dataclasses import dataclass, replace
from datetime import datetime

from assessment.domain.language import readers_language, speaking
from assessment.domain.practices import Practice
from assessment.models import Round
from assessment.queries.practices import practices_for
from leadership.domain import drawn_rows
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.packs import Readers, Said, fingerprint_of
from leadership.queries import dashboard_parts as parts
from leadership.queries import dashboard_statistics as statistics
from leadership.queries import pack_charts
from leadership.queries.charts import charts_of
from leadership.queries.dashboard_signs import SignRow
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.evidence import takes_evidence
from leadership.queries.gap_pages import gap_heading
from leadership.queries.pack_commitments import PromisedOnPaper, promised_on_paper

_MOST_STEPS = 3  # what a board can decide on in one meeting


@dataclass(frozen=True, slots=True)
class Step:
    """A sign that is not agreed, and what its first source advises and warns of."""

    sign: SignRow
    do: Practice | None
    do_not: Practice | None


@dataclass(frozen=True, slots=True)
class Version:
    """A questionnaire as this round asked it."""

    key: str
    title: str
    number: int
    fingerprint: str
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that the pages of a pack print; None and "" where the round has nothing."""

    readers: Readers
    dashboard: Dashboard
    kicker: str
    signs_heading: str
    signs: tuple[tuple[SignRow, str], ...]
    silence: str
    proofs: str
    evidence_may_change: bool
    gap_heading: str
    by_question: pack_charts.GapChart | None
    by_unit: pack_charts.GapChart | None
    prediction: str
    remarks: tuple[str, ...]
    trend_heading: str
    trends: tuple[pack_charts.LineChart, ...]
    checklist: pack_charts.BarChart | None
    participation: pack_charts.BarChart | None
    steps: tuple[Step, ...]
    commitments: PromisedOnPaper | None
    versions: tuple[Version, ...]
    fingerprint: str = ""

    @property
    def fingerprint_in_groups(self) -> str:
        """In groups of eight digits, as people compare it."""
        return " ".join(self.fingerprint[at : at + 8] for at in range(0, len(self.fingerprint), 8))

    @property
    def is_over_time(self) -> bool:
        return len(self.dashboard.trend) > 1


def pack_for(round_: Round, readers: Readers, *, now: datetime | None = None) -> Pack:
    """The pack of a closed round for these readers: their dashboard and nothing else.

    It is in the reader’s language, and its fingerprint is the same in every one. What was promised
    and kept is told as of `now`, and left out without a moment.
    """
    pack = _pages(round_, readers, now)
    if readers_language() == DEFAULT_LANGUAGE:
        return replace(pack, fingerprint=fingerprint_of(_said(pack)))
    return replace(pack, fingerprint=fingerprint_for(round_, readers, now=now))


def _pages(round_: Round, readers: Readers, now: datetime | None) -> Pack:
    """All but the fingerprint, in the reader’s language."""
    dashboard = dashboard_for(round_, named=readers is Readers.LEADERSHIP)
    counted = readers is Readers.LEADERSHIP
    blocks = charts_of(dashboard)
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    trends = [
        pack_charts.line_chart(blocks.get(key)) for key in ("signs-over-time", "gap-over-time")
    ]
    proofs = parts.proofs_sentence_of(dashboard)
    return Pack(
        readers=readers,
        dashboard=dashboard,
        kicker=dashboard.kicker if counted else "",
        signs_heading=parts.signs_heading(dashboard) if dashboard.signs else "",
        signs=tuple((sign, drawn_rows.dots(sign.marks, sign.answers)) for sign in dashboard.signs),
        silence=statistics.silence_sentence(dashboard) if counted else "",
        proofs=proofs,
        evidence_may_change=bool(proofs) and takes_evidence(round_),
        gap_heading=gap_heading(dashboard),
        by_question=pack_charts.gap_chart(
            dashboard, blocks.get("gap-by-question"), perception.questions if perception else ()
        ),
        by_unit=pack_charts.gap_chart(
            dashboard,
            blocks.get("gap-by-unit"),
            (perception.headline, *units) if perception else (),
        ),
        prediction=parts.prediction_sentence(dashboard),
        remarks=(*parts.dont_know_sentences(dashboard), *statistics.weight_sentences(dashboard)),
        trend_heading=parts.trend_heading(dashboard),
        trends=tuple(one for one in trends if one),
        checklist=pack_charts.score_chart(blocks.get("checklist")),
        participation=pack_charts.participation_chart(blocks.get("participation"))
        if counted
        else None,
        steps=_steps(dashboard),
        commitments=promised_on_paper(round_, named=counted, now=now) if now else None,
        versions=_versions(dashboard.round_),
    )


def fingerprint_for(round_: Round, readers: Readers, *, now: datetime | None = None) -> str:
    """The fingerprint of what the pack says in English, whoever reads it in which language."""
    with speaking(DEFAULT_LANGUAGE):
        return fingerprint_of(_said(_pages(round_, readers, now)))


def _steps(dashboard: Dashboard) -> tuple[Step, ...]:
    """The signs that are not agreed and have advice, contested ones first."""
    library = practices_for("eight-signs")
    open_ = [sign for sign in dashboard.signs if sign.tag != "agreed"]
    found = []
    for sign in sorted(open_, key=lambda one: one.tag != "contested"):
        advice = library.advice_on(sign.key)
        if advice.practices or advice.warnings:
            do = advice.practices[0] if advice.practices else None
            do_not = advice.warnings[0] if advice.warnings else None
            found.append(Step(sign, do, do_not))
    return tuple(found[:_MOST_STEPS])


def _versions(round_: Round) -> tuple[Version, ...]:
    rows = round_.versions.select_related("questionnaire").order_by("questionnaire__key")
    return tuple(
        Version(
            key=one.questionnaire.key,
            title=one.title,
            number=one.number,
            fingerprint=one.fingerprint,
            source=f"{one.source_author}, {one.source_title}",
        )
        for one in rows
    )


def _said(pack: Pack) -> Said:
    """All words and numbers of a pack that come from the round."""
    dashboard, round_ = pack.dashboard, pack.dashboard.round_
    charts = (pack.by_question, pack.by_unit, *pack.trends, pack.checklist, pack.participation)
    return (
        round_.organization.name,
        round_.label,
        round_.closed_at.astimezone(round_.organization.zone).isoformat()
        if round_.closed_at
        else "",
        pack.readers.value,
        pack.kicker,
        dashboard.headline,
        dashboard.change,
        tuple((one.label, one.strong, one.note, one.squares) for one in dashboard.figures),
        tuple(
            (one.key, one.text, one.marks, one.answers, one.status, one.note, one.tag + one.proof)
            for one in dashboard.signs
        ),
        dashboard.signs_missing if not dashboard.signs else "",
        pack.commitments.said if pack.commitments else (),
        pack.silence,
        *([pack.proofs] if pack.proofs else []),
        pack.prediction,
        pack.remarks,
        tuple(
            (
                one.block.key,
                one.block.finding,
                one.block.sentence,
                one.block.headers,
                one.block.rows,
            )
            for one in charts
            if one
        ),
        tuple((one.key, one.number, one.fingerprint) for one in pack.versions),
    )
