"""A comment whose writer may be contacted: moved from the sheet, taken, answered, closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Organization
from assessment.queries.rounds import questions_for
from leadership.domain.concerns import ConcernState
from leadership.domain.roles import Role
from leadership.emails.concerns import render_answer
from leadership.emails.letters import letterhead_of
from leadership.models import (
    AuditEntry,
    Bounce,
    Concern,
    ConcernAnswer,
    Invitation,
    MailboxMessage,
    Membership,
    OutgoingEmail,
)
from leadership.queries.concerns import possible_owners
from leadership.services.answering import AlreadySubmitted, CommentMissing, submit_answers
from leadership.services.concerns import (
    CannotBeReached,
    ConcernSettled,
    answer_concern,
    close_concern,
    give_concern,
)
from leadership.services.delivery import deliver_due
from leadership.services.opting_out import opt_out
from leadership.services.people import remove_contact, remove_member
from tests.database import at_once, every_row
from tests.leadership.concerns import COMMENT, a_concern
from tests.leadership.conftest import NOW, Join
from tests.respondents import CUSTOMER_ANSWERS, an_invitation, an_open_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


@pytest.fixture
def concern(organization: Organization) -> Concern:
    return a_concern(organization)


def answer(concern: Concern, by: Membership, text: str = "We call you tomorrow.") -> ConcernAnswer:
    return answer_concern(concern=concern, text=text, by=by, now=NOW)


def acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", "about"))


# Left


def test_comment_is_moved_and_not_copied(concern: Concern) -> None:
    sheet = AnswerSheet.objects.get()

    assert (concern.comment, concern.state) == (COMMENT, ConcernState.NEW)
    assert sheet.answers == {"p1": "1", "p2": "4"}
    assert concern.invitation.sheet is None
    tables = [table for table, rows in every_row().items() if COMMENT in str(rows)]
    assert tables == ["leadership_concern"]


def test_nothing_of_a_concern_leads_to_its_sheet(concern: Concern) -> None:
    sheet = AnswerSheet.objects.get()
    rows = every_row()

    assert sheet.pk != concern.pk
    sheet_ids = (str(sheet.pk), sheet.pk.hex)
    for table in rows:
        if table != "assessment_answersheet":
            assert not any(id_ in str(rows[table]) for id_ in sheet_ids), table
    times = {field.get_internal_type() for field in Concern._meta.get_fields() if field.concrete}
    assert "DateTimeField" not in times


def test_tick_without_a_comment_or_of_an_employee_stores_nothing(db: None) -> None:
    round_ = an_open_round()
    for audience, answers in (
        (Audience.CUSTOMER, {"p1": "5"}),
        (Audience.EMPLOYEE, CUSTOMER_ANSWERS),
    ):
        invitation = an_invitation(round_, audience)
        with pytest.raises(CommentMissing):
            submit_answers(
                invitation=invitation,
                answers=dict(answers),
                questions=questions_for(round_, audience),
                now=timezone.now(),
                may_be_contacted=True,
            )

    assert not AnswerSheet.objects.exists()
    assert not Concern.objects.exists()
    assert not Invitation.objects.exclude(submitted_on=None).exists()


def test_second_submission_leaves_no_second_comment(concern: Concern) -> None:
    invitation = concern.invitation

    with pytest.raises(AlreadySubmitted):
        submit_answers(
            invitation=invitation,
            answers={"p1": "5", "c1": "Once more."},
            questions=questions_for(invitation.round, Audience.CUSTOMER),
            now=NOW,
            may_be_contacted=True,
        )

    assert Concern.objects.get().comment == COMMENT


def test_person_has_one_concern_a_round(concern: Concern) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(
            organization=concern.organization,
            invitation=concern.invitation,
            comment="Another",
            received_on=NOW.date(),
        )


# Taken


def test_concern_is_taken_and_handed_over(
    concern: Concern, lead: Membership, owner: Membership
) -> None:
    give_concern(concern=concern, to=lead, by=lead, now=NOW)
    give_concern(concern=concern, to=lead, by=lead, now=NOW)
    give_concern(concern=concern, to=owner, by=lead, now=NOW)

    concern.refresh_from_db()
    assert (concern.owner, concern.state) == (owner, ConcernState.TAKEN)
    assert acts() == [
        ("comment taken", f"Q4 2026, {concern}: lead@example.com"),
        ("comment taken", f"Q4 2026, {concern}: owner@example.com"),
    ]


def test_new_concern_cannot_have_an_owner(concern: Concern, lead: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(owner=lead)


def test_concern_of_somebody_who_left_can_be_taken_again(
    concern: Concern, lead: Membership, owner: Membership
) -> None:
    give_concern(concern=concern, to=lead, by=lead, now=NOW)
    remove_member(membership=lead, by=owner.user, now=NOW)

    concern.refresh_from_db()
    assert concern.owner is None
    give_concern(concern=concern, to=owner, by=owner, now=NOW)
    concern.refresh_from_db()
    assert concern.owner == owner


# Answered


def test_answer_is_mailed_to_whoever_wrote(concern: Concern, lead: Membership) -> None:
    answer(concern, lead, "We call you tomorrow.\n\nUntil then.")

    deliver_due(now=NOW)

    kept = MailboxMessage.objects.get()
    concern.refresh_from_db()
    assert kept.recipient == "Anna Berg <customer1@customer.example>"
    assert kept.subject == "Meridian Freight answers your comment"
    for part in (kept.text, kept.html):
        assert "Hello Anna Berg," in part
        assert "We call you tomorrow." in part
        assert "Until then." in part
        assert "Leo Lead" in part
        assert "You wrote on" in part
        assert COMMENT in part
        assert "because you ticked “You may contact me about this”" in part
        assert "unsubscribe" not in part.lower()
    assert (concern.owner, concern.state) == (lead, ConcernState.ANSWERED)
    assert acts() == [("comment answered", f"Q4 2026, {concern}")]


def test_second_answer_at_the_same_moment_is_not_sent(
    concern: Concern, lead: Membership, owner: Membership
) -> None:
    answer(concern, lead)

    with pytest.raises(ConcernSettled, match="Take it up again"):
        answer(concern, owner)

    assert OutgoingEmail.objects.count() == 1
    give_concern(concern=concern, to=owner, by=owner, now=NOW)
    answer(concern, owner)
    assert OutgoingEmail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_answer_sent_four_times_at_once_is_mailed_once(
    organization: Organization, lead: Membership
) -> None:
    concern = a_concern(organization)

    def send(_: int) -> bool:
        try:
            answer(concern, lead)
        except ConcernSettled:
            return False
        return True

    assert sorted(at_once(4, send)) == [False, False, False, True]
    assert OutgoingEmail.objects.count() == ConcernAnswer.objects.count() == 1


def test_opting_out_of_surveys_the_same_day_does_not_stop_the_answer(
    concern: Concern, lead: Membership
) -> None:
    opt_out(invitation=concern.invitation, now=NOW)
    answer(concern, lead)

    deliver_due(now=NOW)

    assert MailboxMessage.objects.count() == 1


def test_opting_out_on_a_later_day_stops_the_answer(concern: Concern, lead: Membership) -> None:
    answer(concern, lead)
    later = NOW + timedelta(days=1)
    opt_out(invitation=concern.invitation, now=later)

    deliver_due(now=later)

    assert not MailboxMessage.objects.exists()
    assert OutgoingEmail.objects.get().error == "Asked not to be written to."
    give_concern(concern=concern, to=lead, by=lead, now=later)
    with pytest.raises(CannotBeReached, match="asked since not to be written to"):
        answer(concern, lead)


def test_address_that_does_not_work_is_not_written_to(concern: Concern, lead: Membership) -> None:
    Bounce.objects.create(
        organization=concern.organization,
        email="customer1@customer.example",
        bounced_on=NOW.date(),
        words="550 No such user",
    )

    with pytest.raises(CannotBeReached, match="550 No such user"):
        answer(concern, lead)

    concern.refresh_from_db()
    assert concern.state == ConcernState.NEW


def test_reply_goes_to_whoever_answered_until_they_leave(
    concern: Concern, lead: Membership, owner: Membership
) -> None:
    email = answer(concern, lead).email
    assert email is not None
    letterhead = letterhead_of(concern.invitation.round)

    assert render_answer(email, letterhead).reply_to == ("Leo Lead <lead@example.com>",)

    remove_member(membership=lead, by=owner.user, now=NOW)
    mail = render_answer(email, letterhead_of(concern.invitation.round))
    assert mail.reply_to == ("Olivia Owner <owner@example.com>",)
    assert "Leo Lead" not in mail.text


# Closed and gone


def test_concern_is_closed_once_and_taken_up_again(concern: Concern, lead: Membership) -> None:
    close_concern(concern=concern, by=lead, now=NOW)
    close_concern(concern=concern, by=lead, now=NOW)

    with pytest.raises(ConcernSettled):
        answer(concern, lead)

    give_concern(concern=concern, to=lead, by=lead, now=NOW)
    concern.refresh_from_db()
    assert concern.state == ConcernState.TAKEN
    assert [act for act, _ in acts()] == ["comment closed", "comment taken"]


def test_removing_the_person_erases_the_comment_and_its_answers(
    concern: Concern, lead: Membership, join: Join
) -> None:
    answer(concern, lead)
    contact = concern.invitation.contact
    assert contact is not None

    remove_contact(contact=contact, by=lead.user, now=NOW)

    assert not Concern.objects.exists()
    assert not ConcernAnswer.objects.exists()
    assert not OutgoingEmail.objects.exists()
    assert AnswerSheet.objects.count() == 1
    assert not any(COMMENT in str(rows) for rows in every_row().values())


def test_audit_of_a_concern_names_nobody_who_was_asked(concern: Concern, lead: Membership) -> None:
    give_concern(concern=concern, to=lead, by=lead, now=NOW)
    answer(concern, lead)
    close_concern(concern=concern, by=lead, now=NOW)

    said = " ".join(f"{act} {about}" for act, about in acts())
    assert len(acts()) == 3
    assert "customer" not in said
    assert "Anna" not in said
    assert COMMENT not in said


def test_roles_who_may_own_are_those_who_run_rounds(
    organization: Organization, join: Join, lead: Membership, owner: Membership
) -> None:
    for role in (Role.EXECUTIVE, Role.VIEWER):
        join(organization, role)

    assert set(possible_owners(lead)) == {lead, owner}
