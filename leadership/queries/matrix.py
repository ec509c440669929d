"""Which executive said what to which sign: attributed rounds only, because they were told so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.flips import Flips, flips
from assessment.domain.language import mid_sentence, translate
from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.domain.executive_names import names_shown
from leadership.domain.result_words import dont_know
from leadership.models import Invitation
from leadership.queries.comparable import SIGNS, signs_unlike
from leadership.queries.evidence import accepted_givers

EVIDENCED = "t"  # a yes whose evidence, given by the same person, was accepted
_MARKS = {"yes": "y", "no": "n", "dk": "d"}


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
    def moved(self) -> list[tuple[str, str]]:
        """The signs on which somebody moved: key, and "sign 7: 3 from no to yes, 6 unchanged"."""
        return [
            (
                sign,
                one.text(translate("sign {number}").format(number=sign.removeprefix("s"))),
            )
            for sign, one in self.flips.items()
            if one.no_to_yes or one.yes_to_no or one.other
        ]

    @property
    def moves(self) -> list[str]:
        return [words for _, words in self.moved]


@dataclass(frozen=True, slots=True)
class GivenByName:
    """Who answered what: round → member → question → choice, and each member’s name."""

    answers: Mapping[int, Mapping[int, Mapping[str, str]]]
    names: Mapping[int, str]

    def members_of(self, round_id: int) -> list[int]:
        """Who was asked in this round, in the order of their names."""
        return sorted(self.answers[round_id], key=lambda member: self.names[member].casefold())

    def flips(self, before: int, now: int, sign: str) -> Flips:
        """Who changed their mind about a sign between two of the rounds."""
        return flips(
            {member: given.get(sign) for member, given in self.answers[before].items()},
            {member: given.get(sign) for member, given in self.answers[now].items()},
        )


def matrix_of(round_: Round, earlier: Round | None) -> Matrix | None:
    """The matrix of a closed attributed round; None for every other. Two queries."""
    if not (round_.is_closed and round_.is_attributed):
        return None
    compared = earlier if earlier and earlier.is_closed and earlier.is_attributed else None
    given = answers_by_name([one for one in (round_, compared) if one])
    now, names = given.answers[round_.pk], given.names
    accepted = accepted_givers(round_.pk)
    return Matrix(
        rows=tuple(
            MatrixRow(
                names[member],
                tuple(
                    _cell(now[member].get(sign), evidenced=(member, sign) in accepted)
                    for sign in SIGNS
                ),
            )
            for member in given.members_of(round_.pk)
        ),
        flips={
            sign: given.flips(compared.pk, round_.pk, sign)
            for sign in SIGNS
            if sign not in signs_unlike(compared, round_)
        }
        if compared
        else {},
        since=compared.label if compared else "",
    )


def answers_by_name(rounds: Sequence[Round]) -> GivenByName:
    """What was answered in these closed attributed rounds, the one shown first. One query."""
    answers: dict[int, dict[int, dict[str, str]]] = {
        one.pk: {} for one in rounds if one.is_closed and one.is_attributed
    }
    said: dict[int, str] = {}
    invitations = Invitation.objects.filter(
        round__in=list(answers),
        round__state=RoundState.CLOSED,
        audience=Audience.EXECUTIVE.value,
        membership__isnull=False,
    ).select_related("membership__user", "sheet")
    for invitation in invitations:
        if invitation.membership is None:
            continue
        sheet = invitation.sheet
        given = dict(sheet.answers) if sheet and sheet.is_submitted else {}
        answers[invitation.round_id][invitation.membership.pk] = given
        said[invitation.membership.pk] = invitation.membership.user.name
    asked = next((set(given) for given in answers.values()), set())
    return GivenByName(answers, names_shown(said, asked=asked))


def _cell(code: str | None, *, evidenced: bool) -> tuple[str, str]:
    """The mark of `components/dots.html`, or a tick, and the word that it stands for."""
    if code == "yes" and evidenced:
        return EVIDENCED, translate("yes, evidenced")
    words = {"yes": translate("yes"), "no": translate("no"), "dk": mid_sentence(dont_know())}
    return (_MARKS[code], words[code]) if code in _MARKS else ("", translate("no answer"))
