"""Award schemes at the desk: the list, a new draft, publishing, cancelling, the next edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from ..access import award as readers
from ..access import scheme as access
from ..forms.scheme import CancelForm, EditionForm, NewSchemeForm, PublishForm
from ..models import AwardScheme
from ..operations import edition
from ..operations import scheme as operations
from ..queries import scheme_page as queries
from ..queries.scheme import days_of, rated_from
from ..rules.scheme_check import SchemeState, is_late
from .scheme import loaded_scheme


@require_safe
def scheme_list(request: Request) -> HttpResponse:
    """Show the schemes of a year in every state."""
    today = timezone.localdate()
    require(readers.may_see(request.user, today))
    years = queries.years_of_schemes()
    asked = request.GET.get("tahun", "")
    year = next((one for one in years if str(one) == asked), years[0] if years else today.year)
    links = [{"label": str(one), "href": f"?tahun={one}", "is_current": one == year} for one in years]
    context = {
        "rows": queries.listed(AwardScheme.objects.filter(period__year=year), today),
        "years": links if len(links) > 1 else [],
        "year": year,
        "may_write": access.may_write(request.user, today),
    }
    return TemplateResponse(request, "awards/scheme_list.html", context)


@require_http_methods(["GET", "POST"])
def scheme_new(request: Request) -> HttpResponse:
    """Ask for category and year, and write a complete draft."""
    require(access.may_write(request.user, timezone.localdate()))
    periods = queries.writable_periods()
    form = NewSchemeForm(periods, queries.parts_of(periods), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            scheme = operations.write_scheme(by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Rancangan siap. Periksa isinya, lalu umumkan.")
            return redirect("awards:scheme-draft", scheme.pk)
    return page(request, "scheme_new", form, {"periods": periods})


@require_safe
def scheme_draft(request: Request, pk: int) -> HttpResponse:
    """Show a scheme to the desk: its parts with ways to change them, and what is missing."""
    today = timezone.localdate()
    scheme = desk_scheme(request, pk)
    state = queries.state_on(scheme, today)
    context = queries.scheme_body(scheme, today) | {
        "is_draft": state is SchemeState.DRAFT,
        "is_published": scheme.published_at is not None and scheme.cancelled_at is None,
        "missing": queries.first_fault(scheme, today) if state is SchemeState.DRAFT else "",
        "is_ready": not queries.first_fault(scheme, today, late_reason="-"),
        "total": queries.total_weight(scheme),
        "may_change": access.may_change(request.user, scheme, today),
        "may_write": access.may_write(request.user, today),
        "may_cancel": access.may_cancel(request.user, scheme, today),
    }
    return TemplateResponse(request, "awards/scheme_draft.html", context)


@require_http_methods(["GET", "POST"])
def scheme_publish(request: Request, pk: int) -> HttpResponse:
    """Say what will be frozen, and publish."""
    today = timezone.localdate()
    scheme = desk_scheme(request, pk)
    require(access.may_change(request.user, scheme, today))
    late = is_late(days_of(scheme), today)
    form = PublishForm(request.POST if request.method == "POST" else None, is_late=late)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.publish(
                scheme=scheme,
                version=version_of(request, scheme),
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Skema sudah diumumkan.")
            return redirect("awards:scheme-draft", pk)
    context = {
        "is_late": late,
        "rated_from": rated_from(scheme),
        "missing": queries.first_fault(scheme, today, late_reason="-"),
    }
    return page(request, "scheme_publish", form, context | own(request, scheme))


@require_http_methods(["GET", "POST"])
def scheme_cancel(request: Request, pk: int) -> HttpResponse:
    """Ask why, and cancel."""
    scheme = desk_scheme(request, pk)
    require(access.may_cancel(request.user, scheme, timezone.localdate()))
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.cancel(
                scheme=scheme,
                version=version_of(request, scheme),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Skema dibatalkan.")
            return redirect("awards:scheme-draft", pk)
    return page(request, "scheme_cancel", form, own(request, scheme))


@require_http_methods(["GET", "POST"])
def scheme_next(request: Request, pk: int) -> HttpResponse:
    """Ask for the year and what shall change, and copy the scheme into a draft."""
    scheme = desk_scheme(request, pk)
    require(access.may_write(request.user, timezone.localdate()))
    periods = [one for one in queries.writable_periods() if one.year > scheme.period.year]
    form = EditionForm(periods, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            fresh = edition.next_edition(
                scheme=scheme, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Rancangan edisi berikutnya siap. Ubah yang perlu, lalu umumkan.")
            return redirect("awards:scheme-draft", fresh.pk)
    return page(request, "scheme_next", form, {"scheme": scheme, "periods": periods})


# --- Shared with the pages that change a draft --------------------------------------------------------


def desk_scheme(request: Request, pk: int) -> AwardScheme:
    """Return a scheme for somebody of the desk of awards; Denied for others."""
    require(readers.may_see(request.user, timezone.localdate()))
    return loaded_scheme(request, pk)


def version_of(request: Request, scheme: AwardScheme) -> int:
    """Return the version that the form carried."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else scheme.version


def own(request: Request, scheme: AwardScheme) -> dict[str, Any]:
    """Return the scheme and the version that a form carries on."""
    return {"scheme": scheme, "version": request.POST.get("version", scheme.version)}


def page(request: Request, name: str, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    """Return a page with a form; 422 when something in it is to be corrected."""
    status = 422 if form.errors else 200
    return TemplateResponse(request, f"awards/{name}.html", {"form": form, **context}, status=status)
