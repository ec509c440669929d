"""Runs wapiti and sqlmap against a demo of its own, signed in and out, and counts every answer.

    python -m tools.scan [--minutes 5] [--only PATTERN] [--reports FOLDER]
    python -m tools.postgres -- python -m tools.scan

Both programs are installed apart from the project: `pip install wapiti3` in an environment of its
own, named by WAPITI where it is not on the path, and `sqlmap` from the distribution. Nothing but
the demo is asked; what it answered is read from the web server's own log.
"""

import argparse
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from tools.processes import CannotStart
from tools.serving import demo

# All that ask nobody outside and need no second server.
MODULES: Final = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,"
    "redirect,shellshock,spring4shell,sql,timesql,upload,xss"
)
# What would end the sign-in that the scan goes on with.
ENDS_THE_SIGN_IN: Final = (
    *("accounts/logout/", "accounts/password/", "accounts/sign-ins/", "accounts/privacy/erase/"),
    "accounts/login/",
)
PAGES_OF_A_ROUTE: Final = 1
STATUS: Final = re.compile(r'" (\d{3}) ')
INJECTABLE: Final = re.compile(r"^(?:Parameter|Type|Title|Payload): .*$", re.MULTILINE)
ADDRESS: Final = re.compile(r" (?:on|at|in|of|via)? ?https?://.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """One program, once; `words` say against what."""

    words: str
    command: tuple[str, ...]
    report: Path


def main() -> None:
    parser = argparse.ArgumentParser(description="Run wapiti and sqlmap on a demo.")
    parser.add_argument("--minutes", type=float, default=5, help="the most that one run may take")
    parser.add_argument("--only", default="", metavar="PATTERN", help="matched in a run's words")
    parser.add_argument("--reports", type=Path, default=Path("var/scan"), metavar="FOLDER")
    arguments = parser.parse_args()
    arguments.reports.mkdir(parents=True, exist_ok=True)
    try:
        wapiti, sqlmap = program("wapiti", "WAPITI"), program("sqlmap", "SQLMAP")
        with tempfile.TemporaryDirectory() as folder:
            answers = Path(folder, "answers.log")
            os.environ["GUNICORN_CMD_ARGS"] = f"--access-logfile {answers}"
            os.environ["ERASURE_JOURNAL"] = f"{folder}/erasures.jsonl"
            with demo(database=os.environ.get("DATABASE_URL")) as address:
                reports = arguments.reports.resolve()
                for run in (
                    *wapiti_runs(wapiti, address, arguments.minutes, reports),
                    *sqlmap_runs(sqlmap, address, reports),
                ):
                    if re.search(arguments.only, run.words):
                        carry_out(run, arguments.minutes, answers)
    except CannotStart as problem:
        sys.exit(str(problem))


def program(name: str, variable: str) -> str:
    if found := os.environ.get(variable) or shutil.which(name):
        return found
    raise CannotStart(f"{name} is not on the path: install it, or name it by {variable}.")


def carry_out(run: Run, minutes: float, answers: Path) -> None:
    """Run it to its end or to the end of its time, and print what it found and was answered."""
    before = answers.stat().st_size
    log = run.report.with_suffix(".log")
    with log.open("w") as output:
        try:
            subprocess.run(
                run.command,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                timeout=minutes * 60 * (4 if run.report.suffix else 1),
                check=False,
            )
            ended = "to its end"
        except subprocess.TimeoutExpired:
            ended = "to the end of its time"
    with answers.open() as asked:
        asked.seek(before)
        statuses = Counter(STATUS.findall(asked.read()))
    counts = ", ".join(f"{count:,} × {status}" for status, count in sorted(statuses.items()))
    print(f"{run.words}, {ended}: {statuses.total():,} requests ({counts})")
    for finding, count in sorted(findings(run, log).items()):
        print(f"    {count} × {finding}")
    sys.stdout.flush()


def findings(run: Run, log: Path) -> Counter[str]:
    if run.words.startswith("sqlmap"):
        return Counter(INJECTABLE.findall(log.read_text()))
    if not run.report.exists():
        return Counter({"no report": 1})
    report = json.loads(run.report.read_text())
    found = {**report["vulnerabilities"], **report["anomalies"], **report["additionals"]}
    return Counter(
        f"{kind}: {ADDRESS.sub('', one['info'])}" for kind, every in found.items() for one in every
    )


def wapiti_runs(wapiti: str, address: str, minutes: float, reports: Path) -> Iterator[Run]:
    """As a stranger, as an owner, and with the personal links of every audience."""
    from tools import pages  # noqa: PLC0415 - it needs the Django that the demo has set up

    organization = pages.demo_organization()
    for role in (pages.SIGNED_OUT, "owner", pages.LINK):
        own = one_of_each_route(role)
        cookies = reports / f"cookies-{role}.json"
        held = {}
        if role == "owner":
            held["sessionid"] = {
                "value": pages.session_of(organization, role),
                "version": 0,
                "expires": None,
                "secure": False,
                "port": None,
            }
        cookies.write_text(json.dumps({"127.0.0.1": {"/": held}}))
        report = reports / f"wapiti-{role}.json"
        left_out = ENDS_THE_SIGN_IN if role == "owner" else ()
        yield Run(
            f"wapiti, {role}",
            (
                *(wapiti, "--url", f"{address}/", "--scope", "folder", "--module", MODULES),
                *("--cookie", str(cookies), "--depth", "1", "--max-links-per-page", "20"),
                *("--max-files-per-dir", "10", "--max-parameters", "30", "--flush-session"),
                *("--store-session", str(reports / f"session-{role}"), "--tasks", "4"),
                *("--max-scan-time", str(minutes * 60), "--max-attack-time", str(minutes * 4)),
                *("--format", "json", "--output", str(report), "--no-bugreport"),
                *(part for path in own for part in ("--start", f"{address}{path}")),
                *(part for path in left_out for part in ("--exclude", f"{address}/{path}*")),
            ),
            report,
        )


def one_of_each_route(role: str) -> list[str]:
    from tools import pages  # noqa: PLC0415 - needs Django set up

    taken: Counter[str] = Counter()
    paths = []
    for page in pages.all_pages(pages.demo_organization()):
        if page.role == role and taken[page.route] < PAGES_OF_A_ROUTE:
            taken[page.route] += 1
            paths.append(page.path)
    return paths


def sqlmap_runs(sqlmap: str, address: str, reports: Path) -> Iterator[Run]:
    """The lists with all that can be looked for, the interface, personal links and sign-in."""
    from assessment.domain.rounds import RoundState  # noqa: PLC0415 - needs Django set up
    from assessment.models import Round  # noqa: PLC0415 - needs Django set up
    from tools import pages  # noqa: PLC0415 - needs Django set up

    organization = pages.demo_organization()
    closed = Round.objects.filter(organization=organization, state=RoundState.CLOSED).latest("pk")
    session = pages.session_of(organization, "owner")
    signed_in = (
        *("--cookie", f"sessionid={session}", "--param-exclude", "sessionid"),
        *("--threads", "2"),
    )
    own = f"{address}/o/{organization.slug}"
    link = next(
        page.path
        for page in pages.all_pages(organization)
        if page.role == pages.LINK and page.name == "unanswered-customer"
    )
    key = ("--headers", f"Authorization: Bearer {key_of(organization)}", "--delay", "0.5")
    token = secrets.token_hex(16)  # Django takes its cookie for the form’s token, too
    form = f"csrfmiddlewaretoken={token}&"
    sign_in = (
        *("--cookie", f"csrftoken={token}", "--param-exclude", "csrf", "--delay", "3"),
        *("--answers", "anti-CSRF=N"),
    )
    who = {"search": "an", "status": "", "language": "en", "sort": "name", "page": "1"}
    when = {"first_on": "2020-01-01", "last_on": "2030-01-01", "page": "1"}
    for words, url, more in (
        (
            "contacts",
            f"{own}/people/?{urlencode({**who, 'audience': 'customer', 'unit': '1'})}",
            signed_in,
        ),
        (
            "members",
            f"{own}/people/members/?{urlencode({**who, 'role': 'lead', 'on_team': 'on'})}",
            signed_in,
        ),
        (
            "audit",
            f"{own}/settings/audit/?{urlencode({'search': 'a', 'subject': '', **when})}",
            signed_in,
        ),
        (
            "comments that wait",
            f"{own}/inbox/?page=1&state=open&whose=&round={closed.pk}",
            signed_in,
        ),
        (
            "commitments",
            f"{own}/commitments/?page=1&stands=open&owner=1&question=p2&quarter=1",
            signed_in,
        ),
        ("dashboard", f"{own}/results/{closed.pk}/?with={closed.pk}", signed_in),
        ("address of a round", f"{own}/results/{closed.pk}*/", signed_in),
        ("interface", f"{address}/api/v1/rounds/{closed.pk}*/results?page=1", key),
        ("personal link", f"{address}{link.rstrip('/')}*/?language=de", ()),
        ("answers", f"{address}{link}", ("--data", "m1=4&m2=5&p1=yes&comment=words")),
        (
            "code by mail",
            f"{address}/accounts/login/code/",
            ("--data", f"{form}email=a@b.example", *sign_in),
        ),
        (
            "password",
            f"{address}/accounts/login/password/",
            ("--data", f"{form}login=a@b.example&password=words", *sign_in),
        ),
    ):
        yield Run(
            f"sqlmap, {words}",
            (
                *(sqlmap, "--url", url, *more, "--batch", "--level", "2", "--risk", "1"),
                *("--time-sec", "2", "--flush-session", "--disable-coloring"),
                *("--output-dir", str(reports / "sqlmap"), "--skip-waf"),
            ),
            reports / f"sqlmap-{words.replace(' ', '-')}",
        )


def key_of(organization: object) -> str:
    """A key for programs, made for this scan."""
    from django.utils import timezone  # noqa: PLC0415 - needs Django set up

    from leadership.domain.api_keys import Scope  # noqa: PLC0415 - needs Django set up
    from leadership.services.api_keys import create_key  # noqa: PLC0415 - needs Django set up
    from tools import pages  # noqa: PLC0415 - needs Django set up

    member = pages.member_with(pages.demo_organization(), "owner")
    _key, text = create_key(
        organization=member.organization,
        name="scan",
        scopes=list(Scope),
        by=member.user,
        now=timezone.now(),
    )
    return text


if __name__ == "__main__":
    main()
