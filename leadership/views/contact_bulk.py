"""Changing many contacts at once: which change, what it would do, and then doing it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from leadership import access
from leadership.domain.contact_changes import MOST_AT_ONCE
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.people_forms import ChangeForm, SelectionForm
from leadership.queries.contact_changes import chosen_of, outcome_of
from leadership.queries.contacts import Selection, selected_contacts
from leadership.queries.units import unit_tree
from leadership.services import contacts as services
from leadership.views.guards import for_roles
from leadership.views.people_lists import kept_fields

_OF_THE_CHANGE = ("act", "to_unit", "to_audience", "to_language", "expected")
_OF_THE_CHOICE = ("chosen", "everybody")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def contacts_bulk(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A GET asks which change and shows what it would do; only the POST of that does it."""
    asked = request.POST if request.method == "POST" else request.GET
    tree = unit_tree(membership.organization_id)
    choosing = SelectionForm(asked, tree=tree)
    selection = choosing.selection if choosing.is_valid() else Selection()
    contacts = selected_contacts(
        access.contacts_seen_by(membership),
        selection,
        tree,
        organization_id=membership.organization_id,
    )
    chosen = chosen_of(contacts)
    if not chosen.count:
        messages.info(request, _("Nobody is chosen. Tick somebody in the list first."))
        return redirect(_back(membership, request))
    form = ChangeForm(asked if "act" in asked else None, tree=tree)
    if form.is_valid() and request.method == "POST":
        try:
            changed = services.change_contacts(
                organization=membership.organization,
                selection=selection,
                change=form.change,
                expected=_number(request.POST.get("expected", "")),
                by=membership.user,
                now=timezone.now(),
            )
        except (services.ChosenHaveChanged, services.TooManyChosen) as error:
            messages.error(request, str(error))
        except services.UnitIsGone as error:
            form.add_error("to_unit", str(error))
        else:
            said = ngettext("%(count)s person changed.", "%(count)s people changed.", changed)
            messages.success(request, said % {"count": f"{changed:,}"})
            return redirect(_back(membership, request))
    context = {
        "chosen": chosen,
        "most": MOST_AT_ONCE,
        "form": form,
        "kept": kept_fields(asked, *_OF_THE_CHANGE),
        "kept_change": kept_fields(asked, "expected", keeping=_OF_THE_CHANGE),
        "back": _back(membership, request),
    }
    if form.is_valid():
        context |= {"change": form.change, "outcome": outcome_of(contacts, form.change, tree)}
        return render(request, "leadership/people/bulk_confirm.html", context)
    status = 422 if form.errors else 200
    return render(request, "leadership/people/bulk.html", context, status=status)


def _back(membership: Membership, request: HttpRequest) -> str:
    """The list as it was, with what was looked for."""
    asked = request.POST if request.method == "POST" else request.GET
    state = urlencode(kept_fields(asked, *_OF_THE_CHANGE, *_OF_THE_CHOICE))
    people = reverse("leadership:people", args=[membership.organization.slug])
    return f"{people}?{state}" if state else people


def _number(typed: str) -> int:
    """How many the confirmed page counted; something that is no number fits no count."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1
