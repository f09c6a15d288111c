"""The parts of a plan: results with indicators, expectations, annexes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.http import Request, is_partial

from .. import access, operations, queries
from ..forms import TAKE, WORDS, AnnexForm, ExpectationsForm, ResultSheet
from ..models import Plan, Result
from ..rules import ANNEX_LABELS, Actor, AnnexKind, PlanMove, examples_for
from .loading import accepted, guard, own_draft, page, result_of, stamp, visible_plan, visible_result


@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: Request, pk: int) -> HttpResponse:
    """Add a result."""
    return _result_page(request, own_draft(request, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: Request, pk: int) -> HttpResponse:
    """Change a result and its indicators."""
    plan = own_draft(request, visible_result(request, pk).plan_id)
    return _result_page(request, plan, result_of(plan, pk))


def _result_page(request: Request, plan: Plan, result: Result | None) -> HttpResponse:
    supportable = queries.supportable_results(plan, timezone.localdate())
    data = request.POST if request.method == "POST" else None
    taken = queries.taken_entry(request.POST[TAKE]) if TAKE in request.POST else None
    sheet = ResultSheet(plan=plan, supportable=supportable, result=result, data=data, taken=taken)
    theirs = queries.stored_texts(result) if result else {}

    def act() -> object:
        return operations.save_result(plan=plan, **stamp(request), result=result, **sheet.values())

    if sheet.is_valid() and accepted(sheet, act, theirs):
        draft = f"hasil-{result.pk}" if result else f"hasil-baru-{plan.pk}"
        messages.success(request, "Hasil kerja tersimpan.", extra_tags=draft)
        again = "lagi" in request.POST
        return redirect("indicators:result-new" if again else "indicators:plan-compose", plan.pk)
    template = "indicators/result_form.html"
    if data is not None and sheet.is_redrawn(data) and is_partial(request):
        template += "#rows"
    return page(
        request,
        template,
        sheet,
        plan=plan,
        result=result,
        lookup=queries.look_up(request.POST.get(WORDS, ""), plan.placement.position.kind),
        superior=access.superior_on(plan, timezone.localdate()),
        examples=examples_for(
            plan.placement.position.kind, plan.placement.position.title, plan.placement.unit.name
        ),
        suggestion=queries.said(plan, Actor.OWNER).results.get(result.pk, "") if result else "",
        version=request.POST.get("version", plan.version),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def result_remove(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then take a result out of a draft."""
    plan = own_draft(request, visible_result(request, pk).plan_id)
    result = result_of(plan, pk)
    if request.method == "POST":
        operations.remove_result(plan=plan, **stamp(request), result=result)
        messages.success(request, "Hasil kerja dihapus dari draf.")
        return redirect("indicators:plan-compose", plan.pk)
    return page(request, "indicators/result_remove.html", plan=plan, result=result)


@require_POST
def result_move(request: Request, pk: int) -> HttpResponse:
    """Move a result one place up or down."""
    plan = own_draft(request, visible_result(request, pk).plan_id)
    request.way_back = reverse("indicators:plan-compose", args=[plan.pk])  # type: ignore[attr-defined]
    operations.move_result(
        plan=plan,
        **stamp(request),
        result=result_of(plan, pk),
        up=request.POST.get("arah") == "naik",
    )
    return redirect(f"{request.way_back}#hasil-{pk}")  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def plan_behaviours(request: Request, pk: int) -> HttpResponse:
    """Write the special expectations: the owner in a draft, the superior in a submitted plan."""
    plan = visible_plan(request, pk)
    is_owner = plan.placement.employee_id == request.user.pk
    guard(request, PlanMove.CHANGE if is_owner else PlanMove.EXPECT, plan)
    suggestions = queries.said(plan, Actor.OWNER).values if is_owner else {}
    form = ExpectationsForm(request.POST or None, rows=plan.behaviours.all(), suggestions=suggestions)
    theirs = {row.value.name: row.text for row in form.rows}

    def act() -> object:
        return operations.set_expectations(plan=plan, **stamp(request), texts=form.texts())

    if request.method == "POST" and form.is_valid() and accepted(form, act, theirs):
        messages.success(request, "Ekspektasi tersimpan.", extra_tags=f"perilaku-{pk}")
        return redirect("indicators:plan-compose" if is_owner else "indicators:plan-detail", pk)
    version = request.POST.get("version", plan.version)
    return page(
        request, "indicators/plan_behaviours.html", form, plan=plan, is_owner=is_owner, version=version
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_annexes(request: Request, pk: int) -> HttpResponse:
    """Write the three annex lists, one item per line."""
    plan = own_draft(request, pk)
    stored = {kind: "\n".join(queries.annex_texts(plan, kind)) for kind in AnnexKind}
    form = AnnexForm(request.POST or None, initial={kind.value: text for kind, text in stored.items()})
    theirs = {ANNEX_LABELS[kind]: text for kind, text in stored.items()}

    def act() -> object:
        return operations.set_annexes(plan=plan, **stamp(request), items=form.items())

    if request.method == "POST" and form.is_valid() and accepted(form, act, theirs):
        messages.success(request, "Lampiran tersimpan.", extra_tags=f"lampiran-{pk}")
        return redirect("indicators:plan-compose", pk)
    version = request.POST.get("version", plan.version)
    return page(request, "indicators/plan_annexes.html", form, plan=plan, version=version)
