"""Evidence: given, reviewed by somebody else, answered, taken back, and frozen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessment.domain.disclosure import Hidden
from assessment.domain.quarters import Quarter
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Tally
from assessment.queries.protection import why_executives_hidden
from leadership.domain.evidence import Content, EvidenceState, Step
from leadership.models import AuditEntry, Evidence, EvidenceReviewer, Membership
from leadership.queries.evidence import (
    offers_for,
    own_answers,
    rounds_taking_evidence,
    takes_evidence,
    waiting_for,
)
from leadership.queries.proofs import proofs_of
from leadership.services.evidence import (
    EvidenceChanged,
    EvidenceFrozen,
    EvidenceSettled,
    GivenByAnother,
    NotOffered,
    OwnEvidence,
    name_reviewer,
    retract_evidence,
    review_evidence,
    take_back_reviewer,
)
from leadership.services.people import remove_member
from tests.leadership.evidences import (
    DATED,
    SHOWN,
    WORDS,
    a_quarter_before,
    a_round_of,
    a_team,
    accepted,
    answered,
    answers_of,
    closed,
    drafted,
    given,
    later,
    sent_back,
)
from tests.respondents import this_quarter

pytestmark = pytest.mark.django_db
TOTALS = Promise.TOTALS_ONLY


@pytest.fixture
def team(organization: Organization) -> list[Membership]:
    return a_team(organization, 7)


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round_of(organization)


@pytest.fixture
def giver(round_: Round, team: list[Membership]) -> Membership:
    """Has said yes to sign 1 and to no other."""
    answers_of(round_, team[0], {"s1": "yes"})
    return team[0]


def steps_of(piece: Evidence) -> list[str]:
    return [one.step for one in piece.steps.all()]


def acts() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", "by", "about"))


def test_evidence_keeps_words_link_and_date_with_the_givers_name(
    round_: Round, giver: Membership
) -> None:
    piece = given(round_, giver)

    assert (piece.text, piece.link, piece.dated_on) == (WORDS, SHOWN.link, DATED)
    assert (piece.giver, piece.state) == (giver, EvidenceState.WAITING)
    assert piece.can_be_reviewed
    assert steps_of(piece) == [Step.GIVEN]
    assert acts() == [("evidence given", "ada@example.com", f"{round_.label}, question s1")]


@pytest.mark.parametrize("question", ["s2", "l1b", "c1", "nonsense"])
def test_evidence_is_taken_for_ones_own_yes_only(
    round_: Round, giver: Membership, question: str
) -> None:
    with pytest.raises(NotOffered):
        given(round_, giver, question)


def test_evidence_leaves_answers_and_counts_alone(round_: Round, giver: Membership) -> None:
    sheet = giver.invitations.get().sheet
    assert sheet is not None
    before = dict(sheet.answers)

    given(round_, giver)
    sheet.refresh_from_db()

    assert sheet.answers == before


def test_lead_accepts(round_: Round, giver: Membership, lead: Membership) -> None:
    piece = accepted(given(round_, giver), lead)

    assert (piece.state, piece.reviewer) == (EvidenceState.ACCEPTED, lead)
    assert piece.reviewed_on is not None
    assert steps_of(piece) == [Step.GIVEN, Step.ACCEPTED]
    assert acts()[-1][:2] == ("evidence accepted", "lead@example.com")


def test_what_was_sent_back_is_answered_and_reviewed_again(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    piece = sent_back(given(round_, giver), lead)
    assert piece.state == EvidenceState.SENT_BACK

    again = given(round_, giver, content=Content("March, April, May.", "", later(3)))

    assert again.pk == piece.pk
    assert (again.state, again.revision, again.reviewer) == (EvidenceState.WAITING, 2, None)
    assert accepted(again, lead).state == EvidenceState.ACCEPTED
    assert steps_of(piece) == [Step.GIVEN, Step.SENT_BACK, Step.REVISED, Step.ACCEPTED]
    assert piece.steps.get(step=Step.SENT_BACK).note == "Which three?"


def test_nobody_reviews_what_they_gave(round_: Round, owner: Membership) -> None:
    Membership.objects.filter(pk=owner.pk).update(on_executive_team=True)
    answers_of(round_, owner, {"s1": "yes"})
    piece = given(round_, owner)

    with pytest.raises(OwnEvidence):
        accepted(piece, owner)


def test_database_refuses_a_giver_who_reviews(round_: Round, giver: Membership) -> None:
    piece = given(round_, giver)
    review = {"state": "accepted", "reviewed_on": DATED, "reviewer": giver}

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=piece.pk).update(**review)


def test_nobody_accepts_what_they_have_not_read(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    read = given(round_, giver)
    given(round_, giver, content=Content("Something else.", "", DATED))

    with pytest.raises(EvidenceChanged):
        accepted(read, lead)


def test_one_of_two_reviews_counts(
    round_: Round, giver: Membership, lead: Membership, owner: Membership
) -> None:
    piece = given(round_, giver)
    accepted(piece, lead)

    with pytest.raises(EvidenceChanged):
        accepted(piece, owner)

    assert Evidence.objects.get().reviewer == lead


def test_what_was_accepted_by_mistake_is_sent_back(
    round_: Round, giver: Membership, lead: Membership, owner: Membership
) -> None:
    piece = accepted(given(round_, giver), lead)

    assert sent_back(piece, owner).state == EvidenceState.SENT_BACK


def test_accepted_evidence_is_not_rewritten(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    accepted(given(round_, giver), lead)

    with pytest.raises(EvidenceSettled):
        given(round_, giver, content=Content("Something else.", "", DATED))

    assert Evidence.objects.get().text == WORDS


def test_giver_takes_back_the_words_and_may_give_anew(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    piece = accepted(given(round_, giver), lead)

    retract_evidence(evidence=piece, by=giver, now=timezone.now())

    piece.refresh_from_db()
    assert (piece.state, piece.text, piece.link) == (EvidenceState.RETRACTED, "", "")
    assert (piece.reviewer, piece.reviewed_on) == (None, None)
    assert given(round_, giver).state == EvidenceState.WAITING
    assert Evidence.objects.count() == 1


def test_nobody_takes_back_what_another_gave(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    with pytest.raises(OwnEvidence):
        retract_evidence(evidence=given(round_, giver), by=lead, now=timezone.now())


def test_evidence_is_reviewed_after_the_close_and_frozen_by_the_next_launch(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    answered(earlier, team[:2], "s1", ["yes", "yes"])
    first, second = given(earlier, team[0]), given(earlier, team[1])
    earlier = closed(earlier)

    accepted(first, lead)
    a_round_of(organization)

    for act in (
        lambda: accepted(second, lead),
        lambda: given(earlier, team[1], content=Content("New.", "", DATED)),
        lambda: retract_evidence(evidence=first, by=team[0], now=timezone.now()),
    ):
        with pytest.raises(EvidenceFrozen):
            act()
    assert set(Evidence.objects.values_list("giver", "state")) == {
        (team[0].pk, "accepted"),
        (team[1].pk, "waiting"),
    }


def test_evidence_of_an_earlier_round_is_confirmed_and_reviewed_again(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    answers_of(earlier, team[0], {"s1": "yes"})
    first = accepted(given(earlier, team[0]), lead)
    closed(earlier)
    now = a_round_of(organization)

    renewed = given(now, team[0], content=Content(WORDS, "", later(90)))

    assert renewed.renews == first
    assert renewed.state == EvidenceState.WAITING
    assert steps_of(renewed) == [Step.CONFIRMED]


def test_evidence_in_a_round_of_totals_is_for_nobodys_eyes_while_it_is_open(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization, TOTALS)

    piece = given(round_, team[0], "s7")

    assert not piece.can_be_reviewed
    assert acts() == []
    with pytest.raises(EvidenceChanged):
        accepted(piece, lead)


def test_closing_releases_what_is_for_agreed_questions(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    round_ = a_round_of(organization, TOTALS)
    for place, member in enumerate(team):
        answers_of(round_, member, {"s1": "yes", "s2": "yes" if place < 4 else "no"})
    agreed, contested = given(round_, team[0], "s1"), given(round_, team[1], "s2")

    closed(round_)

    agreed.refresh_from_db()
    contested.refresh_from_db()
    assert (agreed.can_be_reviewed, contested.can_be_reviewed) == (True, False)
    assert accepted(agreed, lead).state == EvidenceState.ACCEPTED


def test_closing_releases_nothing_where_too_few_answered_beside_the_giver(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team[:5], "s1", ["yes"] * 5)
    piece = given(round_, team[0])

    closed(round_)

    piece.refresh_from_db()
    assert not piece.can_be_reviewed


def test_nobody_learns_of_anothers_evidence_before_a_round_of_totals_has_closed(
    organization: Organization, team: list[Membership]
) -> None:
    """In a team of two, “another executive has shown this” would be the other one’s yes."""
    round_ = a_round_of(organization, TOTALS)
    given(round_, team[0])

    assert not any(offer.by_another for offer in offers_for(round_, team[1].pk, {}))
    assert given(round_, team[1]).giver == team[1]


def test_closing_shows_the_first_piece_a_question_of_a_round_of_totals(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team, "s1", ["yes"] * 7)
    second = given(round_, team[1])
    first = given(round_, team[0])
    Evidence.objects.filter(pk=first.pk).update(given_on=first.given_on - timedelta(days=1))

    round_ = closed(round_)

    shown = Evidence.objects.filter(round=round_, can_be_reviewed=True)
    assert [one.giver for one in shown] == [team[0]]
    offers = {one.key: one for one in offers_for(round_, team[1].pk, {})}
    assert offers["s1"].by_another
    retract_evidence(evidence=second, by=team[1], now=timezone.now())
    with pytest.raises(GivenByAnother):
        given(round_, team[2])


def test_question_that_too_few_others_answered_is_not_released(
    organization: Organization, team: list[Membership]
) -> None:
    """Six answer, one leaves the question out: beside the giver four did, not five."""
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team[:6], "s1", ["yes"] * 6)
    said_yes = Tally.objects.filter(round=round_, question="s1", choice="yes", count__gt=0)
    Tally.objects.filter(pk=said_yes[0].pk).update(count=F("count") - 1)
    piece = given(round_, team[0])

    closed(round_)

    piece.refresh_from_db()
    assert not piece.can_be_reviewed


def test_place_of_evidence_that_was_seen_stays_taken_in_a_round_of_totals(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team, "s1", ["yes"] * 7)
    piece = given(round_, team[0])
    round_ = closed(round_)

    retract_evidence(evidence=piece, by=team[0], now=timezone.now())

    with pytest.raises(GivenByAnother):
        given(round_, team[1])


def test_database_keeps_one_giver_a_question_where_totals_were_promised(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team, "s1", ["yes"] * 7)
    piece = given(closed(round_), team[0])
    piece.pk, piece.giver, piece._state.adding = None, team[1], True

    with pytest.raises(IntegrityError), transaction.atomic():
        piece.save()


def test_whoever_leaves_is_taken_out_and_the_evidence_stays(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    piece = accepted(given(round_, giver), lead)

    giver.delete()

    piece.refresh_from_db()
    assert (piece.giver, piece.state) == (None, EvidenceState.ACCEPTED)


def test_reviewers_are_named_and_taken_back_once(team: list[Membership], lead: Membership) -> None:
    now = timezone.now()
    for _ in range(2):
        name_reviewer(member=team[0], by=lead, now=now)
    assert EvidenceReviewer.objects.get().membership == team[0]

    for _ in range(2):
        take_back_reviewer(member=team[0], by=lead, now=now)

    assert not EvidenceReviewer.objects.exists()
    assert [act for act, *_ in acts()] == ["reviewer named", "reviewer taken back"]


def test_audit_of_a_review_names_no_giver(
    round_: Round, giver: Membership, lead: Membership
) -> None:
    piece = given(round_, giver)
    review_evidence(
        evidence=piece, accepted=False, by=lead, revision=1, reason="Why?", now=timezone.now()
    )

    assert acts()[-1] == ("evidence sent back", "lead@example.com", f"{round_.label}, question s1")


@pytest.mark.parametrize("sent", ["no", ""])
def test_evidence_for_a_yes_that_was_not_sent_goes_with_the_closing(
    organization: Organization, team: list[Membership], lead: Membership, sent: str
) -> None:
    round_ = a_round_of(organization)
    drafted(round_, team[0], {"s1": "yes"})
    answered(round_, team[1:4], "s1", ["yes"] * 3)
    vain, kept = accepted(given(round_, team[0]), lead), accepted(given(round_, team[1]), lead)
    if sent:
        answers_of(round_, team[0], {"s1": sent})

    round_ = closed(round_)

    vain.refresh_from_db()
    kept.refresh_from_db()
    assert (vain.state, vain.text, vain.link, vain.reviewer) == ("retracted", "", "", None)
    assert steps_of(vain) == ["given", "accepted", "retracted"]
    assert (kept.state, kept.text) == ("accepted", WORDS)
    assert acts()[-1][0] == "round closed"
    assert ("evidence retracted", "the clock", f"{round_.label}, question s1") in acts()
    assert own_answers(round_, team[0].pk).get("s1", "") == sent


def test_only_what_somebody_sent_yes_to_makes_a_sign_evidenced(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    """The team agrees, and the one who showed something does not."""
    round_ = a_round_of(organization)
    drafted(round_, team[0], {"s1": "yes"})
    accepted(given(round_, team[0]), lead)
    answered(round_, team, "s1", ["no", *["yes"] * 6])
    drafted_too = accepted(given(round_, team[1], "s1"), lead)
    retract_evidence(evidence=drafted_too, by=team[1], now=timezone.now())

    round_ = closed(round_)

    assert proofs_of([round_])[round_.pk] is None


def test_nothing_is_confirmed_or_given_for_answers_that_were_never_sent(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    earlier = a_round_of(organization, quarter=a_quarter_before())
    answers_of(earlier, team[0], {"s1": "yes"})
    accepted(given(earlier, team[0]), lead)
    closed(earlier)
    round_ = a_round_of(organization)
    drafted(round_, team[0], {"s2": "yes"})
    round_ = closed(round_)

    for question in ("s1", "s2"):
        with pytest.raises(NotOffered):
            given(round_, team[0], question)


@pytest.mark.parametrize("promise", Promise)
def test_round_that_closes_after_the_next_launch_takes_evidence_until_the_one_after(
    organization: Organization, team: list[Membership], lead: Membership, promise: Promise
) -> None:
    late = a_round_of(organization, promise, a_quarter_before())
    answered(late, team, "s1", ["yes"] * 7)
    piece = given(late, team[0])
    following = a_round_of(organization, quarter=this_quarter())
    late = closed(late)
    piece.refresh_from_db()

    assert rounds_taking_evidence(organization.pk) == [following, late]
    assert [one.pk for one in waiting_for(lead)] == [piece.pk]
    accepted(piece, lead)
    closed(following)
    assert takes_evidence(late)
    a_round_of(organization, quarter=this_quarter().next())

    assert not takes_evidence(late)
    assert late not in rounds_taking_evidence(organization.pk)
    with pytest.raises(EvidenceFrozen):
        sent_back(piece, lead)


def test_those_who_gave_before_are_no_company_in_a_round_of_totals(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    """Of six, two gave for the same question in two quarters: four would be left over."""
    earlier = a_round_of(organization, TOTALS, a_quarter_before())
    answered(earlier, team[:6], "s1", ["yes"] * 6)
    given(earlier, team[0])
    closed(earlier)
    round_ = a_round_of(organization, TOTALS)
    answered(round_, team[:6], "s1", ["yes"] * 6)
    another, same = given(round_, team[1]), given(round_, team[0])

    round_ = closed(round_)

    another.refresh_from_db()
    same.refresh_from_db()
    assert (another.can_be_reviewed, same.can_be_reviewed) == (False, True)
    with pytest.raises(NotOffered):
        given(round_, team[2])


def test_signs_are_kept_back_where_somebody_replaced_a_giver(
    organization: Organization, team: list[Membership]
) -> None:
    """The totals differ by two answers, of which one is known: the other one would follow."""
    _closed_with(organization, team[:6], giver=team[0], quarter=a_quarter_before())

    changed, _ = _closed_with(organization, team[1:7])

    assert why_executives_hidden(changed) is Hidden.PROTECTS_OTHERS


def test_signs_are_shown_where_somebody_replaced_another(
    organization: Organization, team: list[Membership]
) -> None:
    _closed_with(organization, team[:6], quarter=a_quarter_before())

    changed, _ = _closed_with(organization, team[1:7])

    assert why_executives_hidden(changed) is None


def test_signs_are_kept_back_though_the_giver_was_removed(
    organization: Organization, team: list[Membership], lead: Membership
) -> None:
    _closed_with(organization, team[:6], giver=team[0], quarter=a_quarter_before())
    remove_member(membership=team[0], by=lead.user, now=timezone.now())

    changed, _ = _closed_with(organization, team[1:7])

    assert why_executives_hidden(changed) is Hidden.PROTECTS_OTHERS


def test_evidence_of_whoever_replaced_somebody_is_not_released(
    organization: Organization, team: list[Membership]
) -> None:
    """The one who left was promised totals, too."""
    _closed_with(organization, team[:6], quarter=a_quarter_before())

    _, piece = _closed_with(organization, team[1:7], giver=team[6])

    assert piece is not None
    piece.refresh_from_db()
    assert not piece.can_be_reviewed


def test_whoever_replaced_somebody_is_asked_for_no_evidence_after_the_close(
    organization: Organization, team: list[Membership]
) -> None:
    _closed_with(organization, team[:6], quarter=a_quarter_before())

    changed, _ = _closed_with(organization, team[1:7])

    with pytest.raises(NotOffered):
        given(changed, team[6])
    assert given(changed, team[1]).can_be_reviewed


def _closed_with(
    organization: Organization,
    members: list[Membership],
    *,
    giver: Membership | None = None,
    quarter: Quarter | None = None,
) -> tuple[Round, Evidence | None]:
    """A closed round of totals in which all said yes to the first sign, and one showed evidence."""
    round_ = a_round_of(organization, TOTALS, quarter or this_quarter())
    answered(round_, members, "s1", ["yes"] * len(members))
    piece = given(round_, giver, "s1") if giver else None
    return closed(round_), piece
