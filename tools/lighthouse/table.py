"""The scores as a table, every audit below 100 with its reason, and what has to be mended."""

from collections.abc import Sequence
from typing import Final

from tools.lighthouse.explained import EXPLAINED, OF_RESPONDENTS
from tools.lighthouse.scores import LEAST, SECONDS_TO_FIRST_PAINT, Audit, Scores

ROW: Final = "{:<16} {:<8} {:>11} {:>13} {:>14} {:>11} {:>13} {:>8} {:>6} {:>8}"
HEAD: Final = (
    *("page", "profile", "performance", "accessibility", "best practices"),
    *("first paint", "largest paint", "blocked", "shift", "machine"),
)
RESPONDENTS: Final = {"customer", "executive start", "executive step"}
SPEED_NEEDED: Final = 1000
BUSY: Final = (
    "The processor had little to spare (below 1000 in the last column), so the timings are worse "
    "than the pages are. Run it again when nothing else runs."
)
NOT_MEASURED: Final = (
    "SEO is not measured: every page is private or asks not to be indexed, and nobody is to find "
    "one by searching."
)


def of(found: Sequence[Scores]) -> str:
    rows = [ROW.format(*HEAD), *(row(scores) for scores in found)]
    busy = [BUSY] if any(scores.machine < SPEED_NEEDED for scores in found) else []
    return "\n".join(["", *rows, "", *audits(found), *busy, NOT_MEASURED])


def row(scores: Scores) -> str:
    return ROW.format(
        *(scores.page, scores.profile),
        *(scores.performance, scores.accessibility, scores.best_practices),
        *(f"{scores.first_paint:.2f} s", f"{scores.largest_paint:.2f} s"),
        *(f"{scores.blocked:.2f} s", f"{scores.shift:.2f}", scores.machine),
    )


def audits(found: Sequence[Scores]) -> list[str]:
    """Each audit once for a reason, with the pages where it is below 100."""
    every: dict[tuple[str, str | None], list[str]] = {}
    for one in found:
        for audit in one.audits:
            where = f"  {one.page}, {one.profile}: {audit.words}"
            every.setdefault((audit.kind, reason(one, audit)), []).append(where)
    return [
        line
        for (kind, why), where in every.items()
        for line in (kind, *where, f"  {why or 'Not explained.'}", "")
    ]


def reason(scores: Scores, audit: Audit) -> str | None:
    explained = OF_RESPONDENTS if scores.page in RESPONDENTS else EXPLAINED
    return explained.get(audit.key)


def problems(found: Sequence[Scores]) -> list[str]:
    return [
        *(f"{one.page}, {one.profile}: below {LEAST}" for one in found if one.least < LEAST),
        *(
            f"{one.page}, {one.profile}: shows nothing for {one.first_paint:.2f} seconds"
            for one in found
            if one.page in RESPONDENTS and one.first_paint >= SECONDS_TO_FIRST_PAINT
        ),
        *(
            f"{one.page}, {one.profile}: {audit.key} is not explained in explained.py"
            for one in found
            for audit in one.audits
            if reason(one, audit) is None
        ),
    ]
