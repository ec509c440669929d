"""How far the board packs are that somebody wished for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessment.domain.language import translatable, translate
from assessment.models import Round
from leadership.domain.packs import LANGUAGES_ON_PAPER, Paper, Readers
from leadership.domain.retries import MOST_ATTEMPTS
from leadership.models import BoardPack
from leadership.queries.packs import fingerprint_for


class PackState(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack as its page lists it; `is_old` says that its numbers are no longer the round’s."""

    pk: int
    readers: Readers
    language: str
    paper: Paper
    state: PackState
    asked_at: datetime
    made_at: datetime | None
    fingerprint: str
    problem: str
    is_old: bool

    @property
    def language_name(self) -> str:
        """In that language itself."""
        return LANGUAGES_ON_PAPER[self.language]

    @property
    def is_under_way(self) -> bool:
        return self.state in {PackState.WAITING, PackState.MAKING}


TRIED_AGAIN = translatable(
    "Something went wrong while it was made. The worker tries again after a pause, and its log "
    "says what happened."
)
GIVEN_UP = translatable(
    "Something went wrong each time it was made, and the worker has given it up. Its log says what "
    "happened."
)
_UNDER_WAY: dict[str, PackState] = {
    TaskResultStatus.READY: PackState.WAITING,
    TaskResultStatus.RUNNING: PackState.MAKING,
}
TaskState = tuple[str, int]  # and how often it was begun
_GONE: TaskState = ("", MOST_ATTEMPTS)


def packs_made(
    packs: QuerySet[BoardPack], round_: Round, *, now: datetime | None = None
) -> list[MadePack]:
    """The packs of a closed round: two queries, and one dashboard for each kind of readers."""
    rows = list(packs.filter(round=round_).defer("content"))
    states = task_states([row.task_id for row in rows if not row.made_at])
    current = {
        Readers(row.readers): fingerprint_for(round_, Readers(row.readers), now=now)
        for row in rows
        if row.made_at
    }
    return [_made(row, states, current) for row in rows]


def some_are_under_way(packs: QuerySet[BoardPack], round_: Round) -> bool:
    """Whether any pack of a round has yet to be made. Two queries."""
    waiting = packs.filter(round=round_, made_at=None, problem="")
    states = task_states(list(waiting.values_list("task_id", flat=True)))
    return any(state in _UNDER_WAY for state, _ in states.values())


def is_under_way(pack: BoardPack) -> bool:
    """Whether a task has yet to make it, or is at it."""
    if pack.made_at or pack.problem:
        return False
    state, _ = task_states([pack.task_id]).get(pack.task_id, _GONE)
    return state in _UNDER_WAY


def task_states(ids: list[str]) -> dict[str, TaskState]:
    if not ids:
        return {}
    found = DBTaskResult.objects.filter(pk__in=ids).values_list("pk", "status", "worker_ids")
    return {str(pk): (status, len(workers)) for pk, status, workers in found}


def state_of_task(task_id: str, states: dict[str, TaskState]) -> tuple[PackState, str]:
    """How far a task is that makes a file, and what went wrong; among these states it is found."""
    status, attempts = states.get(task_id, _GONE)
    state = _UNDER_WAY.get(status, PackState.FAILED)
    failed = TRIED_AGAIN if attempts < MOST_ATTEMPTS else GIVEN_UP
    return state, translate(failed) if state is PackState.FAILED else ""


def _made(row: BoardPack, states: dict[str, TaskState], current: dict[Readers, str]) -> MadePack:
    state, problem = PackState.READY, ""
    if not row.made_at:
        state, problem = state_of_task(row.task_id, states)
    if row.problem:
        state, problem = PackState.FAILED, translate(row.problem)
    return MadePack(
        pk=row.pk,
        readers=Readers(row.readers),
        language=row.language,
        paper=Paper(row.paper),
        state=state,
        asked_at=row.asked_at,
        made_at=row.made_at,
        fingerprint=row.fingerprint,
        problem=problem,
        is_old=bool(row.made_at) and current[Readers(row.readers)] != row.fingerprint,
    )
