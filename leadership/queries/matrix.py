"""Which executive said what to which sign: attributed rounds only, because they were told so."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.flips import Flips, flips
from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.models import Invitation
from leadership.queries.comparable import SIGNS, signs_unlike

_MARKS = {"yes": "y", "no": "n", "dk": "d"}
_WORDS = {"yes": "yes", "no": "no", "dk": "don’t know"}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One executive: a mark and a word for each sign; empty marks where they did not answer."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Signs × executives, and who changed their mind since the attributed round before.

    `flips` maps a sign's key to the moves; it is empty without an earlier attributed round.
    """

    rows: tuple[MatrixRow, ...]
    flips: Mapping[str, Flips]
    since: str

    @property
    def moves(self) -> list[str]:
        """The signs on which somebody moved, in words: "sign 7: 3 no→yes, 6 unchanged"."""
        moved = [
            (sign, one)
            for sign, one in self.flips.items()
            if one.no_to_yes or one.yes_to_no or one.other
        ]
        return [one.text(f"sign {sign.removeprefix('s')}") for sign, one in moved]


def matrix_of(round_: Round, earlier: Round | None) -> Matrix | None:
    """The matrix of a closed attributed round; None for every other. One query."""
    if not (round_.is_closed and round_.is_attributed):
        return None
    compared = earlier if earlier and earlier.is_attributed else None
    rounds = [one.pk for one in (round_, compared) if one]
    invitations = Invitation.objects.filter(
        round__in=rounds,
        round__state=RoundState.CLOSED,
        audience=Audience.EXECUTIVE.value,
        membership__isnull=False,
    ).select_related("membership__user", "sheet")
    answers: dict[int, dict[int, dict[str, str]]] = {pk: {} for pk in rounds}
    names: dict[int, str] = {}
    for invitation in invitations:
        if invitation.membership is None:
            continue
        sheet = invitation.sheet
        given = dict(sheet.answers) if sheet and sheet.is_submitted else {}
        answers[invitation.round_id][invitation.membership.pk] = given
        names[invitation.membership.pk] = str(invitation.membership.user)
    now = answers[round_.pk]
    return Matrix(
        rows=tuple(
            MatrixRow(names[member], tuple(_cell(now[member].get(sign)) for sign in SIGNS))
            for member in sorted(now, key=lambda member: names[member].casefold())
        ),
        flips={
            sign: _flips(answers[compared.pk], now, sign)
            for sign in SIGNS
            if sign not in signs_unlike(compared, round_)
        }
        if compared
        else {},
        since=compared.label if compared else "",
    )


def _flips(
    before: Mapping[int, Mapping[str, str]], now: Mapping[int, Mapping[str, str]], sign: str
) -> Flips:
    return flips(
        {member: given.get(sign) for member, given in before.items()},
        {member: given.get(sign) for member, given in now.items()},
    )


def _cell(code: str | None) -> tuple[str, str]:
    """The mark of `components/dots.html` and the word that it stands for."""
    return (_MARKS[code], _WORDS[code]) if code in _MARKS else ("", "no answer")
