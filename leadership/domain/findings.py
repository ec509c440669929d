"""The headings of the dashboard: what each section found, in a sentence without a full stop."""

from collections.abc import Iterable, Mapping, Sequence

from assessment.domain.checklist import Answer, Profile
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.multiplicity import UnitFinding, Verdict
from assessment.domain.sentences import gap_may_show, points
from assessment.domain.signs import Status


def listed(words: Sequence[str]) -> str:
    """ "pay", "pay and belief", "pay, belief and strategy"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def signs_finding(signs: Iterable[tuple[str, Status, bool]]) -> str:
    """What is missing; each sign as its dimension, its status and whether it is agreed."""
    rows = list(signs)
    contested = [topic.lower() for topic, status, _ in rows if status is Status.CONTESTED]
    open_ = [topic.lower() for topic, status, agreed in rows if not agreed]
    if all(status is Status.NO_ANSWERS for _, status, _ in rows):
        return "No executive has answered"
    if not open_:
        return "All eight signs are agreed"
    if contested:
        return f"Executives contradict each other on {listed(_once(contested))}"
    return f"What is missing: {listed(_once(open_))}"


def gap_finding(gaps: Iterable[tuple[str, Gap | None]], *, k: int, attributed: bool = False) -> str:
    """On which question the gap is widest; each as what it asks and the gap, None where hidden.

    "The gap is widest on whether customers’ best interests come first: 43 points".
    """
    shown = [
        (gap.points, topic, gap)
        for topic, gap in gaps
        if gap is not None
        and gap.points is not None
        and gap_may_show(gap, k, attributed=attributed)
    ]
    if not shown:
        return "Too few answers to compare"
    if len(shown) == 1:
        return f"On {shown[0][1]}: {points(shown[0][2])} between management and customers"
    _, topic, gap = max(shown, key=lambda row: row[0])
    if not any(row[2].detectable for row in shown if row[2].interval):
        return "No gap is detectable"
    return f"The gap is widest on {topic}: {points(gap)}"


def unit_finding(units: Mapping[str, UnitFinding]) -> str:
    """In which unit the gap is widest, among those that stay detectable when all are looked at.

    Units are many looks at once, so one that only its own interval supports is “worth a look”.
    """
    gaps = {
        name: (one.gap.points, one)
        for name, one in units.items()
        if one.gap is not None and one.gap.points is not None
    }
    if not gaps:
        return "Too few answers to compare units"
    exact = {name for name, (_, one) in gaps.items() if one.adjusted_p is None}
    sure = exact | {n for n, (_, one) in gaps.items() if one.verdict is Verdict.DETECTABLE}
    if sure:
        widest = max(sure, key=lambda name: gaps[name][0])
        gap = gaps[widest][1].gap
        return f"The gap is widest in {widest}: {points(gap)}" if gap else ""
    looks = [name for name, (_, one) in gaps.items() if one.verdict is Verdict.WORTH_A_LOOK]
    if looks:
        return f"No unit stands apart for sure; worth a look: {listed(looks)}"
    return "No gap is detectable in any unit"


def trend_finding(
    labels: Sequence[str], agreed: Sequence[int | None], gaps: Sequence[Gap | None], *, k: int
) -> str:
    """From the first to the latest round; a first round says that a trend needs two."""
    if len(labels) < 2:
        return "The first round: a trend needs two"
    parts = []
    if agreed[0] is not None and agreed[-1] is not None:
        parts.append(f"agreed signs {_from_to(agreed[0], agreed[-1])}")
    first, latest = gaps[0], gaps[-1]
    if first and latest and gap_may_show(first, k) and gap_may_show(latest, k):
        ends = [rounded(gap.points) for gap in (first, latest) if gap.points is not None]
        parts.append(f"the gap {_from_to(*ends)} points")
    return f"Since {labels[0]}: {listed(parts)}" if parts else "Over time"


def checklist_finding(profile: Profile) -> str:
    level = profile.level
    if all(question.answer is Answer.NOT_ENOUGH for question in profile.questions):
        return "Leadership and incentives: not enough answers"
    if level is None or level is Answer.NOT_ENOUGH:
        return f"Leadership and incentives: {profile.text}"
    return f"Leadership and incentives: {profile.text}, the foundation is “{level.value.lower()}”"


def _from_to(first: int, latest: int) -> str:
    return f"still {latest}" if first == latest else f"from {first} to {latest}"


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))
