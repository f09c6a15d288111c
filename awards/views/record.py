"""Service records: search, one person's records, noting, withdrawing, and the own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from organizations.looking import looks
from organizations.models import Employee

from ..access import record as access
from ..forms.record import RecordForm, WithdrawForm
from ..models import ServiceRecord
from ..operations import record as operations
from ..queries import record as queries
from ..queries.record_file import record_files


@require_safe
def record_list(request: Request) -> HttpResponse:
    """Find a person, say how many records there are, and lead to the import; no record is shown here."""
    today = timezone.localdate()
    require(access.may_keep_records(request.user, today))
    text = request.GET.get("q", "")[:80]
    context = {
        "q": text,
        "found": queries.found_people(text, today),
        "counts": queries.record_counts(),
        "files": record_files()[:10],
    }
    return TemplateResponse(request, "awards/record_list.html", context)


@looks("record.viewed", at="person")
@require_http_methods(["GET", "HEAD", "POST"])
def record_person(request: Request, pk: int) -> HttpResponse:
    """Show a person's records and conditions, and take a new record."""
    person, today = _person(request, pk), timezone.localdate()
    form = RecordForm(request.POST if request.method == "POST" else None)
    may = access.may_keep_of(request.user, person, today)
    if request.method == "POST":
        require(may)
    if form.is_valid():
        with refusals(form):
            now = timezone.now()
            operations.note_record(employee=person, by=request.user, at=now, **form.cleaned_data)
            said = f"Catatan tersimpan. Syarat penghargaan dan Satyalancana {person.full_name} memakainya."
            messages.success(request, said)
            return redirect("awards:record-person", pk)
    context = queries.person_page(person, today) | {"form": form, "may_keep": may}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/record_person.html", context, status=status)


def _person(request: Request, pk: int) -> Employee:
    require(access.may_keep_records(request.user, timezone.localdate()))
    return get_object_or_404(Employee.objects.filter(merged_into=None), pk=pk)


@looks("record.viewed", at="person")
@require_http_methods(["GET", "HEAD", "POST"])
def record_withdraw(request: Request, pk: int) -> HttpResponse:
    """Show a record once more, and withdraw it."""
    today = timezone.localdate()
    require(access.may_keep_records(request.user, today))
    rows = ServiceRecord.objects.valid().select_related("employee", "noted_by")
    record = get_object_or_404(rows, pk=pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    may = access.may_withdraw(request.user, record, today)
    if form.is_valid():
        operations.withdraw_record(
            record=record,
            version=version_of(request) or 0,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, "Catatan ditarik. Isinya tetap terbaca dan tidak dihitung lagi.")
        return redirect("awards:record-person", record.employee_id)
    context = {"record": record, "person": record.employee, "form": form, "may": may}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/record_withdraw.html", context, status=status)


@require_safe
def record_mine(request: Request) -> HttpResponse:
    """Show the own records and the way to the next medal."""
    context = queries.own_page(request.user, timezone.localdate())
    return TemplateResponse(request, "awards/record_mine.html", context)
