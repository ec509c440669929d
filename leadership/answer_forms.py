"""The form of a respondent's page, laid out by crispy; it shows answers and never checks them.

Checking is assessment.domain.answers.parse: a pure function that needs no form.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.domain.answers import field_names
from assessment.domain.audiences import Audience
from assessment.domain.definitions import DONT_KNOW, Definition, Kind, Question, Wording
from assessment.queries.comments import COMMENT

_TEMPLATES = {
    Kind.CHOICE: "leadership/answer/questions/choice.html",
    Kind.NUMBER: "leadership/answer/questions/number.html",
    Kind.HOURS: "leadership/answer/questions/hours.html",
    Kind.TEXT: "leadership/answer/questions/text.html",
}


CONTACT = "contact"  # the field of the tick, beside those of the questions
CONTACT_YES = "yes"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person's own log says to one question; never an answer before it is taken over.

    `fields` is what taking it over posts, `is_taken` whether just that stands in the form.
    """

    sentences: tuple[str, ...]
    fields: Mapping[str, str]
    is_taken: bool

    @property
    def as_json(self) -> str:
        return json.dumps(dict(self.fields))


class AnswerForm(forms.Form):
    """The questions of one page as one audience reads them, in the order given.

    `typed` maps field names to what was typed or saved, `errors_found` a question's key to what
    is wrong with it, `earlier` a question's key to sentences about what the person answered in an
    earlier round, `promised` to sentences about what the team promised since, `suggested` to what
    stands in the person's own log. `hears`: under the comment people can tick that they may be
    contacted.
    """

    def __init__(
        self,
        definition: Definition,
        questions: Sequence[Question],
        *,
        organization: str,
        audience: Audience,
        language: str,
        typed: Mapping[str, Sequence[str]] | None = None,
        errors_found: Mapping[str, str] | None = None,
        earlier: Mapping[str, Sequence[str]] | None = None,
        promised: Mapping[str, Sequence[str]] | None = None,
        suggested: Mapping[str, Suggestion] | None = None,
        hears: bool = False,
    ) -> None:
        super().__init__()
        self.typed = typed or {}
        self.errors_found = errors_found or {}
        self.earlier = earlier or {}
        self.promised = promised or {}
        self.suggested = suggested or {}
        for question in questions:
            wording = question.wording(audience, language).naming(organization)
            self.fields[question.key] = forms.Field(
                label=wording.text, help_text=wording.help, required=question.required
            )
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        blocks = _blocks(definition, questions, audience, language, hears=hears)
        self.helper.layout = Layout(*blocks)

    def first_typed(self, name: str) -> str:
        """What stands in a form field; two values for one come only from a mended page."""
        return next(iter(self.typed.get(name, ())), "")


def _blocks(
    definition: Definition,
    questions: Sequence[Question],
    audience: Audience,
    language: str,
    *,
    hears: bool,
) -> Iterator[LayoutObject]:
    """The questions, each group under its own question where the instrument has groups."""
    group = ""
    for question in questions:
        if question.group and question.group != group:
            group = question.group
            heading = definition.group(group)
            yield GroupHeading(heading.title(language), heading.original_of(language))
        yield QuestionBlock(question, audience, language)
        if hears and question.key == COMMENT:
            yield ContactTick()


class GroupHeading(LayoutObject):
    """A group's own question; crispy's HTML would read a title as a template.

    `original` is what the source says, where the title is a translation of it.
    """

    def __init__(self, title: str, original: str) -> None:
        self.title = title
        self.original = original

    def render(self, form: AnswerForm, context: Context, **kwargs: Any) -> SafeString:
        heading = format_html("<h2>{}</h2>", self.title)
        if not self.original:
            return heading
        original = {"original": Wording(self.original)}
        return heading + render_to_string("leadership/answer/questions/original.html", original)


class ContactTick(LayoutObject):
    """Whether whoever wrote the comment may be contacted about it."""

    def render(self, form: AnswerForm, context: Context, **kwargs: Any) -> str:
        checked = form.first_typed(CONTACT) == CONTACT_YES
        return render_to_string("leadership/answer/contact.html", {"checked": checked})


class QuestionBlock(LayoutObject):
    """One question with its help, its error and what was answered before."""

    def __init__(self, question: Question, audience: Audience, language: str) -> None:
        self.question = question
        self.audience = audience
        self.language = language

    def render(self, form: AnswerForm, context: Context, **kwargs: Any) -> str:
        key, scale = self.question.key, self.question.scale
        field, error = form[key], form.errors_found.get(key)
        earlier = form.earlier.get(key, ())
        promised = form.promised.get(key, ())
        suggested = form.suggested.get(key)
        notes = {
            f"{key}-help": field.help_text,
            f"{key}-earlier": earlier,
            f"{key}-promised": promised,
            f"{key}-log": suggested,
            f"{key}-error": error,
        }
        return render_to_string(
            _TEMPLATES[scale.kind],
            {
                "field": field,
                "question": self.question,
                "scale": scale,
                "choices": [
                    (choice.code, choice.label(self.language), choice.code == DONT_KNOW)
                    for choice in scale.choices
                ],
                "typed": form.first_typed(key),
                "parts": [
                    (name, week, form.first_typed(name))
                    for week, name in enumerate(field_names(self.question), start=1)
                ],
                "described_by": " ".join(name for name, note in notes.items() if note),
                "error": error,
                "earlier": earlier,
                "promised": promised,
                "suggested": suggested,
                "original": self.question.original_of(self.audience, self.language),
                "is_own": self.question.wording(self.audience, self.language).is_own,
            },
        )
