"""Files for spreadsheets: text stays text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.spreadsheets import as_csv, guarded, may_run, with_guard, without_guard


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\0=1"])
def test_cell_that_would_run_is_quoted(cell: str) -> None:
    assert f"'{cell}" in as_csv([["name", cell]])


def test_ordinary_cells_and_our_own_minus_stay_as_they_are() -> None:
    assert as_csv([["Unit", "Gap"], ["Nord, Süd", "−12 points"]]) == (
        '\ufeffUnit,Gap\r\n"Nord, Süd",−12 points\r\n'
    )


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4)))
def test_table_is_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(rows).removeprefix("\ufeff"), newline="")))

    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize(
    "cell",
    ["\n=1+1", " =1+1", "\u00a0@x", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "＋1", "－1", "＠x"],
)
def test_formula_behind_what_nobody_sees_or_in_wide_letters_is_text(cell: str) -> None:
    """East Asian spreadsheets run the wide letters, and some programs drop what is invisible."""
    assert next(csv.reader(io.StringIO(as_csv([[cell]])[1:], newline=""))) == [f"'{cell}"]


@given(st.text(alphabet="'=+-@a \t", max_size=6))
def test_guarded_text_never_runs_and_is_read_back_as_it_was(text: str) -> None:
    leaves = guarded(with_guard(text))

    assert not may_run(leaves)
    assert without_guard(leaves) == text


@pytest.mark.parametrize("text", ["O'Hara", "'t Hooft", "", "'", "Anna"])
def test_ordinary_apostrophes_stay(text: str) -> None:
    assert guarded(with_guard(text)) == text
    assert without_guard(text) == text
