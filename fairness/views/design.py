"""Comparability: how a round in preparation should be set, before it opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import require
from appraisal.http import Request
from multirater.access.desk import may_run
from multirater.models import Round

from ..operations.design import begin_design
from ..queries.design import design_of, limits, rounds_in_preparation
from ..rules.design import PREPARED


@require_safe
def design_list(request: Request) -> HttpResponse:
    """Show the rounds that can still be set."""
    today = timezone.localdate()
    require(may_run(request.user, today))
    return TemplateResponse(
        request, "fairness/design_list.html", {"rounds": rounds_in_preparation(today.year)}
    )


@require_safe
def design_round(request: Request, pk: int) -> HttpResponse:
    """Show what each way to set a round could compare, and what it costs."""
    row = _round(request, pk)
    return TemplateResponse(
        request, "fairness/design_round.html", {"row": row, "found": design_of(row), "limits": limits()}
    )


@require_POST
def design_compute(request: Request, pk: int) -> HttpResponse:
    """Have it computed."""
    row = _round(request, pk)
    job = begin_design(row=row, by=request.user, at=timezone.now())
    messages.success(request, "Perhitungan berjalan. Halaman ini menunjukkan hasilnya.")
    return redirect("desk:job-detail", job.pk)


def _round(request: Request, pk: int) -> Round:
    require(may_run(request.user, timezone.localdate()))
    return get_object_or_404(Round.objects.select_related("period"), pk=pk, status__in=PREPARED)
