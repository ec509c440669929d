"""Comments as they may be read: enough of them, shuffled, never an executive's."""

import pytest
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.comments import Comment
from assessment.models import AnswerSheet, Organization, Round
from assessment.queries.comments import comments_of
from assessment.services.rounds import close_round
from tests.respondents import an_open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return an_open_round(organization)


def write(round_: Round, count: int, audience: Audience = Audience.CUSTOMER) -> list[str]:
    texts = [f"Comment {'abcdefghijklmnop'[number]}" for number in range(count)]
    for text in texts:
        AnswerSheet.objects.create(
            round=round_,
            audience=audience.value,
            answers={"p1": "5", "c1": text},
            is_submitted=True,
        )
    return texts


def read(round_: Round, audience: Audience = Audience.CUSTOMER) -> list[str] | None:
    comments = comments_of(round_, audience)
    return None if comments is None else [comment.text for comment in comments]


def test_comments_appear_from_ten_up_in_an_order_of_their_own(round_: Round) -> None:
    texts = write(round_, 12)
    close_round(round_=round_, now=timezone.now())

    shown = read(round_)

    assert shown is not None
    assert sorted(shown) == texts
    assert shown != texts
    assert shown == read(round_)


def test_what_several_people_wrote_stands_once_with_their_number(round_: Round) -> None:
    write(round_, 10)
    write(round_, 3)
    close_round(round_=round_, now=timezone.now())

    comments = comments_of(round_, Audience.CUSTOMER)

    assert comments is not None
    assert len(comments) == 10
    assert comments[Comment("Comment a")] == 2


def test_nine_comments_are_not_shown(round_: Round) -> None:
    write(round_, 9)
    close_round(round_=round_, now=timezone.now())

    assert read(round_) is None


def test_comments_wait_for_the_close(round_: Round) -> None:
    write(round_, 12)

    assert read(round_) is None


def test_drafts_and_other_audiences_do_not_count(round_: Round) -> None:
    write(round_, 9)
    write(round_, 9, Audience.EMPLOYEE)
    AnswerSheet.objects.create(
        round=round_, audience=Audience.CUSTOMER.value, answers={"c1": "A draft"}
    )
    AnswerSheet.objects.create(
        round=round_, audience=Audience.CUSTOMER.value, answers={"p1": "5"}, is_submitted=True
    )
    close_round(round_=round_, now=timezone.now())

    assert read(round_) is None


def test_executives_comments_are_never_shown(round_: Round) -> None:
    write(round_, 12, Audience.EXECUTIVE)
    close_round(round_=round_, now=timezone.now())

    assert read(round_, Audience.EXECUTIVE) is None
