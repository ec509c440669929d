"""Taking the results of a closed round away, as files; each download is written down."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from assessment.domain.language import speaking
from assessment.models import Round
from leadership.access import is_owner, rounds_visible_to, rounds_with_results_for
from leadership.domain.export_tables import ExportTable
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.roles import EVERYBODY, OWNS
from leadership.export_files import archive_of, csv_of, workbook_of
from leadership.models import Membership
from leadership.queries.exports import tables_for
from leadership.queries.raw_answers import may_leave
from leadership.services.exporting import AnswersStay, export_answers, record_export
from leadership.views.guards import for_roles
from leadership.views.results import none_yet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"
_ZIP = "application/zip"


@require_safe
@for_roles(EVERYBODY)
def exports(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What can be taken away, and what each file holds."""
    round_ = rounds_with_results_for(membership).filter(pk=round_id).first()
    if round_ is None:
        get_object_or_404(rounds_visible_to(membership), pk=round_id)
        return none_yet(request, membership)
    context = {
        "round_": round_,
        "tables": tables_for(membership, round_, now=timezone.now()),
        "answers_may_leave": may_leave(round_),
        "owns": is_owner(membership),
    }
    return render(request, "leadership/results/exports.html", context)


@require_POST
@for_roles(EVERYBODY)
def export_workbook(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    round_ = _round(membership, round_id)
    content = _workbook(round_, _tables(membership, round_), "results")
    _record(membership, round_, "workbook")
    return _file(content, _XLSX, _name(round_, "results", "xlsx"))


@require_POST
@for_roles(EVERYBODY)
def export_archive(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    round_ = _round(membership, round_id)
    content = archive_of(_tables(membership, round_))
    _record(membership, round_, "all tables as CSV")
    return _file(content, _ZIP, _name(round_, "results", "zip"))


@require_POST
@for_roles(EVERYBODY)
def export_table(
    request: HttpRequest, membership: Membership, round_id: int, table: str
) -> HttpResponse:
    round_ = _round(membership, round_id)
    found = next((one for one in _tables(membership, round_) if one.key == table), None)
    if found is None:
        raise Http404("This round has no such table.")
    _record(membership, round_, f"{found.key} as CSV")
    return _file(csv_of(found), _CSV, _name(round_, found.key, "csv"))


@require_POST
@for_roles(OWNS)
def export_raw_answers(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Executives' answers one by one, where they were told so; nobody else's, ever."""
    round_ = _round(membership, round_id)
    try:
        tables = export_answers(round_=round_, by=membership.user, now=timezone.now())
    except AnswersStay as error:
        messages.error(request, str(error))
        return redirect("leadership:exports", membership.organization.slug, round_.pk)
    return _file(_workbook(round_, tables, "answers"), _XLSX, _name(round_, "answers", "xlsx"))


def _tables(membership: Membership, round_: Round) -> tuple[ExportTable, ...]:
    """As files hold them: in English for every reader, so that equal rounds give equal files."""
    with speaking(DEFAULT_LANGUAGE):
        return tables_for(membership, round_, now=timezone.now())


def _round(membership: Membership, round_id: int) -> Round:
    return get_object_or_404(rounds_with_results_for(membership), pk=round_id)


def _record(membership: Membership, round_: Round, what: str) -> None:
    record_export(round_=round_, what=what, by=membership.user, now=timezone.now())


def _workbook(round_: Round, tables: tuple[ExportTable, ...], what: str) -> bytes:
    """A closed round has a closing date; it is the date of its file."""
    title = f"{round_.organization.name}, {round_.label}: {what}"
    return workbook_of(tables, title=title, created_at=round_.closed_at or round_.closes_at)


def _name(round_: Round, what: str, ending: str) -> str:
    return f"{slugify(round_.organization.name)}-{slugify(round_.label)}-{what}.{ending}"


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
