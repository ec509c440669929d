"""Every page of the product says everything in the language of whoever reads it.

The demo organization, and one that has just been founded, are looked at in a language whose
catalogs put each text into brackets (tests/translating.py). What stands outside of them is a value
that somebody wrote, a wording of a questionnaire, or a fault.
"""

import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils.translation import trans_real

from assessment.domain.definitions import ORGANIZATION_PLACEHOLDER
from assessment.models import AnswerSheet, Organization, QuestionnaireVersion, Round
from assessment.queries.definitions import definition_of
from leadership.demo.loading import load_demo
from leadership.domain.commitments import CommitmentState
from leadership.domain.languages import OWN_NAMES
from leadership.domain.roles import Role
from leadership.emails.letters import letterhead_of_organization
from leadership.models import (
    CeoMessage,
    Commitment,
    Contact,
    Invitation,
    JoinInvitation,
    Meeting,
    Membership,
    OutgoingEmail,
)
from leadership.services.commitment_reminders import remind_of_commitments
from leadership.services.mail_kinds import KINDS
from leadership.services.organizations import create_organization
from tests.shown_texts import (
    Known,
    charts_on,
    unknown_in,
    unknown_in_lines,
    unknown_on,
)
from tests.translating import OPEN, SPOKEN, bracketed, write_brackets
from tools.pages import LINK, SIGNED_OUT, Page, all_pages, member_with, pages_of
from tools.routes import all_routes

NUMBER = re.compile(r"\d[\d,.]*")
NOW = datetime(2026, 8, 12, 10, tzinfo=UTC)
NAMES = {
    *OWN_NAMES.values(),
    *("Corner Office", "WCAG", "CSV", "Excel", "PDF", "API", "JSON", "CX", "UTC", "OpenAPI"),
    *("Anna Example", "Curve", "https", "http", "Europe", "Berlin"),
}
# What people write; columns of codes are not among them, because their words are ours.
WRITTEN = {
    "leadership.ApiKey": ("name", "prefix", "created_by"),
    "leadership.AuditEntry": ("by", "about"),
    "leadership.User": ("email", "name"),
    "leadership.Contact": ("email", "name"),
    "leadership.CeoMessage": ("text", "address", "answer"),
    "leadership.InvitationRun": ("by",),
    "leadership.Reminder": ("by",),
    "leadership.JoinInvitation": ("email", "name", "invited_by"),
    "leadership.OutgoingEmail": ("error", "message_id"),
    "leadership.Bounce": ("email", "words"),
    "leadership.MailboxMessage": ("sender", "recipient", "subject", "text"),
    "leadership.Commitment": ("what", "visible_in", "reason"),
    "leadership.CommitmentNote": ("text",),
    "leadership.Concern": ("comment",),
    "leadership.ConcernAnswer": ("text",),
    "leadership.Evidence": ("text", "link"),
    "leadership.EvidenceStep": ("note",),
    "leadership.Immersion": ("note",),
    "leadership.Decision": ("note",),
    "leadership.MailText": ("subject", "opening", "afterwards"),
    "leadership.WhatWeHeard": ("heard", "will_do"),
    "assessment.Organization": ("name", "slug", "time_zone"),
    "assessment.Unit": ("name",),
    "assessment.Round": ("label",),
    "assessment.ServiceMetric": ("name",),
    "assessment.QuestionnaireVersion": (
        *("source_author", "source_title", "source_publisher", "source_published"),
    ),
    "assessment.OwnWording": ("text", "help"),
}
# What a mail says is in the language of whoever it went to.
IN_THEIR_OWN_LANGUAGE = {"leadership:mailbox-html"}
PICKED = {"preview", "preview-mail", "preview-page", "preview-privacy", "preview-questionnaire"}
PICKED |= {"heard-preview", "heard-preview-mail", "heard-preview-page"}
FOR_PROGRAMS = "api:"
SAYS_NOTHING = {"leadership:healthz"}

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Demo:
    pages: dict[str, list[Page]]  # by route
    clients: dict[str, Client]  # by role
    known: Known


@contextmanager
def in_brackets() -> Iterator[None]:
    folder = Path(tempfile.mkdtemp())
    write_brackets(folder, with_holes=True)
    with override_settings(LOCALE_PATHS=[folder], LANGUAGES=settings.LANGUAGES):
        _bracket_libraries()
        try:
            yield
        finally:
            shutil.rmtree(folder)


def _bracket_libraries() -> None:
    """What Django and allauth say in the language is as good as in brackets."""
    # Django’s types leave out where a translation keeps its texts.
    catalogs: list[dict[Any, str]] = trans_real.translation(SPOKEN)._catalog._catalogs  # type: ignore[attr-defined]
    for catalog in catalogs:
        for key, text in catalog.items():
            if key and OPEN not in text:
                catalog[key] = bracketed(text)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    then = time_machine.travel(NOW, tick=False)
    with django_db_blocker.unblock(), then, in_brackets(), transaction.atomic():
        organization = load_demo(now=NOW)
        new = create_organization(
            name="Northwind",
            time_zone="Europe/Berlin",
            fiscal_year_starts_in=1,
            owner_email="first@northwind.example",
            owner_name="Nora First",
            now=NOW,
        )
        for model in (Invitation, Contact, Membership, JoinInvitation, CeoMessage):
            model._default_manager.update(language=SPOKEN)
        yield Demo(_pages(organization, new), _clients(organization, new), _known())
        transaction.set_rollback(True)


