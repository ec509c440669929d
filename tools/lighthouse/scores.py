"""What a result of Lighthouse says: the scores, and each audit that is not perfect."""

from dataclasses import dataclass
from typing import Any, Final

from tools.lighthouse.program import CATEGORIES

LEAST: Final = 95
SECONDS_TO_FIRST_PAINT: Final = 1.0  # of a page that is opened by a mailed link, on a slow phone


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit below 100; without weight it is a hint that costs no points."""

    key: str
    category: str
    weight: float
    score: float
    words: str

    @property
    def kind(self) -> str:
        return f"{self.key} ({self.category}{'' if self.weight else ', costs no points'})"


@dataclass(frozen=True, slots=True)
class Scores:
    page: str
    profile: str
    performance: int
    accessibility: int
    best_practices: int
    first_paint: float  # in seconds, like the next two
    largest_paint: float
    blocked: float
    shift: float
    machine: int  # Lighthouse's own measure of the processor just before: 2000 and more when idle
    audits: tuple[Audit, ...]

    @property
    def least(self) -> int:
        return min(self.performance, self.accessibility, self.best_practices)


def scores_of(result: Any, *, page: str, profile: str) -> Scores:
    performance, accessibility, best_practices = (
        round(100 * result["categories"][key]["score"]) for key in CATEGORIES
    )
    numbers = {key: audit.get("numericValue", 0.0) for key, audit in result["audits"].items()}
    return Scores(
        page=page,
        profile=profile,
        performance=performance,
        accessibility=accessibility,
        best_practices=best_practices,
        first_paint=numbers["first-contentful-paint"] / 1000,
        largest_paint=numbers["largest-contentful-paint"] / 1000,
        blocked=numbers["total-blocking-time"] / 1000,
        shift=numbers["cumulative-layout-shift"],
        machine=round(result["environment"]["benchmarkIndex"]),
        audits=tuple(audits_below_100(result)),
    )


def audits_below_100(result: Any) -> list[Audit]:
    """Those that cost points first. An audit without a score did not apply, or only informs."""
    found = [
        Audit(
            key=part["id"],
            category=category,
            weight=part["weight"],
            score=audit["score"],
            words=": ".join(filter(None, (audit["title"], audit.get("displayValue")))),
        )
        for category in CATEGORIES
        for part in result["categories"][category]["auditRefs"]
        if (audit := result["audits"][part["id"]])["score"] is not None and audit["score"] < 1
    ]
    return sorted(found, key=lambda audit: (-audit.weight, audit.key))
