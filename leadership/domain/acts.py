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
    EVIDENCE = "evidence"
    RESULTS = "results"
    COMMITMENTS = "commitments"
    SETTINGS = "settings"

    @property
    def label(self) -> str:
        return {
            Subject.SIGNING_IN: "Signing in",
            Subject.PEOPLE: "People and roles",
            Subject.ROUNDS: "Rounds",
            Subject.MAIL: "Texts and mail",
            Subject.EVIDENCE: "Evidence",
            Subject.RESULTS: "Results that left",
            Subject.COMMITMENTS: "Commitments",
            Subject.SETTINGS: "Settings and keys",
        }[self]


ACTS: Final[Mapping[Subject, frozenset[str]]] = {
    Subject.SIGNING_IN: frozenset(
        {
            "language chosen",
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
            "contact asked again",
            "contact changed",
            "contact paused",
            "contact removed",
            "invitation accepted",
            "invitation sent again",
            "invitation taken back",
            "contacts changed",
            "contacts exported",
            "member added",
            "member changed",
            "member invited",
            "member left",
            "member removed",
            "people imported",
            "person erased",
            "personal data handed over",
            "retention applied",
            "unit added",
            "unit changed",
            "unit removed",
        }
    ),
    Subject.ROUNDS: frozenset(
        {
            "closing changed",
            "meeting ended",
            "meeting started",
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
            "minutes mailed",
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
    Subject.EVIDENCE: frozenset(
        {
            "evidence accepted",
            "evidence given",
            "evidence retracted",
            "evidence sent back",
            "reviewer named",
            "reviewer taken back",
        }
    ),
    Subject.RESULTS: frozenset(
        {"answers exported", "audit exported", "board pack made", "compared", "results exported"}
    ),
    Subject.COMMITMENTS: frozenset(
        {
            "calendar address made",
            "calendar address revoked",
            "commitment changed",
            "commitment dropped",
            "commitment kept",
            "commitment made",
            "commitment missed",
            "commitment reopened",
            "commitments exported",
        }
    ),
    Subject.SETTINGS: frozenset(
        {
            "comparison agreed",
            "comparison stopped",
            "key created",
            "key revoked",
            "logo changed",
            "logo removed",
            "reader of messages named",
            "organization created",
            "settings changed",
        }
    ),
}
