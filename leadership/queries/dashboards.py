"""The results of a round as the dashboard tells them: findings, rows and the charts' numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.figures import one_decimal, rounded
from assessment.domain.headlines import Standing, change_sentence, dashboard_headline
from assessment.domain.language import (
    in_a_row,
    in_front,
    mid_sentence,
    percentage,
    translate,
    translate_plural,
    whole_number,
)
from assessment.domain.proofs import Proof
from assessment.domain.remarks import prediction_error_text
from assessment.domain.sentences import shown_text
from assessment.domain.shares import Share
from assessment.models import Round
from assessment.queries.commitment import Commitment, SignResult
from assessment.queries.counts import counts_of
from assessment.queries.perception import Perception, management_is_attributed
from assessment.queries.protection import SIDES
from assessment.queries.results import Results, results_of
from assessment.queries.rounds import without_names
from assessment.queries.trends import TrendPoint, rounds_until, trend_of
from leadership.domain import gap_findings
from leadership.domain.result_words import (
    gap_parts,
    interval_note,
    not_shown,
    side_heading,
)
from leadership.queries.comparable import comparable, signs_unlike
from leadership.queries.dashboard_signs import SignRow, sign_rows
from leadership.queries.proofs import proofs_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few numbers under the headline.

    `part` names the place on the page of the gap where the number is shown with what it rests on.
    """

    label: str
    strong: str
    note: str
    squares: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A closed round; `earlier` is the one it is compared with, None for the first."""

    round_: Round
    earlier: Round | None
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
        said = _without_signs(self.round_, self.results)
        return said or translate("This round did not ask executives about them.")

    @property
    def nobody_answered(self) -> bool:
        return not any(one.answered for one in self.results.participation)

    @property
    def asks_executives(self) -> bool:
        return Audience.EXECUTIVE in self.round_.asks

    @property
    def has_both_ends(self) -> bool:
        """Whether the round asked management and customers, without whom there is no gap."""
        return not gap_findings.one_sided_finding(self.round_.asks)

    @property
    def shows_an_end(self) -> bool:
        """Whether any question about the organization has a number to draw."""
        perception = self.results.perception
        return perception is not None and any(
            isinstance(end, Share) and end.n
            for one in perception.questions
            for end in (one.management, one.customers, one.employees, one.partners)
        )

    @property
    def management_is_attributed(self) -> bool:
        return management_is_attributed(self.round_)


def dashboard_for(
    round_: Round,
    *,
    named: bool = True,
    compared_with: Round | None = None,
    closed: Sequence[Round] | None = None,
) -> Dashboard:
    """Everything the dashboard of a round shows, in a handful of queries whatever its size.

    `named` is False for readers to whom executives did not agree to be named; `compared_with` is
    an earlier closed round of the organization, by default the one before; `closed` are all its
    closed rounds, where they were read before.
    """
    rounds = rounds_until(round_, closed)
    earlier = compared_with or (rounds[-2] if len(rounds) > 1 else None)
    if not named:
        round_, rounds = without_names(round_), [without_names(one) for one in rounds]
        earlier = without_names(earlier) if earlier else None
    shown = {one.pk: one for one in (*rounds, earlier) if one}
    counts, proofs = counts_of(set(shown)), proofs_of(shown.values())
    prefetch_related_objects([one for one in (round_, earlier) if one], "metrics")
    results = results_of(round_, counts[round_.pk], proofs[round_.pk])
    previous = results_of(earlier, counts[earlier.pk], proofs[earlier.pk]) if earlier else None
    attributed = management_is_attributed(round_)
    now = standing_of(round_, results)
    return Dashboard(
        round_=round_,
        earlier=earlier,
        results=results,
        previous=previous,
        trend=tuple(trend_of(rounds, counts, proofs)),
        kicker=_kicker(results),
        headline=dashboard_headline(now, k=round_.minimum_group, attributed=attributed),
        change=_change(round_, now, earlier, previous),
        figures=_figures(round_, results, attributed=attributed),
        signs=sign_rows(results, previous, unlike=signs_unlike(earlier, round_)),
    )


def _change(round_: Round, now: Standing, earlier: Round | None, previous: Results | None) -> str:
    """What moved since the earlier round, as far as both asked the same."""
    if earlier is None or previous is None:
        return change_sentence(None, now)
    then, why_not = comparable(standing_of(earlier, previous), earlier, round_)
    attributed = management_is_attributed(round_) and management_is_attributed(earlier)
    changed = change_sentence(then, now, k=round_.minimum_group, attributed=attributed)
    return " ".join([changed, *why_not])


def standing_of(round_: Round, results: Results) -> Standing:
    """What the headlines need to know of a round."""
    commitment, perception = results.commitment, results.perception
    return Standing(
        label=round_.label,
        agreed=commitment.agreed
        if isinstance(commitment, Commitment) and commitment.executives
        else None,
        evidenced=commitment.evidenced
        if isinstance(commitment, Commitment) and commitment.executives
        else None,
        gap=perception.headline.gap if perception else None,
        without_signs=_without_signs(round_, results),
        otherwise=_otherwise(round_, results.perception),
    )


def _without_signs(round_: Round, results: Results) -> str:
    commitment = results.commitment
    if not any(one.answered for one in results.participation):
        return translate("Nobody answered {round}.").format(round=round_.label)
    if commitment is None:
        return ""
    if isinstance(commitment, Hidden):
        return why_no_signs(commitment, round_.minimum_group)
    return translate("No executive has answered.")


def _otherwise(round_: Round, perception: Perception | None) -> str:
    """What a round found that asked neither for signs nor both ends of the gap."""
    if perception is None:
        return translate("{round} asked nothing that has a headline.").format(round=round_.label)
    asked = [side for side, audiences in SIDES.items() if {*audiences} & {*round_.asks}]
    side = "customers" if "customers" in asked else next(iter(asked), "")
    if not side:
        return translate("{round} asked nobody.").format(round=round_.label)
    shown = shown_text(getattr(perception.headline, side), k=round_.minimum_group)
    # Translators: {side} is “Management” or “Customers”.
    told = translate("{side} who call us “{answer}”: {share}.")
    return told.format(
        side=side_heading(side), answer=mid_sentence(perception.labels[-1]), share=shown
    )


def why_no_signs(hidden: Hidden, k: int) -> str:
    """Why none of the eight signs is shown."""
    if hidden is Hidden.PROTECTS_OTHERS:
        return translate(
            "The signs are not shown: nearly the same executives answered an earlier round, "
            "so the difference would tell what single ones said."
        )
    return translate_plural(
        "Fewer than {count} executive answered, so the signs are not shown.",
        "Fewer than {count} executives answered, so the signs are not shown.",
        k,
    ).format(count=k)


def _kicker(results: Results) -> str:
    """Who answered: "answered by 9 of 9 executives, 34 of 40 managers"."""
    parts = [
        # Translators: how many of how many, and who they are: “34 of 40 managers”.
        translate("{answered} of {asked} {people}").format(
            answered=whole_number(one.answered),
            asked=whole_number(one.asked),
            people=one.audience.plural,
        )
        for one in results.participation
        if one.asked
    ]
    if not parts:
        return translate("nobody was asked")
    return translate("answered by {groups}").format(groups=in_a_row(parts))


def _figures(round_: Round, results: Results, *, attributed: bool) -> tuple[Figure, ...]:
    """The few numbers under the headline; each is None where the round has none."""
    figures = (
        _signs_figure(round_, results.commitment),
        _gap_figure(round_, results.perception, attributed=attributed),
        _prediction_figure(results.perception),
    )
    return tuple(figure for figure in figures if figure)


def _signs_figure(round_: Round, commitment: Commitment | Hidden | None) -> Figure | None:
    if commitment is None:
        return None
    if isinstance(commitment, Hidden):
        return Figure(
            translate("Signs agreed"),
            in_front(not_shown()),
            commitment.text(round_.minimum_group),
        )
    if not commitment.executives or commitment.claimed is None:
        return Figure(
            translate("Signs agreed"),
            translate("No answers"),
            translate("No executive has answered."),
        )
    claim = (
        translate("{number} claimed on average · “{band}”, our own band")
        if commitment.band.ours
        else translate("{number} claimed on average · “{band}”, the source’s own level")
    ).format(number=one_decimal(commitment.claimed), band=commitment.band.label)
    squares = tuple(_square(sign) for sign in commitment.signs)
    if commitment.evidenced is None:
        strong = translate("{number} of 8").format(number=commitment.agreed)
        return Figure(translate("Signs agreed"), strong, claim, squares)
    return Figure(
        translate("Signs evidenced"),
        translate("{number} of 8").format(number=commitment.evidenced),
        translate("{number} agreed").format(number=commitment.agreed) + f" · {claim}",
        squares,
    )


def _square(sign: SignResult) -> str:
    if sign.proof is Proof.ACCEPTED:
        return "evidenced"
    return "agreed" if sign.is_agreed else "open"


def _gap_figure(round_: Round, perception: Perception | None, *, attributed: bool) -> Figure | None:
    if perception is None:
        return None
    k, headline = round_.minimum_group, perception.headline
    management = shown_text(headline.management, k=k, confidential=not attributed)
    customers = shown_text(headline.customers, k=k)
    label = translate("Gap on “highly customer-centric”")
    if not_asked := gap_findings.one_sided_finding(round_.asks):
        return Figure(label, translate("One side only"), f"{not_asked}.", part="ends")
    strong, beside = gap_parts(headline.gap, k=k, attributed=attributed)
    told = [
        translate("management {share}").format(share=management),
        translate("customers {share}").format(share=customers),
        interval_note(headline.gap, beside),
    ]
    return Figure(label, in_front(strong), " · ".join(filter(None, told)), part="ends")


def _prediction_figure(perception: Perception | None) -> Figure | None:
    if perception is None or isinstance(perception.prediction, Hidden):
        return None
    prediction = perception.prediction
    if prediction.median is None or prediction.error is None:
        return None
    return Figure(
        translate("Management’s guess of that answer"),
        translate("{share} of customers").format(share=percentage(rounded(prediction.median))),
        prediction_error_text(prediction.error),
        part="prediction",
    )
