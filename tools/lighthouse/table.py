"""The scores as a table, every audit below 100 with its reason, and what has to be mended."""

from collections.abc import Sequence
from typing import Final

from tools.lighthouse.explained import EXPLAINED
from tools.lighthouse.scores import LEAST, SECONDS_TO_FIRST_PAINT, Audit, Scores

ROW: Final = "{:<16} {:<8} {:>11} {:>13} {:>14} {:>11} {:>13} {:>8} {:>6} {:>8}"
HEAD: Final = (
    *("page", "profile", "performance", "accessibility", "best practices"),
    *("first paint", "largest paint", "blocked", "shift", "machine"),
)
OF_RESPONDENTS: Final = {"customer", "executive start", "executive step"}
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
    """Each audit once, with the pages where it is below 100."""
    every: dict[str, list[tuple[Scores, Audit]]] = {}
    for scores in found:
        for audit in scores.audits:
            every.setdefault(audit.key, []).append((scores, audit))
    lines = []
    for key, seen in every.items():
        cost = "" if seen[0][1].weight else ", costs no points"
        lines.append(f"{key} ({seen[0][1].category}{cost})")
        lines += [f"  {one.page}, {one.profile}: {audit.words}" for one, audit in seen]
        lines += [f"  {EXPLAINED.get(key, 'Not explained.')}", ""]
    return lines


def problems(found: Sequence[Scores]) -> list[str]:
    return [
        *(f"{one.page}, {one.profile}: below {LEAST}" for one in found if one.least < LEAST),
        *(
            f"{one.page}, {one.profile}: shows nothing for {one.first_paint:.2f} seconds"
            for one in found
            if one.page in OF_RESPONDENTS and one.first_paint >= SECONDS_TO_FIRST_PAINT
        ),
        *(
            f"{key}: not explained in tools/lighthouse/explained.py"
            for key in sorted({audit.key for one in found for audit in one.audits} - {*EXPLAINED})
        ),
    ]
