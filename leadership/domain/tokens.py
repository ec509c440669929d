"""The text of a personal link: an HMAC over a purpose, an id and a generation.

Nothing in the database opens a link, and a forged one is refused before the database is asked.
"""

import base64
import hashlib
import hmac
import struct
from enum import StrEnum

_BODY = struct.Struct(">QH")
_SIGNATURE_BYTES = 16
_LENGTH = _BODY.size + _SIGNATURE_BYTES


class Purpose(StrEnum):
    ANSWER = "answer"
    UNSUBSCRIBE = "unsubscribe"
    UNSUBSCRIBE_MEMBER = "unsubscribe-member"
    NOTICE = "privacy-notice"
    JOIN = "join"
    CALENDAR = "calendar"


def make_token(key: str, purpose: Purpose, row: int, generation: int) -> str:
    """The token of a link to an invitation, or to another row where the purpose says so.

    35 characters that need no escaping in a URL.
    """
    body = _BODY.pack(row, generation)
    return _encoded(body + _signature(key, purpose, body))


def read_token(key: str, purpose: Purpose, token: str) -> tuple[int, int] | None:
    """The row's id and the generation, or None when we never made this token."""
    try:
        signed = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except ValueError:
        return None
    if len(signed) != _LENGTH or token != _encoded(signed):
        return None
    body, signature = signed[: _BODY.size], signed[_BODY.size :]
    if not hmac.compare_digest(signature, _signature(key, purpose, body)):
        return None
    row, generation = _BODY.unpack(body)
    # A bigint column cannot hold more; the signature makes this unreachable from outside.
    return (row, generation) if row < 2**63 else None


def _encoded(signed: bytes) -> str:
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def _signature(key: str, purpose: Purpose, body: bytes) -> bytes:
    message = purpose.value.encode() + b"\0" + body
    return hmac.new(key.encode(), message, hashlib.sha256).digest()[:_SIGNATURE_BYTES]
