"""What is shown to respondents, in mail and at signing in is translated, wholly or not at all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType

from assessment.domain.definitions import Definition
from assessment.queries.definitions import definition_of, latest_versions
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES, OWN_NAMES
from tools.messages import LANGUAGES as TRANSLATED
from tools.messages import catalog_of, is_translated, template_catalog, updated

ROOT = Path(__file__).resolve().parents[2]
OFFERED = [code for code, _ in settings.LANGUAGES]

# Templates

FOLDERS = (
    *("account", "assessment", "emails", "mfa", "socialaccount"),
    *("leadership/answer", "leadership/unsubscribe"),
    "components",
    "leadership/keys",
    "leadership/pack",
    "leadership/results",
)
FILES = (
    *("403.html", "403_csrf.html", "404.html", "429.html", "500.html"),
    "base.html",
)
LEADS_ONLY = ("emails/preview/",)  # on the pages of those who write mail texts, in English so far
NAMES = {"Corner Office", "Anna Example", "?language="}
SHOWN_ATTRIBUTES = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
NOT_SHOWN = re.compile(r"<(style|script|code)\b.*?</\1>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)


def templates() -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted((ROOT / "templates" / folder).rglob("*")):
            name = str(path.relative_to(ROOT / "templates"))
            if path.is_file() and not name.startswith(LEADS_ONLY):
                yield name
    yield from FILES


def unmarked_in(source: str) -> list[str]:
    """The words of a template that stand in no translate or blocktranslate tag."""
    kept, depth = [], 0
    for token in Lexer(source).tokenize():
        words = token.contents.split(maxsplit=1)
        name = words[0] if words else ""
        if token.token_type is TokenType.BLOCK and name in {"blocktranslate", "comment"}:
            depth += 1
        elif token.token_type is TokenType.BLOCK and name in {"endblocktranslate", "endcomment"}:
            depth -= 1
        elif token.token_type is TokenType.TEXT and not depth:
            kept.append(token.contents)
        else:
            kept.append(" ")
    text = NOT_SHOWN.sub(" ", "".join(kept))
    shown = [*SHOWN_ATTRIBUTES.findall(text), *TAG.sub("\n", text).splitlines()]
    lines = (" ".join(line.split()).strip(" ·") for line in shown)
    return [line for line in lines if line not in NAMES and re.search(r"[^\W\d_]{2}", line)]


@pytest.mark.parametrize("template", templates())
def test_template_says_nothing_that_cannot_be_translated(template: str) -> None:
    source = (ROOT / "templates" / template).read_text()

    assert unmarked_in(source) == []


def test_words_outside_of_the_tags_are_found() -> None:
    source = """
        {# A remark. #}{% comment %}Another.{% endcomment %}<style>a{color:red}</style>
        <p title="Shown">{% translate "Fine" %} Not fine {{ name }}<b>, nor this</b></p>
        {% blocktranslate %}All <b>of</b> this is fine{% endblocktranslate %} · 12 Corner Office
    """

    assert unmarked_in(source) == ["Shown", "Not fine", ", nor this", "12 Corner Office"]


# Code


CODE = (
    "assessment/domain/answers.py",
    "assessment/domain/promises.py",
    "leadership/domain/accessibility.py",
    "leadership/domain/addresses.py",
    "leadership/emails/asking.py",
    "leadership/emails/member_letters.py",
    "leadership/emails/news.py",
    "leadership/sign_in.py",
    "leadership/second_factors.py",
    "leadership/sign_in_forms.py",
    "leadership/views/answer_pages.py",
    "leadership/views/answering.py",
    "leadership/views/own_sign_in.py",
    "leadership/views/unsubscribe.py",
    "leadership/views/visits.py",
)
MARKING = {
    *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"),
    *("translate", "translatable", "translate_plural"),
}
NOT_FOR_PEOPLE = {"log_fault", "error", "warning", "exception", "compile", "format_html"}
ERRORS_OF_CODE = {"ValueError", "KeyError", "TypeError", "Http404"}


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


class _Sentences(ast.NodeVisitor):
    """Literal sentences, but for those that are marked, in docstrings, or for programmers."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if name_of(node) not in MARKING | NOT_FOR_PEOPLE | ERRORS_OF_CODE:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if (
            isinstance(node.value, str)
            and node.value not in NAMES
            and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", node.value)
        ):
            self.found.append(node.value)


