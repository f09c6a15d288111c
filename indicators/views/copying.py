"""Copying results from an earlier plan or from a colleague who shares, and the consent to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.http import Request

from .. import operations, queries
from ..forms import CopyForm
from .loading import accepted, own_draft, page, stamp, visible_plan


@require_http_methods(["GET", "HEAD", "POST"])
def plan_copy(request: Request, pk: int) -> HttpResponse:
    """Choose a plan and which of its results go into one's own draft."""
    plan = own_draft(request, pk)
    name = request.GET.get("nama", "").strip()[:100]
    content = queries.copy_page(request.user, plan, _chosen(request), name)
    if content is None:
        raise Http404
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        rows=content.results,
        measures={row.pk: queries.described(row) for row in content.results},
        present=content.present,
    )
    theirs = {"Hasil di draf sekarang": "\n".join(row.text for row in plan.results.all())}

    def act() -> object:
        source, chosen = content.plan or plan, form.cleaned_data["results"]
        return operations.copy_results(plan=plan, **stamp(request), source=source, results=chosen)

    if form.is_valid() and accepted(form, act, theirs):
        count = len(form.cleaned_data["results"])
        messages.success(request, f"{count} hasil disalin ke draf. Sesuaikan targetnya untuk tahun ini.")
        return redirect(f"{reverse('indicators:plan-compose', args=[pk])}#hasil")
    version = request.POST.get("version", plan.version)
    return page(
        request, "indicators/plan_copy.html", form, plan=plan, content=content, name=name, version=version
    )


def _chosen(request: Request) -> int | None:
    text = request.GET.get("dari", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


@require_POST
def plan_consent(request: Request, pk: int) -> HttpResponse:
    """Let colleagues in the same position copy one's agreed plan, or take that back."""
    plan = visible_plan(request, pk)
    request.way_back = reverse("indicators:plan-detail", args=[pk])  # type: ignore[attr-defined]
    may_be_copied = "boleh" in request.POST
    operations.set_consent(plan=plan, **stamp(request), may_be_copied=may_be_copied)
    told = (
        "Rekan dengan jabatan yang sama bisa menyalin isi SKP ini."
        if may_be_copied
        else "Izin menyalin ditarik."
    )
    messages.success(request, told)
    return redirect("indicators:plan-detail", pk)
