"""Where the questions come from, and how the numbers are made: public, because people ask."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from assessment.domain.definitions import DEFAULT_LANGUAGE, Definition
from assessment.domain.language import readers_language
from assessment.queries.definitions import definition_of, latest_versions


@login_not_required
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with its source."""
    versions = [version for _, version in sorted(latest_versions().items())]
    definitions = [definition_of(version).read_in(readers_language()) for version in versions]
    return render(request, "assessment/instruments.html", {"instruments": definitions})


@login_not_required
@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument: its attribution, and every question in the words of each audience."""
    definition = _newest(key)
    context = {
        "instrument": definition,
        "read": definition.read_in(readers_language()),
        "languages": _translations(definition),
    }
    return render(request, "assessment/instrument.html", context)


@login_not_required
@require_safe
def instrument_in(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """One instrument in another language, beside the English words."""
    definition = _newest(key)
    languages = dict(_translations(definition))
    if language not in languages:
        raise Http404("This instrument was not translated into this language.")
    context = {
        "instrument": definition,
        "read": definition.read_in(readers_language()),
        "translated": definition.read_in(language),
        "languages": languages.items(),
        "chosen": language,
        "name": languages[language],
        "asked": [
            (one, one.read_in(language), one.readings(language)) for one in definition.questions
        ],
        "groups": [(one.title(), one.title(language)) for one in definition.groups],
        "answers": [
            [(choice.label(), choice.label(language)) for choice in scale.choices]
            for scale in definition.scales
            if scale.choices
        ],
    }
    return render(request, "assessment/instrument_in.html", context)


def _newest(key: str) -> Definition:
    version = latest_versions().get(key)
    if version is None:
        raise Http404("There is no such instrument.")
    return definition_of(version)


def _translations(definition: Definition) -> list[tuple[str, str]]:
    """The languages other than English, each with its name, in the order of the names."""
    others = (code for code in definition.languages if code != DEFAULT_LANGUAGE)
    named = [(code, str(get_language_info(code)["name_translated"])) for code in others]
    return sorted(named, key=lambda language: language[1])


@login_not_required
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How these numbers are made."""
    return render(request, "assessment/method.html")
