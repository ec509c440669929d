"""Logs and messages stand on the pages of whose they are, and on none else, in no file or program.

And they change nothing that anybody else is shown: a totals-only answer does not follow from them.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.services.rounds import count_asked
from leadership.domain.immersion import week_of
from leadership.domain.roles import Role
from leadership.models import AuditEntry, CeoMessage, Immersion, Invitation, Membership
from leadership.queries.dashboards import dashboard_for
from leadership.services.ceo_limits import ADMISSIONS
from leadership.services.ceo_messages import answer_message
from leadership.services.programme import close_round
from tests.leadership.api_reading import a_key, read
from tests.leadership.conftest import SignIn
from tests.leadership.tone import a_desk, an_entry
from tests.respondents import an_invitation, an_open_round, an_organization, link, submit
from tools.pages import Page, signed_in_pages

pytestmark = pytest.mark.django_db

NOTE = "CANARY-NOTE"
WORDS, BARE, ANSWER = "CANARY-WORDS", "CANARY-BARE", "CANARY-ANSWER"
ADDRESS = "canary@nowhere.example"


@pytest.fixture(params=Promise)
def round_(db: None, request: pytest.FixtureRequest) -> Round:
    """Fifteen customers and six executives answered; a log was kept, and two messages written."""
    ADMISSIONS._sent.clear()
    round_ = an_open_round(an_organization(), promise=request.param)
    executives = [an_invitation(round_, Audience.EXECUTIVE) for _ in range(6)]
    for role, invitation in zip(Role, executives, strict=False):
        Membership.objects.filter(invitations=invitation).update(role=role)
    customers = [an_invitation(round_) for _ in range(15)]
    for seed, invitation in enumerate([*executives, *customers]):
        submit(invitation, random.Random(seed))
    keeper, reader = executives[5].membership, executives[4].membership
    assert keeper
    assert reader
    monday = week_of(timezone.now().date()) - timedelta(weeks=1)
    for week in range(3):
        day = monday - timedelta(weeks=week)
        an_entry(keeper, day, 7 + week, note=NOTE, now=timezone.now())
    a_desk(reader)
    client = Client()
    client.post(link(customers[3], "ceo/"), {"message": BARE})
    client.post(link(customers[4], "ceo/"), {"message": WORDS, "address": ADDRESS})
    message = CeoMessage.objects.get(text=WORDS)
    answer_message(message=message, text=ANSWER, by=reader, now=timezone.now())
    count_asked(round_=round_, asked={(Audience.CUSTOMER, None): 15, (Audience.EXECUTIVE, None): 6})
    close_round(round_=round_, by=None, now=timezone.now())
    round_.refresh_from_db()
    return round_


def fetched(
    round_: Round, members: list[Membership], sign_in: SignIn
) -> Iterator[tuple[Page, str]]:
    """Every page of every role, as each of these members gets it."""
    pages = list(signed_in_pages(round_.organization))
    every = {(page.route, page.path): page for page in pages}.values()
    for member in members:
        client = sign_in(member)
        for page in every:
            content = client.get(page.path, follow=True).content
            yield page, content.decode("utf-8", "replace")


def test_nobody_else_is_shown_a_log_or_a_message(round_: Round, sign_in: SignIn) -> None:
    owners = {Immersion.objects.first().membership_id}  # type: ignore[union-attr]
    reader = round_.organization.ceo_desk.membership_id
    others = [
        Membership.objects.filter(organization=round_.organization, role=role)
        .exclude(pk__in=[*owners, reader])
        .earliest("pk")
        for role in Role
    ]

    seen = list(fetched(round_, others, sign_in))

    assert len(seen) > 100
    for page, text in seen:
        for canary in (NOTE, WORDS, BARE, ANSWER, ADDRESS):
            assert canary not in text, (page.route, canary)


def test_keeper_and_reader_see_theirs_where_they_belong(round_: Round, sign_in: SignIn) -> None:
    keeper = Immersion.objects.select_related("membership").first()
    assert keeper
    reader = round_.organization.ceo_desk.membership
    slug = round_.organization.slug

    log = sign_in(keeper.membership).get(f"/o/{slug}/immersion/").text
    listed = sign_in(reader).get(f"/o/{slug}/messages/").text

    assert NOTE in log
    assert WORDS in listed
    assert BARE in listed
    assert NOTE not in listed
    assert WORDS not in log


def test_files_and_programs_hold_neither(round_: Round, sign_in: SignIn) -> None:
    start = f"/o/{round_.organization.slug}/results/{round_.pk}/exports/"
    owner = Membership.objects.get(organization=round_.organization, role=Role.OWNER)
    client = sign_in(owner)
    names = ["workbook", "archive", *(["answers"] if round_.is_attributed else [])]
    files = [client.post(f"{start}{name}/") for name in names]
    assert {file.status_code for file in files} == {200}

    everything = _workbook(files[0].content) + _archive(files[1].content)
    everything += "".join(file.content.decode("utf-8", "replace") for file in files[2:])
    everything += client.get(f"/o/{round_.organization.slug}/results/{round_.pk}/pack/print/").text
    _, key = a_key(round_.organization)
    for name in ("results", "participation"):
        everything += str(read(f"/rounds/{round_.pk}/{name}", key))
    everything += str(list(AuditEntry.objects.values()))

    assert round_.label in everything
    for canary in (NOTE, WORDS, BARE, ANSWER, ADDRESS):
        assert canary not in everything


def test_results_are_the_same_without_logs_and_messages(round_: Round, sign_in: SignIn) -> None:
    owner = Membership.objects.get(organization=round_.organization, role=Role.OWNER)
    address = f"/o/{round_.organization.slug}/results/{round_.pk}/exports/tables/checklist/"
    client = sign_in(owner)
    before = (dashboard_for(round_), client.post(address).content)

    Immersion.objects.all().delete()
    CeoMessage.objects.all().delete()

    after = (dashboard_for(round_), client.post(address).content)
    assert (after[0].results, after[0].headline) == (before[0].results, before[0].headline)
    assert after[1] == before[1]


def test_rows_of_messages_lead_to_no_person_and_no_sheet(round_: Round) -> None:
    ids = {str(sheet) for sheet in AnswerSheet.objects.values_list("pk", flat=True)}
    tokens = {link(invitation).split("/")[2] for invitation in Invitation.objects.all()}

    stored = str(list(CeoMessage.objects.values()))

    assert not any(text in stored for text in ids | tokens)
    assert "somebody" not in stored  # how the contacts of this test are addressed
    assert CeoMessage.objects.get(text=BARE).received_on.day == 1


def test_dashboard_counts_messages_and_says_no_more(round_: Round, sign_in: SignIn) -> None:
    for role in Role:
        member = Membership.objects.filter(organization=round_.organization, role=role).earliest(
            "pk"
        )
        page = sign_in(member).get(f"/o/{round_.organization.slug}/results/{round_.pk}/").text

        assert "1 of 1 message to the chief executive was answered" in page
        assert "2 messages came through the thank-you page" in page


def _workbook(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


def _archive(content: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
