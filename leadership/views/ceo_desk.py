"""To whom messages to the chief executive go: an owner names somebody, or nobody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadership.domain.roles import OWNS
from leadership.models import Membership
from leadership.queries.ceo_messages import possible_readers, reader_named
from leadership.services.ceo_messages import ReaderUnknown, name_reader
from leadership.tone_forms import NOBODY, CeoDeskForm
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def ceo_desk(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who reads messages now, and the choice."""
    named = reader_named(membership.organization_id)
    form = CeoDeskForm(
        request.POST if request.method == "POST" else None,
        members=possible_readers(membership),
        initial={"reader": str(named.pk) if named else NOBODY},
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_reader(
                organization=membership.organization,
                reader=form.chosen,
                by=membership,
                now=timezone.now(),
            )
        except ReaderUnknown as error:
            form.add_error("reader", str(error))
        else:
            said = (
                _("Customers can write now, and %(name)s reads it.") % {"name": form.chosen.user}
                if form.chosen
                else _("Customers are not offered to write any more.")
            )
            messages.success(request, said)
            return redirect("leadership:ceo-desk", membership.organization.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "named": named}
    return render(request, "leadership/ceo/desk.html", context, status=status)
