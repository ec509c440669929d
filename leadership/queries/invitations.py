"""The invitation behind a personal link, and what its holder can still do with it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.models import Field, Model

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from assessment.queries.rounds import questions_for
from leadership.domain.tokens import Purpose
from leadership.links import read_link
from leadership.models import Invitation, Membership, OrganizationSettings
from leadership.queries.ceo_messages import reader_sql

AnyModel = TypeVar("AnyModel", bound=Model)
AnyField: TypeAlias = "Field[Any, Any]"


class LinkState(StrEnum):
    ANSWERABLE = "answerable"
    REVOKED = "revoked"
    SUBMITTED = "submitted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """What an executive said in an earlier round, which `label` names, and what was asked then."""

    label: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def invitation_behind(token: str, purpose: Purpose = Purpose.ANSWER) -> Invitation | None:
    """The invitation of a link of ours, whatever its state; None for any other text.

    One query; the person's name and address are not read, because no answer page needs them.
    """
    read = read_link(purpose, token)
    return None if read is None else _with_round(read[0])


def _with_round(invitation_id: int) -> Invitation | None:
    """The invitation with its round and organization, by one statement that is never built anew.

    Of a member it knows whether they sit on the executive team, and reads the rest when asked.
    With it comes who reads messages to the chief executive, for the page that says thank you.
    Every request of a personal link asks this, and building it would cost several times the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [invitation_id])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    invitation = _next_row(Invitation, _INVITATION, values)
    invitation.round = _next_row(Round, _ROUND, values)
    invitation.round.organization = _next_row(Organization, _ORGANIZATION, values)
    if invitation.membership_id is not None:
        invitation.membership = _next_row(Membership, _MEMBERSHIP, values)
    invitation.offered_languages = tuple(json.loads(row[-2] or "[]"))
    invitation.message_reader = row[-1] or ""
    return invitation


def _fields(model: type[Model], *left_out: str) -> list[AnyField]:
    """The fields of a model in their order; those left out are read when asked for."""
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def _columns(alias: str, fields: Iterable[AnyField]) -> str:
    return ", ".join(f"{alias}.{field.column}" for field in fields)


_INVITATION = _fields(Invitation, "invited_on", "started_on")
_ROUND = _fields(Round, "audiences", "own_wordings", "protected")
_ORGANIZATION = _fields(Organization, "slug", "fiscal_year_starts_in", "strategy", "created_at")
_MEMBERSHIP = [field for field in _fields(Membership) if field.name in ("id", "on_executive_team")]
_SELECT = f"""
    SELECT {_columns("i", _INVITATION)}, {_columns("r", _ROUND)}, {_columns("o", _ORGANIZATION)},
        {_columns("m", _MEMBERSHIP)}, p.languages, ({reader_sql("o.id")})
    FROM {Invitation._meta.db_table} i
    JOIN {Round._meta.db_table} r ON r.id = i.round_id
    JOIN {Organization._meta.db_table} o ON o.id = r.organization_id
    LEFT JOIN {Membership._meta.db_table} m ON m.id = i.membership_id
    LEFT JOIN {OrganizationSettings._meta.db_table} p ON p.organization_id = o.id
    WHERE i.id = %s
"""  # noqa: S608 - only names of our own tables and columns


def _next_row(model: type[AnyModel], fields: Sequence[AnyField], values: Iterator[Any]) -> AnyModel:
    """An instance of the next values, one for each field."""
    read = [_value(field, value) for field, value in zip(fields, values, strict=False)]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def _value(field: AnyField, value: Any) -> Any:
    """A value as Django reads it: SQLite has no UUIDs, and no zones for its moments in UTC."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return field.to_python(value)


def link_state(invitation: Invitation, token: str, now: datetime) -> LinkState:
    """What the holder of this token can do.

    The link of somebody who left the executive team is as good as revoked, until they come back.
    """
    read = read_link(Purpose.ANSWER, token)
    if invitation.revoked_on or read is None or read[1] != invitation.generation:
        return LinkState.REVOKED
    if invitation.membership and not invitation.membership.on_executive_team:
        return LinkState.REVOKED
    if invitation.submitted_on:
        return LinkState.SUBMITTED
    if not invitation.round.is_open or invitation.round.closes_at <= now:
        return LinkState.CLOSED
    return LinkState.ANSWERABLE


def answers_before(invitation: Invitation) -> EarlierAnswers:
    """An executive's own answers of the latest attributed round before this one."""
    if not invitation.round.is_attributed or invitation.membership_id is None:
        return EarlierAnswers()
    earlier = Invitation.objects.filter(
        membership=invitation.membership_id,
        round__state=RoundState.CLOSED,
        round__quarter_starts_on__lt=invitation.round.quarter_starts_on,
        sheet__is_submitted=True,
    )
    latest = earlier.order_by("-round__quarter_starts_on").select_related("sheet", "round").first()
    if latest is None or latest.sheet is None:
        return EarlierAnswers()
    asked = questions_for(latest.round, Audience(latest.audience))
    return EarlierAnswers(latest.round.label, latest.sheet.answers, asked)
