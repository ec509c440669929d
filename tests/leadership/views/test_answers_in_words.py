"""What an executive answered last quarter, beside the questions of this one."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Round
from assessment.queries.rounds import questions_for
from assessment.services.answering import store_answers
from assessment.services.questionnaires import load_questionnaires
from assessment.services.rounds import close_round
from leadership.models import Membership
from leadership.queries.invitations import answers_before
from tests.html_pages import page_of
from tests.leadership.self_assessments import PAGES, typed
from tests.respondents import (
    a_member,
    an_open_round,
    an_organization,
    invited_member,
    link,
    submit,
    this_quarter,
)

BUILT_IN = Path(__file__).parents[3] / "assessment" / "questionnaires"


def test_answer_of_last_quarter_on_another_scale_is_left_out(client: Client, db: None) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = an_open_round(
        member.organization, promise=Promise.ATTRIBUTED, quarter=this_quarter().previous()
    )
    earlier = invited_member(before, member)
    earlier.sheet = store_answers(
        round_id=before.pk,
        audience=Audience.EXECUTIVE,
        unit_id=None,
        answers={"s1": "often", "s2": 7, "s3": "yes", "l1b": "much", "m1": "many", "s4": [1]},
        questions=questions_for(before, Audience.EXECUTIVE)[:0],
    )
    earlier.save()
    close_round(round_=before, now=timezone.now())
    invitation = invited_member(
        an_open_round(member.organization, promise=Promise.ATTRIBUTED), member
    )

    pages = [page_of(client.get(link(invitation, f"{key}/"))) for key in PAGES]

    said = [page.text.count("Your answer in") for page in pages]
    assert said == [1, 0, 0, 0]


@pytest.mark.parametrize("promise", Promise)
def test_own_answer_of_last_quarter_is_shown_where_attributed_and_never_filled_in(
    client: Client, db: None, promise: Promise
) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = an_open_round(member.organization, promise=promise, quarter=this_quarter().previous())
    submit(invited_member(before, member))
    close_round(round_=before, now=timezone.now())
    now = an_open_round(member.organization, promise=promise)
    invitation = invited_member(now, member)

    pages = [page_of(client.get(link(invitation, f"{key}/"))) for key in PAGES]

    said = sum(page.text.count(f"Your answer in {before.label}:") for page in pages)
    assert said == len(answers_before(invitation).answers)
    assert bool(said) is (promise is Promise.ATTRIBUTED)
    assert all(typed(page) == {} for page in pages)


def test_answers_of_last_quarter_show_hours_and_texts(client: Client, db: None) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = answered_quarter(member, {"l1b": [1.5, 0, 2, 10], "c1": "Less\nwaiting", "m1": 30})
    now = an_open_round(member.organization, promise=Promise.ATTRIBUTED)
    invitation = invited_member(now, member)

    checklist = page_of(client.get(link(invitation, "leadership-checklist/")))
    gap = page_of(client.get(link(invitation, "perception-gap/")))

    hours = f"Your answer in {before.label}: 1.5 · 0 · 2 · 10 hours in weeks 1 to 4"
    assert checklist.text_of["l1b-earlier"] == hours
    assert checklist.ids["l1b"]["aria-describedby"] == "l1b-help l1b-earlier"
    assert gap.text_of["c1-earlier"] == f"Your answer in {before.label}: “Less waiting”"
    assert gap.text_of["m1-earlier"] == f"Your answer in {before.label}: 30"
    assert "The question read differently" not in gap.text


def test_question_in_other_words_says_how_it_read_then(
    client: Client, db: None, tmp_path: Path
) -> None:
    member = a_member(an_organization(), "cleo@example.com")
    before = answered_quarter(member, {"s1": "yes", "s2": "no"})
    reworded(tmp_path)
    now = an_open_round(member.organization, promise=Promise.ATTRIBUTED)

    page = page_of(client.get(link(invited_member(now, member), "eight-signs/")))

    assert page.text_of["s1-earlier"] == (
        f"Your answer in {before.label}: Yes The question read differently then: “Do senior "
        "executive staff meetings have a recurring agenda item on customer experience?” "
        "There were other answers to choose from then."
    )
    assert page.text_of["s2-earlier"] == (
        f"Your answer in {before.label}: No There were other answers to choose from then."
    )
    assert typed(page) == {}


def answered_quarter(member: Membership, answers: dict[str, Answer]) -> Round:
    """Last quarter's round, attributed and closed, with these answers of one person."""
    before = an_open_round(
        member.organization, promise=Promise.ATTRIBUTED, quarter=this_quarter().previous()
    )
    invitation = invited_member(before, member)
    invitation.sheet = store_answers(
        round_id=before.pk,
        audience=Audience.EXECUTIVE,
        unit_id=None,
        answers=answers,
        questions=(),
    )
    invitation.save()
    close_round(round_=before, now=timezone.now())
    return before


def reworded(folder: Path) -> None:
    """Publish the eight signs once more: the first in other words, yes as “Always”."""
    built_in = (BUILT_IN / "eight-signs.yaml").read_text()
    now = "Is customer experience on the agenda?"
    text = "Do senior executive staff meetings have a recurring agenda item on customer experience?"
    changed = built_in.replace(text, now).replace('{en: "Yes"}', "{en: Always}")
    (folder / "eight-signs.yaml").write_text(changed)
    load_questionnaires(folder=folder, now=timezone.now())
