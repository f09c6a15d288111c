"""The self-assessment: what was reached, confirmed and sent with three short texts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan, Term

from ..access.line import line_of, may_count
from ..access.progress import own_plans
from ..access.self_assessment import may_assess
from ..forms.self_assessment import SelfAssessmentForm
from ..models import SelfAssessment
from ..operations import self_assessment as operations
from ..queries.results import next_to_assess
from ..queries.self_assessment import confirmable, mark_changed, reported, seal_of, standing
from .loading import term_of, version_of, with_people

TEXTS = ("strengths", "growth", "support")


@require_http_methods(["GET", "HEAD", "POST"])
def self_assessment(request: Request, plan: int, term: int) -> HttpResponse:
    """Show what was reached with its evidence; keep or send the three texts."""
    row, part = _load(request, plan, term)
    saved = SelfAssessment.objects.filter(plan=row, term=part).first()
    initial = {name: getattr(saved, name) for name in TEXTS} if saved else {}
    form = SelfAssessmentForm(request.POST or None, initial=initial, is_draft=_is_draft(request))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            messages.success(request, _keep(request, row, part, form), extra_tags=_draft(row, part))
            return redirect("reviews:self-assessment", row.pk, part.pk)
    may = may_assess(request.user, row, part, timezone.localdate())
    if form.errors:
        require(may)  # without the right the page has no form, and the text would be lost
    context = _context(row, part, saved) | {"form": form, "may": may}
    context["version"] = request.POST.get("version", saved.version if saved else "")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/self_assessment.html", context, status=status)


def _load(request: Request, plan: int, term: int) -> tuple[Plan, Term]:
    row = get_object_or_404(with_people(own_plans(request.user)), pk=plan)
    return row, term_of(row, term)


def _keep(request: Request, plan: Plan, term: Term, form: SelfAssessmentForm) -> str:
    """Send or keep the texts; return what the person is told."""
    given: dict[str, Any] = {
        "plan": plan,
        "term": term,
        "version": version_of(request),
        "words": form.words(),
        "by": request.user,
        "at": timezone.now(),
    }
    if _is_draft(request):
        operations.save(**given)
        return "Draf tersimpan. Hanya Anda yang melihatnya."
    operations.send(**given, seal=request.POST.get("seal", ""))
    return "Penilaian diri terkirim. Terima kasih."


def _is_draft(request: Request) -> bool:
    return request.POST.get("act") == "simpan"


def _draft(plan: Plan, term: Term) -> str:
    """Return the name of the local copy, which is dropped once the texts are stored."""
    return f"penilaian-diri-{plan.pk}-{term.pk}"


def _context(plan: Plan, term: Term, saved: SelfAssessment | None) -> dict[str, Any]:
    today = timezone.localdate()
    progress = reported(plan)
    if saved is not None and saved.sent_at is not None:
        saved.term = term
        mark_changed(progress, saved)
    line = line_of(plan, today)
    return {
        "plan": plan,
        "term": term,
        "assessment": saved,
        "superior": line.superior if line else None,
        "results": standing(progress, term),
        "seal": seal_of(confirmable(progress, term)),
        "report_in": _reported_in(plan, term),
        "draft": _draft(plan, term),
    }


def _reported_in(plan: Plan, term: Term) -> Term:
    """Return the part of the year in which a realisation of this term is corrected."""
    if not term.is_final:
        return term
    parts = plan.period.terms.filter(number__lt=term.number, started_on__lte=timezone.localdate())
    counting = [part for part in parts.order_by("number") if may_count(plan, part)]
    return counting[-1] if counting else term


@require_safe
def self_assessment_next(request: Request) -> HttpResponse:
    """Lead to the self-assessment that is due first, or to the list of results."""
    row = next_to_assess(request.user, timezone.localdate())
    return redirect(row.href) if row else redirect("reviews:result-mine")


@require_POST
def self_assessment_take_back(request: Request, plan: int, term: int) -> HttpResponse:
    """Take back what was sent, to change it."""
    row, part = _load(request, plan, term)
    operations.take_back(
        plan=row, term=part, version=version_of(request) or 0, by=request.user, at=timezone.now()
    )
    messages.success(request, "Sekarang menjadi draf lagi. Ubah, lalu kirim kembali.")
    return redirect("reviews:self-assessment", row.pk, part.pk)
