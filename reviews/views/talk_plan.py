"""Planning talks, one or a whole team at once; other times; calling off; writing down what was said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import Decision, require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.templatetags.ui import berhari
from indicators.models import Plan, Term

from ..access import talk as access
from ..access.line import may_count, supervised_plans
from ..forms.talk import CancelForm, NotesForm, PlanForm, TeamForm, TimeForm, notes_form
from ..models import Talk
from ..operations import talk as operations
from ..operations import talk_notes as notes
from ..queries import talk as queries
from ..queries import talk_days as days
from ..rules.talk import TalkMove
from .loading import this_year
from .talk import talk_of

METHODS = ["GET", "HEAD", "POST"]


def _stamp(request: Request) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _answer(request: Request, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, f"reviews/{template}", {"form": form, **context}, status=status)


@require_http_methods(METHODS)
def talk_team(request: Request) -> HttpResponse:
    """Plan talks with everybody of the team who has none in the quarter, with one press."""
    today = timezone.localdate()
    year = this_year(today)
    asked = request.GET.get("masa", "")
    offered = days.plannable(year.terms, today)
    term = next((row for row in offered if str(row.number) == asked), year.running)
    plans = queries.team_without_talk(request.user, term, today) if term else []
    proposed = days.proposed_times(request.user, plans, term, today) if term else {}
    form = TeamForm(request.POST if request.method == "POST" else None, plans=plans, proposed=proposed)
    if term and form.is_valid():
        rows = [
            operations.Planned(plan, moment, form.cleaned_data["place"]) for plan, moment in form.chosen()
        ]
        with refusals(form):
            talks = operations.plan_team(rows=rows, term=term, **_stamp(request))
            messages.success(request, f"{len(talks)} dialog {term.name} direncanakan.")
            return redirect("reviews:talk-list")
    terms = [{"label": row.name, "href": f"?masa={row.number}", "is_current": row == term} for row in offered]
    return _answer(request, "talk_team.html", form, term=term, terms=terms, rows=list(form.rows()))


def _plan_of(request: Request, pk: int) -> Plan:
    """Return a plan about which this person can talk, or 404."""
    led = supervised_plans(request.user, timezone.localdate())
    rows = Plan.objects.filter(Q(placement__employee=request.user) | Q(pk__in=led.values("pk")))
    plan: Plan = get_object_or_404(rows.with_people(), pk=pk)
    return plan


def _terms_of(plan: Plan) -> list[Term]:
    terms = plan.period.terms.order_by("number")
    counting = [term for term in terms if not term.is_final and may_count(plan, term)]
    return days.plannable(counting, timezone.localdate()) or counting[-1:]


@require_http_methods(METHODS)
def talk_plan(request: Request, plan: int) -> HttpResponse:
    """Plan a talk with one person, or ask the superior for one."""
    today = timezone.localdate()
    row = _plan_of(request, plan)
    require(access.may_plan(request.user, row, None, today))
    terms = _terms_of(row)
    form = PlanForm(request.POST or None, terms=terms, initial=days.first_proposal(row, terms, today))
    if form.is_valid():
        with refusals(form):
            planned = operations.Planned(row, form.moment, form.cleaned_data["place"])
            talk = operations.plan_talk(planned=planned, term=form.quarter, **_stamp(request))
            messages.success(request, f"Dialog direncanakan: {berhari(talk.planned_at)}.")
            return redirect("reviews:talk-detail", talk.pk)
    is_own = row.placement.employee_id == request.user.pk
    return _answer(request, "talk_plan.html", form, plan=row, is_own=is_own)


@require_http_methods(METHODS)
def talk_move(request: Request, pk: int) -> HttpResponse:
    """Choose another time or place."""
    talk = _movable(request, pk, TalkMove.RESCHEDULE)
    planned = timezone.localtime(talk.planned_at)
    initial = {"day": planned.date(), "hour": planned.time(), "place": talk.place}
    form = TimeForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals(form):
            operations.reschedule(
                talk=talk,
                version=version_of(request) or 0,
                planned_at=form.moment,
                place=form.cleaned_data["place"],
                **_stamp(request),
            )
            messages.success(request, f"Waktu dialog: {berhari(form.moment)}.")
            return redirect("reviews:talk-detail", talk.pk)
    version = request.POST.get("version", talk.version)
    return _answer(request, "talk_move.html", form, talk=talk, version=version)


@require_http_methods(METHODS)
def talk_cancel(request: Request, pk: int) -> HttpResponse:
    """Call a talk off with a reason."""
    talk = _movable(request, pk, TalkMove.CANCEL)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        with refusals(form):
            operations.cancel(
                talk=talk,
                version=version_of(request) or 0,
                reason=form.cleaned_data["reason"],
                **_stamp(request),
            )
            messages.success(request, "Dialog dibatalkan.")
            return redirect("reviews:talk-list")
    version = request.POST.get("version", talk.version)
    return _answer(request, "talk_cancel.html", form, talk=talk, version=version)


def _movable(request: Request, pk: int, move: TalkMove) -> Talk:
    talk = talk_of(request, pk)
    decision: Decision = access.may(move, request.user, talk, timezone.localdate())
    require(decision)
    return talk


@require_http_methods(METHODS)
def talk_notes(request: Request, pk: int) -> HttpResponse:
    """Write what was said and what follows, in one text for both."""
    talk = _movable(request, pk, TalkMove.WRITE)
    form = notes_form(talk, request.POST or None, timezone.localdate())
    if form.is_valid():
        confirmed = bool(talk.confirmed)
        with refusals(form):
            seen = version_of(request) or 0
            done = notes.write_notes(talk=talk, version=seen, **form.values(), **_stamp(request))
            said = "Catatan dialog tersimpan."
            if confirmed and not done.confirmed:
                said += " Karena teksnya berubah, persetujuan yang sudah ada dihapus."
            messages.success(request, said, extra_tags=f"dialog-{talk.pk}")
            return redirect("reviews:talk-detail", talk.pk)
    version = request.POST.get("version", talk.version)
    return _notes_page(request, form, talk=talk, plan=talk.plan, version=version, draft=f"dialog-{talk.pk}")


@require_http_methods(METHODS)
def talk_record(request: Request, plan: int) -> HttpResponse:
    """Write down a talk that nobody had planned."""
    today = timezone.localdate()
    row = _plan_of(request, plan)
    require(access.may_plan(request.user, row, None, today))
    form = notes_form(None, request.POST or None, today)
    if form.is_valid():
        with refusals(form):
            talk = notes.record_talk(plan=row, **form.values(), **_stamp(request))
            messages.success(request, "Catatan dialog tersimpan.", extra_tags=f"dialog-baru-{row.pk}")
            return redirect("reviews:talk-detail", talk.pk)
    return _notes_page(request, form, talk=None, plan=row, version="", draft=f"dialog-baru-{row.pk}")


def _notes_page(request: Request, form: NotesForm, **context: Any) -> HttpResponse:
    return _answer(request, "talk_notes.html", form, rows=list(form.rows()), **context)
