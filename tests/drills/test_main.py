"""How the drills are put in order, and what is told of one that does not come to its end."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from drills.__main__ import told, turns
from drills.catalogue import BOTH, BY_NAME, DRILLS, POSTGRES, SQLITE, Drill

DRILL = BY_NAME["smtp-faults"]
LINE = '{"done": "550", "expected": "failed once", "seen": "failed once", "held": true}'


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)
def test_each_drill_has_a_module_and_a_bound(drill: Drill) -> None:
    assert find_spec(f"drills.{drill.module}")
    assert POSTGRES in drill.databases
    assert 0 < drill.seconds <= 300


def test_drills_that_measure_take_the_databases_in_turn() -> None:
    measured, killed = BY_NAME["throughput"], BY_NAME["kill-workers"]

    assert list(turns(measured, BOTH)) == [(POSTGRES,), (SQLITE,)]
    assert list(turns(killed, BOTH)) == [(POSTGRES, SQLITE)]
    assert list(turns(killed, [SQLITE])) == [(SQLITE,)]


def test_drill_for_one_database_is_left_out_on_the_other() -> None:
    assert list(turns(DRILL, [SQLITE])) == []


def test_drill_that_ended_tells_its_outcomes_and_not_what_its_children_printed(
    tmp_path: Path,
) -> None:
    (tmp_path / "output").write_text(f"Booting worker\n{LINE}\n")

    (outcome,) = told(DRILL, tmp_path / "output", code=0)

    assert (outcome.seen, outcome.held) == ("failed once", True)


def test_drill_that_broke_off_fails_and_shows_its_last_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "output").write_text(f"{LINE}\nNo such table: email\n")

    first, last = told(DRILL, tmp_path / "output", code=1)

    assert first.held
    assert (last.seen, last.held) == ("it broke off, exit code 1", False)
    assert capsys.readouterr().out == "No such table: email\n"


def test_drill_that_took_too_long_fails(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")

    (outcome,) = told(DRILL, tmp_path / "output", code=None)

    assert outcome.expected == f"done in {DRILL.seconds} seconds"
    assert not outcome.held
