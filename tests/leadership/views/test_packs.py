"""The page of the board pack, its progress, its download and the pages to print."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from assessment.domain.language import speaking
from assessment.models import Organization, Round
from leadership import pack_files
from leadership.domain.packs import Paper, Readers
from leadership.domain.roles import Role
from leadership.models import AuditEntry, BoardPack, Membership
from leadership.queries.packs import pack_for
from leadership.services.packs import request_pack
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.services.test_packs import made
from tests.leadership.views.test_results import several
from tests.leadership.views.test_results_for_viewers import HIDDEN, three_executives

pytestmark = pytest.mark.django_db

WISH = {"readers": "leadership", "language": "en", "paper": "A4"}


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 2)


@pytest.fixture
def client(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def address(round_: Round, rest: str = "") -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/pack/{rest}"


def a_pack(
    round_: Round,
    by: Membership,
    readers: Readers = Readers.LEADERSHIP,
    paper: Paper = Paper.A4,
    language: str = "en",
) -> BoardPack:
    return request_pack(
        round_=round_, readers=readers, language=language, paper=paper, by=by.user, now=NOW
    )


def test_page_says_what_a_pack_holds_and_offers_both_kinds(round_: Round, client: Client) -> None:
    response = client.get(address(round_))

    page, html = page_of(response), response.content.decode()
    assert page.title == "Board pack of Q1 2026 · Corner Office"
    assert "The results on four to six pages of paper" in page.text
    assert page.fields["readers"] == ["leadership"]
    assert '<option value="en" selected>English</option>' in html
    assert "日本語" not in html
    assert "In Japanese and Arabic your browser prints the pages" in page.text
    assert page.fields["paper"] == ["A4"]
    assert "Readers beyond the leadership team: what viewers see" in page.text
    assert f"{address(round_, 'print/')}?for=viewers" in page.links


def test_results_and_exports_lead_to_the_page(round_: Round, client: Client) -> None:
    start = f"/o/meridian/results/{round_.pk}/"

    assert address(round_) in page_of(client.get(start)).links
    assert address(round_) in page_of(client.get(f"{start}exports/")).links


def test_press_of_the_button_asks_for_a_pack_and_shows_that_it_waits(
    round_: Round, client: Client
) -> None:
    wish = {"readers": "viewers", "language": "pl", "paper": "letter"}

    response = client.post(address(round_), wish, follow=True)

    pack = BoardPack.objects.get()
    assert (pack.readers, pack.language, pack.paper) == ("viewers", "pl", "letter")
    assert "· Polski · US Letter" in page_of(response).text
    assert response.redirect_chain == [(address(round_), 302)]
    html = response.content.decode()
    assert "It waits for the worker." in page_of(response).text
    assert f'data-progress-url="{address(round_, "progress/")}"' in html
    assert "js/progress.js" in html
    assert "nothing is made just now" in html  # no worker has ever ticked


def test_script_is_told_when_nothing_is_under_way(
    round_: Round, client: Client, lead: Membership
) -> None:
    def is_done() -> bool:
        return bool(client.get(address(round_, "progress/")).json()["is_done"])

    before = is_done()
    pack = a_pack(round_, lead)
    waiting = is_done()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    running = is_done()
    made(pack)

    assert (before, waiting, running, is_done()) == (True, False, False, True)
    assert "data-progress-url" not in client.get(address(round_)).content.decode()


def test_pack_that_is_being_made_says_so(round_: Round, client: Client, lead: Membership) -> None:
    a_pack(round_, lead)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)

    assert "It is being made." in page_of(client.get(address(round_))).text


def test_failed_pack_says_why_and_can_be_made_again(
    round_: Round, client: Client, lead: Membership
) -> None:
    a_pack(round_, lead)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)

    page = page_of(client.get(address(round_)))
    client.post(address(round_), WISH)

    assert "Something went wrong while it was made." in page.text
    assert "Make it again" in page.text
    assert "It waits for the worker." in page_of(client.get(address(round_))).text


def test_made_pack_is_downloaded_and_that_is_written_down(
    round_: Round, client: Client, lead: Membership
) -> None:
    pack = made(a_pack(round_, lead))

    response = client.post(address(round_, f"{pack.pk}/download/"))

    assert response.content == b"%PDF of a test"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="meridian-freight-q1-2026-board-pack-a4.pdf"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.get(act="results exported")
    assert entry.about == "Q1 2026: board pack for the leadership team, A4"


def test_pack_in_another_language_says_so_in_its_name_and_in_the_log(
    round_: Round, client: Client, lead: Membership
) -> None:
    pack = made(a_pack(round_, lead, language="de"))

    response = client.post(address(round_, f"{pack.pk}/download/"))

    assert response.headers["Content-Disposition"] == (
        'attachment; filename="meridian-freight-q1-2026-board-pack-a4-de.pdf"'
    )
    entry = AuditEntry.objects.get(act="results exported")
    assert entry.about == "Q1 2026: board pack for the leadership team, A4, in German"


@pytest.mark.parametrize("language", ["ja", "ar"])
def test_pages_to_print_are_in_the_reader_s_language_and_direction(
    round_: Round, lead: Membership, language: str
) -> None:
    with speaking(language):
        pack = pack_for(round_, Readers.LEADERSHIP)
        html = render_to_string(
            "leadership/pack/print.html", {"pack": pack, "round_": round_, "membership": lead}
        )

    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert pack.fingerprint == pack_for(round_, Readers.LEADERSHIP).fingerprint


def test_made_pack_shows_its_fingerprint_and_whether_it_is_old(
    round_: Round, client: Client, lead: Membership
) -> None:
    pack = made(a_pack(round_, lead))
    old = page_of(client.get(address(round_))).text

    pack.fingerprint = pack_for(round_, Readers.LEADERSHIP).fingerprint
    pack.save()

    fresh = page_of(client.get(address(round_))).text
    assert "The results page has changed since." in old
    assert "The results page has changed since." not in fresh
    assert f"Fingerprint {pack.fingerprint[:16]}…" in fresh
    assert "Made on 2 March 2026." in fresh


def test_download_is_a_button_and_never_a_link(
    round_: Round, client: Client, lead: Membership
) -> None:
    pack = made(a_pack(round_, lead))

    assert client.get(address(round_, f"{pack.pk}/download/")).status_code == 405
    assert not AuditEntry.objects.filter(act="results exported").exists()


def test_pack_that_is_not_made_yet_cannot_be_downloaded(
    round_: Round, client: Client, lead: Membership
) -> None:
    pack = a_pack(round_, lead)

    assert client.post(address(round_, f"{pack.pk}/download/")).status_code == 404
    assert not AuditEntry.objects.filter(act="results exported").exists()


@pytest.mark.parametrize(
    "wish",
    [{}, WISH | {"readers": "everybody"}, WISH | {"paper": "A3"}, WISH | {"language": "ja"}],
)
def test_wish_that_is_none_keeps_the_page_and_says_why(
    round_: Round, client: Client, wish: dict[str, str]
) -> None:
    response = client.post(address(round_), wish)

    assert response.status_code == 200
    assert "Something needs to be put right" in page_of(response).text
    assert not BoardPack.objects.exists()


def test_viewer_gets_the_pack_of_viewers_and_no_other(
    round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(round_.organization, Role.VIEWER))
    theirs = made(a_pack(round_, lead, Readers.VIEWERS))
    other = made(a_pack(round_, lead, Readers.LEADERSHIP))

    page = page_of(client.get(address(round_)))
    refused = client.post(address(round_), WISH)

    assert page.text.count("Fingerprint") == 1
    assert "For the leadership team" not in page.text
    assert "Something needs to be put right" in page_of(refused).text
    assert client.post(address(round_, f"{theirs.pk}/download/")).status_code == 200
    assert client.post(address(round_, f"{other.pk}/download/")).status_code == 404
    assert client.get(address(round_, "print/") + "?for=leadership").status_code == 403


def test_viewer_can_ask_for_a_pack(round_: Round, join: Join, sign_in: SignIn) -> None:
    client = sign_in(join(round_.organization, Role.VIEWER))
    fields = page_of(client.get(address(round_))).fields

    client.post(address(round_), WISH | {"readers": fields["readers"][0]})

    assert BoardPack.objects.get().readers == "viewers"


def test_pack_of_another_round_is_not_found(
    round_: Round, client: Client, lead: Membership
) -> None:
    earlier = Round.objects.exclude(pk=round_.pk).get()
    pack = made(a_pack(earlier, lead))

    assert client.post(address(round_, f"{pack.pk}/download/")).status_code == 404


def test_open_round_has_no_pack(organization: Organization, client: Client) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0))}, closed=False)

    for rest in ("", "progress/", "print/"):
        assert client.get(address(round_, rest)).status_code == 404
    assert client.post(address(round_), WISH).status_code == 404
    assert not BoardPack.objects.exists()


def test_without_the_library_the_page_says_how_to_get_it_and_makes_nothing(
    round_: Round, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")

    page = page_of(client.get(address(round_)))
    posted = client.post(address(round_), WISH)

    assert "WeasyPrint is not installed" in page.text
    assert "make pdf-packages" in page.text
    assert "your browser prints the same pages" in page.text
    assert "readers" not in page.fields
    assert f"{address(round_, 'print/')}?for=leadership" in page.links
    assert "WeasyPrint is not installed" in page_of(posted).text
    assert not BoardPack.objects.exists()


def test_pages_to_print_are_those_of_the_file(round_: Round, client: Client) -> None:
    response = client.get(address(round_, "print/"))

    html = response.content.decode()
    pack = pack_for(round_, Readers.LEADERSHIP)
    text = page_of(response).text
    assert pack.dashboard.headline in text
    assert pack.fingerprint_in_groups in text
    assert pack.by_unit is not None
    assert all(row.drawing in html for row in pack.by_unit.rows)
    assert "css/pack.css" in html
    assert "style=" not in html
    assert "font-src 'self'" in response.headers["Content-Security-Policy"]


def test_pages_to_print_are_for_the_readers_that_are_named(
    organization: Organization, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    round_ = three_executives(organization)
    client, viewer = sign_in(lead), sign_in(join(organization, Role.VIEWER))

    whole = client.get(address(round_, "print/")).content.decode()
    for html in (
        client.get(address(round_, "print/") + "?for=viewers").content.decode(),
        viewer.get(address(round_, "print/")).content.decode(),
    ):
        assert HIDDEN in html
        assert not re.search(r"2 of 3|3 yes|57 points|people answered", html)
    assert "3 yes" in whole
    assert "people answered" in whole
    assert client.get(address(round_, "print/") + "?for=nobody").status_code == 404


def test_round_without_the_survey_has_no_empty_section(
    organization: Organization, client: Client
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0))})

    html = client.get(address(round_, "print/")).content.decode()

    headings = re.findall(r"<h2>\s*(.*?)\s*</h2>", html, flags=re.S)
    assert headings[0] == "All eight signs are agreed"
    assert "What to decide next" not in headings


@pytest.mark.parametrize("rounds", [1, 3])
def test_page_costs_the_same_however_many_rounds_and_packs_there_are(
    organization: Organization,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rounds: int,
) -> None:
    page = address(several(organization, rounds))

    with django_assert_num_queries(5):
        client.get(page)


@pytest.mark.parametrize("packs", [1, 3])
def test_packs_that_wait_are_looked_up_together(
    round_: Round,
    client: Client,
    lead: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
    packs: int,
) -> None:
    kinds = [(readers, paper) for readers in Readers for paper in Paper]
    for readers, paper in kinds[:packs]:
        a_pack(round_, lead, readers, paper)

    with django_assert_num_queries(7):
        client.get(address(round_))
    with django_assert_num_queries(6):
        client.get(address(round_, "progress/"))


def test_small_round_of_customers_alone_makes_pages(
    organization: Organization, client: Client
) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(1, 3)})

    text = page_of(client.get(address(round_, "print/"))).text

    assert "fewer than 5 answers" in text
    assert "1 of 3" not in text
