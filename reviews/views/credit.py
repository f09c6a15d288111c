"""Credit points of functional posts: one's own, a person's, the team's, and the desk's."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import audit
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from organizations.models import Employee

from ..access import credit as access
from ..access.document import credited
from ..access.evaluation import visible_evaluations
from ..documents import CreditOf
from ..forms.credit import BroughtForm, CancelForm, PaperForm
from ..operations import credit as operations
from ..queries.credit import row_of
from ..queries.credit_pages import credit_list, credit_page
from ..rules.document import DocumentKind
from .document import hand_over
from .loading import with_plan


@require_safe
def credit_mine(request: Request) -> HttpResponse:
    """Show where one stands, with every entry and how it was counted."""
    return _person(request, request.user)


@require_safe
def credit_person(request: Request, employee: int) -> HttpResponse:
    """Show the points of somebody else to both superiors and the desk."""
    person = _readable(request, employee)
    if person == request.user:
        return redirect("reviews:credit-mine")
    audit.seen(action="credit.viewed", by=request.user, at=timezone.now(), target=person)
    return _person(request, person)


def _readable(request: Request, employee: int) -> Employee:
    return get_object_or_404(credited(request.user, timezone.localdate()), pk=employee)


def _person(request: Request, person: Employee) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page": credit_page(request.user, person, today),
        "person": person,
        "is_own": person == request.user,
        "from_desk": bool(access.may_keep_list(request.user, today)),
        "may_bring_in": bool(access.may_bring_in(request.user, person, today)),
    }
    return TemplateResponse(request, "reviews/credit_person.html", context)


@require_safe
def credit_team(request: Request) -> HttpResponse:
    """Show a superior the final results of functional posts whose points wait, or are set."""
    today = timezone.localdate()
    results = access.final_results(request.user, today, desk=False)
    page = credit_list(request.user, results, request.GET, today)
    context = {"page": page, "is_desk": False, "may_set": True}
    return TemplateResponse(request, "reviews/credit_list.html", context)


@require_safe
def credit_desk(request: Request) -> HttpResponse:
    """Show the desk the final results of functional posts of its units."""
    today = timezone.localdate()
    require(access.may_keep_list(request.user, today))
    results = access.listed_results(request.user, today)
    context = {
        "page": credit_list(request.user, results, request.GET, today),
        "is_desk": True,
        "may_set": access.may_set_for_desk(request.user, today),
    }
    return TemplateResponse(request, "reviews/credit_list.html", context)


@require_POST
def credit_convert(request: Request, evaluation: int) -> HttpResponse:
    """Set the points of one final result."""
    seen = visible_evaluations(request.user, timezone.localdate())
    found = get_object_or_404(with_plan(seen), pk=evaluation)
    entry = operations.convert(evaluation=found, by=request.user, at=timezone.now())
    name = entry.employee.full_name
    messages.success(request, f"Angka kredit {name} untuk {entry.year} sudah ditetapkan.")
    if credited(request.user, timezone.localdate()).filter(pk=entry.employee_id).exists():
        return redirect("reviews:credit-person", entry.employee_id)
    return redirect("reviews:credit-team")


@require_POST
def credit_convert_all(request: Request) -> HttpResponse:
    """Set the points of all results of a year that wait for this person, in the team or the units."""
    desk, year = request.POST.get("lingkup") == "bkd", request.POST.get("tahun", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404("tahun")
    done, left = operations.convert_all(year=int(year), desk=desk, by=request.user, at=timezone.now())
    said = f"Angka kredit {done} orang ditetapkan."
    if left:
        said += f" {left} belum bisa; alasannya ada di baris masing-masing."
    messages.success(request, said)
    return redirect(f"{reverse('reviews:credit-desk' if desk else 'reviews:credit-team')}?tahun={year}")


@require_http_methods(["GET", "HEAD", "POST"])
def credit_bring_in(request: Request, employee: int) -> HttpResponse:
    """Write down points that come from no result here."""
    person = _readable(request, employee)
    require(access.may_bring_in(request.user, person, timezone.localdate()))
    form = BroughtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.bring_in(employee=person, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Angka kredit tercatat.", extra_tags=f"kredit-{person.pk}")
            return redirect("reviews:credit-person", person.pk)
    context = {"form": form, "person": person}
    return TemplateResponse(
        request, "reviews/credit_bring_in.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def credit_cancel(request: Request, pk: int) -> HttpResponse:
    """Take an entry out of the sum, with a reason."""
    today = timezone.localdate()
    rows = access.visible_entries(request.user, today)
    entry = get_object_or_404(
        rows.select_related("employee", "evaluation__term", "evaluation__plan__placement"), pk=pk
    )
    require(access.may_cancel(request.user, entry, today))
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.cancel(entry=entry, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Catatan dibatalkan. Dokumen yang memuatnya dicabut.")
            return redirect("reviews:credit-person", entry.employee_id)
    context = {"form": form, "row": row_of(entry), "person": entry.employee}
    return TemplateResponse(
        request, "reviews/credit_cancel.html", context, status=422 if form.errors else 200
    )


@require_POST
def credit_paper(request: Request, employee: int) -> HttpResponse:
    """Issue the accumulation or the decision of a year, or find the valid one, and hand it over."""
    person = _readable(request, employee)
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise Http404("dokumen")
    asked = CreditOf(person, form.cleaned_data["year"])
    return hand_over(request, DocumentKind(form.cleaned_data["kind"]), credit=asked)
