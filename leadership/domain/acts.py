"""What the audit writes down, by what it was about."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Subject(StrEnum):
    """What an act was about; owners look for acts by it."""

    SIGNING_IN = "signing-in"
    PEOPLE = "people"
    ROUNDS = "rounds"
    MAIL = "mail"
    RESULTS = "results"
    SETTINGS = "settings"

    @property
    def label(self) -> str:
        return {
            Subject.SIGNING_IN: "Signing in",
            Subject.PEOPLE: "People and roles",
            Subject.ROUNDS: "Rounds",
            Subject.MAIL: "Texts and mail",
            Subject.RESULTS: "Results that left",
            Subject.SETTINGS: "Settings and keys",
        }[self]


ACTS: Final[Mapping[Subject, frozenset[str]]] = {
    Subject.SIGNING_IN: frozenset(
        {
            "password set",
            "second factor added",
            "second factor removed",
            "sign-in ended",
            "signed in",
        }
    ),
    Subject.PEOPLE: frozenset(
        {
            "address tried again",
            "contact removed",
            "member added",
            "member changed",
            "member removed",
            "people imported",
        }
    ),
    Subject.ROUNDS: frozenset(
        {
            "closing changed",
            "own answers withdrawn",
            "people who joined asked",
            "round closed",
            "round drafted",
            "round launched",
            "schedule changed",
        }
    ),
    Subject.MAIL: frozenset(
        {
            "comment answered",
            "comment closed",
            "comment taken",
            "message answered",
            "message archived",
            "message taken out of the archive",
            "mail text dropped",
            "mail text saved",
            "own words dropped",
            "question worded",
            "reminder sent",
            "reminder taken back",
            "what we heard changed",
            "what we heard drafted",
            "what we heard published",
            "what we heard taken back",
        }
    ),
    Subject.RESULTS: frozenset(
        {"answers exported", "audit exported", "board pack made", "compared", "results exported"}
    ),
    Subject.SETTINGS: frozenset(
        {
            "comparison agreed",
            "comparison stopped",
            "key created",
            "key revoked",
            "reader of messages named",
            "organization created",
            "settings changed",
        }
    ),
}
