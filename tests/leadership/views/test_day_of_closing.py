"""The day on which a round closed is the organization’s, on every page and on paper."""

from datetime import UTC, datetime

import pytest

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.domain.packs import Readers
from leadership.models import Membership
from leadership.queries.packs import pack_for
from tests.closed_rounds import A_DAY, CUSTOMER, a_round, headline
from tests.leadership.conftest import SignIn

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 3, 11, 3, 59, tzinfo=UTC)  # still 10 March in New York


@pytest.fixture
def round_(organization: Organization) -> Round:
    organization.time_zone = "America/New_York"
    organization.save()
    before = a_round(
        organization, {CUSTOMER: headline(3, 30)}, quarter=quarter_of(A_DAY).previous()
    )
    latest = a_round(organization, {CUSTOMER: headline(3, 30)})
    Round.objects.filter(pk=before.pk).update(closed_at=LATE.replace(month=1))
    Round.objects.filter(pk=latest.pk).update(closed_at=LATE)
    return Round.objects.get(pk=latest.pk)


@pytest.mark.parametrize("page", ["", "results/{pk}/", "results/{pk}/pack/print/"])
def test_late_evening_is_not_yet_the_next_day(
    round_: Round, lead: Membership, sign_in: SignIn, page: str
) -> None:
    html = sign_in(lead).get(f"/o/meridian/{page.format(pk=round_.pk)}").content.decode()

    assert "10 March 2026" in html
    assert "11 March 2026" not in html
    assert "11 January 2026" not in html


def test_pack_that_prints_another_day_has_another_fingerprint(round_: Round) -> None:
    in_new_york = pack_for(round_, Readers.VIEWERS).fingerprint

    round_.organization.time_zone = "Europe/Berlin"
    round_.organization.save()

    assert pack_for(Round.objects.get(pk=round_.pk), Readers.VIEWERS).fingerprint != in_new_york
