"""Patterns of rating: the rater's own page, the list and the profiles of the BKD, the invitation to talk."""

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
from appraisal.http import Request, version_of
from indicators.models import Period
from organizations.access import may_administer
from organizations.looking import looks

from ..access import pattern as access
from ..forms.pattern import CommentForm, FilterForm, InvitationForm
from ..models import RaterProfile
from ..operations import profile as operations
from ..operations.analysis import begin_analysis, key_of
from ..queries import profile as queries
from ..rules.pattern_words import invitation, too_few_people


@require_http_methods(["GET", "POST"])
def pattern_mine(request: Request) -> HttpResponse:
    """Show the rater the own profile, before anybody else reads it, and take the comment."""
    today = timezone.localdate()
    rows = access.own_profiles(request.user, today).select_related("analysis__period", "invited_by")
    profile = rows.order_by("-analysis__period__year").first()
    if request.method == "POST":
        profile = get_object_or_404(rows, pk=profile.pk if profile else 0)
    if profile is None:
        return TemplateResponse(request, "fairness/pattern_none.html", _why_none(request))
    form = CommentForm(request.POST or None, initial={"comment": profile.comment})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            words = form.cleaned_data["comment"]
            given: dict[str, Any] = {"version": version_of(request) or 0, "at": timezone.now()}
            operations.comment(profile=profile, text=words, by=request.user, **given)
            messages.success(request, "Tanggapan Anda tersimpan.")
            return redirect("fairness:pattern-mine")
    context = queries.profile_parts(profile, own=True)
    context |= {"form": form, "analysis": profile.analysis, "desk_reads": today >= profile.analysis.desk_from}
    return TemplateResponse(
        request, "fairness/pattern_mine.html", context, status=422 if form.errors else 200
    )


def _why_none(request: Request) -> dict[str, Any]:
    today = timezone.localdate()
    period = queries.rated_year(today)
    run = queries.run_of(period, today)
    people = queries.people_rated(request.user, period) if run and period else 0
    return {"period": period, "run": run, "too_few": too_few_people(people) if people else ""}


@require_safe
def pattern_list(request: Request) -> HttpResponse:
    """Show the run of the year, what it says of the organisation, and the profiles by name."""
    today = timezone.localdate()
    require(access.may_see_patterns(request.user, today))
    period = queries.rated_year(today)
    run = queries.run_of(period, today)
    context: dict[str, Any] = {"period": period, "run": run, "page": None}
    if period is not None and may_administer(request.user, today):
        context["may_run"] = access.is_time(period, today)
        context["job"] = queries.job_under_way(key_of(period))
    if run is not None:
        context["sentences"] = queries.run_sentences(run)
    if run is not None and run.desk_from <= today:
        asked = queries.asked_of(request.GET.dict())
        context["form"] = FilterForm(asked)
        context["page"] = queries.profile_page(run, request.user, today, asked, request.GET.dict())
        context["is_narrowed"] = bool(asked.unit or asked.kind)
    return TemplateResponse(request, "fairness/pattern_list.html", context)


@require_POST
def pattern_run(request: Request, pk: int) -> HttpResponse:
    """Have the patterns of a year computed."""
    require(may_administer(request.user, timezone.localdate()))
    period = get_object_or_404(Period, pk=pk)
    job = begin_analysis(period=period, by=request.user, at=timezone.now())
    messages.success(request, "Perhitungan dimulai. Penilai diberi tahu setelah selesai.")
    return redirect("desk:job-detail", job.pk)


def load_profile(request: Request, pk: int) -> RaterProfile:
    """Return a profile that this person reads for the BKD, or 404."""
    rows = access.desk_profiles(request.user, timezone.localdate())
    rows = rows.select_related("analysis__period", "rater", "invited_by")
    return get_object_or_404(rows, pk=pk)


@looks("profile.viewed", at="profile")
@require_safe
def pattern_profile(request: Request, pk: int) -> HttpResponse:
    """Show how one rater rates, with the rater's own words."""
    profile, today = load_profile(request, pk), timezone.localdate()
    context = queries.profile_parts(profile, own=False)
    context |= {"analysis": profile.analysis, "may_invite": access.may_invite(request.user, profile, today)}
    return TemplateResponse(request, "fairness/pattern_profile.html", context)


@require_http_methods(["GET", "POST"])
def pattern_invite(request: Request, pk: int) -> HttpResponse:
    """Propose neutral words for an invitation to talk, and send it once."""
    profile, today = load_profile(request, pk), timezone.localdate()
    require(access.may_invite(request.user, profile, today))
    proposed = invitation(
        to=profile.rater.full_name, by=request.user.full_name, year=profile.analysis.period.year
    )
    form = InvitationForm(request.POST or None, initial={"text": proposed})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            text = form.cleaned_data["text"]
            given: dict[str, Any] = {"version": version_of(request) or 0, "at": timezone.now()}
            operations.invite(profile=profile, text=text, by=request.user, **given)
            messages.success(
                request,
                f"Ajakan bicara terkirim. {profile.rater.full_name} membacanya di halamannya sendiri.",
            )
            return redirect("fairness:pattern-profile", pk)
    context = {"form": form, "profile": profile}
    return TemplateResponse(
        request, "fairness/pattern_invite.html", context, status=422 if form.errors else 200
    )
