"""The units of an organization as a tree: adding, renaming, moving and removing them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.unit_trees import DEEPEST
from leadership import access
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.people_forms import UnitForm
from leadership.queries.units import unit_counts, unit_tree, uses_of
from leadership.services import units as services
from leadership.views.guards import for_roles
from leadership.views.people_lists import posted


@require_safe
@for_roles(RUNS_ROUNDS)
def units(request: HttpRequest, membership: Membership) -> HttpResponse:
    organization = membership.organization_id
    context = {"units": unit_counts(organization, unit_tree(organization)), "deepest": DEEPEST}
    return render(request, "leadership/people/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def add_unit(request: HttpRequest, membership: Membership) -> HttpResponse:
    tree = unit_tree(membership.organization_id)
    form = UnitForm(
        posted(request),
        initial={"parent": request.GET.get("below", "")},
        parents=tree.may_have_more_below(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.add_unit(
                **form.cleaned_data,
                organization=membership.organization,
                by=membership.user,
                now=timezone.now(),
            )
        except services.UnitNameTaken as error:
            form.add_error("name", str(error))
        except services.UnitOutOfPlace as error:
            form.add_error("parent", str(error))
        else:
            messages.success(request, _("The unit “%(unit)s” is there now.") % {"unit": unit})
            return redirect("leadership:units", membership.organization.slug)
    return render(request, "leadership/people/add_unit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def change_unit(request: HttpRequest, membership: Membership, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(access.units_seen_by(membership), pk=unit_id)
    tree = unit_tree(membership.organization_id)
    form = UnitForm(
        posted(request),
        initial={"name": unit.name, "parent": unit.parent_id},
        parents=tree.may_stand_below(unit.pk),
    )
    before = unit.name
    if request.method == "POST" and form.is_valid():
        try:
            services.change_unit(
                **form.cleaned_data, unit=unit, by=membership.user, now=timezone.now()
            )
        except services.UnitNameTaken as error:
            form.add_error("name", str(error))
        except services.UnitOutOfPlace as error:
            form.add_error("parent", str(error))
        else:
            messages.success(request, _("The changes to “%(unit)s” are kept.") % {"unit": unit})
            return redirect("leadership:units", membership.organization.slug)
    context = {"form": form, "unit": unit, "name": before, "uses": uses_of(unit)}
    return render(request, "leadership/people/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def remove_unit(request: HttpRequest, membership: Membership, unit_id: int) -> HttpResponse:
    """Asks once more; where something refers to the unit, it says what, and removes nothing."""
    unit = get_object_or_404(access.units_seen_by(membership), pk=unit_id)
    if request.method == "POST":
        name = unit.name
        try:
            services.remove_unit(unit=unit, by=membership.user, now=timezone.now())
        except services.UnitInUse as error:
            messages.error(request, str(error))
            return redirect("leadership:unit-remove", membership.organization.slug, unit.pk)
        messages.success(request, _("The unit “%(unit)s” is gone.") % {"unit": name})
        return redirect("leadership:units", membership.organization.slug)
    context = {"unit": unit, "uses": uses_of(unit)}
    return render(request, "leadership/people/remove_unit.html", context)
