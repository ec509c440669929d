"""A mail server in a process of its own that takes everything and writes down what it took.

    python -m benchmarks.mail_sink /tmp/folder [--pause 0.02]

Plain sockets, because the server must not be what a measurement measures: see bench_mail.py.
"""

import argparse
import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

from tools.processes import CannotStart, Processes

_SECONDS_TO_START = 15
_END = b"\r\n.\r\n"
_OFFERS = b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME"  # as every mail server of our time does


@dataclass(frozen=True, slots=True)
class Taken:
    """One accepted message; `at` is seconds on the machine's monotonic clock."""

    at: float
    recipients: tuple[str, ...]
    message_id: str
    start: int
    size: int


@dataclass(slots=True)
class Folder:
    """What a sink has taken: `index` has a line for each message, `messages` their bytes."""

    path: Path

    def taken(self) -> list[Taken]:
        index = self.path / "index"
        lines = index.read_text().splitlines(keepends=True) if index.exists() else []
        rows = (json.loads(line) for line in lines if line.endswith("\n"))
        return [Taken(at, tuple(to), known, start, size) for at, to, known, start, size in rows]

    def count(self) -> int:
        index = self.path / "index"
        return index.read_bytes().count(b"\n") if index.exists() else 0

    def content(self, taken: Taken) -> bytes:
        with (self.path / "messages").open("rb") as messages:
            messages.seek(taken.start)
            return messages.read(taken.size)

    def arrived(self) -> Iterator[tuple[Taken, EmailMessage]]:
        """Each message as a parser reads it, with its envelope."""
        for taken in self.taken():
            yield taken, message_from_bytes(self.content(taken), policy=policy.default)


@dataclass(frozen=True, slots=True)
class Sink:
    port: int
    folder: Folder

    @property
    def url(self) -> str:
        """What EMAIL_URL is set to for sending here."""
        return f"smtp://127.0.0.1:{self.port}"


def start_sink(processes: Processes, folder: Path, pause: float = 0) -> Sink:
    """Start a sink as one of these processes and return when it listens.

    `pause` is how many seconds it thinks between taking a message and saying so.
    """
    folder.mkdir(parents=True)
    module = (sys.executable, "-m", "benchmarks.mail_sink")
    processes.start("mail sink", *module, str(folder), "--pause", str(pause))
    port = folder / "port"
    if not processes.wait_for(port.exists, seconds=_SECONDS_TO_START):
        raise CannotStart("The mail sink does not listen.")
    return Sink(int(port.read_text()), Folder(folder))


@dataclass(slots=True)
class Keeper:
    """Writes messages down, one at a time, and then waits a while."""

    index: BinaryIO
    messages: BinaryIO
    pause: float
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, recipients: list[str], content: bytes) -> None:
        with self.lock:
            start = self.messages.tell()
            self.messages.write(content)
            row = [time.monotonic(), recipients, _message_id(content), start, len(content)]
            self.index.write(json.dumps(row).encode() + b"\n")
        if self.pause:
            time.sleep(self.pause)


def _message_id(content: bytes) -> str:
    head = b"\r\n" + content.partition(b"\r\n\r\n")[0].lower()
    line = head.partition(b"\r\nmessage-id:")[2]
    return line.lstrip().split(maxsplit=1)[0].decode() if line else ""


class _Conversation:
    def __init__(self, connection: socket.socket, keeper: Keeper) -> None:
        self.connection, self.keeper = connection, keeper
        self.recipients: list[str] = []
        self.buffer = b""

    def hold(self) -> None:
        self._say(b"220 sink")
        while line := self._until(b"\r\n"):
            command = line[:4].upper()
            if command == b"DATA":
                self._say(b"354 go ahead")
                content = self._until(_END)
                if not content:
                    return
                self.keeper.keep(self.recipients, content[:-3].replace(b"\r\n..", b"\r\n."))
                self.recipients = []
            elif command == b"RCPT":
                address = line.partition(b"<")[2].partition(b">")[0]
                self.recipients.append(address.decode())
            elif command == b"RSET":
                self.recipients = []
            elif command == b"QUIT":
                self._say(b"221 bye")
                return
            self._say(_OFFERS if command == b"EHLO" else b"250 OK")

    def _until(self, end: bytes) -> bytes:
        """Everything up to and with `end`; empty when the other side has gone."""
        while end not in self.buffer:
            received = self.connection.recv(262_144)
            if not received:
                return b""
            self.buffer += received
        taken, _, self.buffer = self.buffer.partition(end)
        return taken + end

    def _say(self, reply: bytes) -> None:
        self.connection.sendall(reply + b"\r\n")


def _serve(connection: socket.socket, keeper: Keeper) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection:
        try:
            _Conversation(connection, keeper).hold()
        except ConnectionError:  # the other side was killed; what was not finished is not taken
            return


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pause", type=float, default=0)
    options = parser.parse_args()
    folder: Path = options.folder
    with (
        (folder / "index").open("ab", buffering=0) as index,
        (folder / "messages").open("ab", buffering=0) as messages,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        keeper = Keeper(index, messages, options.pause)
        written = folder / "port.new"
        written.write_text(str(server.getsockname()[1]))
        written.rename(folder / "port")
        while True:
            connection, _ = server.accept()
            threading.Thread(target=_serve, args=(connection, keeper), daemon=True).start()


if __name__ == "__main__":
    main()
