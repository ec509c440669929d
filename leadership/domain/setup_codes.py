"""The code by which an operator proves to be one, before there is anybody to sign in as."""

import base64
import hashlib
import hmac

_BYTES = 10  # 80 bits: nobody guesses it, so tries need not be counted
_GROUP = 4
# What people write for a character that the code never holds.
_MEANT = str.maketrans("01", "OI")


def setup_code(key: str) -> str:
    """Such as “ABCD-EFGH-IJKL-MNOP”: the same for all processes with the key, and kept nowhere."""
    digest = hmac.new(key.encode(), b"setup code", hashlib.sha256).digest()[:_BYTES]
    letters = base64.b32encode(digest).decode()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def fits(key: str, typed: str) -> bool:
    """Whether somebody typed the code, in any case and with or without its hyphens."""
    plain = "".join(c for c in typed.upper() if c.isascii() and c.isalnum()).translate(_MEANT)
    return hmac.compare_digest(plain, setup_code(key).replace("-", ""))
