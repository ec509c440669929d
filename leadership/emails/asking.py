"""The mail that asks somebody to answer: its frame, made once for many, and the person in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape

from assessment.domain.audiences import Audience
from assessment.domain.definitions import DONT_KNOW, Question
from assessment.domain.language import short_date, speaking
from assessment.models import Round
from assessment.queries.rounds import questions_for
from leadership.domain.mail_wording import (
    Setting,
    Text,
    TextKey,
    beginning,
    closing_sentence,
    default_text,
    last_day,
    one_line,
    paragraph,
    setting_of,
    spoken,
    text_for,
    undecoded,
)
from leadership.domain.placeholders import fill, without_name
from leadership.emails.form_letters import FormLetter, form_letters
from leadership.emails.letters import AUTOMATIC, Letterhead, Mail, may_unsubscribe

FIRST_QUESTION = "p1"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever gets the mail; `name` is one line, and empty when none is known."""

    name: str
    email: str
    answer_link: str
    unsubscribe_link: str

    @property
    def values(self) -> Mapping[str, str]:
        return {
            "name": self.name,
            "email": self.email,
            "answer_link": self.answer_link,
            "unsubscribe_link": self.unsubscribe_link,
        }


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An answer to the first question; as a link it only preselects it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    text: str
    answers: tuple[AnswerLink, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything in the mail but the person: equal frames make equal mails.

    `language` is that of our own words, `text_language` that of the text, which may be a lead's.
    """

    language: str
    organization: str
    product: str
    sender: str
    answers_to: str
    round_label: str
    last_day: str
    closing: str
    promise: str
    question: FirstQuestion | None
    setting: Setting
    preheader: str
    text: Text
    text_language: str
    notice_link: str = ""


def asking_mail(key: TextKey, round_: Round, recipient: Recipient, letterhead: Letterhead) -> Mail:
    """The mail to one person; the first of its frame costs a rendering, all others next to nothing.

    Reads nothing but the round and its organization once the instruments are in the process.
    """
    has_name = bool(recipient.name)
    kept_under = (key, has_name, round_.closes_at)
    letters: Letters | None = letterhead.kept.get(kept_under)
    if letters is None:
        frame = frame_of(key, round_, questions_for(round_, key.audience), letterhead)
        letters = letterhead.kept[kept_under] = letters_of(frame, has_name)
    return filled_mail(letters, recipient, letterhead)


def frame_of(
    key: TextKey, round_: Round, questions: Iterable[Question], letterhead: Letterhead
) -> Frame:
    """The frame in the language of `key`, else in English."""
    text, text_language = text_for(letterhead.texts, key)
    closes_at, zone = round_.closes_at, round_.organization.zone
    with speaking(text_language):
        day = short_date(last_day(closes_at, zone))
    language = spoken(key.language)
    with speaking(language):
        is_ours = text == default_text(key.asking, key.audience)
        setting = setting_of(key.audience)
        return Frame(
            language=language,
            organization=letterhead.organization,
            product=letterhead.product,
            sender=letterhead.sender,
            answers_to=_answers_to(letterhead),
            round_label=one_line(round_.label),
            last_day=day,
            closing=closing_sentence(closes_at, zone),
            promise=round_.promises.told(key.audience),
            question=first_question(
                key._replace(language=language), questions, letterhead.organization
            ),
            setting=setting,
            preheader=setting.preheader if is_ours else beginning(text.opening),
            text=text,
            text_language=text_language,
            notice_link=letterhead.notice_link,
        )


def _answers_to(letterhead: Letterhead) -> str:
    answers_to = letterhead.answers_to
    return (answers_to.display_name or answers_to.addr_spec) if answers_to else ""


def first_question(
    key: TextKey, questions: Iterable[Question], organization: str
) -> FirstQuestion | None:
    """The question that a mail already asks; executives start on their own page instead."""
    _, audience, language = key
    if audience is Audience.EXECUTIVE:
        return None
    for question in questions:
        if question.key == FIRST_QUESTION:
            answers = tuple(
                AnswerLink(choice.label(language), f"?{FIRST_QUESTION}={choice.code}")
                for choice in question.scale.choices
                if choice.code != DONT_KNOW
            )
            wording = question.wording(audience, language).naming(organization)
            return FirstQuestion(wording.text, answers)
    return None


@dataclass(frozen=True, slots=True)
class Letters:
    subject: FormLetter
    text: FormLetter
    html: FormLetter
    sender: str


@lru_cache(maxsize=256)
def letters_of(frame: Frame, has_name: bool) -> Letters:
    """The frame as form letters; kept in the process under all that is in it, so never stale."""
    return make_letters(frame, has_name)


def make_letters(frame: Frame, has_name: bool) -> Letters:
    places = ("email", "answer_link", "unsubscribe_link", *(("name",) if has_name else ()))
    subject, text, html = form_letters(places, lambda marks: rendered(frame, {"name": "", **marks}))
    return Letters(subject, text, html, sender=frame.sender)


def rendered(frame: Frame, recipient: Mapping[str, str]) -> tuple[str, str, str]:
    """Subject, text part and HTML part of one mail, by the templates."""
    values = {
        "name": recipient["name"],
        "organization": frame.organization,
        "round": frame.round_label,
        "last_day": frame.last_day,
    }

    def put(text: str) -> str:
        return fill(text if recipient["name"] else without_name(text), values)

    context = {
        "frame": frame,
        "recipient": recipient,
        "subject": one_line(put(frame.text.subject)),
        "heading": put(frame.setting.heading),
        "preheader": one_line(put(frame.preheader)),
        "opening": paragraph(put(frame.text.opening)),
        "afterwards": paragraph(put(frame.text.afterwards)),
    }
    with speaking(frame.language):
        return (
            undecoded(str(context["subject"])),
            render_to_string("emails/asking.txt", context).strip() + "\n",
            render_to_string("emails/asking.html", context).lstrip(),
        )


def filled_mail(letters: Letters, recipient: Recipient, letterhead: Letterhead) -> Mail:
    values = recipient.values
    return Mail(
        subject=undecoded(letters.subject.filled(values)),
        text=letters.text.filled(values),
        html=letters.html.filled({place: escape(value) for place, value in values.items()}),
        sender=letters.sender,
        # In two parts, because reading the address as a whole costs more than all the rest here.
        to=str(Address(recipient.name, *recipient.email.rsplit("@", 1))),
        reply_to=letterhead.reply_to,
        headers={**may_unsubscribe(recipient.unsubscribe_link), **AUTOMATIC},
    )
