"""The board pack of a closed round: asking for it, how far it is, the file, the pages to print."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.models import Round
from leadership.access import packs_for, packs_seen_by, rounds_with_results_for
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.packs import Paper, Readers
from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.pack_files import why_no_pdf
from leadership.pack_forms import PackForm
from leadership.queries.health import worker_is_silent
from leadership.queries.made_packs import packs_made, some_are_under_way
from leadership.queries.packs import pack_for
from leadership.services.exporting import record_export
from leadership.services.packs import request_pack, wish_in_english
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(EVERYBODY)
def pack(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What a pack holds, those that were made, and the button for another."""
    round_ = _round(membership, round_id)
    allowed = packs_for(membership)
    missing = why_no_pdf()
    asked = request.method == "POST" and not missing
    form = PackForm(request.POST if asked else None, allowed=allowed)
    if asked and form.is_valid():
        request_pack(
            round_=round_,
            readers=Readers(form.cleaned_data["readers"]),
            language=form.cleaned_data["language"],
            paper=Paper(form.cleaned_data["paper"]),
            by=membership.user,
            now=timezone.now(),
        )
        return redirect("leadership:pack", membership.organization.slug, round_.pk)
    packs = packs_made(packs_seen_by(membership), round_, now=timezone.now())
    waits = any(one.is_under_way for one in packs)
    context = {
        "round_": round_,
        "form": form,
        "allowed": allowed,
        "missing": missing,
        "packs": packs,
        "waits": waits,
        "worker_silent": waits and worker_is_silent(timezone.now()),
    }
    return render(request, "leadership/pack/pack.html", context)


@require_safe
@never_cache
@for_roles(EVERYBODY)
def pack_progress(request: HttpRequest, membership: Membership, round_id: int) -> JsonResponse:
    """Whether something is still being made, for the script that shows the page anew."""
    round_ = _round(membership, round_id)
    return JsonResponse({"is_done": not some_are_under_way(packs_seen_by(membership), round_)})


@require_POST
@for_roles(EVERYBODY)
def pack_download(
    request: HttpRequest, membership: Membership, round_id: int, pack_id: int
) -> HttpResponse:
    """The file; that it was taken is written down."""
    round_ = _round(membership, round_id)
    found = get_object_or_404(packs_seen_by(membership), round=round_, pk=pack_id)
    if found.content is None:
        raise Http404("This pack has not been made yet.")
    readers, paper = Readers(found.readers), Paper(found.paper)
    record_export(
        round_=round_,
        what=f"board pack for {wish_in_english(readers, found.language, paper)}",
        by=membership.user,
        now=timezone.now(),
    )
    words = [round_.organization.name, round_.label, "board pack", paper.value]
    words += [] if found.language == DEFAULT_LANGUAGE else [found.language]
    name = "-".join(slugify(one) for one in words if slugify(one))
    return HttpResponse(
        bytes(found.content),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
@csp_update({"font-src": SELF})
@for_roles(EVERYBODY)
def pack_print(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """The pages of a pack for the browser’s own print; `?for=` names its readers."""
    round_ = _round(membership, round_id)
    asked = request.GET.get("for", "")
    allowed = packs_for(membership)
    if asked and asked not in set(Readers):
        raise Http404("There is no pack for such readers.")
    readers = Readers(asked) if asked else allowed[0]
    if readers not in allowed:
        raise PermissionDenied
    context = {"pack": pack_for(round_, readers, now=timezone.now()), "round_": round_}
    return render(request, "leadership/pack/print.html", context)


def _round(membership: Membership, round_id: int) -> Round:
    return get_object_or_404(rounds_with_results_for(membership), pk=round_id)
