"""What is shown to respondents, in mail and at signing in is translated, wholly or not at all."""

import ast
import re
from collections import defaultdict
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
from tools.messages import catalog_of, is_translated, messages, template_catalog, updated

ROOT = Path(__file__).resolve().parents[2]
OFFERED = [code for code, _ in settings.LANGUAGES]

# Templates

FOLDERS = (
    *("account", "assessment", "emails", "mfa", "socialaccount"),
    *("leadership/answer", "leadership/unsubscribe"),
    "components",
    "leadership/home",
    "leadership/inbox",
    "leadership/keys",
    "leadership/mailbox",
    "leadership/pack",
    "leadership/people",
    "leadership/results",
    "leadership/rounds",
    "leadership/texts",
    "leadership/wordings",
)
FILES = (
    *("403.html", "403_csrf.html", "404.html", "429.html", "500.html"),
    *("base.html", "leadership/audit.html", "leadership/peers_consent.html"),
)
NAMES = {"Corner Office", "Anna Example", "?language="}
SHOWN_ATTRIBUTES = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
NOT_SHOWN = re.compile(r"<(style|script|code)\b.*?</\1>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)


def templates() -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted((ROOT / "templates" / folder).rglob("*")):
            name = str(path.relative_to(ROOT / "templates"))
            if path.is_file():
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
    "assessment/domain/audience_counts.py",
    "assessment/domain/checklist.py",
    "assessment/domain/comments.py",
    "assessment/domain/disclosure.py",
    "assessment/domain/figures.py",
    "assessment/domain/flips.py",
    "assessment/domain/gaps.py",
    "assessment/domain/headlines.py",
    "assessment/domain/language.py",
    "assessment/domain/metrics_test.py",
    "assessment/domain/multiplicity.py",
    "assessment/domain/promises.py",
    "assessment/domain/quarters.py",
    "assessment/domain/remarks.py",
    "assessment/domain/rounds.py",
    "assessment/domain/sentences.py",
    "assessment/domain/shares.py",
    "assessment/domain/signs.py",
    "assessment/domain/text.py",
    "assessment/queries/comments.py",
    "assessment/queries/commitment.py",
    "assessment/queries/comparisons.py",
    "assessment/queries/distributions.py",
    "assessment/queries/opinions.py",
    "assessment/queries/perception.py",
    "assessment/queries/practices.py",
    "assessment/queries/results.py",
    "assessment/queries/rounds.py",
    "assessment/queries/sign_histories.py",
    "assessment/queries/trends.py",
    "assessment/services/metrics.py",
    "leadership/audit_forms.py",
    "leadership/commitment_forms.py",
    "leadership/domain/accessibility.py",
    "leadership/domain/addresses.py",
    "leadership/domain/answer_bars.py",
    "leadership/domain/api_keys.py",
    "leadership/domain/ceo_messages.py",
    "leadership/domain/chart_shapes.py",
    "leadership/domain/commitment_findings.py",
    "leadership/domain/commitments.py",
    "leadership/domain/concerns.py",
    "leadership/domain/contact_files.py",
    "leadership/domain/contact_lists.py",
    "leadership/domain/evidence.py",
    "leadership/domain/executive_findings.py",
    "leadership/domain/executive_names.py",
    "leadership/domain/findings.py",
    "leadership/domain/gap_findings.py",
    "leadership/domain/gap_shapes.py",
    "leadership/domain/hearing.py",
    "leadership/domain/immersion.py",
    "leadership/domain/immersion_findings.py",
    "leadership/domain/kept_bars.py",
    "leadership/domain/kept_rates.py",
    "leadership/domain/kept_words.py",
    "leadership/domain/logos.py",
    "leadership/domain/mail_states.py",
    "leadership/domain/matrix_dots.py",
    "leadership/domain/meetings.py",
    "leadership/domain/metric_bars.py",
    "leadership/domain/minutes.py",
    "leadership/domain/month_grids.py",
    "leadership/domain/openings.py",
    "leadership/domain/packs.py",
    "leadership/domain/peer_findings.py",
    "leadership/domain/peer_shapes.py",
    "leadership/domain/peers.py",
    "leadership/domain/people_words.py",
    "leadership/domain/placeholders.py",
    "leadership/domain/proof_findings.py",
    "leadership/domain/result_words.py",
    "leadership/domain/results_wording.py",
    "leadership/domain/rhythm.py",
    "leadership/domain/roles.py",
    "leadership/domain/sent_words.py",
    "leadership/domain/sign_findings.py",
    "leadership/domain/statement_bars.py",
    "leadership/emails/asking.py",
    "leadership/emails/member_letters.py",
    "leadership/emails/news.py",
    "leadership/evidence_forms.py",
    "leadership/forms.py",
    "leadership/heard_forms.py",
    "leadership/import_forms.py",
    "leadership/inbox_forms.py",
    "leadership/meeting_forms.py",
    "leadership/navigation.py",
    "leadership/pack_files.py",
    "leadership/pack_forms.py",
    "leadership/people_forms.py",
    "leadership/personal_files.py",
    "leadership/privacy_forms.py",
    "leadership/queries/bounces.py",
    "leadership/queries/chart_of_checklist.py",
    "leadership/queries/chart_of_commitments.py",
    "leadership/queries/chart_of_sign.py",
    "leadership/queries/charts.py",
    "leadership/queries/charts_of_answers.py",
    "leadership/queries/charts_of_executives.py",
    "leadership/queries/charts_of_gaps.py",
    "leadership/queries/charts_over_time.py",
    "leadership/queries/comparable.py",
    "leadership/queries/concerns.py",
    "leadership/queries/contact_imports.py",
    "leadership/queries/dashboard_parts.py",
    "leadership/queries/dashboard_signs.py",
    "leadership/queries/dashboard_statistics.py",
    "leadership/queries/dashboards.py",
    "leadership/queries/erasing.py",
    "leadership/queries/gap_pages.py",
    "leadership/queries/homes.py",
    "leadership/queries/immersion.py",
    "leadership/queries/inventories.py",
    "leadership/queries/keeping.py",
    "leadership/queries/made_packs.py",
    "leadership/queries/matrix.py",
    "leadership/queries/next_steps.py",
    "leadership/queries/notices.py",
    "leadership/queries/outcomes.py",
    "leadership/queries/pack_charts.py",
    "leadership/queries/pack_commitments.py",
    "leadership/queries/packs.py",
    "leadership/queries/personal_data.py",
    "leadership/queries/planned_rounds.py",
    "leadership/queries/reach.py",
    "leadership/queries/retention.py",
    "leadership/queries/round_mail.py",
    "leadership/queries/rounds.py",
    "leadership/queries/schedules.py",
    "leadership/queries/sign_outcomes.py",
    "leadership/queries/sign_pages.py",
    "leadership/queries/sign_voices.py",
    "leadership/queries/unanswered.py",
    "leadership/round_forms.py",
    "leadership/schedule_forms.py",
    "leadership/second_factors.py",
    "leadership/services/answering.py",
    "leadership/services/commitment_reminders.py",
    "leadership/services/contact_reading.py",
    "leadership/services/contact_uploads.py",
    "leadership/services/mail_kinds.py",
    "leadership/services/sign_in.py",
    "leadership/settings_forms.py",
    "leadership/sign_in.py",
    "leadership/sign_in_forms.py",
    "leadership/templatetags/audiences.py",
    "leadership/text_forms.py",
    "leadership/tone_forms.py",
    "leadership/uploads/archives.py",
    "leadership/uploads/tables.py",
    "leadership/uploads/workbooks.py",
    "leadership/views/answer_pages.py",
    "leadership/views/answering.py",
    "leadership/views/api_guide.py",
    "leadership/views/api_keys.py",
    "leadership/views/audit.py",
    "leadership/views/ceo_desk.py",
    "leadership/views/ceo_messages.py",
    "leadership/views/charts.py",
    "leadership/views/commitment_pages.py",
    "leadership/views/commitments.py",
    "leadership/views/compared_rounds.py",
    "leadership/views/contact_bulk.py",
    "leadership/views/contact_exports.py",
    "leadership/views/contact_previews.py",
    "leadership/views/contacts.py",
    "leadership/views/evidence.py",
    "leadership/views/first_start.py",
    "leadership/views/gap.py",
    "leadership/views/heard.py",
    "leadership/views/home.py",
    "leadership/views/immersion.py",
    "leadership/views/inbox.py",
    "leadership/views/joining.py",
    "leadership/views/launched_rounds.py",
    "leadership/views/leaving.py",
    "leadership/views/logos.py",
    "leadership/views/mailbox.py",
    "leadership/views/meetings.py",
    "leadership/views/members.py",
    "leadership/views/metrics.py",
    "leadership/views/own_privacy.py",
    "leadership/views/own_sign_in.py",
    "leadership/views/peers.py",
    "leadership/views/people.py",
    "leadership/views/people_lists.py",
    "leadership/views/privacy.py",
    "leadership/views/results.py",
    "leadership/views/round_acts.py",
    "leadership/views/round_words.py",
    "leadership/views/rounds.py",
    "leadership/views/schedules.py",
    "leadership/views/settings.py",
    "leadership/views/signs.py",
    "leadership/views/texts.py",
    "leadership/views/units.py",
    "leadership/views/unsubscribe.py",
    "leadership/views/visits.py",
    "leadership/views/wordings.py",
    "leadership/wording_forms.py",
)
MARKING = {
    *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"),
    *("translate", "translatable", "translate_plural"),
}
NOT_FOR_PEOPLE = {"log_fault", "error", "warning", "exception", "compile", "format_html"}
ERRORS_OF_CODE = {
    *("ValueError", "KeyError", "TypeError", "Http404"),
    *("ImpossibleCounts", "NoValidAnswers", "UnknownCalendar"),
}


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


def test_no_text_is_marked_with_and_without_a_plural() -> None:
    """The catalogs keep one entry for both, and only some versions of Python find it for both."""
    marked: dict[tuple[str | None, str], set[bool]] = defaultdict(set)
    for _, context, message, _ in messages():
        one = message if isinstance(message, str) else message[0]
        marked[context, one].add(isinstance(message, str))

    assert [text for text, kinds in marked.items() if len(kinds) > 1] == []


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
    *("answered", "asked", "people", "rows", "some"),
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
