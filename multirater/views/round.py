"""Rounds at the desk: the list, preparing one, its people, opening it and giving it up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Refused
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from indicators.queries import current_period
from organizations.access import desk_scope, grants_of
from organizations.models import Employee

from ..access.desk import may_read_reliability, may_run, may_see_rounds, visible_rounds
from ..access.draw import may_read_draw
from ..access.questionnaire import may_read
from ..forms.round import CancelForm, DaysForm, RoundForm, ScopeForm
from ..models import Round
from ..operations import reminder
from ..operations import round as operations
from ..queries import desk, response
from ..rules import RoundStatus

Form = RoundForm | DaysForm | ScopeForm | CancelForm
LOADED = ("period", "questionnaire", "created_by")


def load_round(request: Request, pk: int, *, to_run: bool = False) -> Round:
    """Return a round that this person sees, or 404; with `to_run` only for who runs rounds."""
    today = timezone.localdate()
    row = get_object_or_404(visible_rounds(request.user, today).select_related(*LOADED), pk=pk)
    if to_run:
        require(may_run(request.user, today))
    return row


@require_safe
def round_list(request: Request) -> HttpResponse:
    """Show the rounds of which this person reads counts, the latest first."""
    today = timezone.localdate()
    require(may_see_rounds(request.user, today))
    context = desk.round_page(request.user, today, request.GET.get("halaman", ""))
    context["may_run"] = may_run(request.user, today)
    context["reads_questions"] = may_read(request.user, today)
    return TemplateResponse(request, "multirater/round_list.html", context)


@require_http_methods(["GET", "POST"])
def round_new(request: Request) -> HttpResponse:
    """Prepare a round of the open year."""
    today = timezone.localdate()
    require(may_run(request.user, today))
    period = current_period(today)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            if period is None:
                raise Refused("Belum ada tahun yang dibuka.")
            row = operations.create_round(
                period=period, setting=form.setting, by=request.user, at=timezone.now()
            )
            messages.success(request, "Rancangan putaran tersimpan. Pilih siapa yang dinilai.")
            return redirect("multirater:round-people", row.pk)
    return _page(request, "round_edit", form, {"period": period, "row": None})


@require_http_methods(["GET", "POST"])
def round_edit(request: Request, pk: int) -> HttpResponse:
    """Change a round that is being prepared; later only give it more days."""
    row = load_round(request, pk, to_run=True)
    if row.status != RoundStatus.DRAFT:
        return _extend(request, row)
    form = RoundForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_round(row=row, setting=form.setting, **_by(request))
            messages.success(request, "Putaran tersimpan.")
            return redirect("multirater:round-detail", pk)
    return _page(request, "round_edit", form, {"period": row.period, "row": row})


def _extend(request: Request, row: Round) -> HttpResponse:
    initial = {"answer_until": row.answer_until, "late_until": row.late_until}
    form = DaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.extend_round(row=row, **form.cleaned_data, **_by(request))
            messages.success(request, "Hari putaran diperpanjang.")
            return redirect("multirater:round-detail", row.pk)
    return _page(request, "round_days", form, {"row": row})


@require_http_methods(["GET", "POST"])
def round_people(request: Request, pk: int) -> HttpResponse:
    """Choose who is reviewed: units with all below them, kinds of positions, single people."""
    row, today = load_round(request, pk, to_run=True), timezone.localdate()
    form = ScopeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            chosen = [int(one) for one in request.POST.getlist("person") if one.isascii() and one.isdigit()]
            people = list(Employee.objects.active().filter(pk__in=chosen[:50]).order_by("pk"))
            operations.add_to_scope(row=row, people=people, **form.cleaned_data, **_by(request))
            return redirect("multirater:round-people", pk)
    text = request.GET.get("q", "")
    found = {"q": text, "found": desk.found_people(text, row)}
    return _page(request, "round_people", form, {"row": row} | found | desk.scope_parts(row, today))


@require_POST
def round_people_drop(request: Request, pk: int, scope: int) -> HttpResponse:
    """Take a unit or a person out again."""
    row = load_round(request, pk, to_run=True)
    operations.drop_from_scope(row=row, scope=scope, **_by(request))
    return redirect("multirater:round-people", pk)


@require_safe
def round_detail(request: Request, pk: int) -> HttpResponse:
    """Show where a round stands and what comes next."""
    row, today = load_round(request, pk), timezone.localdate()
    context: dict[str, Any] = {
        "row": row,
        "state": desk.state_of(row),
        "steps": desk.steps_of(row),
        "may_run": may_run(request.user, today),
        "may_read_draw": may_read_draw(request.user, today),
        "reads_reliability": may_read_reliability(request.user, today),
        "cancelled": desk.why_cancelled(row),
    }
    if row.status == RoundStatus.DRAFT:
        context |= desk.scope_parts(row, today)
    elif row.status != RoundStatus.CANCELLED:
        context |= running_parts(request.user, row, today)
    return TemplateResponse(request, "multirater/round_detail.html", context)


def running_parts(user: Employee, row: Round, today: date) -> dict[str, Any]:
    """Return the counts of a round within the units of this person, for its page."""
    made, scope = response.responses(row), desk_scope(user, today)
    granted = [grant.unit_id for grant in grants_of(user, today) if grant.unit_id in scope.unit_ids]
    top = made.first_with_choice() if scope.is_all else next(iter(granted), None)
    counts = made.inside(scope)
    return {
        "counts": counts,
        "sides": response.told_sides(counts, row),
        "at": made.at,
        "top": top,
        "help": response.units_to_help(made, made.children.get(top, []) if top else []),
        "reminded": reminder.reminded_on(row, today),
        "takes_answers": reminder.takes_answers(row, today),
    }


@require_http_methods(["GET", "POST"])
def round_cancel(request: Request, pk: int) -> HttpResponse:
    """Give a round up before it is closed, with a reason."""
    row = load_round(request, pk, to_run=True)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.cancel_round(row=row, **form.cleaned_data, **_by(request))
            messages.success(request, "Putaran dibatalkan.")
            return redirect("multirater:round-detail", pk)
    return _page(request, "round_cancel", form, {"row": row})


def _by(request: Request) -> dict[str, Any]:
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def _page(request: Request, name: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    """Show a page with a form; the version is the one that was sent, else the stored one."""
    row = context["row"]
    context |= {"form": form, "version": request.POST.get("version", row.version if row else 0)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, f"multirater/{name}.html", context, status=status)
