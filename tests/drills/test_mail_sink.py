"""The mail server that drills and measurements count at."""

import os
import smtplib
from pathlib import Path

from benchmarks.mail_sink import start_sink
from tools.processes import Processes

MESSAGE = (
    b"Message-ID: <Seven@Office.example>\r\nSubject: Dots\r\n\r\n.one\r\n..two\r\n\r\n.\r\nend\r\n"
)

PLAIN = b"Message-ID: <8@office.example>\r\n\r\nNo dots here\r\n"


def test_sink_keeps_every_message_as_it_was_sent(tmp_path: Path) -> None:
    with Processes(dict(os.environ)) as processes:
        sink = start_sink(processes, tmp_path / "sink")
        with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
            for name in ("anna", "emil"):
                server.sendmail("office@office.example", f"{name}@customer.example", MESSAGE)

        first, second = sink.folder.taken()

    assert first.recipients == ("anna@customer.example",)
    assert second.recipients == ("emil@customer.example",)
    assert (first.message_id, first.at <= second.at) == ("<seven@office.example>", True)
    assert [sink.folder.content(one) for one in (first, second)] == [MESSAGE, MESSAGE]


def test_sink_does_not_take_a_message_whose_sender_was_killed(tmp_path: Path) -> None:
    with Processes(dict(os.environ)) as processes:
        sink = start_sink(processes, tmp_path / "sink")
        server = smtplib.SMTP("127.0.0.1", sink.port, timeout=10)
        server.helo()
        server.mail("office@office.example")
        server.rcpt("anna@customer.example")
        server.docmd("DATA")
        server.send(PLAIN)
        server.close()

        assert sink.folder.count() == 0


def test_sink_takes_several_commands_at_once(tmp_path: Path) -> None:
    with Processes(dict(os.environ)) as processes:
        sink = start_sink(processes, tmp_path / "sink")
        with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
            server.ehlo()
            assert server.has_extn("pipelining")
            server.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n")
            replies = [server.getreply()[0] for _ in range(3)]
            server.send(PLAIN + b".\r\n")
            replies.append(server.getreply()[0])

        assert replies == [250, 250, 354, 250]
        assert sink.folder.count() == 1
