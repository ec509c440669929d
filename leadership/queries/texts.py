"""The texts of an organization's mails: which are its own, and a round to show them with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.language import short_date, speaks
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from assessment.queries.rounds import questions_for
from assessment.queries.wordings import worded_now
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.mail_wording import (
    Asking,
    Text,
    TextKey,
    last_day,
    text_for,
)
from leadership.domain.people_words import language_name
from leadership.domain.placeholders import fill
from leadership.models import Contact, MailText, Membership

_DAYS_OPEN = 14


@dataclass(frozen=True, slots=True)
class TextInLanguage:
    """One text; `in_use` says that somebody of the audience is written to in its language.

    `is_spoken` says that we have a text in it. `subject` is filled as an example.
    """

    key: TextKey
    language: str
    is_own: bool
    in_use: bool
    is_spoken: bool
    subject: str

    @property
    def shown(self) -> bool:
        return self.is_own or self.in_use or self.key.language == DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Sample:
    """A round to show the mail of an audience with, and what it asks that audience.

    `is_invented` when the organization has no round that asks or will ask.
    """

    round: Round
    questions: tuple[Question, ...]
    is_invented: bool


def own_texts(organization: Organization) -> dict[TextKey, Text]:
    """What the organization's leads wrote in place of our texts; one query."""
    return {
        TextKey(Asking(own.kind), Audience(own.audience), own.language): Text(
            own.subject, own.opening, own.afterwards
        )
        for own in MailText.objects.filter(organization=organization)
    }


def texts_by_mail(
    organization: Organization, now: datetime
) -> dict[Asking, dict[Audience, tuple[TextInLanguage, ...]]]:
    """Every mail and audience with all languages; four queries."""
    own, used = own_texts(organization), languages_in_use(organization)
    round_ = round_that_asks(organization) or _invented(organization, now)
    example = {
        "name": "Anna Example",
        "organization": organization.name,
        "round": round_.label,
        "last_day": short_date(last_day(round_.closes_at, organization.zone)),
    }

    def one(key: TextKey) -> TextInLanguage:
        return TextInLanguage(
            key=key,
            language=language_name(key.language),
            is_own=key in own,
            in_use=key.language in used[key.audience],
            is_spoken=speaks(key.language),
            subject=fill(text_for(own, key)[0].subject, example),
        )

    return {
        asking: {
            audience: tuple(one(TextKey(asking, audience, code)) for code in LANGUAGES)
            for audience in Audience
        }
        for asking in Asking
    }


def languages_in_use(organization: Organization) -> dict[Audience, set[str]]:
    """The languages in which the people of each audience are written to."""
    used: dict[Audience, set[str]] = {audience: set() for audience in Audience}
    contacts = Contact.objects.filter(organization=organization, is_active=True).order_by()
    for audience, language in contacts.values_list("audience", "language").distinct():
        used[Audience(audience)].add(language)
    team = Membership.objects.filter(organization=organization, on_executive_team=True).order_by()
    used[Audience.EXECUTIVE].update(team.values_list("language", flat=True).distinct())
    return used


def round_that_asks(organization: Organization) -> Round | None:
    """The open round, else the draft."""
    states = (RoundState.OPEN, RoundState.DRAFT)
    rounds = Round.objects.filter(organization=organization, state__in=states)
    return max(rounds.select_related("organization"), key=lambda one: one.is_open, default=None)


def sample_of(organization: Organization, audience: Audience, now: datetime) -> Sample:
    """The round that asks, else an invented one of this quarter, which is never saved."""
    if round_ := round_that_asks(organization):
        return Sample(round_, questions_for(round_, audience), is_invented=False)
    questions = tuple(
        question
        for definition in worded_now(organization)
        for question in definition.questions_for(audience)
    )
    return Sample(_invented(organization, now), questions, is_invented=True)


def _invented(organization: Organization, now: datetime) -> Round:
    quarter = quarter_of(
        now.astimezone(organization.zone).date(),
        fiscal_year_starts_in=organization.fiscal_year_starts_in,
    )
    return Round(
        organization=organization,
        label=quarter.label,
        quarter_starts_on=quarter.starts_on,
        closes_at=now + timedelta(days=_DAYS_OPEN),
        promise=Promise.TOTALS_ONLY.value,
        audiences=[audience.value for audience in Audience],
    )
