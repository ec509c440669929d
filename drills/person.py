"""People who answer by HTTP as a person would: when something fails, reload and send again."""

import http.client
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from urllib.parse import urlencode

from leadership.domain.tokens import Purpose, make_token

_THANKED = b"Your answers were sent"
_CLOSED = (409, 410)
_PATIENCE = 60  # seconds until somebody gives up
_PAUSE = 0.25  # seconds until somebody tries again


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` is 0 when the server did not answer."""

    status: int
    body: bytes = b""


def ask(port: int, method: str, path: str, fields: Mapping[str, object] | None = None) -> Reply:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
    body = urlencode(fields, doseq=True) if fields else None
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Reply(response.status, response.read())
    except (OSError, http.client.HTTPException):
        return Reply(0)
    finally:
        connection.close()


def path_of(link_key: str, invitation_id: int) -> str:
    return f"/a/{make_token(link_key, Purpose.ANSWER, invitation_id, 1)}/"


def answers_of(invitation_id: int) -> dict[str, str]:
    """What this person chooses and writes; the comment tells afterwards whose sheet it is."""
    choices = {f"p{n}": str((invitation_id + n) % 5 + 1) for n in range(1, 8)}
    return choices | {"c1": f"Person {invitation_id}: answer the telephone, “at once”."}


@dataclass
class Crowd:
    """Many people, some at a time; `thanked` and `turned_away` hold ids of invitations."""

    port: int
    link_key: str
    thanked: set[int] = field(default_factory=set)
    turned_away: set[int] = field(default_factory=set)
    gave_up: set[int] = field(default_factory=set)
    failures: int = 0
    stop: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def answer(self, people: Iterable[int], at_once: int) -> None:
        """Let them all answer; returns when the last one has done, or soon after `stop` is set."""
        with ThreadPoolExecutor(at_once) as pool:
            try:
                list(pool.map(self.one, people))
            finally:
                self.stop.set()

    def one(self, invitation_id: int) -> None:
        if self.stop.is_set():
            return
        path, until = path_of(self.link_key, invitation_id), time.monotonic() + _PATIENCE
        while time.monotonic() < until and not self.stop.is_set():
            outcome = self._try(path, invitation_id)
            if outcome is not None:
                with self.lock:
                    outcome.add(invitation_id)
                return
            with self.lock:
                self.failures += 1
            time.sleep(_PAUSE)
        with self.lock:
            self.gave_up.add(invitation_id)

    def _try(self, path: str, invitation_id: int) -> set[int] | None:
        """Load the page and send it; None when something failed and one would try again."""
        page = ask(self.port, "GET", path)
        if page.status == 200 and _THANKED in page.body:
            return self.thanked
        if page.status in _CLOSED:
            return self.turned_away
        if page.status != 200:
            return None
        sent = ask(self.port, "POST", path, answers_of(invitation_id))
        if sent.status in _CLOSED:
            return self.turned_away
        return self.thanked if sent.status == 303 else None
