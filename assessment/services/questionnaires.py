"""Publishing instruments: files become versions that never change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from assessment.domain import definitions as domain
from assessment.domain.definition_files import parse_definition
from assessment.domain.definition_json import (
    fingerprint,
    groups_as_json,
    scales_as_json,
    translations_as_json,
)
from assessment.domain.definition_translations import translated
from assessment.domain.errors import AssessmentError
from assessment.domain.located_yaml import DefinitionFileInvalid
from assessment.domain.rounds import RoundState
from assessment.models import (
    Question,
    Questionnaire,
    QuestionnaireVersion,
    QuestionWording,
    Round,
)

BUILT_IN = Path(__file__).resolve().parent.parent / "questionnaires"


class NoQuestionnaires(AssessmentError):
    """A folder that should hold questionnaire files holds none."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: `published` holds each key with the number of its new version."""

    published: tuple[tuple[str, int], ...]
    unchanged: tuple[str, ...]


def load_built_in(now: datetime) -> LoadReport:
    """Publish the instruments that come with the product; run after every migration.

    Does nothing while the tables are not there, as after migrating back to zero.
    """
    if QuestionWording._meta.db_table not in connection.introspection.table_names():
        return LoadReport((), ())
    return load_questionnaires(folder=BUILT_IN, now=now)


def load_questionnaires(*, folder: Path, now: datetime) -> LoadReport:
    """Publish a new version of each questionnaire of a folder that differs from its newest one.

    Every file is checked before anything is written, and all are written or none.
    Raises DefinitionFileInvalid and NoQuestionnaires.
    """
    definitions = read_folder(folder)
    published, unchanged = [], []
    with transaction.atomic():
        for definition in definitions:
            number = _publish_if_changed(definition, now)
            if number is None:
                unchanged.append(definition.key)
            else:
                published.append((definition.key, number))
    return LoadReport(tuple(published), tuple(unchanged))


def read_folder(folder: Path) -> Sequence[domain.Definition]:
    """Return the questionnaires of a folder, each in English and every language it has a file in.

    eight-signs.yaml is the questionnaire, de/eight-signs.yaml its words in German.
    Raises DefinitionFileInvalid and NoQuestionnaires.
    """
    files = sorted(file for file in folder.glob("*.yaml") if file.is_file())
    if not files:
        raise NoQuestionnaires(f"There is no questionnaire (*.yaml) in the folder {folder}.")
    definitions = {file.stem: parse_definition(file.name, file.read_bytes()) for file in files}
    for file in sorted(folder.glob("*/*.yaml")):
        place = f"{file.parent.name}/{file.name}"
        if file.stem not in definitions:
            raise DefinitionFileInvalid(place, 1, f"there is no {file.name} to translate.")
        definitions[file.stem] = translated(definitions[file.stem], place, file.read_bytes())
    return list(definitions.values())


def _publish_if_changed(definition: domain.Definition, now: datetime) -> int | None:
    """Return the number of the new version, None when the newest one says the same.

    Only the newest is compared, so that going back to an earlier wording is a version too.
    The lock makes two loads at once publish one version, not two.
    """
    questionnaire, _ = Questionnaire.objects.get_or_create(key=definition.key)
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    newest = questionnaire.versions.order_by("-number").first()
    mark = fingerprint(definition)
    if newest and newest.fingerprint == mark:
        return None
    number = newest.number + 1 if newest else 1
    version = _publish(questionnaire, number, mark, definition, now)
    if newest:
        _let_drafts_follow(newest, version)
    return number


def _let_drafts_follow(old: QuestionnaireVersion, new: QuestionnaireVersion) -> None:
    """A round that was not launched yet asks the newest version, like one drafted from now on."""
    drafts = Round.objects.filter(state=RoundState.DRAFT)
    Round.versions.through.objects.filter(questionnaireversion=old, round__in=drafts).update(
        questionnaireversion=new
    )


def _publish(
    questionnaire: Questionnaire,
    number: int,
    mark: str,
    definition: domain.Definition,
    now: datetime,
) -> QuestionnaireVersion:
    source = definition.source
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=number,
        fingerprint=mark,
        title=definition.title,
        intro=definition.intro,
        attribution=definition.attribution,
        source_author=source.author,
        source_title=source.title,
        source_publisher=source.publisher,
        source_published=source.published,
        source_url=source.url,
        source_note=source.note,
        scales=scales_as_json(definition.scales),
        groups=groups_as_json(definition.groups),
        audiences=[audience.value for audience in definition.audiences],
        translations=translations_as_json(definition),
        published_at=now,
    )
    _write_questions(version, definition.questions)
    return version


def _write_questions(version: QuestionnaireVersion, questions: Sequence[domain.Question]) -> None:
    rows = Question.objects.bulk_create(
        Question(
            version=version,
            key=question.key,
            position=position,
            dimension=question.dimension,
            group=question.group,
            scale=question.scale.key,
            origin=question.origin.value,
            required=question.required,
            shuffled=question.shuffled,
            evidence=question.evidence,
        )
        for position, question in enumerate(questions, start=1)
    )
    QuestionWording.objects.bulk_create(
        QuestionWording(
            question=row,
            audience=audience.value,
            language=language,
            text=wording.text,
            help=wording.help,
        )
        for row, question in zip(rows, questions, strict=True)
        for (audience, language), wording in question.wordings.items()
    )
