"""Opening raw forms: finding the person, asking, deciding, reading, and everything seen by the contact."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from ..access import raw_access as rights
from ..access.desk import visible_rounds
from ..forms.raw_access import AskForm, DecideForm
from ..models import RawAccess, Round
from ..operations import raw_access as operations
from ..queries import raw_access as queries


def _access(request: Request, pk: int) -> RawAccess:
    """Return a request that this person reads, or 404."""
    rows = rights.visible_accesses(request.user, timezone.localdate())
    return get_object_or_404(queries.with_matter(rows), pk=pk)


def _round(request: Request, pk: int) -> Round:
    """Return a round for whose people this person may ask at all, or 404."""
    today = timezone.localdate()
    if not rights.opening_scope(request.user, today):
        raise Http404
    return get_object_or_404(visible_rounds(request.user, today).select_related("period"), pk=pk)


@require_safe
def raw_access_list(request: Request) -> HttpResponse:
    """Show who asked for forms, why, what was decided and how often they were opened."""
    today = timezone.localdate()
    require(rights.may_see_accesses(request.user, today))
    context = queries.accesses_page(request.user, request.GET.get("halaman", ""), today)
    context["is_contact"] = bool(rights.contact_scope(request.user, today))
    return TemplateResponse(request, "multirater/raw_access_list.html", context)


@require_safe
def raw_access_find(request: Request, pk: int) -> HttpResponse:
    """Find the person of a round whose forms somebody has to read."""
    row, text = _round(request, pk), request.GET.get("q", "")
    found = queries.found_reviewees(request.user, row, text, timezone.localdate())
    context = {"row": row, "q": text, "found": found}
    return TemplateResponse(request, "multirater/raw_access_find.html", context)


@require_http_methods(["GET", "POST"])
def raw_access_ask(request: Request, pk: int, reviewee: int) -> HttpResponse:
    """Ask for the forms about a person, with a reason."""
    row, today = _round(request, pk), timezone.localdate()
    people = rights.searchable(request.user, row, today).select_related("employee", "unit", "round")
    person = get_object_or_404(people, pk=reviewee)
    may = rights.may_ask(request.user, person, today)
    form = AskForm(request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            with refusals(form):
                operations.ask(reviewee=person, by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, "Permintaan tersimpan dan menunggu keputusan orang kedua.")
                return redirect("multirater:raw-access-list")
    context = {"row": row, "reviewee": person, "form": form, "may": may}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "multirater/raw_access_ask.html", context, status=status)


@require_http_methods(["GET", "POST"])
def raw_access_decide(request: Request, pk: int) -> HttpResponse:
    """Read a request; the second person decides."""
    access, today = _access(request, pk), timezone.localdate()
    may = rights.may_decide(request.user, access, today)
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        require(may)
        if form.is_valid():
            with refusals(form):
                operations.decide(
                    access=access,
                    version=version_of(request) or 0,
                    is_approved=form.cleaned_data["decision"] == "ya",
                    answer=form.cleaned_data["answer"],
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, "Keputusan tersimpan.")
                return redirect("multirater:raw-access-list")
    context = {"access": access, "state": queries.state_of(access, today), "form": form, "may": may}
    context["may_read"] = rights.may_read(request.user, access, today)
    context["version"] = request.POST.get("version", access.version)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "multirater/raw_access_decide.html", context, status=status)


@require_http_methods(["GET", "POST"])
def raw_access_read(request: Request, pk: int) -> HttpResponse:
    """Warn first; show the forms with their raters after a press, which is counted and recorded."""
    access = _access(request, pk)
    require(rights.may_read(request.user, access, timezone.localdate()))
    forms = None
    if request.method == "POST":
        forms = operations.read(access=access, by=request.user, at=timezone.now())
    context = {"access": access, "forms": forms}
    return TemplateResponse(request, "multirater/raw_access_read.html", context)
