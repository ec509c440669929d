"""Comments whose writers may be contacted, as the inbox has them."""

from datetime import date

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from assessment.queries.rounds import questions_for
from leadership.models import Concern, Contact, Invitation
from leadership.services.answering import submit_answers
from tests.leadership.conftest import NOW
from tests.leadership.mailing import an_open_round

COMMENT = "Nobody ever calls back."


def a_round(organization: Organization) -> Round:
    """The organization's open round, made at the first call."""
    return organization.rounds.first() or an_open_round(organization)


def a_concern(
    organization: Organization,
    comment: str = COMMENT,
    *,
    email: str = "",
    name: str = "Anna Berg",
    received_on: date | None = None,
) -> Concern:
    """A customer answered, wrote this and ticked that they may be contacted."""
    round_ = a_round(organization)
    email = email or f"customer{Invitation.objects.count() + 1}@customer.example"
    contact = Contact.objects.create(
        organization=organization, email=email, name=name, audience=Audience.CUSTOMER
    )
    invitation = Invitation.objects.create(
        round=round_, contact=contact, audience=Audience.CUSTOMER, invited_on=NOW.date()
    )
    submit_answers(
        invitation=invitation,
        answers={"p1": "1", "p2": "4", "c1": comment},
        questions=questions_for(round_, Audience.CUSTOMER),
        now=NOW,
        may_be_contacted=True,
    )
    if received_on:
        Concern.objects.filter(invitation=invitation).update(received_on=received_on)
    return Concern.objects.get(invitation=invitation)