@pytest.mark.parametrize("module", CODE)
def test_code_says_nothing_that_cannot_be_translated(module: str) -> None:
    reader = _Sentences()

    reader.visit(ast.parse((ROOT / module).read_text()))

    assert reader.found == []


# Catalogs


@pytest.fixture(scope="module")
def template() -> Catalog:
    return template_catalog()


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalog_holds_the_texts_of_code_and_templates(language: str, template: Catalog) -> None:
    assert catalog_of(language).read_text() == updated(language, template), "run make messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = [message.id for message in messages_of(language) if loses_a_placeholder(message)]

    assert wrong == []


@pytest.mark.parametrize("language", OFFERED)
def test_language_that_is_offered_is_translated_as_a_whole(language: str) -> None:
    missing = [message.id for message in messages_of(language) if not is_translated(message)]

    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", OFFERED)
def test_language_that_is_offered_has_all_wordings(language: str) -> None:
    definitions = [definition_of(version) for version in latest_versions().values()]

    missing = [gap for definition in definitions for gap in gaps_in(definition, language)]

    assert missing == []


def test_ten_languages_have_a_name_of_their_own() -> None:
    assert list(OWN_NAMES) == list(LANGUAGES)
    assert len(TRANSLATED) == 9
    assert {code for code, _ in settings.LANGUAGES} <= set(LANGUAGES)


def test_placeholder_that_was_lost_or_made_up_is_found() -> None:
    def loses(one: str, translated: str) -> bool:
        return loses_a_placeholder(Message(one, translated))

    assert loses("Until {day}", "Bis")
    assert loses("%(n)s of {all}", "%(n)s von {alle}")
    assert not loses("Until {day}", "Bis {day}")
    assert not loses("Until {day}", "")
    assert loses_a_placeholder(Message(("One of {all}", "{n} of {all}"), ("Eine von {all}", "{n}")))
    assert not loses_a_placeholder(Message(("One", "{n}"), ("Eine", "{n}")))
    assert not loses_a_placeholder(Message(("{n} day", "{n} days"), ("Ein Tag", "{n} Tage")))


def messages_of(language: str) -> list[Message]:
    if language == DEFAULT_LANGUAGE:
        return []
    with catalog_of(language).open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def placeholders(text: str) -> set[str]:
    return {"".join(found) for found in PLACEHOLDER.findall(text)}


COUNTED = {
    *("n", "number", "count", "shown", "found", "more"),
    *("days", "due", "months", "received"),
}


def loses_a_placeholder(message: Message) -> bool:
    """Whether a translation leaves a value out or names one that does not exist.

    A plural form may leave out the number, which it can say as a word, and what no form of the
    original has.
    """
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    found = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not all(found):
        return False
    known = [placeholders(one) for one in originals]
    needed, allowed = set.intersection(*known), set.union(*known)
    if len(originals) > 1:
        needed -= COUNTED
    return any(not needed <= placeholders(text) <= allowed for text in found)


def gaps_in(definition: Definition, language: str) -> Iterator[str]:
    """What of an instrument has no words in a language."""
    for question in definition.questions:
        for audience in question.audiences:
            if (audience, language) not in question.wordings:
                yield f"{definition.key}, {question.key}, {audience}"
        for choice in question.scale.choices:
            if language not in choice.labels:
                yield f"{definition.key}, {question.key}, answer {choice.code}"
    for group in definition.groups:
        if language not in group.titles:
            yield f"{definition.key}, group {group.key}"
