"""The staff list, one person's record, overrides of superiors, roles, first passwords."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.forms import add_refusal, refusals
from appraisal.http import Request, is_partial, version_of
from appraisal.templatetags.ui import tanggal

from .. import access, operations, queries
from ..forms import IdentityForm, OfficialForm, OverrideForm, RoleForm
from ..looking import keep_look, looks
from ..models import Employee
from ..rules import Role


@require_safe
def employee_list(request: Request) -> HttpResponse:
    """Show the staff of the units this admin serves, fifty a page, searched by name or NIP."""
    today = timezone.localdate()
    require(access.may_see_desk(request.user, today))
    context = queries.staff_page(request.user, today, request.GET)
    context["may_administer"] = access.may_administer(request.user, today)
    template = "organizations/employee_list.html" + ("#rows" if is_partial(request) else "")
    whole = "".join(context["q"].split())
    for row in context["rows"]:
        if (
            request.method == "GET" and row["person"].nip == whole
        ):  # who types a whole number means one person
            keep_look(request.user, "person.searched", row["person"])
    response = TemplateResponse(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_http_methods(["GET", "POST"])
def official_new(request: Request) -> HttpResponse:
    """Add the regional head, who appraises and is in no staff file."""
    require(access.may_administer(request.user, timezone.localdate()))
    form = OfficialForm(request.POST or None)
    root = queries.root_unit()
    if request.method == "POST" and root is not None and form.is_valid():
        try:
            official = operations.add_official(
                unit=root, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Denied:
            raise
        except Refused as refused:
            add_refusal(form, refused)
        else:
            said = "Pejabat sudah ditambahkan. Buat kata sandi pertamanya di bawah."
            messages.success(request, said, extra_tags="pejabat")
            return redirect("organizations:employee-detail", official.pk)
    context = {"form": form, "unit": root}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/official_new.html", context, status=status)


@looks("person.viewed", at="person")
@require_safe
def employee_detail(request: Request, pk: int) -> HttpResponse:
    """Show one person's record with superiors and roles, and the forms of the admin."""
    today = timezone.localdate()
    require(access.may_see_desk(request.user, today))
    employee = _visible(request, pk)
    context = {"override": OverrideForm(), "role": RoleForm()}
    return TemplateResponse(request, "organizations/employee_detail.html", _page(request, employee) | context)


@require_POST
def superior_override(request: Request, pk: int) -> HttpResponse:
    """Set another superior for a date range."""
    employee = _visible(request, pk)
    require(access.may_set_superior(request.user, employee, timezone.localdate()))
    form = OverrideForm(request.POST)
    if form.is_valid():
        try:
            operations.override_superior(
                employee=employee, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Atasan sudah ditetapkan.")
            return redirect("organizations:employee-detail", pk)
    context = {"override": form, "role": RoleForm(), "form": form}
    return TemplateResponse(
        request, "organizations/employee_detail.html", _page(request, employee) | context, status=422
    )


@require_http_methods(["GET", "HEAD", "POST"])
def employee_identity(request: Request, pk: int) -> HttpResponse:
    """Write what official papers print of a person and no staff file brings."""
    employee = _visible(request, pk)
    require(access.may_correct(request.user, employee, timezone.localdate()))
    stored = {name: getattr(employee, name) for name in ("birth_place", "card_number", "rank_since")}
    form = IdentityForm(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_identity(
                employee=employee,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Data pegawai tersimpan.")
            return redirect("organizations:employee-detail", pk)
    context = {"form": form, "person": employee, "version": request.POST.get("version", employee.version)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/employee_identity.html", context, status=status)


@require_POST
def role_grant(request: Request, pk: int) -> HttpResponse:
    """Give the person a role over a unit."""
    require(access.may_administer(request.user, timezone.localdate()))
    employee = _visible(request, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            said = _grant(request, employee, form)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, said)
            return redirect("organizations:employee-detail", pk)
    context = {"override": OverrideForm(), "role": form, "form": form}
    return TemplateResponse(
        request, "organizations/employee_detail.html", _page(request, employee) | context, status=422
    )


def _grant(request: Request, employee: Employee, form: RoleForm) -> str:
    """Give the role, or propose it where it takes two people; return what to say."""
    data = form.cleaned_data
    keys: dict[str, Any] = {
        "unit": data["unit"],
        "ended_on": data["ended_on"],
        "by": request.user,
        "at": timezone.now(),
    }
    role = Role(data["role"])
    if role == Role.BKD_ADMIN:
        operations.propose_role(employee=employee, role=role, **keys)
        return "Usulan tersimpan. Peran admin BKD berlaku setelah orang kedua menyetujuinya."
    operations.grant_role(employee=employee, role=role, **keys)
    if data["ended_on"] is None:
        return "Peran sudah diberikan. Peran ini tanpa tanggal akhir; akhiri bila tugasnya selesai."
    return f"Peran sudah diberikan. Berlaku sampai {tanggal(data['ended_on'])}."


@require_POST
def first_password(request: Request, pk: int) -> HttpResponse:
    """Give the person a one-time first password and show it once."""
    require(access.may_administer(request.user, timezone.localdate()))
    employee = _visible(request, pk)
    password = operations.set_first_password(employee=employee, by=request.user, at=timezone.now())
    context = {"employee": employee, "password": password}
    return TemplateResponse(request, "organizations/first_password.html", context)


def _visible(request: Request, pk: int) -> Employee:
    people = access.visible_employees(request.user, timezone.localdate()).select_related("merged_into")
    joined = Employee.objects.filter(merged_into=OuterRef("pk"))
    return get_object_or_404(people.annotate(was_joined=Exists(joined)), pk=pk)


def _page(request: Request, employee: Employee) -> dict[str, object]:
    today = timezone.localdate()
    page = queries.person_page(employee, today, with_line=False)
    page |= queries.history_of(employee, page["placements"], request.user, today)
    return page | {
        "merged": list(employee.merged_rows.order_by("pk")) if employee.was_joined else [],  # type: ignore[attr-defined]
        "may_correct_core": access.may_correct_core(request.user, employee, today),
        "may_administer": access.may_administer(request.user, today),
        "may_see_roles": access.may_see_roles(request.user, today),
        "may_place": access.may_place(request.user, employee, today),
        "may_correct": access.may_correct(request.user, employee, today),
        "may_set_superior": access.may_set_superior(request.user, employee, today),
    }
