"""What a run of the drills says at its end."""

from drills.table import WIDTHS, Outcome, Row, all_held, table_of

HELD = Row("kill-workers", "sqlite", Outcome("12 × kill -9", "0 lost", "0 lost", held=True))
FAILED = Row("kill-workers", "postgres", Outcome("9 × kill -9", "0 lost", "2 lost", held=False))


def test_table_says_what_was_done_expected_and_seen_with_a_verdict() -> None:
    head, _, held, _, failed = table_of([HELD, FAILED]).splitlines()

    assert head.split() == ["drill", "on", "what", "was", "done", "expected", "seen", "verdict"]
    assert held.split("  ")[0] == "kill-workers"
    assert held.endswith("held")
    assert failed.split()[-3:] == ["2", "lost", "FAILED"]


def test_table_wraps_long_words_of_a_finding_into_its_column() -> None:
    seen = "one worker reached 0.84 of bare smtplib " * 5
    row = Row("throughput", "postgres", Outcome("1,500 mails", "80%", seen, held=True))

    lines = table_of([row]).splitlines()

    assert len(lines) > 4
    assert max(map(len, lines)) <= sum(WIDTHS) + 2 * (len(WIDTHS) - 1)


def test_everything_held_only_if_each_row_did() -> None:
    assert all_held([HELD])
    assert not all_held([HELD, FAILED])


def test_nothing_tried_is_nothing_held() -> None:
    assert not all_held([])
