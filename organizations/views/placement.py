"""Acts on one person's post: each is shown with what follows from it, then confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, typed_values, version_of

from .. import access, operations, queries
from ..forms import AbsenceEndForm, AbsenceForm, ActingForm, EndForm, TransferForm
from ..models import Absence, Employee, Placement


@dataclass(frozen=True)
class Act:
    """An act on a person: its words, what it would bring about, and the doing."""

    title: str
    lead: str
    button: str
    said: str
    foresee: Callable[..., list[str]]
    perform: Callable[..., Any]


@require_http_methods(["GET", "HEAD", "POST"])
def employee_transfer(request: Request, pk: int) -> HttpResponse:
    """Let a person begin another definitive post."""
    employee = own_person(request, pk)
    act = Act(
        title="Mutasi",
        lead="Jabatan definitif baru. Jabatan lama berakhir sehari sebelum TMT.",
        button="Catat mutasi",
        said="Mutasi tercatat.",
        foresee=lambda **values: queries.after_transfer(
            *operations.foresee_transfer(employee=employee, **values)
        ),
        perform=lambda **values: operations.transfer(employee=employee, **values),
    )
    return answer(request, employee, TransferForm(request.POST or None), act)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_acting(request: Request, pk: int) -> HttpResponse:
    """Let a person lead a unit as Plt. or Plh."""
    employee = own_person(request, pk)

    def foresee(*, note: str, **values: Any) -> list[str]:
        span = {name: value for name, value in values.items() if name != "position"}
        operations.refuse_acting(employee=employee, **span)
        return queries.after_acting(employee, **values)

    act = Act(
        title="Tunjuk Plt./Plh.",
        lead="Tugas memimpin unit di samping jabatan definitif.",
        button="Catat penunjukan",
        said="Penunjukan tercatat.",
        foresee=foresee,
        perform=lambda **values: operations.appoint_acting(employee=employee, **values),
    )
    return answer(request, employee, ActingForm(request.POST or None), act)


@require_http_methods(["GET", "HEAD", "POST"])
def employee_absence(request: Request, pk: int) -> HttpResponse:
    """Note a time in which a person does not work."""
    employee = own_person(request, pk)

    def foresee(*, note: str, **values: Any) -> list[str]:
        operations.refuse_absence(employee=employee, **values)
        return queries.after_absence(values["kind"])

    act = Act(
        title="Catat masa tidak bekerja",
        lead="Tugas belajar, cuti panjang, atau pemberhentian sementara.",
        button="Catat masa ini",
        said="Masa tidak bekerja tercatat.",
        foresee=foresee,
        perform=lambda **values: operations.note_absence(employee=employee, **values),
    )
    return answer(request, employee, AbsenceForm(request.POST or None), act)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_end(request: Request, pk: int) -> HttpResponse:
    """Set the last day of a time away."""
    people = access.visible_employees(request.user, timezone.localdate())
    rows = Absence.objects.filter(employee__in=people).select_related("employee")
    absence = get_object_or_404(rows, pk=pk)
    employee = own_person(request, absence.employee_id)
    act = Act(
        title=f"Akhiri {absence.label.lower()}",
        lead=absence.note,
        button="Catat tanggal akhir",
        said="Tanggal akhir tercatat.",
        foresee=lambda ended_on: ["Sejak hari berikutnya pegawai ini ikut dalam semua daftar seperti biasa."],
        perform=lambda **values: operations.end_absence(absence=absence, **values),
    )
    return answer(request, employee, AbsenceEndForm(request.POST or None), act)


@require_http_methods(["GET", "HEAD", "POST"])
def placement_end(request: Request, pk: int) -> HttpResponse:
    """End an acting post, or with the definitive one the service."""
    people = access.visible_employees(request.user, timezone.localdate())
    rows = Placement.objects.filter(employee__in=people).select_related("employee", "position", "unit")
    placement = get_object_or_404(rows, pk=pk)
    employee = placement.employee = own_person(request, placement.employee_id)

    def foresee(*, on: Any, status: str, note: str) -> list[str]:
        operations.refuse_end(placement=placement, on=on, status=status, today=timezone.localdate())
        return queries.after_end(placement, on)

    leaves = placement.is_definitive
    act = Act(
        title="Akhiri penempatan" if leaves else "Akhiri tugas",
        lead=f"{placement.label}, {placement.unit}.",
        button="Akhiri penempatan" if leaves else "Akhiri tugas",
        said="Penempatan berakhir." if leaves else "Tugas berakhir.",
        foresee=foresee,
        perform=lambda **values: operations.end_placement(placement=placement, **values),
    )
    return answer(request, employee, EndForm(request.POST or None, leaves=leaves), act)


def own_person(request: Request, pk: int) -> Employee:
    """Return a person whose posts this admin may change; 404 where the person is not seen at all."""
    today = timezone.localdate()
    employee = get_object_or_404(access.visible_employees(request.user, today), pk=pk)
    require(access.may_place(request.user, employee, today))
    return employee


def answer(request: Request, employee: Employee, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form, then what follows from it, and perform the act once that was confirmed."""
    follows: list[str] = []
    if request.method == "POST" and form.is_valid() and "ubah" not in request.POST:
        with refusals(form):
            if "confirmed" in request.POST:
                version = version_of(request) or 0
                act.perform(version=version, by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, act.said, extra_tags=f"penempatan-{employee.pk}")
                return redirect("organizations:employee-detail", employee.pk)
            follows = act.foresee(**form.cleaned_data)
    context = {
        "person": employee,
        "act": act,
        "form": form,
        "follows": follows,
        "version": request.POST.get("version", employee.version),
        "values": [pair for pair in typed_values(request) if pair[0] not in ("confirmed", "ubah")],
        "typed": [(form[name].label, _shown(form, name)) for name in form.fields] if follows else [],
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/placement_act.html", context, status=status)


def _shown(form: forms.Form, name: str) -> str:
    """Return a typed value as people read it: the words of a choice, yes or no, else as it was typed."""
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(form.fields[name], forms.BooleanField):
        return "Ya" if value else "Tidak"
    return str(choices.get(value, value or "–"))
