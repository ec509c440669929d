"""By which way somebody signed in, from what a session remembers of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assessment.domain.language import translatable, translate

CODE: Final = "an emailed code"
PASSWORD: Final = "a password"  # noqa: S105 - a word
PASSKEY: Final = "a passkey"
SINGLE_SIGN_ON: Final = "single sign-on"
TERMINAL: Final = "a link from the terminal"

_FIRST: Final = {"code": CODE, "password": PASSWORD, "socialaccount": SINGLE_SIGN_ON}
_SECOND: Final = {
    "totp": "an authenticator app",
    "webauthn": PASSKEY,
    "recovery_codes": "a recovery code",
}


@dataclass(frozen=True, slots=True)
class Way:
    """`second` is empty where no second factor was asked for."""

    first: str
    second: str = ""

    def __str__(self) -> str:
        return f"by {self.first} and {self.second}" if self.second else f"by {self.first}"


def way_of(records: Sequence[Mapping[str, Any]]) -> Way:
    """The last complete way among the steps that were taken; without any, the terminal’s link.

    Being asked again later, before something delicate, is not another way.
    """
    way = Way(TERMINAL)
    for record in records:
        if record.get("reauthenticated"):
            continue
        if record.get("method") == "mfa" and record.get("passwordless"):
            way = Way(PASSKEY)
        elif record.get("method") == "mfa":
            way = Way(way.first, _SECOND.get(str(record.get("type")), ""))
        elif record.get("method") in _FIRST:
            way = Way(_FIRST[str(record["method"])])
    return way


def factor_in_words(kind: str) -> str:
    """A second factor by the word it is stored with, in the reader’s language."""
    return translate(_FACTORS.get(kind, kind))


_FACTORS: Final = {
    "totp": translatable("authenticator app"),
    "webauthn": translatable("passkey"),
    "recovery_codes": translatable("recovery codes"),
}
