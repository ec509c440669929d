"""Writing, publishing, changing and taking back what was heard; and the mail about it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.models import AuditEntry, Invitation, OutgoingEmail, User, WhatWeHeard
from leadership.queries.hearing import news_to_send
from leadership.services import news
from leadership.services.delivery import deliver_due
from leadership.services.hearing import (
    NotPublished,
    PublishedAlready,
    RoundNotClosed,
    TextMissing,
    publish_what_we_heard,
    take_back_what_we_heard,
)
from leadership.services.news import queue_news_in_background, wish_for_news
from leadership.services.opting_out import opt_out
from tests.database import at_once
from tests.leadership.hearings import WILL_DO, a_lead, an_answer, closed, drafted, published
from tests.respondents import an_invitation, an_open_round

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round()


@pytest.fixture
def lead(db: None) -> User:
    return a_lead()


def news_mail() -> list[tuple[int | None, str, str]]:
    mails = OutgoingEmail.objects.filter(kind=OutgoingEmail.Kind.NEWS).order_by("invitation")
    return list(mails.values_list("invitation", "state", "error"))


def deliver() -> list[str]:
    """Send what is due; the addresses of those who were told, in the order of sending."""
    deliver_due(now=timezone.now())
    told = [one for one in mail.outbox if one.subject.startswith("What Meridian Freight heard")]
    return [one.to[0].partition("<")[2].rstrip(">") or one.to[0] for one in told]


def publish(round_: Round, lead: User) -> int:
    return publish_what_we_heard(round_=round_, by=lead, now=timezone.now() - timedelta(seconds=1))


def take_back(round_: Round, lead: User) -> None:
    take_back_what_we_heard(round_=round_, by=lead, now=timezone.now())


# Writing


def test_nothing_is_written_before_the_round_has_closed(round_: Round, lead: User) -> None:
    with pytest.raises(RoundNotClosed):
        drafted(round_, lead)

    assert not WhatWeHeard.objects.exists()


def test_draft_may_have_gaps_and_what_is_published_may_not(round_: Round, lead: User) -> None:
    closed(round_)
    drafted(round_, lead, will_do="")

    with pytest.raises(TextMissing):
        publish(round_, lead)
    published(round_, lead)
    with pytest.raises(TextMissing):
        drafted(round_, lead, heard="")

    assert WhatWeHeard.objects.get().will_do == WILL_DO


def test_round_about_which_nothing_is_written_has_nothing_to_publish(
    round_: Round, lead: User
) -> None:
    with pytest.raises(TextMissing):
        publish(closed(round_), lead)


def test_every_act_is_in_the_audit(round_: Round, lead: User) -> None:
    an_answer(round_, wants_news=True)
    closed(round_)

    published(round_, lead)
    drafted(round_, lead, heard="Something else.")
    take_back(round_, lead)

    acts = AuditEntry.objects.filter(act__startswith="what we heard").order_by("pk")
    assert [(one.act, one.about, one.by) for one in acts] == [
        ("what we heard drafted", round_.label, lead.email),
        ("what we heard published", f"{round_.label}: 1 to be told by mail", lead.email),
        ("what we heard changed", round_.label, lead.email),
        ("what we heard taken back", round_.label, lead.email),
    ]


# Being told


def test_only_those_who_wished_are_told(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    an_answer(round_)
    changed_their_mind = an_answer(round_, wants_news=True)
    wish_for_news(invitation=changed_their_mind, wants=False)
    closed(round_)

    assert published(round_, lead) == 1

    assert deliver() == [wishes.person_email]
    assert news_mail() == [(wishes.pk, State.SENT, "")]


def test_nobody_is_told_twice_however_often_it_is_published(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    with pytest.raises(PublishedAlready):
        publish(round_, lead)
    deliver()

    drafted(round_, lead, heard="Something else.")
    take_back(round_, lead)
    told_again = publish(round_, lead)

    assert told_again == 0
    assert deliver() == [wishes.person_email]


def test_mail_that_waits_is_not_sent_once_it_was_taken_back(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)

    take_back(round_, lead)

    assert deliver() == []
    assert news_mail() == [(wishes.pk, State.SKIPPED, "What was heard was taken back.")]


def test_whoever_was_not_told_before_it_was_taken_back_is_told_afterwards(
    round_: Round, lead: User
) -> None:
    wishes = an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    take_back(round_, lead)
    deliver()

    assert publish(round_, lead) == 1

    assert deliver() == [wishes.person_email]


def test_what_is_not_published_cannot_be_taken_back(round_: Round, lead: User) -> None:
    closed(round_)
    drafted(round_, lead)

    with pytest.raises(NotPublished):
        take_back(round_, lead)


@pytest.mark.parametrize("audience", Audience)
def test_everybody_can_be_told(round_: Round, lead: User, audience: Audience) -> None:
    wishes = an_answer(round_, audience, wants_news=True)
    closed(round_)
    published(round_, lead)

    assert deliver() == [wishes.person_email]


def test_whoever_opted_out_is_not_told(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    opt_out(invitation=wishes, now=timezone.now())
    closed(round_)
    published(round_, lead)

    assert deliver() == []
    assert news_mail() == [(wishes.pk, State.SKIPPED, "Asked not to be written to.")]


def test_wish_that_was_withdrawn_while_mail_waited_is_respected(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    wish_for_news(invitation=wishes, wants=False)

    assert deliver() == []
    assert news_mail()[0][2] == "Does not want to be told any more."


def test_link_that_was_withdrawn_is_not_mailed(round_: Round, lead: User) -> None:
    wishes = an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    Invitation.objects.update(revoked_on=timezone.now().date())

    assert deliver() == []
    assert news_mail() == [(wishes.pk, State.SKIPPED, "The link was withdrawn.")]


def test_mail_says_what_was_published_last_and_is_escaped(round_: Round, lead: User) -> None:
    an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    drafted(round_, lead, heard="<b>{{ 7*7 }}</b> {link}\n\n& two", will_do="One,\ntwo.")

    deliver()

    sent = next(one for one in mail.outbox if one.subject.startswith("What Meridian"))
    html = str(sent.alternatives[0][0])  # type: ignore[attr-defined]
    assert "<b>{{ 7*7 }}</b> {link}\n\n& two" in sent.body
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; {link}</p>" in html
    assert "One,<br>two.</p>" in html
    assert "/u/" in sent.extra_headers["List-Unsubscribe"]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


# Many


def test_what_is_more_than_one_piece_is_left_to_a_worker(
    round_: Round, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "CHUNK", 2)
    for _ in range(5):
        an_answer(round_, wants_news=True)
    closed(round_)

    assert published(round_, lead) == 5

    assert len(news_mail()) == 2
    task = DBTaskResult.objects.get()
    assert task.task_path == "leadership.services.news.queue_news_in_background"
    for _ in range(2):  # a task may be run again after a crash
        queue_news_in_background.call(*task.args_kwargs["args"])
        assert len(news_mail()) == 5


def test_worker_stops_where_it_was_taken_back(
    round_: Round, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "CHUNK", 2)
    for _ in range(3):
        an_answer(round_, wants_news=True)
    closed(round_)
    published(round_, lead)
    take_back(round_, lead)

    queue_news_in_background.call(*DBTaskResult.objects.get().args_kwargs["args"])

    assert len(news_mail()) == 2
    assert news_to_send(round_) == 3


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_publish_at_once_mail_once(round_: Round, lead: User) -> None:
    an_answer(round_, wants_news=True)
    closed(round_)
    drafted(round_, lead)

    def attempt(_: int) -> int | None:
        try:
            return publish(round_, lead)
        except PublishedAlready:
            return None

    outcomes = at_once(2, attempt)

    assert sorted(outcomes, key=str) == [1, None]
    assert len(news_mail()) == 1


# The wish


def test_wish_before_answering_is_not_kept(round_: Round) -> None:
    invitation = an_invitation(round_)

    wish_for_news(invitation=invitation, wants=True)

    invitation.refresh_from_db()
    assert not invitation.wants_news


def test_wish_ties_no_answers_of_an_executive_to_the_person(round_: Round) -> None:
    """In a round that promised totals the sheet stays cut off, and nothing else points at it."""
    invitation = an_answer(round_, Audience.EXECUTIVE)
    before = Invitation.objects.filter(pk=invitation.pk).values().get()
    sheets = list(round_.sheets.order_by("pk").values())

    wish_for_news(invitation=invitation, wants=True)

    after = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert after["sheet_id"] is None
    assert after == before | {"wants_news": True}
    assert list(round_.sheets.order_by("pk").values()) == sheets
