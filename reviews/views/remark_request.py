"""Asking others for feedback, and closing such requests."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from organizations.models import Employee

from ..access import remark as access
from ..forms.remark import AskForm
from ..operations import remark as operations
from ..queries.remark import REQUESTED


def _back() -> HttpResponse:
    return redirect(f"{reverse('reviews:remark-list')}?bagian={REQUESTED}")


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Request, employee: int) -> HttpResponse:
    """Ask one person a question about the own work."""
    today = timezone.localdate()
    person = get_object_or_404(Employee, pk=employee)
    require(access.may_write_to(request.user, person, today))
    posts = list(access.posts_of(request.user, today))
    results = list(access.results_in_force(posts, today))
    form = AskForm(request.POST if request.method == "POST" else None, results=results)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.ask(
                asked=person,
                text=form.cleaned_data["text"],
                result=form.chosen(),
                by=request.user,
                at=timezone.now(),
            )
            said = f"Permintaan terkirim. {person.called} melihatnya di halaman Umpan balik."
            messages.success(request, said, extra_tags=f"minta-{person.pk}")
            return _back()
    context = {"form": form, "person": person}
    return TemplateResponse(request, "reviews/request_new.html", context, status=422 if form.errors else 200)


@require_POST
def request_decline(request: Request, pk: int) -> HttpResponse:
    """Leave a request without words, in one press."""
    row = get_object_or_404(access.requests_to(request.user), pk=pk)
    operations.decline(request=row, by=request.user, at=timezone.now())
    messages.success(request, "Permintaan dilewati. Tidak apa-apa, Anda tetap bisa menulis kapan saja.")
    return _back()


@require_POST
def request_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an own open request back."""
    row = get_object_or_404(access.requests_by(request.user), pk=pk)
    operations.withdraw(request=row, by=request.user, at=timezone.now())
    messages.success(request, "Permintaan ditarik.")
    return _back()
