"""What is read from the scanners."""

import json
from pathlib import Path

import pytest

from tools import scan
from tools.processes import CannotStart


def a_run(words: str, folder: Path) -> scan.Run:
    return scan.Run(words, ("true",), folder / "report.json")


def test_findings_of_wapiti_are_counted_without_their_addresses(tmp_path: Path) -> None:
    run = a_run("wapiti, owner", tmp_path)
    found = [
        {"info": "Lack of anti CSRF token"},
        {"info": "Possible methods on http://127.0.0.1:8765/a/x/: PUT"},
        {"info": "Possible methods on http://127.0.0.1:8765/a/y/: PUT"},
    ]
    report = {"vulnerabilities": {"Kind": found}, "anomalies": {}, "additionals": {}}
    run.report.write_text(json.dumps(report))

    assert scan.findings(run, tmp_path / "log") == {
        "Kind: Lack of anti CSRF token": 1,
        "Kind: Possible methods": 2,
    }


def test_wapiti_that_wrote_no_report_is_a_finding(tmp_path: Path) -> None:
    assert scan.findings(a_run("wapiti, owner", tmp_path), tmp_path / "log") == {"no report": 1}


def test_findings_of_sqlmap_are_what_it_says_of_a_parameter(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("[INFO] testing\nParameter: search (GET)\nTitle: AND boolean-based\n")

    assert scan.findings(a_run("sqlmap, contacts", tmp_path), log) == {
        "Parameter: search (GET)": 1,
        "Title: AND boolean-based": 1,
    }


def test_program_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("WAPITI", raising=False)

    with pytest.raises(CannotStart, match="wapiti is not on the path"):
        scan.program("wapiti", "WAPITI")
