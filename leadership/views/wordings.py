"""An organization's own words for its questions: which they are, writing and dropping them."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.definitions import DEFAULT_LANGUAGE, Wording
from assessment.domain.language import listed, readers_language
from assessment.queries.wordings import AskedInWords, asked_in_words, own_wordings_of
from leadership.domain.languages import LANGUAGES
from leadership.domain.people_words import language_in_sentence, language_name
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.queries.texts import round_that_asks
from leadership.services.wordings import drop_wording, save_wording
from leadership.views.guards import for_roles
from leadership.views.mail_frames import framed
from leadership.views.respondent import SELF_ASSESSMENT, style_source
from leadership.views.wording_previews import question_page
from leadership.wording_forms import WordingForm

_SAVED = gettext_noop("Saved. The next round that is launched asks in these words.")
_AS_OURS = gettext_noop("These are our words, so there was nothing to keep.")
_DROPPED = gettext_noop("Your words are deleted. The next round that is launched asks in ours.")


@require_safe
@for_roles(RUNS_ROUNDS)
def wordings(
    request: HttpRequest, membership: Membership, language: str = DEFAULT_LANGUAGE
) -> HttpResponse:
    """Every question in one language, and whose words it has."""
    if language not in LANGUAGES:
        raise Http404("Nobody is asked in this language.")
    organization = membership.organization
    asked = asked_in_words(organization, language)
    written = [one.key for one in own_wordings_of(organization.pk)]
    definitions = dict.fromkeys(one.definition.key for one in asked)
    context = _about(membership, language) | {
        "instruments": [
            (of[0].definition.read_in(readers_language()), of)
            for of in ([one for one in asked if one.definition.key == key] for key in definitions)
        ],
        "own": sum(one.is_own for one in asked),
        "waiting": sum(one.waits for one in asked),
        "languages": [
            (
                code,
                language_name(code),
                len({one.question for one in written if one.language == code}),
            )
            for code in LANGUAGES
        ],
    }
    return render(request, "leadership/wordings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def wording(
    request: HttpRequest, membership: Membership, language: str, question: str, audience: str
) -> HttpResponse:
    """Word one question; the form holds what the next round would ask."""
    asked = _asked(membership, language, question, audience)
    typed = request.POST if request.method == "POST" else None
    form = WordingForm(typed, initial=_fields(_written(asked)), language=language)
    if typed is not None and form.is_valid():
        is_own = save_wording(
            organization=membership.organization,
            asked=asked,
            words=form.words,
            by=membership.user,
            now=timezone.now(),
        )
        messages.success(request, _(_SAVED) if is_own else _(_AS_OURS))
        return redirect(request.path)
    context = _about(membership, language) | {
        "form": form,
        "asked": asked,
        "topic": asked.question.read_in(readers_language()).dimension,
        "address": [membership.organization.slug, language, question, audience],
        "readers": listed([one.plural for one in asked.audiences]),
        "english": _in_english(membership, asked),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/wordings/wording.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def wording_preview(
    request: HttpRequest, membership: Membership, language: str, question: str, audience: str
) -> HttpResponse:
    """The question for the frame beside the form, as it is typed there; nothing is saved."""
    asked = _asked(membership, language, question, audience)
    form = WordingForm(request.POST or _fields(_written(asked)), language=language)
    typed = Wording(form.data.get("text", ""), form.data.get("help", ""))
    page = question_page(asked, typed, membership.organization.name)
    return framed(page, styles=style_source(*SELF_ASSESSMENT))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def wording_drop(
    request: HttpRequest, membership: Membership, language: str, question: str, audience: str
) -> HttpResponse:
    """Ask once more, then delete the words of their own."""
    asked = _asked(membership, language, question, audience)
    organization = membership.organization
    address = [organization.slug, language, question, audience]
    if asked.own is None:
        return redirect("leadership:wording", *address)
    if request.method == "POST":
        drop_wording(organization=organization, asked=asked, by=membership.user, now=timezone.now())
        messages.success(request, _(_DROPPED))
        return redirect("leadership:wording", *address)
    context = _about(membership, language) | {"asked": asked, "address": address}
    return render(request, "leadership/wordings/drop.html", context)


def _asked(membership: Membership, language: str, question: str, audience: str) -> AskedInWords:
    """What the address names; 404 where nobody is asked so, and for the source's own words."""
    if language in LANGUAGES:
        for one in asked_in_words(membership.organization, language):
            if one.question.key == question and audience in one.audiences and not one.is_quoted:
                return one
    raise Http404("There is no question here that can have words of your own.")


def _written(asked: AskedInWords) -> Wording:
    """Their own words, used or waiting, else ours."""
    return Wording(asked.own.text, asked.own.help) if asked.own else asked.ours


def _in_english(membership: Membership, asked: AskedInWords) -> Wording | None:
    """The English question that stands beside a translation, with their own words in it."""
    if asked.language == DEFAULT_LANGUAGE:
        return None
    of_question = (
        one.words
        for one in asked_in_words(membership.organization, DEFAULT_LANGUAGE)
        if one.question.key == asked.question.key and one.audiences == asked.audiences
    )
    return next(of_question)


def _fields(words: Wording) -> dict[str, str]:
    return {"text": words.text, "help": words.help}


def _about(membership: Membership, language: str) -> dict[str, Any]:
    return {
        "chosen": language,
        "written_in": language_in_sentence(language),
        "round_": round_that_asks(membership.organization),
    }
