"""Making board packs in the background: once for each wish, and again after a crash."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from assessment.domain.language import speaking
from assessment.models import Organization, Round, Tally
from leadership import pack_files
from leadership.domain.packs import Paper, Readers
from leadership.domain.retries import MOST_ATTEMPTS
from leadership.models import AuditEntry, BoardPack, Membership
from leadership.queries.made_packs import GIVEN_UP, PackState, packs_made
from leadership.queries.packs import pack_for
from leadership.services.background import revive_tasks
from leadership.services.packs import make_pack, request_pack
from leadership.tasks import do_tasks
from tests.closed_rounds import EXECUTIVE, a_round, signs
from tests.leadership.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round(organization, {EXECUTIVE: signs((9, 0))})


def request(
    round_: Round,
    by: Membership,
    *,
    readers: Readers = Readers.LEADERSHIP,
    language: str = "en",
    paper: Paper = Paper.A4,
    now: datetime = NOW,
) -> BoardPack:
    return request_pack(
        round_=round_, readers=readers, language=language, paper=paper, by=by.user, now=now
    )


def state_of(round_: Round) -> PackState:
    (found,) = packs_made(BoardPack.objects.all(), round_)
    return found.state


def set_task(**fields: object) -> None:
    DBTaskResult.objects.update(**fields)


def test_request_is_a_row_a_task_and_a_line_in_the_audit(round_: Round, lead: Membership) -> None:
    pack = request(round_, lead)

    assert (pack.readers, pack.paper, pack.asked_at) == ("leadership", "A4", NOW)
    assert state_of(round_) is PackState.WAITING
    task = DBTaskResult.objects.get()
    assert (str(task.pk), task.args_kwargs["args"]) == (pack.task_id, [pack.pk])
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act, entry.about) == (
        "lead@example.com",
        "board pack made",
        "Q1 2026: for the leadership team, A4",
    )


def test_second_press_while_it_is_made_changes_nothing(round_: Round, lead: Membership) -> None:
    first = request(round_, lead)
    set_task(status=TaskResultStatus.RUNNING)

    second = request(round_, lead, now=NOW + timedelta(seconds=1))

    assert (second.pk, second.task_id, second.asked_at) == (first.pk, first.task_id, NOW)
    assert DBTaskResult.objects.count() == 1
    assert AuditEntry.objects.count() == 1
    assert state_of(round_) is PackState.MAKING


def test_other_readers_and_other_paper_are_packs_of_their_own(
    round_: Round, lead: Membership
) -> None:
    for readers in Readers:
        for paper in Paper:
            request(round_, lead, readers=readers, paper=paper)

    assert BoardPack.objects.count() == DBTaskResult.objects.count() == 4


def test_pack_in_another_language_is_one_of_its_own(round_: Round, lead: Membership) -> None:
    request(round_, lead)
    with speaking("pl"):
        pack = request(round_, lead, language="de")

    assert BoardPack.objects.count() == DBTaskResult.objects.count() == 2
    assert pack.language == "de"
    entry = AuditEntry.objects.latest("pk")
    assert entry.about == "Q1 2026: for the leadership team, A4, in German"


@pytest.mark.django_db(transaction=True)
def test_worker_makes_the_pack_in_its_language_with_the_same_fingerprint(
    round_: Round, lead: Membership
) -> None:
    request(round_, lead)
    request(round_, lead, language="pl")

    do_tasks(worker="a worker", stopping=lambda: False)

    english, polish = BoardPack.objects.order_by("language")
    assert english.fingerprint == polish.fingerprint
    languages = [
        str(PdfReader(BytesIO(bytes(one.content or b""))).root_object["/Lang"])
        for one in (english, polish)
    ]
    assert languages == ["en", "pl"]


@pytest.mark.django_db(transaction=True)
def test_worker_makes_the_file_with_the_fingerprint_of_the_round(
    round_: Round, lead: Membership
) -> None:
    request(round_, lead)

    do_tasks(worker="a worker", stopping=lambda: False)

    pack = BoardPack.objects.get()
    assert bytes(pack.content or b"").startswith(b"%PDF-1.7")
    assert pack.fingerprint == pack_for(round_, Readers.LEADERSHIP).fingerprint
    assert pack.problem == ""
    assert state_of(round_) is PackState.READY


def test_task_that_comes_twice_leaves_a_made_pack_alone(round_: Round, lead: Membership) -> None:
    pack = made(request(round_, lead))

    make_pack.call(pack.pk)

    assert bytes(BoardPack.objects.get().content or b"") == b"%PDF of a test"


def test_task_of_a_pack_that_is_gone_does_nothing(round_: Round, lead: Membership) -> None:
    pack = request(round_, lead)
    BoardPack.objects.all().delete()

    make_pack.call(pack.pk)

    assert not BoardPack.objects.exists()


def test_pack_made_again_takes_the_place_of_the_old_one(round_: Round, lead: Membership) -> None:
    old = made(request(round_, lead))

    new = request(round_, lead, now=NOW + timedelta(days=1))

    assert new.pk == old.pk
    assert (new.content, new.fingerprint, new.made_at) == (None, "", None)
    assert state_of(round_) is PackState.WAITING


def test_killed_worker_leaves_the_pack_to_the_next_one(round_: Round, lead: Membership) -> None:
    request(round_, lead)
    set_task(
        status=TaskResultStatus.RUNNING, worker_ids=["dead"], started_at=NOW - timedelta(minutes=2)
    )

    revive_tasks(now=NOW)

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert state_of(round_) is PackState.WAITING


def test_failed_task_shows_and_can_be_asked_for_again(round_: Round, lead: Membership) -> None:
    request(round_, lead)
    set_task(status=TaskResultStatus.FAILED)

    (failed,) = packs_made(BoardPack.objects.all(), round_)
    request(round_, lead)

    assert failed.state is PackState.FAILED
    assert "The worker tries again after a pause" in failed.problem
    assert state_of(round_) is PackState.WAITING
    assert DBTaskResult.objects.count() == 2


def test_task_that_was_given_up_is_not_said_to_be_tried_again(
    round_: Round, lead: Membership
) -> None:
    request(round_, lead)
    set_task(status=TaskResultStatus.FAILED, worker_ids=["a worker"] * MOST_ATTEMPTS)

    (failed,) = packs_made(BoardPack.objects.all(), round_)

    assert failed.state is PackState.FAILED
    assert failed.problem == GIVEN_UP


def test_task_that_was_forgotten_counts_as_failed(round_: Round, lead: Membership) -> None:
    request(round_, lead)
    DBTaskResult.objects.all().delete()

    (forgotten,) = packs_made(BoardPack.objects.all(), round_)

    assert forgotten.state is PackState.FAILED
    assert forgotten.problem == GIVEN_UP


def test_missing_library_is_written_down_and_not_tried_again(
    round_: Round, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = request(round_, lead)
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")

    make_pack.call(pack.pk)  # raises nothing, so the task has succeeded

    (found,) = packs_made(BoardPack.objects.all(), round_)
    assert found.state is PackState.FAILED
    assert "make pdf-packages" in found.problem


def test_what_is_missing_is_kept_in_english_whatever_the_pack_speaks(
    round_: Round, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = request(round_, lead, language="de")
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")

    make_pack.call(pack.pk)

    assert BoardPack.objects.get().problem == pack_files.NO_LIBRARY


def test_pack_whose_numbers_have_changed_says_so(round_: Round, lead: Membership) -> None:
    pack = made(request(round_, lead))
    pack.fingerprint = pack_for(round_, Readers.LEADERSHIP).fingerprint
    pack.save()
    (fresh,) = packs_made(BoardPack.objects.all(), round_)

    tally = Tally.objects.filter(round=round_, question="s1").latest("pk")
    tally.count -= 1
    tally.save()

    (old,) = packs_made(BoardPack.objects.all(), round_)
    assert (fresh.is_old, old.is_old) == (False, True)


def test_database_keeps_one_pack_a_kind_and_no_half_made_one(
    round_: Round, lead: Membership
) -> None:
    pack = request(round_, lead)

    for wrong in (
        BoardPack(round=round_, readers="leadership", language="en", paper="A4", asked_at=NOW),
        BoardPack(round=round_, readers="viewers", paper="A4", asked_at=NOW, made_at=NOW),
        BoardPack(round=round_, readers="viewers", paper="A4", asked_at=NOW, content=b"%PDF"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
    assert BoardPack.objects.get() == pack


def made(pack: BoardPack) -> BoardPack:
    """As if a worker had made it, in no time."""
    pack.content, pack.fingerprint, pack.made_at = b"%PDF of a test", "0" * 64, NOW
    pack.save()
    DBTaskResult.objects.filter(pk=pack.task_id).update(status=TaskResultStatus.SUCCESSFUL)
    return pack
