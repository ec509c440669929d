"""Letters as bytes: the message that Django would have built."""

from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.mail_wording import one_line
from leadership.smtp import Letter, SmtpBackend
from tests.smtp import CollectingServer

NAMES = st.one_of(
    st.sampled_from(
        ["", "Anna Berg", "Åsa Öst", '"quoted" \\ back', "a,b;c:d<e>@f", "=?utf-8?q?x?=", "李"]
    ),
    st.text(max_size=120).map(one_line),
)
TEXTS = st.one_of(
    st.sampled_from([".", "From here\n.\n..\n", "a\r\nb\rc\n", "\u2028x\x0by\x1cz", "x" * 1200]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
)


def a_letter(
    name: str = "Anna Berg", text: str = "Hello.\n", html: str = "<p>Hello.</p>\n"
) -> Letter:
    letter = Letter(
        address="anna@customer.example",
        subject=f"Two minutes for {name}",
        body=text,
        from_email=str(Address(f"{name} via Corner Office", addr_spec="office@office.example")),
        to=[str(Address(name, addr_spec="anna@customer.example"))],
        reply_to=[str(Address(name, addr_spec="leo@office.example"))],
        headers={
            "Message-ID": "<0123abc@office.example>",
            "List-Unsubscribe": "<https://office.example/u/abc/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(html, "text/html")
    return letter


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def as_told(message: EmailMessage) -> dict[str, object]:
    """Everything that a reader of the message gets, but for its second and its boundary."""
    headers = {
        (name, str(value).strip())  # a folded line may begin with a space
        for name, value in message.items()
        if name not in {"Date", "Content-Type"}
    }
    text, html = message.iter_parts()
    return {
        "headers": headers,
        "count": len(message.keys()),
        "to": [one.addr_spec for one in message["To"].addresses],
        "types": (message.get_content_type(), text.get_content_type(), html.get_content_type()),
        "text": text.get_content().replace("\r\n", "\n").rstrip("\n"),
        "html": html.get_content().replace("\r\n", "\n").rstrip("\n"),
    }


@given(name=NAMES, text=TEXTS, html=TEXTS)
def test_content_says_what_the_message_of_django_says(name: str, text: str, html: str) -> None:
    letter = a_letter(name, text, html)

    ours = as_told(parsed(letter.content()))

    assert ours == as_told(parsed(letter.message().as_bytes()))


@given(text=TEXTS)
def test_content_has_no_line_that_a_mail_server_refuses(text: str) -> None:
    content = a_letter(text=text).content()

    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_content_refuses_a_header_with_a_line_break() -> None:
    letter = a_letter()
    letter.subject = "Two\nBcc: everybody@customer.example"

    with pytest.raises(BadHeaderError):
        letter.content()


def test_backend_works_while_it_waits_and_stops_when_the_letter_is_out(
    smtp_server: CollectingServer,
) -> None:
    done: list[int] = []
    backend = SmtpBackend(host="127.0.0.1", port=smtp_server.port, timeout=5)
    backend.meanwhile = lambda: done.append(len(smtp_server.received))

    backend.open()
    sent = backend.send_messages([a_letter()])
    backend.close()

    assert sent == 1
    assert done[0] == 0
    assert len(smtp_server.received) == 1
    assert smtp_server.received[0].recipients == ("anna@customer.example",)
