"""A ticked comment’s ratings never reach the inbox, its words and its writer never the results."""

import io
import random
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import questions_for
from assessment.services.rounds import count_asked
from leadership.domain.roles import Role
from leadership.models import Concern, Contact, Membership
from leadership.services.answering import submit_answers
from leadership.services.concerns import answer_concern, give_concern
from leadership.services.programme import close_round
from tests.leadership.api_reading import a_key, read
from tests.leadership.conftest import SignIn
from tests.respondents import an_invitation, an_open_round, an_organization, submit
from tools.pages import Page, signed_in_pages

pytestmark = pytest.mark.django_db

WORDS = "CANARY-WORDS"
ADDRESS = "canary@customer.example"
NAME = "Canary Bird"
# Whoever runs rounds finds people there whether they answered or not, and mail to them.
OF_PEOPLE = {
    *("leadership:inbox", "leadership:concern", "leadership:people", "leadership:contact-remove"),
    *("leadership:contact", "leadership:contact-change", "leadership:contacts-bulk"),
    *("leadership:mailbox", "leadership:mailbox-message"),
}


@pytest.fixture
def round_(db: None) -> Round:
    """A closed round in which 14 customers commented, and a fifteenth ticked the box."""
    round_ = an_open_round(an_organization(), promise=Promise.ATTRIBUTED)
    questions = questions_for(round_, Audience.CUSTOMER)
    for number in range(15):
        invitation = an_invitation(round_)
        ticked = number == 7
        if ticked:
            Contact.objects.filter(invitations=invitation).update(email=ADDRESS, name=NAME)
        submit_answers(
            invitation=invitation,
            answers={"p1": "1" if ticked else "5", "c1": WORDS if ticked else f"Comment {number}"},
            questions=questions,
            now=timezone.now(),
            may_be_contacted=ticked,
        )
    for seed in range(6):
        submit(an_invitation(round_, Audience.EXECUTIVE), random.Random(seed))
    count_asked(round_=round_, asked={(Audience.CUSTOMER, None): 15, (Audience.EXECUTIVE, None): 6})
    close_round(round_=round_, by=None, now=timezone.now())
    round_.refresh_from_db()
    return round_


@pytest.fixture
def lead(round_: Round) -> Membership:
    lead = Membership.objects.filter(organization=round_.organization).first()
    assert lead is not None
    for role in Role:
        membership = Membership.objects.filter(organization=round_.organization, role="executive")
        member = membership.earliest("pk")
        Membership.objects.filter(pk=member.pk).update(role=role)
    return Membership.objects.get(organization=round_.organization, role=Role.LEAD)


def fetched(round_: Round, sign_in: SignIn) -> Iterator[tuple[Page, str]]:
    clients: dict[str, Client] = {}
    for page in signed_in_pages(round_.organization):
        if page.role not in clients:
            member = Membership.objects.filter(
                organization=round_.organization, role=page.role
            ).earliest("pk")
            clients[page.role] = sign_in(member)
        yield (
            page,
            clients[page.role].get(page.path, follow=True).content.decode("utf-8", "replace"),
        )


def test_words_stand_in_the_inbox_alone_and_the_writer_where_people_are_listed(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    concern = Concern.objects.get()
    give_concern(concern=concern, to=lead, by=lead, now=timezone.now())
    answer_concern(concern=concern, text="ANSWER-WORDS", by=lead, now=timezone.now())

    seen = list(fetched(round_, sign_in))

    with_words = {page.route for page, text in seen if WORDS in text or "ANSWER-WORDS" in text}
    with_writer = {page.route for page, text in seen if ADDRESS in text or NAME in text}
    assert {page.role for page, _ in seen} == set(Role)
    assert any("Comment 3" in text for _, text in seen)
    assert with_words == {"leadership:inbox", "leadership:concern"}
    assert with_writer <= OF_PEOPLE


def test_files_and_programs_get_neither_words_nor_writer(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    start = f"/o/{round_.organization.slug}/results/{round_.pk}/exports/"
    owner = Membership.objects.get(organization=round_.organization, role=Role.OWNER)
    client = sign_in(owner)
    files = [client.post(f"{start}{name}/") for name in ("workbook", "archive", "answers")]
    assert {file.status_code for file in files} == {200}

    everything = _workbook(files[0].content) + _archive(files[1].content) + _text(files[2].content)
    _, key = a_key(round_.organization)
    for name in ("results", "participation"):
        everything += str(read(f"/rounds/{round_.pk}/{name}", key))
    everything += str(read("/rounds", key))

    for canary in (WORDS, ADDRESS, NAME):
        assert canary not in everything
    assert round_.label in everything


def test_ratings_of_the_writer_stand_nowhere_near_them(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    concern = Concern.objects.get()
    sheet = AnswerSheet.objects.get(round=round_, answers__p1="1", audience="customer")
    client = sign_in(lead)

    page = client.get(f"/o/{round_.organization.slug}/inbox/{concern.pk}/").content.decode()
    listed = client.get(f"/o/{round_.organization.slug}/inbox/").content.decode()

    assert sheet.answers == {"p1": "1"}
    for text in (page, listed):
        assert "Not at all" not in text  # what p1 = 1 reads
        assert str(sheet.pk) not in text


def _workbook(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return str(rows)


def _archive(content: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
