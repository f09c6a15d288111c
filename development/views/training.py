"""Trainings: the catalogue, registering, the desk that offers them, and what helped."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from indicators.views.loading import page

from ..access import training as access
from ..forms.training import CancelForm, RegisterForm, TrainingForm
from ..models import Registration, Training
from ..operations import training as operations
from ..queries import training as queries
from ..queries.helped import what_helped
from ..rules.plan import HELPED_LABELS
from ..rules.small_counts import FEWEST

COLUMNS = tuple(TrainingForm.base_fields)


@require_safe
def training_list(request: Request) -> HttpResponse:
    """Show the catalogue, and what the person registered for."""
    today = timezone.localdate()
    is_past = request.GET.get("lewat") == "1"
    trainings = queries.training_page(request.user, today, request.GET.get("hal", ""), is_past=is_past)
    context = {
        "page": trainings,
        "own": queries.own_registrations(request.user),
        "is_past": is_past,
        "may_offer": access.may_offer(request.user, today),
    }
    return page(request, "development/training_list.html", None, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def training_detail(request: Request, pk: int) -> HttpResponse:
    """Show a training, and register for it."""
    today = timezone.localdate()
    row = get_object_or_404(queries.with_counts(Training.objects.all(), request.user), pk=pk)
    own = row.registrations.filter(employee=request.user).exclude(state="BATAL").first()
    form = RegisterForm(list(queries.open_trainings_of_plans(request.user)[:10]), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = operations.register(
                training=row,
                why=form.cleaned_data["why"],
                action=form.cleaned_data.get("action"),
                by=request.user,
                at=timezone.now(),
            )
            said = "Anda terdaftar." if made.state == "TERDAFTAR" else "Anda masuk antrean."
            messages.success(request, said, extra_tags=f"pelatihan-{pk}")
            return redirect("development:training-detail", pk)
    context = {
        "page": queries.offered(row),
        "own": own,
        "may_register": access.may_register(row, today),
        "may_withdraw": own is not None and access.may_withdraw(request.user, own, today),
        "may_offer": access.may_offer(request.user, today),
        "answers": [(kind.value, label) for kind, label in HELPED_LABELS.items()],
    }
    return page(request, "development/training_detail.html", form, **context)


def _own(request: Request, pk: int) -> Registration:
    rows = Registration.objects.select_related("training", "employee")
    return get_object_or_404(rows, pk=pk, employee=request.user)


@require_POST
def registration_withdraw(request: Request, pk: int) -> HttpResponse:
    """Give a place back."""
    row = _own(request, pk)
    operations.withdraw(
        registration=row, version=version_of(request) or 0, by=request.user, at=timezone.now()
    )
    messages.success(request, "Pendaftaran dibatalkan. Tempatnya diberikan kepada yang antre.")
    return redirect("development:training-detail", row.training_id)


@require_POST
def registration_helped(request: Request, pk: int) -> HttpResponse:
    """Say whether a training helped."""
    row = _own(request, pk)
    operations.say_helped(
        registration=row,
        version=version_of(request) or 0,
        helped=request.POST.get("helped", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Terima kasih, jawaban Anda tersimpan.")
    return redirect("development:training-detail", row.training_id)


@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: Request) -> HttpResponse:
    """Offer a training."""
    require(access.may_offer(request.user, timezone.localdate()))
    form = TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = operations.offer(by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Pelatihan tampil di katalog.", extra_tags=f"pelatihan-{made.pk}")
            return redirect("development:training-detail", made.pk)
    return page(request, "development/training_edit.html", form, training=None)


@require_http_methods(["GET", "HEAD", "POST"])
def training_edit(request: Request, pk: int) -> HttpResponse:
    """Change a training that was offered."""
    require(access.may_offer(request.user, timezone.localdate()))
    row = get_object_or_404(Training, pk=pk, cancelled_at=None)
    form = TrainingForm(request.POST or None, initial={name: getattr(row, name) for name in COLUMNS})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            version = version_of(request) or 0
            now = timezone.now()
            operations.alter(training=row, version=version, by=request.user, at=now, **form.cleaned_data)
            messages.success(request, "Perubahan tersimpan.")
            return redirect("development:training-detail", pk)
    shown = request.POST.get("version", row.version)
    return page(request, "development/training_edit.html", form, training=row, version=shown)


@require_http_methods(["GET", "HEAD", "POST"])
def training_cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a training with a reason."""
    require(access.may_offer(request.user, timezone.localdate()))
    row = get_object_or_404(Training, pk=pk, cancelled_at=None)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.cancel(
                training=row,
                version=version_of(request) or 0,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pelatihan dibatalkan. Yang terdaftar menerima pemberitahuan.")
            return redirect("development:training-detail", pk)
    version = request.POST.get("version", row.version)
    return page(request, "development/training_cancel.html", form, training=row, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def training_presence(request: Request, pk: int) -> HttpResponse:
    """Show who registered, and note who took part."""
    today = timezone.localdate()
    require(access.may_offer(request.user, today))
    row = get_object_or_404(Training, pk=pk)
    if request.method == "POST":
        present = {
            int(value) for value in request.POST.getlist("hadir") if value.isascii() and value.isdigit()
        }
        changed = operations.note_presence(training=row, present=present, by=request.user, at=timezone.now())
        messages.success(request, f"Kehadiran tersimpan, {changed} baris berubah.")
        return redirect("development:training-presence", pk)
    rows = queries.participants(row)
    has_begun = row.starts_on <= today and row.cancelled_at is None
    return page(
        request, "development/training_presence.html", None, training=row, rows=rows, has_begun=has_begun
    )


@require_safe
def helped(request: Request) -> HttpResponse:
    """Show the desk what helped whom, in counts without names."""
    today = timezone.localdate()
    require(access.may_read_counts(request.user, today))
    return page(request, "development/helped.html", None, page=what_helped(today), fewest=FEWEST)
