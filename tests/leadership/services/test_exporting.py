"""Who took results away is written down; answers that were promised groups do not go."""

import pytest

from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from leadership.services.exporting import AnswersStay, export_answers, record_export
from tests.leadership.conftest import NOW, Join
from tests.leadership.queries.test_matrix import YES, a_closed_round


@pytest.fixture
def ann(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.EXECUTIVE, name="Ann Moe", on_executive_team=True)


def test_export_is_written_down(
    organization: Organization, ann: Membership, owner: Membership
) -> None:
    round_ = a_closed_round(organization, {ann: YES})

    record_export(round_=round_, what="workbook", by=owner.user, now=NOW)

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.about, entry.at) == (
        "owner@example.com",
        "results exported",
        f"{round_.label}: workbook",
        NOW,
    )


def test_answers_by_name_are_given_and_written_down(
    organization: Organization, ann: Membership, owner: Membership
) -> None:
    round_ = a_closed_round(organization, {ann: YES})

    answers, _ = export_answers(round_=round_, by=owner.user, now=NOW)

    assert answers.rows[0][:3] == ("Ann Moe", "yes", "yes")
    assert AuditEntry.objects.get().act == "answers exported"


def test_answers_that_were_promised_totals_stay(
    organization: Organization, ann: Membership, owner: Membership
) -> None:
    round_ = a_closed_round(organization, {ann: YES}, promise=Promise.TOTALS_ONLY)

    with pytest.raises(AnswersStay, match="nobody was told"):
        export_answers(round_=round_, by=owner.user, now=NOW)

    assert not AuditEntry.objects.exists()
