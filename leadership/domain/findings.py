"""The headings of the dashboard: what each section found, in a sentence without a full stop."""

from collections.abc import Iterable, Mapping, Sequence

from assessment.domain.checklist import Answer, Profile
from assessment.domain.figures import rounded
from assessment.domain.gaps import Gap
from assessment.domain.language import (
    listed,
    mid_sentence,
    translate,
    translate_plural,
)
from assessment.domain.multiplicity import UnitFinding, Verdict
from assessment.domain.sentences import gap_may_show, points
from assessment.domain.signs import Status


def signs_finding(signs: Iterable[tuple[str, Status, bool]]) -> str:
    """What is missing; each sign as its dimension, its status and whether it is agreed."""
    rows = list(signs)
    contested = [mid_sentence(topic) for topic, status, _ in rows if status is Status.CONTESTED]
    open_ = [mid_sentence(topic) for topic, status, agreed in rows if not agreed]
    if all(status is Status.NO_ANSWERS for _, status, _ in rows):
        return translate("No executive has answered")
    if not open_:
        return translate("All eight signs are agreed")
    if contested:
        # Translators: {topics} are such as “pay, belief and strategy”.
        text = translate("Executives contradict each other on {topics}")
        return text.format(topics=listed(_once(contested)))
    # Translators: {topics} are such as “pay, belief and strategy”.
    return translate("What is missing: {topics}").format(topics=listed(_once(open_)))


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
        return translate("Too few answers to compare")
    if len(shown) == 1:
        # Translators: {topic} is such as “whether customers’ best interests come first”.
        text = translate("On {topic}: {points} between management and customers")
        return text.format(topic=shown[0][1], points=points(shown[0][2]))
    _, topic, gap = max(shown, key=lambda row: row[0])
    if not any(row[2].detectable for row in shown if row[2].interval):
        return translate("No gap is detectable")
    # Translators: {topic} is such as “whether customers’ best interests come first”.
    text = translate("The gap is widest on {topic}: {points}")
    return text.format(topic=topic, points=points(gap))


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
        return translate("Too few answers to compare units")
    exact = {name for name, (_, one) in gaps.items() if one.adjusted_p is None}
    sure = exact | {n for n, (_, one) in gaps.items() if one.verdict is Verdict.DETECTABLE}
    if sure:
        widest = max(sure, key=lambda name: gaps[name][0])
        gap = gaps[widest][1].gap
        text = translate("The gap is widest in {unit}: {points}")
        return text.format(unit=widest, points=points(gap)) if gap else ""
    looks = [name for name, (_, one) in gaps.items() if one.verdict is Verdict.WORTH_A_LOOK]
    if looks:
        text = translate("No unit stands apart for sure; worth a look: {units}")
        return text.format(units=listed(looks))
    return translate("No gap is detectable in any unit")


def trend_finding(
    labels: Sequence[str], agreed: Sequence[int | None], gaps: Sequence[Gap | None], *, k: int
) -> str:
    """From the first to the latest round; a first round says that a trend needs two."""
    if len(labels) < 2:
        return translate("The first round: a trend needs two")
    parts = []
    if agreed[0] is not None and agreed[-1] is not None:
        parts.append(_signs_over_time(agreed[0], agreed[-1]))
    first, latest = gaps[0], gaps[-1]
    if first and latest and gap_may_show(first, k) and gap_may_show(latest, k):
        ends = [rounded(gap.points) for gap in (first, latest) if gap.points is not None]
        parts.append(_gap_over_time(*ends))
    if not parts:
        return translate("Over time")
    # Translators: such as “Since Q2 2026: agreed signs from 3 to 5 and the gap still 44 points”.
    return translate("Since {label}: {changes}").format(label=labels[0], changes=listed(parts))


def checklist_finding(profile: Profile) -> str:
    level = profile.level
    if all(question.answer is Answer.NOT_ENOUGH for question in profile.questions):
        return translate("Leadership and incentives: not enough answers")
    if level is None or level is Answer.NOT_ENOUGH:
        # Translators: {profile} is such as “2 of 4 yes”.
        text = translate("Leadership and incentives: {profile}")
        return text.format(profile=profile.text)
    # Translators: {profile} is such as “2 of 4 yes”, {level} “yes”, “partly” or “no”.
    text = translate("Leadership and incentives: {profile}, the foundation is “{level}”")
    return text.format(profile=profile.text, level=level.label)


def _signs_over_time(first: int, latest: int) -> str:
    if first == latest:
        return translate("agreed signs still {count}").format(count=latest)
    return translate("agreed signs from {first} to {latest}").format(first=first, latest=latest)


def _gap_over_time(first: int, latest: int) -> str:
    if first == latest:
        text = translate_plural(
            "the gap still {count} points", "the gap still {count} points", abs(latest)
        )
        return text.format(count=latest)
    text = translate_plural(
        "the gap from {first} to {latest} points",
        "the gap from {first} to {latest} points",
        abs(latest),
    )
    return text.format(first=first, latest=latest)


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))
