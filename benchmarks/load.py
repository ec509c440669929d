"""A load client that costs little: raw requests over kept connections, in processes of its own."""

import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Lock

PROCESSES = 2
CONNECTIONS = 4  # of each process: eight people at once

# Performs one journey over a connection; returns whether its answers were acknowledged.
Journey = Callable[["Connection", int], bool]


class Connection:
    """One kept HTTP/1.1 connection to 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._open()

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, int]:
        """Send a request; returns the status and the bytes that came over the wire."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        if method == "POST":
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(body)}\r\n"
        request = f"{head}\r\n{body}".encode()
        try:
            return self._exchange(request)
        except (ConnectionError, IndexError):  # the server closed the kept connection
            self.socket.close()
            self.socket = self._open()
            return self._exchange(request)

    def _exchange(self, request: bytes) -> tuple[int, int]:
        self.socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, start = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        missing = length - len(start)
        while missing > 0:
            missing -= len(self._more())
        return int(head.split(b" ", 2)[1]), len(head) + 4 + length

    def _more(self) -> bytes:
        received = self.socket.recv(65536)
        if not received:
            raise ConnectionResetError
        return received

    def _open(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened


def run(port: int, journey: Journey, people: Sequence[int], seconds: float) -> tuple[int, float]:
    """Let people make the journey for so many seconds; returns how many did, and journeys/s."""
    context = multiprocessing.get_context("fork")
    outcomes: multiprocessing.SimpleQueue[int | str] = context.SimpleQueue()
    share = len(people) // PROCESSES
    started = time.monotonic()
    children = [
        context.Process(
            target=_work,
            args=(port, journey, people[part * share : (part + 1) * share], seconds, outcomes),
        )
        for part in range(PROCESSES)
    ]
    for child in children:
        child.start()
    told = [outcomes.get() for _ in children]
    elapsed = time.monotonic() - started
    for child in children:
        child.join()
    if trouble := [outcome for outcome in told if isinstance(outcome, str)]:
        raise RuntimeError(trouble[0])
    done = sum(outcome for outcome in told if isinstance(outcome, int))
    return done, done / elapsed


def _work(
    port: int,
    journey: Journey,
    people: Sequence[int],
    seconds: float,
    outcomes: "multiprocessing.SimpleQueue[int | str]",
) -> None:
    deadline = time.monotonic() + seconds
    next_person = _shared(people)

    def travel(_: int) -> int:
        connection = Connection(port)
        done = 0
        while time.monotonic() < deadline and (person := next_person()) is not None:
            done += journey(connection, person)
        return done

    try:
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            outcomes.put(sum(pool.map(travel, range(CONNECTIONS))))
    except (OSError, ValueError, RuntimeError) as error:  # told to the process that waits
        outcomes.put(f"{type(error).__name__}: {error}")


def _shared(people: Sequence[int]) -> Callable[[], int | None]:
    """A function that hands out each person once, to whichever thread asks."""
    lock = Lock()
    places: Iterator[int] = count()

    def take() -> int | None:
        with lock:
            place = next(places)
        return people[place] if place < len(people) else None

    return take
