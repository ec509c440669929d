"""The page of the gap in words and tables: both ends, don’t know, and what moved since when."""

from dataclasses import dataclass

from assessment.domain.audiences import side_name
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.headlines import gap_headline
from assessment.domain.language import in_front, percentage, translate
from assessment.domain.sentences import (
    gap_may_show,
    gap_text,
    percent,
    share_interval_text,
    shown_text,
)
from assessment.domain.shares import FEW, Share
from assessment.models import Round
from assessment.queries.comparisons import Comparison, Shown
from assessment.queries.perception import Perception, management_is_attributed
from assessment.queries.protection import HEADLINE, SIDES
from assessment.queries.rounds import is_asked_alike
from leadership.domain import gap_findings
from leadership.domain.result_words import (
    gap_parts,
    interval_note,
    not_shown,
    share_parts,
    side_heading,
)
from leadership.queries.charts_of_gaps import by_key, topic_of
from leadership.queries.dashboards import Dashboard, Figure

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """How the gap moved on one question, and both ends and the gap of either round."""

    topic: str
    change: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class GapChanges:
    """Each question in two rounds."""

    heading: str
    headers: tuple[str, ...]
    questions: tuple[QuestionChange, ...]


def gap_heading(dashboard: Dashboard) -> str:
    """The finding of the page, without a full stop."""
    perception = dashboard.results.perception
    if perception is None:
        said = translate("{round} did not ask how people see the organization")
        return said.format(round=dashboard.round_.label)
    if why_none := gap_findings.one_sided_finding(dashboard.round_.asks):
        return why_none
    gap = perception.headline.gap
    if gap is None:
        return translate("The gap between management and customers cannot be shown")
    attributed = dashboard.management_is_attributed
    return gap_headline(gap, dashboard.k, attributed=attributed).rstrip(".。")


def end_figures(perception: Perception, *, k: int, attributed: bool) -> tuple[Figure, ...]:
    """Both ends with their intervals, and only then the gap with its own."""
    headline = perception.headline
    gap, beside = gap_parts(headline.gap, k=k, attributed=attributed)
    return (
        _end_figure("management", headline.management, k, confidential=not attributed),
        _end_figure("customers", headline.customers, k),
        Figure(translate("The gap"), in_front(gap), interval_note(headline.gap, beside)),
    )


def dont_know_rows(dashboard: Dashboard) -> Rows:
    """Don’t know by question and side, out of all answers; empty cells where nothing shows."""
    perception = dashboard.results.perception
    if perception is None:
        return ()
    confidential = not dashboard.management_is_attributed
    return tuple(
        (
            one.label,
            *(
                _dont_know(
                    getattr(one, side),
                    dashboard.k,
                    confidential=confidential or side != "management",
                )
                for side in asked_sides(dashboard.round_)
            ),
        )
        for one in perception.questions
    )


def dont_know_heading(dashboard: Dashboard) -> str:
    """Where the share of don’t know is largest, among those that may be shown with ten answers."""
    perception = dashboard.results.perception
    found = [
        (end.dont_know_share, side, topic_of(key, one))
        for key, one in (by_key(dashboard.round_, perception) if perception else ())
        for side in asked_sides(dashboard.round_)
        if isinstance(end := getattr(one, side), Share) and end.n >= FEW and end.dont_know_share
    ]
    if not found:
        return translate("Who doesn’t know")
    share, side, topic = max(found, key=lambda one: one[0])
    # Translators: {side} is “management” or “customers”, {topic} an indirect question such as
    # “whether we earn our money fairly”.
    return translate("Most unsure: {share} of {side} don’t know {topic}").format(
        share=percentage(rounded(share * 100)), side=side_name(side), topic=topic
    )


def asked_sides(round_: Round) -> list[str]:
    return [side for side, audiences in SIDES.items() if set(audiences) & set(round_.asks)]


def gap_changes(dashboard: Dashboard) -> GapChanges | None:
    """What moved since the earlier round, question by question; None without one.

    A change stands only between two gaps of which either round shows its own.
    """
    earlier, perception = dashboard.earlier, dashboard.results.perception
    before = dashboard.previous.perception if dashboard.previous else None
    if earlier is None or perception is None:
        return None
    then = dict(by_key(earlier, before)) if before else {}
    questions = tuple(
        _question_change(dashboard.round_, earlier, key, (then.get(key), now))
        for key, now in by_key(dashboard.round_, perception)
    )
    return GapChanges(_change_heading(dashboard, earlier, before), _change_headers(), questions)


def _change_headers() -> tuple[str, ...]:
    return (
        translate("Round"),
        side_heading("management"),
        side_heading("customers"),
        translate("Gap in points"),
    )


def _change_heading(dashboard: Dashboard, earlier: Round, before: Perception | None) -> str:
    now = dashboard.results.perception
    gaps = (before.headline.gap if before else None, now.headline.gap if now else None)
    rounds = (earlier, dashboard.round_)
    alike = is_asked_alike(HEADLINE, earlier, dashboard.round_)
    if alike and gaps[0] and gaps[1] and all(map(_shows, rounds, gaps)):
        return gap_findings.change_finding(earlier.label, gaps[0], gaps[1])
    return translate("The gap cannot be compared with {round}").format(round=earlier.label)


def _shows(round_: Round, gap: Gap | None) -> bool:
    attributed = management_is_attributed(round_)
    return gap is not None and gap_may_show(gap, round_.minimum_group, attributed=attributed)


def _question_change(
    round_: Round, earlier: Round, key: str, both: tuple[Comparison | None, Comparison]
) -> QuestionChange:
    then, now = both
    ends_then = _ends(earlier, then) if then else (translate("not asked"),) * 3
    topic = topic_of(key, now)
    return QuestionChange(
        in_front(topic),
        _change(earlier, round_, key, both),
        ((earlier.label, *ends_then), (round_.label, *_ends(round_, now))),
    )


def _ends(round_: Round, one: Comparison) -> tuple[str, str, str]:
    k, attributed = round_.minimum_group, management_is_attributed(round_)
    return (
        shown_text(one.management, k=k, confidential=not attributed),
        shown_text(one.customers, k=k),
        gap_text(one.gap, k=k, attributed=attributed),
    )


def _change(
    earlier: Round, round_: Round, key: str, both: tuple[Comparison | None, Comparison]
) -> str:
    then, now = both
    if then is None:
        return translate("not asked before")
    if not is_asked_alike(key, earlier, round_):
        return translate("not compared: asked differently then")
    if then.gap is None or now.gap is None:
        return translate("change not shown")
    if not (_shows(earlier, then.gap) and _shows(round_, now.gap)):
        return translate("change not shown")
    return gap_findings.change_text(then.gap, now.gap)


def _end_figure(side: str, end: Shown, k: int, *, confidential: bool = True) -> Figure:
    label = side_heading(side)
    if isinstance(end, Hidden):
        return Figure(label, in_front(not_shown()), end.text(k))
    strong, counts = share_parts(end, confidential=confidential)
    interval = share_interval_text(end, confidential=confidential)
    notes = [part for part in (counts, interval) if part]
    return Figure(label, in_front(strong), " · ".join(notes))


def _dont_know(end: Shown, k: int, *, confidential: bool) -> str:
    if isinstance(end, Hidden):
        return end.text(k)
    if not end.n:
        return shown_text(end, k=k, confidential=confidential)
    given = Share(end.dont_know, end.n + end.dont_know)
    return percent(given, confidential=confidential)
