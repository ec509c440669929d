"""A program reads the numbers of the dashboard that names nobody, and no other."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from model_bakery import baker

from assessment.domain.figures import rounded
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Organization, Round
from leadership.domain.api_keys import Scope
from leadership.domain.roles import Role
from leadership.models import Contact, Invitation
from leadership.queries.charts import charts_of
from leadership.queries.dashboard_parts import metrics_part, prediction_sentence
from leadership.queries.dashboards import Dashboard, dashboard_for
from tests.closed_rounds import (
    CUSTOMER,
    EXECUTIVE,
    MANAGER,
    a_round,
    headline,
    signs,
)
from tests.html_pages import page_of
from tests.leadership.api_reading import a_full_round, a_key, ask, read
from tests.leadership.commitments import a_commitment
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

COUNTS = re.compile(r"(\d+) of (\d+)")


@pytest.fixture
def round_(organization: Organization) -> Round:
    a_full_round(organization, back=1, shift=2)
    return a_full_round(organization)


@pytest.fixture
def text(organization: Organization) -> str:
    return a_key(organization)[1]


def nameless(round_: Round) -> Dashboard:
    return dashboard_for(round_, named=False)


def rows(comparisons: list[Any]) -> list[tuple[str, ...]]:
    """As the table under the chart: name, both ends, employees, partners, gap."""
    sides = ("management", "customers", "employees", "partners", "gap")
    return [
        (one["name"], *(one[side]["text"] for side in sides if one[side])) for one in comparisons
    ]


def objects(found: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer, however deep."""
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from objects(one)


def test_answer_begins_with_what_the_dashboard_says(round_: Round, text: str) -> None:
    dashboard = nameless(round_)

    found = read(f"/rounds/{round_.pk}/results", text)

    assert (found["id"], found["label"], found["k"]) == (round_.pk, "Q1 2026", 5)
    assert found["headline"] == dashboard.headline
    assert found["change"] == dashboard.change != ""


def test_gaps_are_the_rows_of_the_charts(round_: Round, text: str) -> None:
    charts = charts_of(nameless(round_))

    gap = read(f"/rounds/{round_.pk}/results", text)["gap"]

    assert rows(gap["by_question"]) == list(charts["gap-by-question"].rows)
    assert rows(gap["by_unit"]) == list(charts["gap-by-unit"].rows[1:])
    assert rows([gap["overall"]]) == list(charts["gap-by-unit"].rows[:1])
    told = {cell for row in rows(gap["by_unit"]) for cell in row}
    assert {"fewer than 5 answers", "not shown"} <= told


def test_trend_is_the_table_over_the_quarters(round_: Round, text: str) -> None:
    charts = charts_of(nameless(round_))

    points = read("/trend", text)["points"]

    assert [
        (one["label"], *(one[part]["text"] for part in ("management", "customers", "gap")))
        for one in points
    ] == list(charts["gap-over-time"].rows)
    assert [
        (
            one["label"],
            f"{one['agreed']} of 8",
            f"{one['claimed']:.1f}".removesuffix(".0"),
            str(one["executives"]),
        )
        for one in points
    ] == list(charts["signs-over-time"].rows)
    assert [one["id"] for one in points][-1] == round_.pk
    assert all(one["continues"] for one in points)


def test_fields_say_what_their_words_say_and_no_more(round_: Round, text: str) -> None:
    """A count is in the words, or it is null; a percentage never stands below ten answers."""
    answers = [read(f"/rounds/{round_.pk}/results", text), read("/trend", text)]
    ends = [one for one in objects(answers) if "count" in one]
    gaps = [one for one in objects(answers) if "points" in one and "low" in one]

    assert {one["count"] is None for one in ends} == {True, False}
    for one in ends:
        printed = COUNTS.search(one["text"])
        assert (one["count"], one["n"]) == (
            (int(printed[1]), int(printed[2])) if printed else (None, None)
        )
        percent = re.match(r"(\d+)%", one["text"])
        assert (one["share"] is None) == (percent is None)
        if percent:
            assert rounded(one["share"] * 100) == int(percent[1])
            assert one["share"] == round(one["count"] / one["n"], 4)
    assert {one["points"] is None for one in gaps} == {True, False}
    for one in gaps:
        shown = "(" in one["text"]
        assert (one["points"] is not None) == shown
        if shown and "everybody" not in one["text"]:
            low, high = one["low"], one["high"]
            words = f"({low:g} to {high:g})".replace("-", "−")
            assert words in one["text"]
            assert one["detectable"] == ("no detectable" not in one["text"])
        if not shown or "everybody" in one["text"]:
            assert (one["low"], one["high"], one["detectable"]) == (None, None, None)


