"""What a round promises to those who answer it: the sentences they read, and what is kept."""

from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.comments import FEWEST_COMMENTS
from assessment.domain.language import translate, whole_number
from assessment.domain.rounds import Promise


@dataclass(frozen=True, slots=True)
class Promises:
    """The one object behind both the words before the first question and the disclosure control.

    `k` is the smallest group whose ratings are published, `comments_from` the smallest number of
    comments. Both are fixed at launch, as is what executives are told.
    """

    to_executives: Promise
    k: int
    comments_from: int = FEWEST_COMMENTS

    @property
    def names_executives(self) -> bool:
        """Whether executives' answers carry their names: the matrix exists only then."""
        return self.to_executives is Promise.ATTRIBUTED

    def is_confidential(self, audience: Audience) -> bool:
        """Whether this audience was promised to be shown only in groups of at least `k`."""
        return not (audience is Audience.EXECUTIVE and self.names_executives)

    def told(self, audience: Audience) -> str:
        """The sentences a person of this audience reads before the first question."""
        if not self.is_confidential(audience):
            return translate(
                "Your answers to the self-assessment are shown with your name to the leadership "
                "team and the customer experience leads after the round closes."
            )
        if audience is Audience.EXECUTIVE:
            told = translate(
                "Your answers are shown only as totals of at least {number} executives. "
                "Your name is not stored with them."
            )
        else:
            told = translate(
                "Your answers are counted with those of others and shown only in groups of "
                "{number} or more. Your name is not stored with them."
            )
        return told.format(number=whole_number(self.k))
