"""The unit's pages about its service points: keep them, print the poster, read and answer voices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.forms import refusals
from appraisal.http import Request
from appraisal.paging import page_number
from organizations.models import Unit

from ..access.voice import may_keep_voices, visible_points, voice_scope
from ..documents.poster import poster
from ..forms.voice import AnswerForm, NewPointForm, PointForm
from ..models import ServicePoint, Voice
from ..operations import moderation, service_point
from ..queries.voice import names_of
from ..queries.voice_pages import FILTERS, moderation_page, point_page, summary_page
from ..rules.voice import MARK_LABELS, VoiceState, last_quarters
from .loading import version_of

FEW_UNITS = 60  # more are not chosen from a list


@require_safe
def point_list(request: Request) -> HttpResponse:
    """Show the service points that the person keeps."""
    today = timezone.localdate()
    require(may_keep_voices(request.user, today))
    page = point_page(request.user, today, request.GET.dict())
    return TemplateResponse(request, "reviews/point_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def point_new(request: Request) -> HttpResponse:
    """Open a service point."""
    today = timezone.localdate()
    require(may_keep_voices(request.user, today))
    units = voice_scope(request.user, today).filter(Unit.objects.open(), "pk").order_by("name", "pk")
    form = NewPointForm(request.POST or None, units=units, is_short=units.count() <= FEW_UNITS)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            point = service_point.open_point(
                unit=form.chosen,
                name=form.cleaned_data["name"],
                services=form.cleaned_data["services"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{point.name} dibuka. Cetak posternya dan pasang di dekat loket.")
            return redirect("reviews:point-edit", point.pk)
    return _page(request, "reviews/point_new.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def point_edit(request: Request, pk: int) -> HttpResponse:
    """Show a point with its address and poster; name and services change here."""
    point = _own_point(request, pk)
    offered = point.services.filter(closed_at__isnull=True).order_by("order", "pk")
    lines = "\n".join(row.name for row in offered)
    form = PointForm(request.POST or None, initial={"name": point.name, "services": lines})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            try:
                service_point.change_point(point=point, **_stamp(request), **form.cleaned_data)
            except Conflict as conflict:
                conflict.theirs = {"Nama titik layanan": point.name, "Jenis layanan": lines}
                raise
            messages.success(request, "Titik layanan tersimpan.")
            return redirect("reviews:point-edit", pk)
    address = request.build_absolute_uri(reverse("reviews:voice-speak", args=[point.code]))
    version = request.POST.get("version", point.version)
    return _page(request, "reviews/point_edit.html", form, point=point, address=address, version=version)


@require_POST
def point_close(request: Request, pk: int) -> HttpResponse:
    """Close a point or open it again."""
    point = _own_point(request, pk)
    request.way_back = reverse("reviews:point-edit", args=[pk])  # type: ignore[attr-defined]
    is_closed = request.POST.get("tutup") == "ya"
    service_point.set_closed(point=point, is_closed=is_closed, **_stamp(request))
    told = "ditutup. Halaman umumnya tidak menerima suara lagi." if is_closed else "dibuka kembali."
    messages.success(request, f"{point.name} {told}")
    return redirect("reviews:point-edit", pk)


@require_safe
def point_poster(request: Request, pk: int) -> HttpResponse:
    """Send the poster of a point as a PDF to print."""
    point = _own_point(request, pk)
    address = request.build_absolute_uri(reverse("reviews:voice-speak", args=[point.code]))
    headers = {"Content-Disposition": f'inline; filename="poster-{point.code}.pdf"'}
    return HttpResponse(poster(point=point, address=address), content_type="application/pdf", headers=headers)


@require_safe
def voice_list(request: Request, pk: int) -> HttpResponse:
    """Show what citizens said at a point: honest voices first, suspects folded at the end."""
    point = _own_point(request, pk)
    chosen = request.GET.get("saring", "baru")
    chosen = chosen if chosen in FILTERS else "baru"
    found = moderation_page(point, chosen, page_number(request.GET.get("halaman", "")))
    return TemplateResponse(request, "reviews/voice_list.html", {"point": point, **found})


@require_POST
def voices_moderate(request: Request, pk: int) -> HttpResponse:
    """Show or hide voices: one by its own button, or those with a tick."""
    point = _own_point(request, pk)
    back = reverse("reviews:voice-list", args=[pk])
    request.way_back = back  # type: ignore[attr-defined]
    state, versions = _chosen(request)
    count = moderation.moderate(
        point=point, state=state, versions=versions, by=request.user, at=timezone.now()
    )
    told = "ditampilkan di halaman umum" if state is VoiceState.SHOWN else "disembunyikan"
    left = len(versions) - count
    rest = f" {left} lainnya sudah diatur orang lain." if left else ""
    messages.success(request, f"{count} suara {told}.{rest}")
    kept = request.POST.get("saring", "")
    return redirect(f"{back}?saring={kept}" if kept in FILTERS else back)


def _chosen(request: Request) -> tuple[VoiceState, dict[int, int]]:
    """Return what shall be done with which voices, as versions by key; "satu" is a voice's own button."""
    word, _, one = request.POST.get("satu", "").partition(":")
    word = word or request.POST.get("semua", "")
    if word not in {VoiceState.SHOWN, VoiceState.HIDDEN}:
        raise Refused("Pilih Tampilkan atau Sembunyikan.")
    versions = {}
    for text in [one] if one else request.POST.getlist("pilih"):
        key, _, version = text.partition(":")
        if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (key, version)):
            raise Http404
        versions[int(key)] = int(version)
    if not versions:
        raise Refused("Beri tanda pada suara yang ingin diatur, lalu tekan lagi.")
    return VoiceState(word), versions


@require_http_methods(["GET", "HEAD", "POST"])
def voice_answer(request: Request, pk: int) -> HttpResponse:
    """Answer one voice in the name of the unit."""
    points = visible_points(request.user, timezone.localdate())
    rows = Voice.objects.select_related("point__unit", "service", "answered_by")
    voice = get_object_or_404(rows, pk=pk, point__in=points)
    form = AnswerForm(request.POST or None, initial={"answer": voice.answer})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            text, names = form.cleaned_data["answer"], names_of(voice.point.unit)
            moderation.answer(voice=voice, text=text, names=names, **_stamp(request))
            messages.success(request, "Jawaban tersimpan dan tampil di halaman umum.")
            return redirect("reviews:voice-list", voice.point_id)
    context = {"voice": voice, "mark": MARK_LABELS[voice.mark]}
    version = request.POST.get("version", voice.version)
    return _page(request, "reviews/voice_answer.html", form, version=version, **context)


@require_safe
def voice_summary(request: Request) -> HttpResponse:
    """Show the marks of a quarter per unit, with how many spoke."""
    today = timezone.localdate()
    require(may_keep_voices(request.user, today))
    quarters = last_quarters(today)
    asked = request.GET.get("triwulan", "")
    quarter = next((each for each in quarters if each.code == asked), quarters[0])
    found = summary_page(request.user, today, quarter, page_number(request.GET.get("halaman", "")))
    return TemplateResponse(request, "reviews/voice_summary.html", found)


def _own_point(request: Request, pk: int) -> ServicePoint:
    points = visible_points(request.user, timezone.localdate())
    return get_object_or_404(points.select_related("unit"), pk=pk)


def _stamp(request: Request) -> dict[str, Any]:
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def _page(request: Request, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, template, {"form": form, **context}, status=status)
