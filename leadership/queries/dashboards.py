"""The results of a round as the dashboard tells them: findings, rows and the charts' numbers."""

from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.headlines import Standing, change_sentence, dashboard_headline
from assessment.domain.sentences import commitment_headline, gap_text, shown_text
from assessment.models import Round
from assessment.queries.commitment import Commitment
from assessment.queries.figures import figures_of
from assessment.queries.results import Results, results_of
from assessment.queries.trends import TrendPoint, rounds_until, trend_of
from leadership.queries.dashboard_signs import SignRow, sign_rows


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few numbers under the headline."""

    label: str
    strong: str
    note: str
    squares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A closed round; `previous` is the results of the round before it, None for the first."""

    round_: Round
    results: Results
    previous: Results | None
    trend: tuple[TrendPoint, ...]
    kicker: str
    headline: str
    change: str
    figures: tuple[Figure, ...]
    signs: tuple[SignRow, ...]

    @property
    def k(self) -> int:
        return self.round_.minimum_group

    @property
    def signs_missing(self) -> str:
        """Why there are no signs to show."""
        said = _without_signs(self.round_, self.results.commitment)
        return said or "This round did not ask executives about them."

    @property
    def management_is_attributed(self) -> bool:
        """Whether all of management was told that its answers are shown by name."""
        return self.round_.is_attributed and Audience.MANAGER not in self.round_.asks


def dashboard_for(round_: Round) -> Dashboard:
    """Everything the dashboard of a round shows, in a handful of queries whatever its size."""
    rounds = rounds_until(round_)
    figures = figures_of([one.pk for one in rounds])
    results = results_of(round_, figures[round_.pk])
    earlier = rounds[-2] if len(rounds) > 1 else None
    previous = results_of(earlier, figures[earlier.pk]) if earlier else None
    attributed = round_.is_attributed and Audience.MANAGER not in round_.asks
    now = standing_of(round_, results)
    then = standing_of(earlier, previous) if earlier and previous else None
    return Dashboard(
        round_=round_,
        results=results,
        previous=previous,
        trend=tuple(trend_of(rounds, figures)),
        kicker=_kicker(results),
        headline=dashboard_headline(now, k=round_.minimum_group, attributed=attributed),
        change=change_sentence(then, now, k=round_.minimum_group, attributed=attributed),
        figures=_figures(round_, results, attributed=attributed),
        signs=sign_rows(results, previous),
    )


def standing_of(round_: Round, results: Results) -> Standing:
    """What the headlines need to know of a round."""
    commitment, perception = results.commitment, results.perception
    return Standing(
        label=round_.label,
        agreed=commitment.agreed
        if isinstance(commitment, Commitment) and commitment.executives
        else None,
        gap=perception.headline.gap if perception else None,
        without_signs=_without_signs(round_, commitment),
    )


def _without_signs(round_: Round, commitment: Commitment | Hidden | None) -> str:
    if commitment is None:
        return ""
    if isinstance(commitment, Hidden):
        return f"Fewer than {round_.minimum_group} executives answered, so the signs are not shown."
    return "No executive has answered."


def _kicker(results: Results) -> str:
    """Who answered: "answered by 9 of 9 executives, 34 of 40 managers"."""
    parts = [
        f"{one.answered:,} of {one.asked:,} {one.audience.plural}"
        for one in results.participation
        if one.asked
    ]
    return f"answered by {', '.join(parts)}" if parts else "nobody was asked"


def _figures(round_: Round, results: Results, *, attributed: bool) -> tuple[Figure, ...]:
    figures = []
    commitment, k = results.commitment, round_.minimum_group
    if isinstance(commitment, Commitment) and commitment.executives:
        figures.append(
            Figure(
                "Signs agreed",
                f"{commitment.agreed} of 8",
                commitment_headline(commitment.agreed, commitment.claimed, commitment.executives),
                tuple("agreed" if sign.is_agreed else "open" for sign in commitment.signs),
            )
        )
        figures.append(
            Figure(
                "Level",
                commitment.band.value,
                "The bands below eight of eight are this project’s own."
                if commitment.band.ours
                else "All eight signs hold: the source’s own level.",
            )
        )
    elif isinstance(commitment, Hidden):
        figures.append(Figure("Signs agreed", "Not shown", commitment.text(k)))
    if results.perception:
        headline = results.perception.headline
        management = shown_text(headline.management, k=k, confidential=not attributed)
        customers = shown_text(headline.customers, k=k)
        figures.append(
            Figure(
                "“Highly customer-centric”",
                f"Gap: {gap_text(headline.gap, k=k, attributed=attributed)}",
                f"Management {management}, customers {customers}.",
            )
        )
    return tuple(figures)
