"""What signs did after commitments about them: from what the dashboards of the rounds show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.domain.quarters import local_day
from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from assessment.queries.commitment import Commitment as Signs
from assessment.queries.commitment import commitment_of
from assessment.queries.counts import counts_of
from assessment.queries.rounds import is_asked_alike, without_names
from assessment.queries.trends import LONGEST
from leadership.domain.kept_rates import Outcome, outcome_of, outcome_text
from leadership.models import Commitment
from leadership.queries.comparable import SIGNS


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """What a sign did, and the label of the round that tells it."""

    outcome: Outcome
    label: str

    @property
    def text(self) -> str:
        return outcome_text(self.outcome, self.label)


@dataclass(frozen=True, slots=True)
class _Told:
    """A closed round with the signs that its dashboard shows as agreed or not."""

    round_: Round
    agreed: dict[str, bool]


def outcomes_of(
    commitments: Iterable[Commitment], organization: Organization, *, named: bool
) -> dict[int, SignOutcome]:
    """What is known of each closed commitment about a sign, by its id; nothing of the others.

    `named` is False for readers to whom executives did not agree to be named: they are told what
    their dashboards show. No query where no commitment asks for it, else four.
    """
    closed = [one for one in commitments if one.closed_on and one.question in SIGNS]
    if not closed:
        return {}
    told = _told(organization, named=named)
    found = {one.pk: _outcome(one, organization, told) for one in closed}
    return {pk: outcome for pk, outcome in found.items() if outcome}


def _told(organization: Organization, *, named: bool) -> list[_Told]:
    """The latest closed rounds, oldest first."""
    latest = Round.objects.filter(organization=organization, state=RoundState.CLOSED)
    rounds = list(
        latest.select_related("organization").order_by("-quarter_starts_on")[: LONGEST + 1]
    )[::-1]
    counts = counts_of([one.pk for one in rounds])
    read = rounds if named else [without_names(one) for one in rounds]
    return [_Told(one, _agreed(commitment_of(one, counts[one.pk]))) for one in read]


def _agreed(signs: object) -> dict[str, bool]:
    if not isinstance(signs, Signs) or not signs.executives:
        return {}
    return {one.key: one.is_agreed for one in signs.signs}


def _outcome(
    commitment: Commitment, organization: Organization, told: Sequence[_Told]
) -> SignOutcome | None:
    before = next((one for one in told if one.round_.pk == commitment.round_id), None)
    after = next((one for one in told if _asks_after(one.round_, commitment, organization)), None)
    if before is None or after is None:
        return None
    key = commitment.question
    was, is_ = before.agreed.get(key), after.agreed.get(key)
    if was is None or is_ is None or not is_asked_alike(key, before.round_, after.round_):
        return None
    return SignOutcome(outcome_of(was_agreed=was, is_agreed=is_), after.round_.label)


def _asks_after(round_: Round, commitment: Commitment, organization: Organization) -> bool:
    """Whether a later round closed on the day of the commitment’s closing or after it."""
    if round_.closed_at is None or commitment.closed_on is None:
        return False
    is_later = round_.quarter_starts_on > commitment.round.quarter_starts_on
    closed_on = local_day(round_.closed_at, organization.time_zone)
    asks = is_asked_alike(commitment.question, commitment.round, round_) is not None
    return is_later and closed_on >= commitment.closed_on and asks
