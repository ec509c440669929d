"""Counts that stay equal to the answers."""

import random

import pytest

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Tally, Unit
from assessment.services.tallies import SHEETS, rebuild_tallies
from tests.database import at_once, tallies_of
from tests.respondents import an_invitation, an_open_round, an_organization, submit


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_kept_counts_equal_those_counted_anew_after_random_submissions(seed: int) -> None:
    chance = random.Random(seed)
    organization = an_organization()
    units = [None, *(Unit.objects.create(organization=organization, name=n) for n in "AB")]
    round_ = an_open_round(organization)
    for _ in range(30):
        audience = chance.choice(list(Audience))
        submit(an_invitation(round_, audience, chance.choice(units)), chance)
    kept = tallies_of(round_)

    recount = rebuild_tallies(round_=round_)

    assert recount.differences == ()
    assert recount.sheets == 30
    assert kept == tallies_of(round_)


@pytest.mark.django_db
def test_counts_equal_a_count_by_hand() -> None:
    round_ = an_open_round()
    for _ in range(12):
        submit(an_invitation(round_), random.Random(4))

    answers = AnswerSheet.objects.all()[0].answers
    counts = {
        (question, choice): sum(row.count for row in Tally.objects.filter(question=question))
        for question, choice in Tally.objects.values_list("question", "choice")
    }

    asked = {(key, answer): 12 for key, answer in answers.items() if key != "c1"}
    assert counts == asked | {SHEETS: 12}


@pytest.mark.django_db
def test_counting_anew_leaves_out_drafts_and_other_rounds() -> None:
    round_, other = an_open_round(), an_open_round(an_organization("Other", "other"))
    submit(an_invitation(round_))
    submit(an_invitation(other))
    AnswerSheet.objects.create(round=round_, audience="customer", answers={"p1": "1"})
    kept_of_other = tallies_of(other)

    recount = rebuild_tallies(round_=round_)

    assert recount.sheets == 1
    assert recount.differences == ()
    assert tallies_of(other) == kept_of_other


@pytest.mark.django_db(transaction=True)
def test_counting_anew_while_people_answer_loses_none() -> None:
    round_ = an_open_round()
    waiting = [[an_invitation(round_) for _ in range(5)] for _ in range(7)]

    def work(number: int) -> None:
        if number == 7:
            for _ in range(5):
                rebuild_tallies(round_=round_)
        else:
            for invitation in waiting[number]:
                submit(invitation, random.Random(number))

    at_once(8, work)

    recount = rebuild_tallies(round_=round_)
    assert recount.sheets == 35
    assert recount.differences == ()
