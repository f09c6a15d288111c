"""Public pages of a service point: say something in thirty seconds, read what others said."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from appraisal import stamps, throttle
from appraisal.forms import refusals
from appraisal.logs import untraced
from appraisal.paging import page_number

from ..forms.voice import PointCodeForm, VoiceForm
from ..models import ServicePoint
from ..operations.voice import Outcome, speak
from ..queries.voice import names_of, voices_a_network
from ..queries.voice_pages import point_of, recent_answers, results_page

AGAIN = {
    stamps.Age.QUICK: "Halaman ini baru saja terbuka. Periksa sebentar, lalu tekan Kirim sekali lagi.",
    stamps.Age.OLD: "Halaman ini terbuka terlalu lama. Tulisan Anda aman. Tekan Kirim sekali lagi.",
}
USED = "Formulir ini sudah terkirim tadi. Bila ini suara yang lain, tekan Kirim sekali lagi."
CROWDED = "ramai"


@untraced
@login_not_required
@require_safe
def voice_start(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the poster and lead to its page."""
    form = PointCodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("reviews:voice-speak", form.cleaned_data["kode"])
    return _public(request, "reviews/voice_start.html", {"form": form}, 422 if form.is_bound else 200)


@untraced
@csrf_exempt  # nobody is logged in here and nothing hangs on a cookie; the signed stamp takes its place
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def voice_speak(request: HttpRequest, code: str) -> HttpResponse:
    """Take in what a citizen says about a point."""
    point = point_of(code)
    if point is None or point.closed_at is not None:
        return _no_point(request, point)
    services = list(point.services.filter(closed_at__isnull=True).order_by("order", "pk"))
    form = VoiceForm(request.POST if request.method == "POST" else None, services=services)
    stamp = ""
    if form.is_bound:
        stamp, outcome = _take_in(request, point, form)
        if outcome in {Outcome.KEPT, Outcome.COUNTED}:
            thanks = reverse("reviews:voice-thanks", args=[code])
            return redirect(thanks + (f"?jaringan={CROWDED}" if outcome is Outcome.COUNTED else ""))
    stamp = stamp or stamps.issue(code, timezone.now())
    context = {"point": point, "form": form, "stamp": stamp}
    return _public(request, "reviews/voice_speak.html", context, 422 if form.is_bound else 200)


def _take_in(request: HttpRequest, point: ServicePoint, form: VoiceForm) -> tuple[str, Outcome | None]:
    """Hand a form to the operation; return the stamp that may be sent again, and what became of it."""
    now = timezone.now()
    stamp = request.POST.get("stempel", "")
    judged = stamps.judge(stamp, point.code, now)
    kept = "" if judged.age is stamps.Age.OLD else stamp
    if not form.is_valid():
        return kept, None
    if judged.age is not stamps.Age.GOOD:
        form.add_error(None, AGAIN[judged.age])
        return kept, None
    on = timezone.localdate(now)
    outcome = None
    with refusals(form):
        outcome = speak(
            point=point,
            said=form.said(),
            source=throttle.day_mark(request, point.code, on),
            nonce=judged.nonce,
            names=names_of(point.unit),
            per_network=voices_a_network(on),
            at=now,
        )
    if outcome is Outcome.USED:
        form.add_error(None, USED)
        return "", outcome
    return kept, outcome


@untraced
@login_not_required
@require_safe
def voice_thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thank, say what happens next, and show what the unit answered to others."""
    point = point_of(code)
    if point is None:
        return _no_point(request, point)
    answers = recent_answers(point, names_of(point.unit))
    context = {"point": point, "answers": answers, "is_crowded": request.GET.get("jaringan") == CROWDED}
    return _public(request, "reviews/voice_thanks.html", context)


@untraced
@login_not_required
@require_safe
def voice_results(request: HttpRequest, code: str) -> HttpResponse:
    """Show everybody the counts of four quarters and the voices that the unit shows, with its answers."""
    point = point_of(code)
    if point is None:
        return _no_point(request, point)
    found = results_page(
        point, names_of(point.unit), timezone.localdate(), page_number(request.GET.get("halaman", ""))
    )
    return _public(request, "reviews/voice_results.html", {"point": point, **found})


def _no_point(request: HttpRequest, point: ServicePoint | None) -> HttpResponse:
    """Answer 404 in a friendly way: the code is unknown, or the point was closed."""
    return _public(request, "reviews/voice_unknown.html", {"point": point, "form": PointCodeForm()}, 404)


def _public(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Keep the page out of caches and search engines."""
    response = TemplateResponse(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