def test_small_group_of_one_mind_is_a_bound(round_: Round, text: str) -> None:
    overall = read(f"/rounds/{round_.pk}/results", text)["gap"]["overall"]

    assert overall["partners"] == {"count": None, "n": None, "share": None, "text": "≥ 90%"}


def test_signs_are_the_rows_of_the_dashboard(round_: Round, text: str) -> None:
    dashboard = nameless(round_)

    found = read(f"/rounds/{round_.pk}/results", text)["signs"]

    assert found["hidden"] is None
    assert (found["agreed"], found["executives"]) == (2, 7)
    assert f"{found['agreed']} of 8" == dashboard.figures[0].strong
    assert f"{found['claimed']:g} claimed" in dashboard.figures[0].note
    assert f"“{found['band']}”" in dashboard.figures[0].note
    assert len(found["rows"]) == 8
    for one, row in zip(found["rows"], dashboard.signs, strict=True):
        assert (one["number"], one["key"], one["text"]) == (row.number, row.key, row.text)
        marks = row.marks
        assert [one["yes"], one["no"], one["dont_know"]] == [marks.count(m) for m in "ynd"]
        assert (one["status"], one["agreed"]) == (row.rule, row.tag == "agreed")
        assert f"{one['disagreement']:.2f}" == row.disagreement


def test_checklist_is_the_table_under_its_chart(round_: Round, text: str) -> None:
    charts = charts_of(nameless(round_))

    found = read(f"/rounds/{round_.pk}/results", text)["checklist"]

    told = []
    for question in found["questions"]:
        score = question["score"]
        told.append(
            (question["title"], *[""] * 4, question["answer"] if score is None else f"{score:.2f}")
        )
        for item in question["items"]:
            counts = [item[name] for name in ("yes", "partly", "no", "dont_know")]
            end = "no answers" if item["score"] is None else f"{item['score']:.2f}"
            told.append(
                (
                    f"– {item['text']}",
                    *("" if count is None else str(count) for count in counts),
                    item["hidden"] or end,
                )
            )
    assert told == list(charts["checklist"].rows)
    assert "fewer than 5 answers" not in {row[-1] for row in told[:1]}


def test_prediction_and_metrics_are_told_as_on_the_dashboard(round_: Round, text: str) -> None:
    dashboard = nameless(round_)
    part = metrics_part(dashboard)
    assert part is not None

    found = read(f"/rounds/{round_.pk}/results", text)

    prediction = found["gap"]["prediction"]
    assert prediction["text"] == prediction_sentence(dashboard)
    assert (prediction["median"], prediction["answers"]) == (40, 7)
    assert f"{abs(prediction['error'])} points" in prediction["text"]
    metrics = found["metrics"]
    assert (metrics["verdict"].capitalize(), metrics["text"]) == (part.verdict, part.sentence)
    assert metrics["value_share"] == 0.6667
    assert [(one["name"], one["purpose"].capitalize()) for one in metrics["metrics"]] == [
        row[:2] for row in part.rows
    ]


def test_participation_is_the_dashboards(round_: Round, text: str) -> None:
    charts = charts_of(nameless(round_))

    found = read(f"/rounds/{round_.pk}/participation", text)["audiences"]

    assert [
        (f"{one['audience'].capitalize()}s", str(one["asked"]), str(one["answered"]))
        for one in found
    ] == [row[:3] for row in charts["participation"].rows]
    assert {one["share"] for one in found} == {1.0}


def test_results_hold_no_count_of_those_asked(round_: Round, text: str) -> None:
    found = read(f"/rounds/{round_.pk}/results", text)

    assert [one for one in objects(found) if {"asked", "answered"} & one.keys()] == []


def three_executives(organization: Organization, promise: Promise = Promise.ATTRIBUTED) -> Round:
    return a_round(
        organization,
        {
            EXECUTIVE: {
                **signs((3, 0), (2, 1)),
                **headline(2, 3),
                "l1a": {"yes": 3},
                "m1": {"61": 3},
            },
            CUSTOMER: headline(30, 300),
        },
        promise=promise,
    )


