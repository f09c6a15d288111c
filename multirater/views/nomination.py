"""Proposing raters for oneself, and what the superior strikes or adds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.forms import refusals
from appraisal.http import Request

from ..access import nomination as access
from ..forms.people import AddForm, PersonForm, StrikeForm
from ..models import Invitation, Reviewee
from ..operations import nomination as operations
from ..queries.people import colleagues
from ..rules import InvitationStatus, Why

LOADED = ("round", "employee", "superior", "unit")
STRUCK = InvitationStatus.STRUCK.value


@require_http_methods(["GET", "POST"])
def nominate(request: Request, reviewee: int) -> HttpResponse:
    """Show the own list and put a name on it; after the opening only the list, never who was drawn."""
    row = get_object_or_404(access.own_nominations(request.user).select_related(*LOADED), pk=reviewee)
    names = [name for name in operations.names_of(row) if name.why == Why.OWN_PROPOSAL]
    form, found = _people(request, PersonForm, row, names)
    if request.method == "POST" and "keluarkan" in request.POST:
        _take_back(request, names)
        return redirect("multirater:nominate", row.pk)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.propose_rater(
                reviewee=row, other=form.cleaned_data["person"], by=request.user, at=timezone.now()
            )
            messages.success(request, "Nama itu masuk daftar usulan Anda.")
            return redirect("multirater:nominate", row.pk)
    context = {
        "row": row,
        "names": names,
        "form": form,
        "found": found,
        "q": _asked(request),
        "may": access.may_propose(request.user, row, timezone.localdate()),
        "room": operations.MOST - sum(name.status != STRUCK for name in names),
    }
    return _page(request, "nominate", context, form)


@require_http_methods(["GET", "POST"])
def nomination_decide(request: Request, reviewee: int) -> HttpResponse:
    """Show what a person proposed; strike a name or add one, each with a reason."""
    row = get_object_or_404(access.led_nominations(request.user).select_related(*LOADED), pk=reviewee)
    names = list(operations.names_of(row))
    standing = [name for name in names if name.status != STRUCK]
    act = request.POST.get("act")
    strike = StrikeForm(standing, request.POST if act == "coret" else None, prefix="coret")
    add, found = _people(request, AddForm, row, standing, is_sent=act == "tambah")
    by: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if act == "coret" and strike.is_valid():
        with refusals(strike):
            name = strike.cleaned_data["name"]
            reason = strike.cleaned_data["reason"]
            operations.strike_rater(invitation=name, version=name.version, reason=reason, **by)
            messages.success(request, f"{name.rater.full_name} dicoret.")
            return redirect("multirater:nomination-decide", row.pk)
    if act == "tambah" and add.is_valid():
        with refusals(add):
            data = add.cleaned_data
            operations.add_rater(reviewee=row, other=data["person"], reason=data["reason"], **by)
            messages.success(request, f"{data['person'].full_name} masuk daftar.")
            return redirect("multirater:nomination-decide", row.pk)
    context = {
        "row": row,
        "names": names,
        "standing": standing,
        "strike": strike,
        "form": add,
        "found": found,
        "q": _asked(request),
        "may": access.may_decide(request.user, row),
    }
    return _page(request, "nomination_decide", context, strike, add)


def _take_back(request: Request, names: list[Invitation]) -> None:
    """Take the name out that was pressed; a key of another list changes nothing."""
    pressed = request.POST.get("keluarkan", "")
    for name in names:
        if str(name.pk) == pressed:
            operations.take_back(invitation=name, by=request.user, at=timezone.now())
            messages.success(request, "Nama itu keluar dari daftar.")


def _asked(request: Request) -> str:
    return request.POST.get("q", request.GET.get("q", ""))


def _people(
    request: Request, kind: type[PersonForm], row: Reviewee, names: list[Invitation], *, is_sent: bool = True
) -> tuple[Any, list[Any]]:
    """Return the form over the people who were found, without those who are asked anyway."""
    without = {row.employee_id, row.superior_id or 0, *(name.rater_id for name in names)}
    found = colleagues(_asked(request), timezone.localdate(), without=without)
    return kind(found, request.POST if request.method == "POST" and is_sent else None), found


def _page(request: Request, name: str, context: dict[str, Any], *forms: Any) -> HttpResponse:
    status = 422 if any(form.errors for form in forms) else 200
    return TemplateResponse(request, f"multirater/{name}.html", context, status=status)
