"""The role and result matrix of a leader, and one result for several people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.http import Request

from .. import documents, operations, queries
from ..access import visible_plans
from ..access.assignment import may_hand_down, may_see_matrix
from ..forms import HandDownForm, MatrixForm
from ..models import Plan, Result
from ..rules import CellMove
from .loading import page, visible_result

WORDS = {CellMove.PROPOSE: "diturunkan", CellMove.CHANGE: "diubah", CellMove.WITHDRAW: "ditarik"}


def matrix_plan(request: Request, pk: int) -> Plan:
    """Return a plan with its people, as far as this person may see it, or 404."""
    plans = visible_plans(request.user, timezone.localdate())
    people = ("period", "placement__employee", "placement__position", "placement__unit")
    return get_object_or_404(plans.select_related(*people), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def matrix(request: Request, pk: int) -> HttpResponse:
    """Lay the people of the team against one's own results, and hand the results down."""
    today = timezone.localdate()
    plan = matrix_plan(request, pk)
    require(may_see_matrix(request.user, plan, today))
    able = may_hand_down(request.user, plan, today)
    content = queries.matrix_page(plan, today, request.GET.get("hal", ""))
    form = MatrixForm(request.POST if request.method == "POST" else None, content=content)
    if request.method == "POST" and form.is_valid():
        moved = _hand_down(request, plan, form)
        messages.success(request, told(moved), extra_tags=f"matriks-{pk}-{content.number}")
        onward = (
            content.number + 1 if "lanjut" in request.POST and content.links.next_href else content.number
        )
        return redirect(f"{reverse('indicators:matrix', args=[pk])}?hal={onward}")
    return page(
        request, "indicators/matrix.html", form, plan=plan, content=content, able=able, people=queries.PEOPLE
    )


@require_safe
def matrix_print(request: Request, pk: int) -> HttpResponse:
    """Print the whole matrix; a copy to look at together, no document of record."""
    today = timezone.localdate()
    plan = matrix_plan(request, pk)
    require(may_see_matrix(request.user, plan, today))
    printed = documents.print_matrix(queries.matrix_page(plan, today), timezone.now())
    name = f'inline; filename="matriks-{plan.period.year}-{pk}.pdf"'
    headers = {"Content-Disposition": name}
    return HttpResponse(printed.pdf, content_type="application/pdf", headers=headers)


def _hand_down(request: Request, plan: Plan, form: MatrixForm) -> dict[CellMove, int]:
    """Hand the changed cells down; a conflict shows both texts of these cells only."""
    try:
        return operations.hand_down(plan=plan, cells=form.changed(), by=request.user, at=timezone.now())
    except operations.CellsChanged as conflict:
        conflict.version = form.seen_after(conflict.now)
        conflict.mine = form.typed(conflict.now)  # type: ignore[attr-defined]
        raise


def told(moved: dict[CellMove, int]) -> str:
    """Return what was done to the cells as a sentence."""
    parts = [f"{count} hasil {WORDS[move]}" for move, count in moved.items()]
    return f"{', '.join(parts)}. Pegawai membacanya di SKP saya." if parts else "Tidak ada yang berubah."


@require_http_methods(["GET", "HEAD", "POST"])
def result_hand_down(request: Request, pk: int) -> HttpResponse:
    """Hand one result down to several people of the team, or to people outside of it."""
    today = timezone.localdate()
    result: Result = visible_result(request, pk)
    plan = matrix_plan(request, result.plan_id)
    require(may_hand_down(request.user, plan, today))
    find, ticked = request.POST.get("find", ""), request.POST.getlist("others")
    content = queries.hand_down_page(result, plan, find, ticked, today)
    form = HandDownForm(request.POST if request.method == "POST" else None, content=content)
    if request.method == "POST" and not form.asks_only and form.is_valid():
        moved = operations.hand_down(plan=plan, cells=form.cells(), by=request.user, at=timezone.now())
        messages.success(request, told(moved), extra_tags=f"turunkan-{pk}")
        return redirect("indicators:matrix", plan.pk)
    return page(request, "indicators/result_hand_down.html", form, plan=plan, result=result, content=content)
