"""The interface for programs keeps what openapi.json says of it, over real HTTP.

Schemathesis reads the description and sends what it allows, what it does not allow, other methods
and other keys. EXAMPLES in the environment is how many requests of each kind; `make check-api`
sends more than the tests do.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization
from leadership.services import api_keys
from tests.leadership.api_reading import a_full_round, a_key
from tests.leadership.commitments import a_commitment
from tests.leadership.conftest import Join


@pytest.fixture
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """One key may ask 120 times a minute; that it is told so otherwise is tested elsewhere."""
    monkeypatch.setattr(api_keys, "REQUESTS_A_MINUTE", 10**6)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_without_waiting")
def test_interface_does_what_its_description_says(
    organization: Organization, join: Join, live_server: LiveServer, tmp_path: Path
) -> None:
    for back in range(2):
        round_ = a_full_round(organization, back=back)
    a_commitment(join(organization), round_)
    _, text = a_key(organization)

    ended = schemathesis(live_server.url, text, tmp_path)

    print(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    seen = statuses(tmp_path / "sent.har", live_server.url)
    assert seen["rounds"] == seen["trend"] == seen["commitments"] == {200, 401, 405}
    assert seen["rounds/results"] == seen["rounds/participation"] == {200, 401, 404, 405}


def schemathesis(server: str, key: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Every check that it knows; the same requests at every run."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{server}/api/v1/openapi.json"),
        *("--origin", server, "--header", f"Authorization: Bearer {key}"),
        *("--checks", "all", "--continue-on-failure", "--generation-deterministic"),
        *("--max-examples", os.environ.get("EXAMPLES", "20")),
        *("--report", "har", "--report-har-path", "sent.har"),
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def statuses(sent: Path, server: str) -> dict[str, set[int]]:
    """What each address answered with; the ids of rounds, right and wrong, are left out."""
    found = defaultdict(set)
    for entry in json.loads(sent.read_text())["log"]["entries"]:
        path = entry["request"]["url"].removeprefix(f"{server}/api/v1/").partition("?")[0]
        parts = path.split("/")
        found["/".join(dict.fromkeys((parts[0], parts[-1])))].add(entry["response"]["status"])
    return found
