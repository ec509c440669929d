"""Customers of the open round who may be contacted, and what became of their comments so far."""

from datetime import datetime
from typing import Final

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.comments import COMMENT
from leadership.demo import company
from leadership.models import Concern, Membership
from leadership.services.concerns import answer_concern, close_concern, give_concern

HEARD: Final = 6
ANSWER = (
    "Thank you for telling us. I have passed this on to the people who run your depot, and I will "
    "call you by the end of next week to say what they changed."
)


class Ticks:
    """Lets the first few customers who write a comment tick that they may be contacted."""

    def __init__(self, most: int) -> None:
        self.left = most

    def of(self, audience: Audience, answers: dict[str, Answer]) -> bool:
        if audience is not Audience.CUSTOMER or COMMENT not in answers or not self.left:
            return False
        self.left -= 1
        return True


def see_to(round_: Round, now: datetime) -> None:
    """The lead has taken one comment, answered another and closed a third; the rest is new."""
    lead = Membership.objects.select_related("user").get(
        organization=round_.organization_id, user__email=company.LEAD[0]
    )
    taken, answered, closed = Concern.objects.filter(invitation__round=round_).order_by(
        "invitation"
    )[:3]
    give_concern(concern=taken, to=lead, by=lead, now=now)
    answer_concern(concern=answered, text=ANSWER, by=lead, now=now)
    close_concern(concern=closed, by=lead, now=now)
