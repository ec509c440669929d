"""What `make lighthouse` reads from a result, and when it fails."""

import json
import re
from typing import Any

import pytest

from tools.lighthouse import table
from tools.lighthouse.program import HERE
from tools.lighthouse.scores import scores_of


def a_result(performance: float = 1, paint: float = 800, **audits: float | None) -> Any:
    """As Lighthouse writes it, as far as it is read."""
    timings = {
        "first-contentful-paint": paint,
        "largest-contentful-paint": 900,
        "total-blocking-time": 120,
        "cumulative-layout-shift": 0.01,
    }
    named = {key.replace("_", "-"): score for key, score in audits.items()}
    return {
        "environment": {"benchmarkIndex": 1999.6},
        "categories": {
            "performance": {
                "score": performance,
                "auditRefs": [{"id": key, "weight": 0} for key in named],
            },
            "accessibility": {"score": 1, "auditRefs": [{"id": "image-alt", "weight": 7}]},
            "best-practices": {"score": 0.96, "auditRefs": []},
        },
        "audits": {
            **{key: {"score": 1, "numericValue": value} for key, value in timings.items()},
            **{key: {"score": score, "title": "So it is"} for key, score in named.items()},
            "image-alt": {"score": 0.5, "title": "Images speak", "displayValue": "2 do not"},
        },
    }


def test_scores_are_whole_and_times_are_seconds() -> None:
    found = scores_of(a_result(0.984), page="dashboard", profile="phone")

    assert (found.performance, found.accessibility, found.best_practices) == (98, 100, 96)
    assert (found.first_paint, found.largest_paint, found.blocked) == (0.8, 0.9, 0.12)
    assert (found.least, found.machine) == (96, 2000)


def test_audits_that_cost_points_come_first_and_those_that_do_not_apply_are_left_out() -> None:
    result = a_result(unused_css_rules=0, bootup_time=1, third_parties=None)

    found = scores_of(result, page="dashboard", profile="phone").audits

    assert [(audit.kind, audit.words) for audit in found] == [
        ("image-alt (accessibility)", "Images speak: 2 do not"),
        ("unused-css-rules (performance, costs no points)", "So it is"),
    ]


def test_table_names_each_audit_with_its_reason() -> None:
    found = [
        scores_of(a_result(unused_css_rules=0), page="dashboard", profile=profile)
        for profile in ("phone", "desktop")
    ]

    printed = table.of(found)

    assert printed.count("unused-css-rules") == 1
    assert "dashboard, phone: So it is\n  dashboard, desktop: So it is\n  Bootstrap" in printed
    assert "Images speak: 2 do not\n  Not explained." in printed
    assert "SEO is not measured" in printed


@pytest.mark.parametrize(
    ("page", "result", "problem"),
    [
        ("dashboard", a_result(0.94), "below 95"),
        ("customer", a_result(paint=1000), "shows nothing for 1.00 seconds"),
        ("customer", a_result(unused_css_rules=0), "unused-css-rules is not explained"),
    ],
)
def test_what_has_to_be_mended_is_said(page: str, result: Any, problem: str) -> None:
    del result["audits"]["image-alt"]
    result["categories"]["accessibility"]["auditRefs"] = []

    [found] = table.problems([scores_of(result, page=page, profile="phone")])

    assert problem in found


def test_slow_first_paint_of_a_page_behind_sign_in_is_no_failure() -> None:
    result = a_result(paint=1500)
    result["categories"]["accessibility"]["auditRefs"] = []

    assert table.problems([scores_of(result, page="dashboard", profile="phone")]) == []


def test_version_is_exact_and_the_lock_names_no_registry() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text())
    installed = [part for path, part in lock["packages"].items() if path]

    assert re.fullmatch(r"\d+\.\d+\.\d+", wanted["lighthouse"])
    assert lock["packages"]["node_modules/lighthouse"]["version"] == wanted["lighthouse"]
    assert all(part["integrity"].startswith("sha512-") for part in installed)
    assert not any("resolved" in part for part in installed)
