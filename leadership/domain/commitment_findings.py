"""What the commitments of an organization say, as headings and sentences."""

from collections.abc import Sequence

from assessment.domain.language import listed, translate, translate_plural
from leadership.domain.kept_rates import KeptRate

Quarters = Sequence[tuple[str, KeptRate]]  # labels and rates, oldest first


def kept_finding(quarters: Quarters, still_open: int) -> str:
    """The heading: what was kept of what was due last, else how much is open; no full stop."""
    due = [(label, rate) for label, rate in quarters if rate.due]
    if due:
        label, rate = due[-1]
        return translate_plural(
            "{kept} of {due} commitment due in {quarter} was kept",
            "{kept} of {due} commitments due in {quarter} were kept",
            rate.due,
        ).format(kept=rate.kept, due=rate.due, quarter=label)
    if still_open:
        return translate_plural(
            "{count} commitment is open, and none was due yet",
            "{count} commitments are open, and none was due yet",
            still_open,
        ).format(count=still_open)
    return translate("Nothing was promised about these results yet")


def kept_sentence(quarters: Quarters) -> str:
    """The first and the last quarter in which something was due; "" without any."""
    due = [(label, rate) for label, rate in quarters if rate.due]
    ends = due[:1] + due[1:][-1:]
    told = [
        translate("{rate} in {quarter}").format(rate=rate.text, quarter=label)
        for label, rate in ends
    ]
    if not told:
        return ""
    return translate("Kept in time: {quarters}.").format(quarters=listed(told))


def flips_sentence(flipped: int, judged: int) -> str:
    """What signs did after the commitments about them were kept; "" where nothing is known."""
    if not judged:
        return ""
    return translate_plural(
        "{count} commitment about a sign that was not agreed was kept and has been looked at "
        "since: {flipped} of {count} was followed by a sign that is newly agreed.",
        "{count} commitments about signs that were not agreed were kept and have been looked at "
        "since: {flipped} of {count} were followed by a sign that is newly agreed.",
        judged,
    ).format(count=judged, flipped=flipped)
