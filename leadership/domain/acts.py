"""What the audit writes down, by what it was about."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from assessment.domain.language import translatable, translate


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
        return translate(
            {
                Subject.SIGNING_IN: translatable("Signing in"),
                Subject.PEOPLE: translatable("People and roles"),
                Subject.ROUNDS: translatable("Rounds"),
                Subject.MAIL: translatable("Texts and mail"),
                Subject.EVIDENCE: translatable("Evidence"),
                Subject.RESULTS: translatable("Results that left"),
                Subject.COMMITMENTS: translatable("Commitments"),
                Subject.SETTINGS: translatable("Settings and keys"),
            }[self]
        )


_IN_WORDS: Final[Mapping[Subject, tuple[str, ...]]] = {
    Subject.SIGNING_IN: (
        translatable("Language chosen"),
        translatable("Password set"),
        translatable("Second factor added"),
        translatable("Second factor removed"),
        translatable("Sign-in ended"),
        translatable("Signed in"),
    ),
    Subject.PEOPLE: (
        translatable("Address tried again"),
        translatable("Contact asked again"),
        translatable("Contact changed"),
        translatable("Contact paused"),
        translatable("Contact removed"),
        translatable("Invitation accepted"),
        translatable("Invitation sent again"),
        translatable("Invitation taken back"),
        translatable("Contacts changed"),
        translatable("Contacts exported"),
        translatable("Member added"),
        translatable("Member changed"),
        translatable("Member invited"),
        translatable("Member left"),
        translatable("Member removed"),
        translatable("People imported"),
        translatable("Person erased"),
        translatable("Personal data handed over"),
        translatable("Retention applied"),
        translatable("Unit added"),
        translatable("Unit changed"),
        translatable("Unit removed"),
    ),
    Subject.ROUNDS: (
        translatable("Closing changed"),
        translatable("Meeting ended"),
        translatable("Meeting started"),
        translatable("Own answers withdrawn"),
        translatable("People who joined asked"),
        translatable("Round closed"),
        translatable("Round drafted"),
        translatable("Round launched"),
        translatable("Schedule changed"),
    ),
    Subject.MAIL: (
        translatable("Comment answered"),
        translatable("Comment closed"),
        translatable("Comment taken"),
        translatable("Message answered"),
        translatable("Message archived"),
        translatable("Message taken out of the archive"),
        translatable("Mail text dropped"),
        translatable("Mail text saved"),
        translatable("Minutes mailed"),
        translatable("Own words dropped"),
        translatable("Question worded"),
        translatable("Reminder sent"),
        translatable("Reminder taken back"),
        translatable("What we heard changed"),
        translatable("What we heard drafted"),
        translatable("What we heard published"),
        translatable("What we heard taken back"),
    ),
    Subject.EVIDENCE: (
        translatable("Evidence accepted"),
        translatable("Evidence given"),
        translatable("Evidence retracted"),
        translatable("Evidence sent back"),
        translatable("Reviewer named"),
        translatable("Reviewer taken back"),
    ),
    Subject.RESULTS: (
        translatable("Answers exported"),
        translatable("Audit exported"),
        translatable("Board pack made"),
        translatable("Compared"),
        translatable("Results exported"),
    ),
    Subject.COMMITMENTS: (
        translatable("Calendar address made"),
        translatable("Calendar address revoked"),
        translatable("Commitment changed"),
        translatable("Commitment dropped"),
        translatable("Commitment kept"),
        translatable("Commitment made"),
        translatable("Commitment missed"),
        translatable("Commitment reopened"),
        translatable("Commitments exported"),
    ),
    Subject.SETTINGS: (
        translatable("Comparison agreed"),
        translatable("Comparison stopped"),
        translatable("Key created"),
        translatable("Key revoked"),
        translatable("Logo changed"),
        translatable("Logo removed"),
        translatable("Reader of messages named"),
        translatable("Organization created"),
        translatable("Settings changed"),
    ),
}


def _stored(words: str) -> str:
    """An act as entries hold it: in English, whoever did it, and without the capital letter."""
    return words[0].lower() + words[1:]


ACTS: Final[Mapping[Subject, frozenset[str]]] = {
    subject: frozenset(map(_stored, words)) for subject, words in _IN_WORDS.items()
}
_WORDS: Final[Mapping[str, str]] = {
    _stored(words): words for every in _IN_WORDS.values() for words in every
}


def act_in_words(act: str) -> str:
    """An act as somebody reads it; one that is not known any more stays English."""
    return translate(_WORDS[act]) if act in _WORDS else act[:1].upper() + act[1:]
