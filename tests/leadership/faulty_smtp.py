"""A mail server that misbehaves on purpose, one habit at a time."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass
class Habits:
    """What this server does wrong, and what it saw."""

    refuses_password: bool = False
    hangs_after: str = ""
    """An SMTP command that gets no answer."""
    drops_after_data: int = 0
    """How many messages it takes and then closes the connection without a word."""
    sender_reply: str = "250 OK"
    data_replies: list[str] = field(default_factory=list)
    """Answers to the first messages, such as "450 later"; then 250."""
    recipient_replies: dict[str, list[str]] = field(default_factory=dict)
    """Answers to the first tries of one address; then 250."""
    tries: list[str] = field(default_factory=list)
    """Addresses as they were named, refused ones too."""
    accepted: list[bytes] = field(default_factory=list)
    offers_pipelining: bool = False
    replies_to_data: str = "354 Go ahead"
    connections: int = 0
    released: threading.Event = field(default_factory=threading.Event)


class _Session(socketserver.StreamRequestHandler):
    habits: ClassVar[Habits]

    def handle(self) -> None:
        self.habits.connections += 1
        self._say("220 faulty.example")
        while line := self.rfile.readline():
            command = line.decode().strip().upper()
            if self.habits.hangs_after and command.startswith(self.habits.hangs_after):
                self.habits.released.wait(10)
                return
            if not self._answered(command):
                return

    def _answered(self, command: str) -> bool:
        if command.startswith("EHLO"):
            more = "250-PIPELINING\r\n250-SIZE 1000000\r\n" * self.habits.offers_pipelining
            self._say(f"250-faulty.example\r\n{more}250 AUTH PLAIN")
        elif command.startswith("AUTH"):
            self._say("535 5.7.8 Wrong password" if self.habits.refuses_password else "235 OK")
        elif command.startswith("MAIL"):
            self._say(self.habits.sender_reply)
        elif command.startswith("RCPT"):
            self._say(self._recipient_reply(_address(command)))
        elif command == "DATA":
            return self._data()
        elif command == "QUIT":
            self._say("221 Bye")
            return False
        else:
            self._say("250 OK")
        return True

    def _recipient_reply(self, address: str) -> str:
        self.habits.tries.append(address)
        replies = self.habits.recipient_replies.get(address, [])
        return replies.pop(0) if replies else "250 OK"

    def _data(self) -> bool:
        self._say(self.habits.replies_to_data)
        if not self.habits.replies_to_data.startswith("354"):
            return True
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            content += line
        if self.habits.drops_after_data:
            self.habits.drops_after_data -= 1
            return False
        reply = "554 No valid recipients"
        if content:
            reply = self.habits.data_replies.pop(0) if self.habits.data_replies else "250 OK"
        if reply.startswith("250"):
            self.habits.accepted.append(content)
        self._say(reply)
        return True

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


def _address(command: str) -> str:
    return command.partition("<")[2].partition(">")[0].lower()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def faulty_server(habits: Habits, port: int = 0) -> Iterator[int]:
    """Serve with these habits, on any free port unless one is given; gives the port."""
    session = type("Session", (_Session,), {"habits": habits})
    with _Server(("127.0.0.1", port), session) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            habits.released.set()
            server.shutdown()
            thread.join()
