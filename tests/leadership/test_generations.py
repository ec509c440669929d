"""Links from before a backup was restored open nothing of now."""

from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import Organization
from leadership.links import answer_link
from leadership.models import Invitation
from leadership.queries.invitations import LinkState, link_state
from tests.respondents import an_invitation, an_open_round


def test_link_to_an_id_that_is_given_again_opens_nothing(organization: Organization) -> None:
    round_ = an_open_round(organization)
    before = an_invitation(round_, Audience.CUSTOMER)
    old = answer_link(before)
    assert Client().get(old).status_code == 200
    after = an_invitation(round_, Audience.CUSTOMER)
    pk = before.pk
    before.delete()
    Invitation.objects.filter(pk=after.pk).update(id=pk)  # as a restored database would give it

    again = Invitation.objects.get(pk=pk)

    token = old.rstrip("/").rpartition("/")[2]
    assert link_state(again, token, timezone.now()) is LinkState.REVOKED
    assert Client().get(old).status_code == 410
    assert Client().get(answer_link(again)).status_code == 200
