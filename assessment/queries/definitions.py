"""The published instruments, read back from their rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from assessment.domain import definitions as domain
from assessment.domain.audiences import Audience
from assessment.domain.definition_json import groups_from_json, scales_from_json
from assessment.models import Question, QuestionnaireVersion, QuestionWording

_Wordings = Mapping[tuple[Audience, str], domain.Wording]
_Translations = Mapping[str, Mapping[str, Any]]

_ORDER = ("eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top")


@lru_cache(maxsize=256)
def definition_of(version_id: int) -> domain.Definition:
    """Return the instrument of a version, kept in the process: a version never changes.

    Three queries the first time, none after. Raises QuestionnaireVersion.DoesNotExist.
    """
    version = QuestionnaireVersion.objects.select_related("questionnaire").get(pk=version_id)
    scales = scales_from_json(version.scales)
    said: _Translations = version.translations or {}
    audiences = set(version.audiences)
    return domain.Definition(
        key=version.questionnaire.key,
        title=version.title,
        intro=version.intro,
        source=_source(version),
        attribution=version.attribution,
        audiences=tuple(audience for audience in Audience if audience in audiences),
        scales=scales,
        groups=groups_from_json(version.groups),
        questions=_questions(version, {scale.key: scale for scale in scales}, said),
        titles=said.get("titles", {}),
        intros=said.get("intros", {}),
    )


def latest_versions() -> dict[str, int]:
    """Return the id of the newest version of every questionnaire, by the questionnaire’s key."""
    versions = QuestionnaireVersion.objects.order_by("number")
    return dict(versions.values_list("questionnaire__key", "pk"))


def in_asking_order(definitions: Iterable[domain.Definition]) -> tuple[domain.Definition, ...]:
    """Instruments as an executive meets them, then those that came from elsewhere."""
    by_key = {one.key: one for one in definitions}
    known = [by_key.pop(key) for key in _ORDER if key in by_key]
    return (*known, *(by_key[key] for key in sorted(by_key)))


def _source(version: QuestionnaireVersion) -> domain.Source:
    return domain.Source(
        author=version.source_author,
        title=version.source_title,
        publisher=version.source_publisher,
        published=version.source_published,
        url=version.source_url,
        note=version.source_note,
    )


def _questions(
    version: QuestionnaireVersion, scales: Mapping[str, domain.Scale], said: _Translations
) -> tuple[domain.Question, ...]:
    wordings = _wordings(version)
    return tuple(
        domain.Question(
            key=row.key,
            dimension=row.dimension,
            group=row.group,
            scale=scales[row.scale],
            origin=domain.Origin(row.origin),
            required=row.required,
            shuffled=row.shuffled,
            evidence=row.evidence,
            wordings=wordings[row.pk],
            dimensions=said.get("dimensions", {}).get(row.key, {}),
            evidences=said.get("evidences", {}).get(row.key, {}),
        )
        for row in Question.objects.filter(version=version).order_by("position")
    )


def _wordings(version: QuestionnaireVersion) -> Mapping[int, _Wordings]:
    """Return the wordings of every question of a version, by the question’s id."""
    wordings: dict[int, dict[tuple[Audience, str], domain.Wording]] = defaultdict(dict)
    for row in QuestionWording.objects.filter(question__version=version):
        key = Audience(row.audience), row.language
        wordings[row.question_id][key] = domain.Wording(row.text, row.help)
    return wordings
