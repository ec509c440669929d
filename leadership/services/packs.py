"""Making board packs in the background, once for each wish, whatever crashes meanwhile."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessment.domain.language import speaking
from assessment.models import Round
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.packs import Paper, Readers
from leadership.models import BoardPack, User
from leadership.pack_files import PdfNotPossible, pdf_of
from leadership.queries.made_packs import is_under_way
from leadership.queries.packs import pack_for
from leadership.services.audit import record
from leadership.services.holds import hold_organization


def request_pack(
    *, round_: Round, readers: Readers, language: str, paper: Paper, by: User, now: datetime
) -> BoardPack:
    """Have the pack of a closed round made; one that is under way already is left alone.

    `language` is one of those that our fonts can set.
    """
    with transaction.atomic():
        hold_organization(round_.organization_id)
        pack, is_new = BoardPack.objects.get_or_create(
            round=round_,
            readers=readers.value,
            language=language,
            paper=paper.value,
            defaults={"asked_at": now},
        )
        if not is_new and is_under_way(pack):
            return pack
        record(
            organization=round_.organization,
            by=by,
            act="board pack made",
            about=f"{round_.label}: for {wish_in_english(readers, language, paper)}",
            now=now,
        )
        pack.asked_at, pack.made_at = now, None
        pack.content, pack.fingerprint, pack.problem = None, "", ""
        pack.task_id = str(make_pack.enqueue(pack.pk).id)
        pack.save()
    return pack


def wish_in_english(readers: Readers, language: str, paper: Paper) -> str:
    """For whom and on what, as the log of acts keeps it; the language where it is another one."""
    with speaking(DEFAULT_LANGUAGE):
        said = f"{readers.label}, {paper.label}"
    return said if language == DEFAULT_LANGUAGE else f"{said}, in {LANGUAGES[language]}"


@task()
def make_pack(pack_id: int) -> None:
    """Make the file. What is missing on this machine is written down, for a second try helps not.

    Anything else that goes wrong fails the task, which is then tried again.
    """
    wished = BoardPack.objects.filter(pk=pack_id, made_at=None).select_related(
        "round__organization"
    )
    if (row := wished.first()) is None:
        return
    with speaking(row.language):
        pack = pack_for(row.round, Readers(row.readers), now=timezone.now())
        try:
            content = pdf_of(pack, Paper(row.paper))
        except PdfNotPossible as error:
            wished.update(problem=str(error))
            return
    wished.update(content=content, fingerprint=pack.fingerprint, made_at=timezone.now(), problem="")