def _pages(organization: Organization, new: Membership) -> dict[str, list[Page]]:
    found = defaultdict(list)
    for page in all_pages(organization):
        found[page.route].append(page)
    for route in all_routes():
        if not route.is_public and set(route.parameters) == {"slug"}:
            for page in pages_of(route, "new", new.organization):
                found[page.route].append(page)
    return found


def _clients(organization: Organization, new: Membership) -> dict[str, Client]:
    members = {"new": new, **{str(role): member_with(organization, role) for role in Role}}
    clients = {name: _client(member) for name, member in members.items()}
    return {**clients, SIGNED_OUT: _client(), LINK: _client()}


def _client(member: Membership | None = None) -> Client:
    client = Client(headers={"accept-language": "de-AT,de;q=0.9"})
    if member:
        client.force_login(member.user)
    return client


def _known() -> Known:
    written = {
        value
        for model, columns in WRITTEN.items()
        for row in apps.get_model(model)._default_manager.values_list(*columns)
        for value in row
        if value
    }
    return Known.of({*NAMES, *written, *_said_by_questionnaires(), *_in_records()})


def _said_by_questionnaires() -> Iterator[str]:
    # Where a name stands by itself, or is put in by us, the words around it are left.
    names = [*Organization.objects.values_list("name", flat=True), "", ORGANIZATION_PLACEHOLDER]
    for version in QuestionnaireVersion.objects.all():
        definition = definition_of(version.pk).read_in(SPOKEN)
        yield from (definition.title, definition.intro)
        for group in definition.groups:
            yield group.title(SPOKEN)
        for question in definition.questions:
            yield from (question.dimension, question.evidence)
            for audience in question.audiences:
                wording = question.wording(audience, SPOKEN)
                for name in names:
                    yield from _written(wording.naming(name).text)
                    yield wording.naming(name).help
        for scale in definition.scales:
            yield " · ".join(choice.label(SPOKEN) for choice in scale.choices)
            yield from (choice.label(SPOKEN) for choice in scale.choices)


def _written(text: str) -> tuple[str, ...]:
    """A wording by itself, and as it stands in a sentence of ours."""
    return text, text.rstrip(".?")


def _in_records() -> Iterator[str]:
    """Answers in words, and what minutes keep in the language of the organization."""
    for answers in AnswerSheet.objects.values_list("answers", flat=True):
        yield from (one for one in answers.values() if isinstance(one, str) and " " in one)
    for minutes in filter(None, Meeting.objects.values_list("minutes", flat=True)):
        yield from (sign["text"] for sign in minutes["signs"])
        yield from (one["about"] for kind in ("promised", "closed") for one in minutes[kind])


def _path(page: Page) -> str:
    name = page.route.rpartition(":")[2]
    return f"{page.path}?language={SPOKEN}" if name in PICKED else page.path


def _said_outside(client: Client, path: str, known: Known) -> list[str]:
    """What a page and its charts say in no language of ours."""
    answer = client.get(path)
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return unknown_in(answer.text, known)
    if not kind.startswith("text/html") or not answer.content:
        return []
    charts = [
        text for chart in charts_on(answer.text) for text in _said_outside(client, chart, known)
    ]
    return [*unknown_on(answer.text, known), *charts]


ROUTES = sorted(
    {route.name for route in all_routes() if not route.name.startswith(FOR_PROGRAMS)}
    - IN_THEIR_OWN_LANGUAGE
    - SAYS_NOTHING
)


# Until all of them are translated.
@pytest.mark.parametrize("route", ROUTES)
def test_page_says_everything_in_the_language_of_its_reader(demo: Demo, route: str) -> None:
    faults: dict[str, str] = {}  # what is said → the first place where it was seen

    for page in demo.pages.get(route, []):
        for said in _said_outside(demo.clients[page.role], _path(page), demo.known):
            faults.setdefault(NUMBER.sub("0", said), f"{page.path} as {page.role}")

    assert not faults, "\n".join(f"{said!r} on {where}" for said, where in faults.items())


@pytest.mark.parametrize("kind", OutgoingEmail.Kind.values)
def test_mail_says_everything_in_the_language_of_its_reader(demo: Demo, kind: str) -> None:
    email = _sent(kind)
    letterhead = letterhead_of_organization(email.organization)

    written = KINDS[kind].render(email, letterhead)

    said = unknown_in_lines(f"{written.subject}\n{written.text}", demo.known)
    assert [*said, *unknown_on(written.html, demo.known)] == []


def _sent(kind: str) -> OutgoingEmail:
    """The demo’s last mail of a kind, or what the clock would have written on another day."""
    if kind == OutgoingEmail.Kind.COMMITMENT:
        owned = Commitment.objects.filter(state=CommitmentState.OPEN.value, owner__isnull=False)
        due_on = owned.earliest("due_on").due_on
        remind_of_commitments(now=datetime.combine(due_on, time(10), tzinfo=UTC))
    sent = OutgoingEmail.objects.filter(kind=kind).select_related("membership__user").last()
    if sent:
        return sent
    round_ = Round.objects.latest("quarter_starts_on")
    return OutgoingEmail(
        organization=round_.organization,
        round=round_,
        membership=member_with(round_.organization, Role.OWNER),
        kind=kind,
        due_at=NOW,
    )
