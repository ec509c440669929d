"""The kept rate over the quarters: drawing, sentence and table from the same numbers."""

from django.utils.translation import gettext as _

from leadership.domain import commitment_findings as findings
from leadership.domain.kept_bars import kept_bars
from leadership.domain.kept_rates import KeptRate
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.keeping import Keeping, KeptQuarter

KEPT_RATE = "kept-rate"


def kept_over_time(keeping: Keeping | None) -> ChartBlock | None:
    """None while no commitment was due."""
    if keeping is None or keeping.latest is None:
        return None
    drawn = [(one.label, one.rate) for one in keeping.quarters]
    return ChartBlock(
        key=KEPT_RATE,
        title=_("Commitments kept over the quarters"),
        finding="",
        sentence=" ".join(
            [kept_told(keeping), _("Filled is kept, hatched is kept late, empty is not kept.")]
        ),
        note=" ".join(filter(None, [flips_told(keeping), _as_of(keeping)])),
        headers=(
            _("Quarter"),
            _("Kept"),
            _("Kept late"),
            _("Not kept"),
            _("Kept rate"),
            _("Withdrawn"),
            _("Not due yet"),
            _("Signs newly agreed after"),
        ),
        rows=tuple(_row(one) for one in keeping.quarters),
        draw=lambda: kept_bars(drawn),
    )


def kept_told(keeping: Keeping) -> str:
    """The rate of the first and of the last quarter."""
    return findings.kept_sentence(_told(keeping))


def flips_told(keeping: Keeping) -> str:
    """What signs did after all that was kept about them; "" where nothing is known."""
    return findings.flips_sentence(
        sum(one.flipped for one in keeping.quarters), sum(one.judged for one in keeping.quarters)
    )


def keeping_finding(keeping: Keeping) -> str:
    """The heading of the section."""
    return findings.kept_finding(_told(keeping), len(keeping.open))


def _told(keeping: Keeping) -> list[tuple[str, KeptRate]]:
    return [(one.label, one.rate) for one in keeping.told]


def _row(quarter: KeptQuarter) -> tuple[str, ...]:
    rate = quarter.rate
    counts = (rate.kept, rate.late, rate.not_kept)
    return (
        quarter.label,
        *map(str, counts),
        rate.text,
        str(rate.withdrawn),
        str(rate.not_due),
        _("%(flipped)s of %(judged)s") % {"flipped": quarter.flipped, "judged": quarter.judged}
        if quarter.judged
        else _("not known yet"),
    )


def _as_of(keeping: Keeping) -> str:
    return _("As of %(day)s.") % {"day": keeping.day}