@pytest.mark.parametrize("promise", Promise)
def test_no_number_rests_on_three_named_executives(
    organization: Organization, text: str, promise: Promise
) -> None:
    round_ = three_executives(organization, promise)

    found = read(f"/rounds/{round_.pk}/results", text)

    assert found["signs"] == {
        "agreed": None,
        "evidenced": None,
        "claimed": None,
        "band": None,
        "executives": None,
        "rows": [],
        "hidden": "Fewer than 5 executives answered, so the signs are not shown.",
    }
    assert found["checklist"] == {"questions": [], "hidden": "fewer than 5 answers"}
    assert found["gap"]["overall"]["management"] == {
        "count": None,
        "n": None,
        "share": None,
        "text": "fewer than 5 answers",
    }
    assert found["gap"]["overall"]["gap"]["points"] is None
    assert found["gap"]["prediction"]["median"] is None
    trend = read("/trend", text)["points"][0]
    assert (trend["agreed"], trend["claimed"], trend["executives"]) == (None, None, None)
    assert trend["management"]["text"] == trend["gap"]["text"] == "not shown"
    said = re.sub(r'"id": \d+', "", json.dumps([found, trend], ensure_ascii=False))
    for canary in ("2 of 3", "3 yes", "57 points", "0.6667", "66.67", "61"):
        assert canary not in said


def test_program_and_viewer_read_the_same(
    organization: Organization, round_: Round, text: str, join: Join, sign_in: SignIn
) -> None:
    """What a key opens, the dashboard shows to a viewer too."""
    page = sign_in(join(organization, Role.VIEWER)).get(f"/o/meridian/results/{round_.pk}/")
    shown = page_of(page).text

    found = read(f"/rounds/{round_.pk}/results", text)

    assert found["headline"] in shown
    for words in {one["text"] for one in objects(found["gap"]) if "count" in one}:
        assert words in shown
    for sign in found["signs"]["rows"]:
        assert f"{sign['yes']} yes · {sign['no']} no" in shown


def test_part_that_was_not_asked_is_null(organization: Organization, text: str) -> None:
    round_ = a_round(organization, {MANAGER: headline(5, 12), CUSTOMER: headline(1, 12)})

    found = read(f"/rounds/{round_.pk}/results", text)

    assert (found["signs"], found["checklist"], found["metrics"]) == (None, None, None)
    assert found["gap"]["by_unit"] == []
    assert found["gap"]["overall"]["employees"] is None
    assert found["gap"]["overall"]["partners"] is None


def test_silent_executives_are_said_to_be_silent(organization: Organization, text: str) -> None:
    round_ = a_round(organization, {EXECUTIVE: {}, CUSTOMER: headline(36, 300)})

    found = read(f"/rounds/{round_.pk}/results", text)

    assert found["signs"]["hidden"] == "No executive has answered."
    assert found["gap"]["overall"]["management"]["text"] == "no answers"


def test_no_person_and_no_link_is_ever_told(
    organization: Organization, join: Join, demo_like: list[str], text: str, round_: Round
) -> None:
    said = "".join(
        ask(address, text).content.decode()
        for address in (
            "/rounds",
            f"/rounds/{round_.pk}/results",
            f"/rounds/{round_.pk}/participation",
            "/trend",
            "/commitments",
            "/openapi.json",
        )
    )

    for canary in (*demo_like, text, "keys@example.com", "co_", "/a/", "/u/"):
        assert canary not in said


@pytest.fixture
def demo_like(organization: Organization, round_: Round, join: Join) -> list[str]:
    """People whose names and addresses would be recognised, with answers under their names."""
    member = join(
        organization, Role.EXECUTIVE, "canary@example.com", name="Kanari", on_executive_team=True
    )
    contact: Contact = baker.make(
        Contact,
        organization=organization,
        email="vogel@example.com",
        name="Vogel",
        audience="customer",
    )
    sheet: AnswerSheet = baker.make(
        AnswerSheet,
        round=round_,
        audience="executive",
        is_submitted=True,
        answers={"s1": "no", "comment": "Zwitscher"},
    )
    baker.make(Invitation, round=round_, membership=member, audience="executive", sheet=sheet)
    baker.make(Invitation, round=round_, contact=contact, audience="customer")
    a_commitment(member, round_)
    return ["canary@", "Kanari", "vogel@", "Vogel", "Zwitscher", "example.com"]


def test_scope_of_participation_alone_reads_no_result(
    organization: Organization, round_: Round
) -> None:
    _, text = a_key(organization, name="Turnout", scopes=[Scope.PARTICIPATION])

    assert ask(f"/rounds/{round_.pk}/results", text).status_code == 403
    assert read(f"/rounds/{round_.pk}/participation", text)["label"] == "Q1 2026"
