"""Whether somebody takes part: leaving and coming back, and correcting what the staff file brings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from .. import access, operations, queries
from ..forms import CoreForm, EndForm, ReturnForm
from ..models import Employee
from ..operations.employee import CORE
from .placement import Act, answer, own_person


@require_http_methods(["GET", "HEAD", "POST"])
def employee_deactivate(request: Request, pk: int) -> HttpResponse:
    """Let somebody take no part any more, after a look at what follows."""
    employee = own_person(request, pk)

    def foresee(*, on: Any, status: str, note: str) -> list[str]:
        post = operations.running_post(employee, on)
        if post is not None:
            operations.refuse_end(placement=post, on=on, status=status, today=timezone.localdate())
            return queries.after_end(post, on)
        operations.refuse_deactivation(employee=employee, on=on, status=status, today=timezone.localdate())
        return queries.after_deactivation(employee, on)

    act = Act(
        title="Nonaktifkan pegawai",
        lead="Untuk yang pensiun, meninggal dunia, berhenti, atau pindah instansi.",
        button="Nonaktifkan",
        said="Pegawai sudah dinonaktifkan.",
        foresee=foresee,
        perform=lambda **values: operations.deactivate(employee=employee, **values),
    )
    return answer(request, employee, EndForm(request.POST or None, leaves=True), act)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_reactivate(request: Request, pk: int) -> HttpResponse:
    """Let somebody take part again, after a look at what follows."""
    employee = _correctable(request, pk)
    act = Act(
        title="Aktifkan kembali",
        lead=f"Kedudukan hukum sekarang: {employee.status}.",
        button="Aktifkan kembali",
        said="Pegawai aktif kembali. Buat sandi pertamanya di bawah.",
        foresee=lambda note: queries.after_reactivation(employee),
        perform=lambda **values: operations.reactivate(employee=employee, **values),
    )
    return answer(request, employee, ReturnForm(request.POST or None), act)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_core(request: Request, pk: int) -> HttpResponse:
    """Correct name, titles, number, kind, rank and address of a person by hand."""
    employee = _correctable(request, pk)
    stored = {name: getattr(employee, name) for name in CORE}
    form = CoreForm(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.correct_employee(
                employee=employee,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Data pegawai tersimpan.", extra_tags=f"pegawai-{pk}")
            return redirect("organizations:employee-detail", pk)
    context = {"form": form, "person": employee, "version": request.POST.get("version", employee.version)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/employee_core.html", context, status=status)


def _correctable(request: Request, pk: int) -> Employee:
    today = timezone.localdate()
    employee = get_object_or_404(access.visible_employees(request.user, today), pk=pk)
    require(access.may_correct_core(request.user, employee, today))
    return employee
