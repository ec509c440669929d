"""The tables that leave: the numbers of the dashboard, hidden where it hides them."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.access import sees_executives_by_name
from leadership.domain.export_cells import number
from leadership.domain.export_tables import ExportTable, Value
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries import exports
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.charts import charts_of, every_chart_of
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.exports import tables_for
from leadership.queries.exports_of_gaps import SIDES
from leadership.queries.raw_answers import executives_answers
from leadership.services.commitments import keep_commitment
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EXECUTIVE,
    MANAGER,
    PARTNER,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
    times,
)
from tests.leadership.commitments import PROMISED_AT, a_commitment
from tests.leadership.conftest import Join
from tests.leadership.queries.test_matrix import YES, a_closed_round
from tests.leadership.views.test_results import ANSWERS, ASKED, several


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


def by_key(membership: Membership, round_: Round) -> dict[str, ExportTable]:
    return {table.key: table for table in tables_for(membership, round_)}


def records(table: ExportTable) -> list[dict[str, Value]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def values(tables: dict[str, ExportTable]) -> Iterator[Value]:
    return (cell for table in tables.values() for row in table.rows for cell in row)


def cells_of(cell: str) -> list[Value]:
    """The three cells behind what the page prints for one end."""
    if found := re.fullmatch(r"\d+% \((\d+) of (\d+)\)", cell):
        top, answers = map(int, found.groups())
        return [round(top / answers, 4), top, answers]
    if found := re.fullmatch(r"(\d+) of (\d+)", cell):
        return [None, *map(int, found.groups())]
    return [None, None, None]


def gap_of(cell: str) -> list[Value]:
    """The four cells behind what the page prints for a gap; the points only where it does."""
    if found := re.fullmatch(r"(−?\d+) points? \(everybody answered\).*", cell):
        return [number(found[1]), None, None, "everybody answered"]
    if found := re.fullmatch(r"(?:(−?\d+) points?|(no detectable gap)) \((\S+) to (\S+)\).*", cell):
        points = number(found[1]) if found[1] else None
        return [points, number(found[3]), number(found[4]), found[2] or "detectable gap"]
    assert cell == "not shown"
    return [None, None, None, None]


MANY_KINDS: list[tuple[dict[Cell, Choices], Promise]] = [
    (ANSWERS, Promise.ATTRIBUTED),
    (ANSWERS, Promise.TOTALS_ONLY),
    ({**ANSWERS, (CUSTOMER, "West"): headline(0, 3)}, Promise.ATTRIBUTED),
    ({EXECUTIVE: headline(3, 3), CUSTOMER: headline(30, 300)}, Promise.ATTRIBUTED),
    ({EXECUTIVE: headline(6, 6), CUSTOMER: headline(30, 300)}, Promise.ATTRIBUTED),
    ({MANAGER: headline(7, 7), CUSTOMER: headline(0, 8)}, Promise.TOTALS_ONLY),
    ({MANAGER: headline(3, 4), PARTNER: headline(4, 12)}, Promise.TOTALS_ONLY),
    ({MANAGER: headline(1, 60), CUSTOMER: headline(50, 60)}, Promise.TOTALS_ONLY),
]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("answers", "promise"), MANY_KINDS)
def test_gap_tables_hold_what_the_page_prints_and_nothing_else(
    organization: Organization,
    join: Join,
    role: Role,
    answers: dict[Cell, Choices],
    promise: Promise,
) -> None:
    round_ = a_round(organization, answers, promise=promise)
    reader = join(organization, role)

    tables = by_key(reader, round_)

    blocks = charts_of(dashboard_for(round_, named=sees_executives_by_name(reader)))
    compared = [key for key in ("gap-by-question", "gap-by-unit") if key in blocks]
    assert compared
    for key in compared:
        for row, words in zip(records(tables[key]), blocks[key].rows, strict=True):
            printed = dict(zip(blocks[key].headers, words, strict=True))
            for side in SIDES:
                cell = printed.get(side.capitalize(), "")
                ends = [row[f"{side}_{part}"] for part in ("share", "top", "answers")]
                assert ends == cells_of(cell)
                if cell and ends[2] is None:
                    assert f"{side}: {cell}" in str(row["reason"])
            gap = [row[f"gap_{part}"] for part in ("points", "low", "high", "certainty")]
            expected = gap_of(printed["Gap in points"])
            assert gap[1:] == expected[1:]
            assert expected[0] in (gap[0], None)


def test_quarters_hold_the_numbers_of_the_page(round_: Round, lead: Membership) -> None:
    rows = records(by_key(lead, round_)["over-time"])

    assert [row["round"] for row in rows] == [point.label for point in dashboard_for(round_).trend]
    for row in rows:
        assert (row["signs_agreed"], row["signs_claimed"], row["executives"]) == (6, 6, 9)
        assert (row["management_share"], row["customers_share"]) == (0.56, 0.12)
        assert (row["gap_points"], row["gap_low"], row["gap_high"]) == (44, 40, 47)
        assert row["reason"] == ""


def test_signs_and_checklist_hold_the_counts_of_the_page(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_round(organization, ANSWERS, asked=ASKED)

    tables = by_key(lead, round_)

    seventh = records(tables["signs"])[6]
    assert (seventh["yes"], seventh["no"], seventh["dont_know"]) == (5, 4, 0)
    assert (seventh["agreed"], seventh["status"]) == ("no", "Contested 5–4")
    block = charts_of(dashboard_for(round_))["checklist"]
    for row, words in zip(records(tables["checklist"]), block.rows, strict=True):
        assert str(row["text"]) in words[0]
        counts = [row[key] for key in ("yes", "partly", "no", "dont_know")]
        assert ["" if count is None else str(count) for count in counts] == list(words[1:5])
        assert words[5] == (f"{row['score']:.2f}" if row["reason"] == "" else row["reason"])


def test_summary_says_what_the_page_says(round_: Round, lead: Membership) -> None:
    dashboard = dashboard_for(round_)

    says = [row["says"] for row in records(by_key(lead, round_)["summary"])]

    assert says[:3] == [dashboard.headline, dashboard.change, dashboard.kicker]
    for block in charts_of(dashboard).values():
        assert block.sentence in says


def test_every_chart_of_the_page_leaves_even_one_without_a_table_of_its_own(
    round_: Round, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = ChartBlock(
        "new", "A new chart", "", "A sentence.", "", ("Unit", "How many"), (("=1", "3 of 9"),), dict
    )

    def with_new(dashboard: Dashboard) -> dict[str, ChartBlock]:
        return every_chart_of(dashboard) | {"new": new}

    monkeypatch.setattr(exports, "every_chart_of", with_new)

    table = by_key(lead, round_)["new"]
    assert [column.key for column in table.columns] == ["unit", "how_many"]
    assert table.rows == new.rows


def test_hidden_numbers_stay_hidden(organization: Organization, owner: Membership) -> None:
    round_ = a_round(
        organization,
        {MANAGER: headline(3, 4), CUSTOMER: headline(37, 311)},
        promise=Promise.TOTALS_ONLY,
    )

    tables = by_key(owner, round_)

    row = records(tables["gap-by-question"])[0]
    assert [row[f"management_{part}"] for part in ("share", "top", "answers")] == [None] * 3
    assert row["gap_points"] is None
    assert row["reason"] == "management: fewer than 5 answers; gap: not shown"
    assert (row["customers_top"], row["customers_answers"]) == (37, 311)
    quarter = records(tables["over-time"])[-1]
    assert (quarter["management_top"], quarter["gap_points"]) == (None, None)
    # Who answered is participation; what they said is hidden everywhere.
    said = {key: table for key, table in tables.items() if key != "participation"}
    assert {3, 4}.isdisjoint(cell for cell in values(said) if isinstance(cell, int))


def test_group_that_all_said_the_same_has_no_counts(
    organization: Organization, owner: Membership
) -> None:
    round_ = a_round(organization, {MANAGER: headline(7, 7), CUSTOMER: headline(30, 300)})

    row = records(by_key(owner, round_)["gap-by-question"])[0]

    assert (row["management_top"], row["management_answers"], row["gap_points"]) == (None,) * 3
    assert row["reason"] == "management: ≥ 90%; gap: not shown"


def test_viewer_gets_no_number_that_rests_on_three_named_executives(
    organization: Organization, join: Join
) -> None:
    round_ = a_round(
        organization,
        {
            EXECUTIVE: {**signs((3, 0), (2, 1)), **headline(2, 3), "l1a": {"yes": 3}},
            CUSTOMER: headline(30, 300),
        },
    )

    seen = by_key(join(organization, Role.VIEWER), round_)
    by_lead = by_key(join(organization, Role.LEAD), round_)

    missing = "Fewer than 5 executives answered, so the signs are not shown."
    assert records(seen["signs"])[0]["reason"] == missing
    assert len(seen["signs"].rows) == 1
    assert {2, 3}.isdisjoint(cell for cell in values(seen) if isinstance(cell, int))
    assert "checklist" not in seen
    assert records(by_lead["signs"])[1]["yes"] == 2


def test_viewer_gets_neither_participation_nor_who_answered(
    organization: Organization, join: Join
) -> None:
    round_ = a_round(organization, ANSWERS, asked=ASKED)

    seen = by_key(join(organization, Role.VIEWER), round_)

    text = " ".join(str(cell) for cell in values(seen))
    assert "participation" not in seen
    assert "1037" not in text
    assert "1,037" not in text
    assert "answered by" not in text
    assert records(by_key(join(organization, Role.EXECUTIVE), round_)["participation"])[-1] == {
        "audience": "customers",
        "asked": 1037,
        "answered": 310,
        "response_share": 0.2989,
    }


@pytest.mark.parametrize("role", list(Role))
def test_silence_leaves_only_with_those_who_may_see_who_was_asked(
    organization: Organization, join: Join, role: Role
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((7, 0))}, asked={EXECUTIVE: 9})

    summary = by_key(join(organization, role), round_)["summary"]

    told = "the 2 executives who have not answered" in str(summary.rows)
    assert told is (role is not Role.VIEWER)


@pytest.mark.parametrize("role", list(Role))
def test_names_leave_only_with_those_who_may_see_them(
    organization: Organization, join: Join, role: Role
) -> None:
    ann = join(organization, Role.EXECUTIVE, "a@x.example", name="Ann Moe", on_executive_team=True)
    round_ = a_closed_round(organization, {ann: YES})

    tables = by_key(join(organization, role), round_)

    assert ("Ann Moe" in [*values(tables)]) is (role is not Role.VIEWER)
    assert "a@x.example" not in " ".join(str(cell) for cell in values(tables))


def test_executive_without_a_name_leaves_no_address(
    organization: Organization, join: Join, lead: Membership
) -> None:
    nameless = join(organization, Role.EXECUTIVE, "a@x.example", on_executive_team=True)
    round_ = a_closed_round(organization, {nameless: YES})

    tables = by_key(lead, round_)

    assert records(tables["who-says-what"])[0]["executive"] == "Executive 1, no name given"
    assert "a@x.example" not in " ".join(str(cell) for cell in values(tables))
    answers = executives_answers(round_)
    assert answers is not None
    assert answers[0].rows[0][0] == "Executive 1, no name given"


def test_columns_are_the_same_whoever_was_asked(
    organization: Organization, round_: Round, lead: Membership
) -> None:
    other = a_round(
        organization,
        {CUSTOMER: headline(1, 9), MANAGER: headline(5, 9)},
        quarter=quarter_of(A_DAY).next(),
    )

    columns = {key: table.columns for key, table in by_key(lead, round_).items()}
    of_other = {key: table.columns for key, table in by_key(lead, other).items()}

    assert of_other.items() <= columns.items()


def test_columns_list_every_column_once(round_: Round, lead: Membership) -> None:
    tables = by_key(lead, round_)

    listed = [(row["table"], row["column"]) for row in records(tables.pop("columns"))]

    assert listed == [(key, column.key) for key, one in tables.items() for column in one.columns]
    assert len(set(listed)) == len(listed)


def test_notes_name_the_versions_and_the_smallest_group(round_: Round, lead: Membership) -> None:
    notes = " ".join(str(row["note"]) for row in records(by_key(lead, round_)["notes"]))

    for version in round_.versions.all():
        assert version.fingerprint in notes
    assert "fewer than 5 answers" in notes


@pytest.mark.parametrize("factor", [1, 10])
@pytest.mark.parametrize("rounds", [1, 3])
def test_tables_cost_the_same_whatever_their_size(
    organization: Organization,
    lead: Membership,
    rounds: int,
    factor: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    latest = several(organization, rounds)
    times(factor, latest)
    latest = Round.objects.select_related("organization").get(pk=latest.pk)
    tables_for(lead, latest)

    with django_assert_num_queries(12 if rounds > 1 else 11):
        tables_for(lead, latest)


def test_commitments_leave_with_their_quarters_and_without_bare_percentages(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((4, 5))})
    kept = a_commitment(lead, round_, what="=1+1")
    at = PROMISED_AT + timedelta(days=5)
    keep_commitment(commitment=kept, on=at.date(), reason="Seen", by=lead, now=at)
    a_commitment(lead, round_)

    tables = {
        table.key: table for table in tables_for(lead, round_, now=PROMISED_AT + timedelta(days=90))
    }

    (rate,) = tables["kept-rate"].rows[:1]
    named = dict(zip([one.key for one in tables["kept-rate"].columns], rate, strict=True))
    assert (named["quarter"], named["due"], named["kept"], named["not_kept"]) == (
        *("Q1 2026", 2, 1, 1),
    )
    assert named["kept_share"] is None
    assert named["reason"]
    assert {row[3] for row in tables["commitments"].rows} == {
        "=1+1",
        "Put the question of pay before the board",
    }
    assert "kept-rate" not in {table.key for table in tables_for(lead, round_)}
