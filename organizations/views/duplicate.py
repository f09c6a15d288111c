"""Rows that look like one person: the list, two side by side, proposing to join them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from .. import access, operations, queries
from ..forms import JoinForm, PairForm
from ..models import Employee


@require_safe
def duplicate_list(request: Request) -> HttpResponse:
    """Show pairs of rows that look alike, with the reasons; or find two by their numbers."""
    today = timezone.localdate()
    require(access.may_administer(request.user, today))
    form = PairForm(request.GET if "satu" in request.GET else None)
    if form.is_valid():
        one, other = form.cleaned_data["satu"], form.cleaned_data["dua"]
        return redirect("organizations:duplicate-pair", one.pk, other.pk)
    context = queries.suspects_page(today, request.GET.get("halaman", "")) | {"form": form}
    return TemplateResponse(request, "organizations/duplicate_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_pair(request: Request, one: int, other: int) -> HttpResponse:
    """Show two rows side by side with what joining would do; propose it, or note that they are two people."""
    today = timezone.localdate()
    require(access.may_administer(request.user, today))
    pair = [get_object_or_404(Employee, pk=pk) for pk in (one, other)]
    form = JoinForm(request.POST or None, pair=pair)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            keys: dict[str, Any] = {"by": request.user, "at": timezone.now()}
            if form.chosen is None:
                operations.note_distinct(one=pair[0], other=pair[1], **keys)
                queries.forget_suspects()
                messages.success(request, "Tercatat sebagai dua orang yang berbeda.")
                return redirect("organizations:duplicate-list")
            goes = pair[1] if form.chosen == pair[0] else pair[0]
            proposal = operations.propose_merge(stays=form.chosen, goes=goes, **keys)
            messages.success(request, "Usulan tersimpan. Orang kedua menyetujuinya sebelum data digabung.")
            return redirect("organizations:proposal-decide", proposal.pk)
    context = queries.side_by_side(pair[0], pair[1], today) | {"form": form}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/duplicate_pair.html", context, status=status)
