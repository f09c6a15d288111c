"""Saved views of the desk: the list, keeping one, opening, changing and removing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.forms import refusals
from appraisal.http import Request

from ..forms.saved_view import ViewForm
from ..models import SavedView, ViewPage
from ..operations import saved_view as operations
from ..queries.saved_view import filters_to_keep, opened, visible_views
from ..queries.table import group_of
from .loading import Loaded, loaded_or_404

PAGES = {ViewPage.TABLE: "desk:completeness", ViewPage.PEOPLE: "desk:completeness-people"}


@require_safe
def saved_view_list(request: Request) -> HttpResponse:
    """List the own views and those shared with the desk."""
    loaded_or_404(request)
    views = list(visible_views(request.user))
    context = {
        "mine": [view for view in views if view.owner_id == request.user.pk],
        "shared": [view for view in views if view.owner_id != request.user.pk],
    }
    return TemplateResponse(request, "desk/saved_view_list.html", context)


@require_http_methods(["GET", "POST"])
def saved_view_new(request: Request) -> HttpResponse:
    """Keep the filters of the address under a name."""
    loaded = loaded_or_404(request)
    page = ViewPage.TABLE if "kelompok" in loaded.params else ViewPage.PEOPLE
    params = _params(loaded, page)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            filters = filters_to_keep(params, loaded.terms, loaded.on)
            operations.save_view(
                owner=request.user, page=page, filters=filters, **form.cleaned_data, at=timezone.now()
            )
            messages.success(request, "Tampilan tersimpan.")
            return redirect("desk:saved-view-list")
    back = reverse(PAGES[page]) + "?" + urlencode(params)
    return _edit(request, form, {"params": params, "back": back})


def _params(loaded: Loaded, page: ViewPage) -> dict[str, str]:
    """Return the filters of a page that may be kept."""
    params = loaded.asked().params()
    if page == ViewPage.PEOPLE:
        return params
    kept = {key: value for key, value in params.items() if key in ("masa", "unit")}
    return kept | {"kelompok": group_of(loaded.params.get("kelompok", "")).value}


@require_safe
def saved_view_open(request: Request, pk: int) -> HttpResponse:
    """Open a view, and say what of its filters does not hold any more."""
    loaded = loaded_or_404(request)
    view = get_object_or_404(visible_views(request.user), pk=pk)
    return redirect(address_of(request, loaded, view))


def address_of(request: Request, loaded: Loaded, view: SavedView) -> str:
    """Return where a view leads today, with a message for each filter that was let go."""
    units = {pk for pk in loaded.tree.names if loaded.holds(pk)}
    found = opened(view, loaded.terms, units, loaded.on)
    for note in found.notes:
        messages.info(request, note)
    if view.page == ViewPage.PEOPLE:
        return reverse("desk:completeness-people") + found.asked.link()
    params = found.asked.params()
    kept = {key: params[key] for key in ("masa", "unit") if key in params}
    return reverse("desk:completeness") + "?" + urlencode(kept | {"kelompok": group_of(found.group).value})


@require_http_methods(["GET", "POST"])
def saved_view_edit(request: Request, pk: int) -> HttpResponse:
    """Rename an own view, share it, or open the page with it."""
    loaded_or_404(request)
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    initial = {"name": view.name, "is_shared": view.is_shared, "is_default": view.is_default}
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_view(view=view, by=request.user, **form.cleaned_data, at=timezone.now())
            messages.success(request, "Tampilan tersimpan.")
            return redirect("desk:saved-view-list")
    return _edit(request, form, {"view": view, "params": {}, "back": reverse("desk:saved-view-list")})


@require_POST
def saved_view_remove(request: Request, pk: int) -> HttpResponse:
    """Forget an own view."""
    loaded_or_404(request)
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    operations.remove_view(view=view, by=request.user, at=timezone.now())
    messages.success(request, "Tampilan dihapus.")
    return redirect("desk:saved-view-list")


def _edit(request: Request, form: ViewForm, context: dict[str, object]) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "desk/saved_view_edit.html", {"view": None} | context | {"form": form}, status=status
    )
