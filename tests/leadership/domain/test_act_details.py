"""The audit is written in English and read in every language."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from assessment.domain import language
from assessment.domain.language import English, speak_through
from leadership.domain.act_details import _FORMS, details_in_words, doer_in_words
from leadership.domain.acts import ACTS, act_in_words

# Their entries name a round, a unit, a key or an address, and nothing else.
ONLY_A_NAME = {
    *("address tried again", "contact asked again", "contact paused", "invitation sent again"),
    *("invitation taken back", "unit added", "unit changed", "unit removed"),
    *("meeting ended", "meeting started", "own answers withdrawn", "round closed"),
    *("round drafted", "what we heard changed", "what we heard drafted"),
    *("what we heard taken back", "reviewer named", "reviewer taken back"),
    *("comparison agreed", "comparison stopped", "key created", "key revoked", "logo removed"),
}


class Bracketing(English):
    """Puts every text that can be translated into brackets."""

    def language(self) -> str:
        return "de"

    def speaks(self, language: str) -> bool:
        return True

    def speaking(self, language: str) -> nullcontext[None]:
        return nullcontext()

    def text(self, message: str) -> str:
        return f"[{message}]"


@pytest.fixture
def foreign() -> Iterator[None]:
    before = language._DOOR.speaker
    speak_through(Bracketing())
    yield
    speak_through(before)


@pytest.mark.parametrize(
    ("act", "about", "said"),
    [
        ("password set", "their own", "[their own]"),
        ("sign-in ended", "1 other browser", "[other browsers: 1]"),
        ("sign-in ended", "3 other browsers", "[other browsers: 3]"),
        (
            "signed in",
            "by a password and an authenticator app",
            "[[password] and [authenticator app]]",
        ),
        ("signed in", "by a passkey", "[[passkey]]"),
        (
            "member added",
            "a@example.com: lead, on the executive team",
            "[a@example.com: [[Customer experience lead], on the executive team]]",
        ),
        (
            "member changed",
            "a@example.com: viewer → owner",
            "[a@example.com: [Viewer] → [Owner]]",
        ),
        (
            "invitation accepted",
            "a@example.com: viewer, invited by o@example.com",
            "[a@example.com: [Viewer], invited by o@example.com]",
        ),
        ("contact changed", "c@example.com: customer", "[c@example.com: [Customer]]"),
        (
            "contacts changed",
            "2 of 1,203 contacts: unit → Nord",
            "[[unit → Nord]; contacts: 2 of 1,203]",
        ),
        (
            "contacts changed",
            "1 of 1 contacts: language → de",
            "[[language → [German]]; contacts: 1 of 1]",
        ),
        ("contacts changed", "1 of 1 contacts: paused", "[[paused]; contacts: 1 of 1]"),
        ("contacts exported", "12 as XLSX", "[XLSX; contacts: 12]"),
        (
            "people imported",
            "3 new, 2 changed, 1 unchanged",
            "[new: 3, changed: 2, unchanged: 1]",
        ),
        ("person erased", "a member", "[a member]"),
        (
            "retention applied",
            "1,203 contacts, 4 mails",
            "[[[contacts: 1,203]; [mails: 4]]]",
        ),
        (
            "closing changed",
            "Q1 2026: last day to answer 2026-03-01 → 2026-03-08",
            "[Q1 2026; last day to answer: 1 March 2026 → 8 March 2026]",
        ),
        ("round launched", "Q1 2026: 12 people asked", "[Q1 2026; people asked: 12]"),
        ("round closed", "Q1 2026", "Q1 2026"),
        ("schedule changed", "off", "[off]"),
        (
            "schedule changed",
            "on, waits for a yes; month 1, 2 of the quarters, day 3 at 9:00, open 14 days",
            "[on, [waits for a yes]; months of the quarters: 1, 2, day: 3, hour: 9:00, days "
            "open: 14]",
        ),
        ("comment taken", "Q1, comment 1a2b: a@example.com", "[Q1, comment 1a2b: a@example.com]"),
        ("comment closed", "Q1, comment 1a2b", "[Q1, comment 1a2b]"),
        (
            "mail text saved",
            "invitation to customers in German",
            "[[invitation] ([customers], [German])]",
        ),
        (
            "reminder sent",
            "Q1: managers, customers; mail to up to 1,000",
            "[Q1: [[managers] and [customers]]; mails, at most: 1,000]",
        ),
        ("reminder sent", "Q1: managers; mail to 3", "[Q1: [managers]; mails: 3]"),
        (
            "reminder taken back",
            "Q1: 3 mails, after 2 had gone out",
            "[Q1; mails taken back: 3, sent before: 2]",
        ),
        (
            "results exported",
            "Q1: board pack for the leadership team, A4",
            "[Q1: board pack, [the leadership team], A4]",
        ),
        (
            "results exported",
            "Q1: board pack for the leadership team, A4, in German",
            "[Q1: board pack, [the leadership team], A4, [German]]",
        ),
        (
            "board pack made",
            "Q1: for readers beyond the leadership team, US Letter, in Polish",
            "[Q1: [readers beyond the leadership team], US Letter, [Polish]]",
        ),
        ("results exported", "Q1: signs as CSV", "[Q1: signs as CSV]"),
        (
            "settings changed",
            "name: A → B; languages: all → de, fr; colour: red → green",
            "[[[[[Name]: A → B]; [[Languages]: [all] → de, fr]]; colour: red → green]]",
        ),
        ("key created", "Workbook (co_12345678…): results", "Workbook (co_12345678…): results"),
        ("round launched", "as an older version wrote it", "as an older version wrote it"),
        ("danced", "on a table", "on a table"),
    ],
)
@pytest.mark.usefixtures("foreign")
def test_entry_is_said_in_the_language_of_its_reader(act: str, about: str, said: str) -> None:
    assert details_in_words(act, about) == said


@pytest.mark.usefixtures("foreign")
def test_act_and_doer_are_said_in_the_language_of_their_reader() -> None:
    assert act_in_words("round closed") == "[Round closed]"
    assert act_in_words("danced") == "Danced"
    assert doer_in_words("the clock") == "[the clock]"
    assert doer_in_words("o@example.com") == "o@example.com"


def test_english_reader_reads_what_was_written() -> None:
    about = "Q1 2026: 1 people asked"

    assert details_in_words("round launched", about) == about


def test_details_of_every_act_are_thought_of() -> None:
    acts = {act for every in ACTS.values() for act in every}

    assert _FORMS.keys() | ONLY_A_NAME == acts
    assert not _FORMS.keys() & ONLY_A_NAME
