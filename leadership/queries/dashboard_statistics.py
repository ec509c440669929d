"""What the statistics add to the dashboard in sentences: weights, silence, agreement, flips."""

from decimal import Decimal

from assessment.domain.agreement import Agreement
from assessment.domain.disclosure import Hidden
from assessment.domain.language import decimal, translate, with_minus
from assessment.domain.remarks import weight_remark
from assessment.domain.shares import Share
from assessment.domain.signs import agreed_bounds_text
from assessment.domain.weights import Stratum, Weighted, weighted
from assessment.queries.commitment import Commitment
from assessment.queries.opinions import Opinion
from leadership.domain.result_words import dont_know
from leadership.queries.dashboards import Dashboard

UNDEFINED = "–"
WEIGHTED_SIDES = ("customers", "employees")


def opinion_levels() -> tuple[str, ...]:
    """From the strongest no to the strongest yes."""
    return (
        translate("Strongly disagree"),
        translate("Disagree"),
        # Translators: the answer between “Disagree” and “Agree”.
        translate("Neither"),
        translate("Agree"),
        translate("Strongly agree"),
    )


def opinion_headers() -> tuple[str, ...]:
    return (
        # Translators: heads a column of sentences with which executives agree or not.
        translate("Statement"),
        *opinion_levels(),
        dont_know(),
        translate("Mean"),
        # Translators: heads a column of standard deviations.
        translate("Spread"),
        # Translators: heads a column of numbers that tell how far executives say the same.
        translate("Agreement"),
    )


def weight_sentences(dashboard: Dashboard) -> list[str]:
    """Customers and employees weighted by unit, where that can be done; never executives."""
    perception = dashboard.results.perception
    if perception is None:
        return []
    sentences = []
    for side in WEIGHTED_SIDES:
        ends = [getattr(one, side) for one in perception.units if one.is_compared]
        strata = [Stratum(end.asked if isinstance(end, Share) else None, end) for end in ends]
        found = weighted(strata) if len(strata) > 1 else None
        total = getattr(perception.headline, side)
        if isinstance(found, Weighted) and isinstance(total, Share):
            sentences.append(weight_remark(side, found))
    return sentences


def silence_sentence(dashboard: Dashboard) -> str:
    """What the executives who have not answered leave open; "" where all have."""
    commitment = dashboard.results.commitment
    if not isinstance(commitment, Commitment) or not commitment.executives:
        return ""
    if commitment.asked <= commitment.executives:
        return ""
    bounds = agreed_bounds_text([sign.counts for sign in commitment.signs], commitment.asked)
    return translate("If the silent are counted in: {bounds}.").format(bounds=bounds)


def opinion_rows(opinions: tuple[Opinion, ...], *, k: int) -> list[tuple[str, ...]]:
    """The executives' table: the statement, counts, mean, standard deviation, agreement."""
    return [(one.text, *_cells(one.agreement, k)) for one in answered(opinions)]


def answered(opinions: tuple[Opinion, ...]) -> tuple[Opinion, ...]:
    """Those that anybody answered, or of which that is hidden."""
    return tuple(one for one in opinions if _is_answered(one))


def _is_answered(opinion: Opinion) -> bool:
    found = opinion.agreement
    return isinstance(found, Hidden) or bool(found.k or found.answers.dont_know)


def _cells(found: Agreement | Hidden, k: int) -> tuple[str, ...]:
    if isinstance(found, Hidden):
        return (*[""] * 8, found.text(k))
    counts = [str(count) for count in found.answers.counts]
    mean = "" if found.mean is None else decimal(Decimal(f"{float(found.mean):.1f}"))
    spread = "" if found.sd is None else decimal(Decimal(f"{found.sd:.1f}"))
    index = UNDEFINED if found.a_wg is None else decimal(Decimal(f"{float(found.a_wg):.2f}"))
    return (*counts, str(found.answers.dont_know), mean, spread, with_minus(index))
