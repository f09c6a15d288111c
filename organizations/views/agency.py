"""What documents print about the agency."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.http import Request, version_of

from .. import access, operations
from ..forms import AgencyForm, EmblemForm
from ..frame import AGENCY_NAME
from ..models import Agency, AgencyEmblem
from ..rules.number import DEFAULT_PATTERN, example_number


@require_http_methods(["GET", "POST"])
def agency(request: Request) -> HttpResponse:
    """Show and change the agency."""
    today = timezone.localdate()
    require(access.may_administer(request.user, today))
    stored = Agency.objects.filter(pk=1).first()
    pattern, version = (stored.number_pattern, stored.version) if stored else (DEFAULT_PATTERN, 0)
    form = AgencyForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        seen, now = version_of(request) or 0, timezone.now()
        operations.change_agency(version=seen, by=request.user, at=now, **form.cleaned_data)
        cache.delete(AGENCY_NAME)  # the frame of other workers follows within a minute
        messages.success(request, "Data instansi tersimpan.", extra_tags="instansi")
        return redirect("organizations:agency")
    context = {
        "form": form,
        "version": request.POST.get("version", version),
        "example": example_number(pattern, today),
        "has_emblem": AgencyEmblem.objects.filter(agency=1).exists(),
        "has_agency": stored is not None,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/agency.html", context, status=status)


@require_http_methods(["GET", "POST"])
def emblem(request: Request) -> HttpResponse:
    """Show the emblem, take another one, or take it off."""
    require(access.may_administer(request.user, timezone.localdate()))
    get_object_or_404(Agency, pk=1)
    now = timezone.now()
    if "hapus" in request.POST:
        operations.remove_emblem(by=request.user, at=now)
        messages.success(request, "Lambang dilepas dari kop.", extra_tags="lambang")
        return redirect("organizations:emblem")
    form = EmblemForm(request.POST, request.FILES) if request.method == "POST" else EmblemForm()
    if form.is_bound and form.is_valid():
        operations.set_emblem(image=form.cleaned_data["emblem"], by=request.user, at=now)
        messages.success(request, "Lambang tersimpan untuk dokumen berikutnya.", extra_tags="lambang")
        return redirect("organizations:emblem")
    stored = AgencyEmblem.objects.filter(agency=1).select_related("set_by").defer("image").first()
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "organizations/emblem.html", {"form": form, "emblem": stored}, status=status
    )


@require_safe
def emblem_image(request: Request) -> HttpResponse:
    """Hand out the emblem as it is printed."""
    require(access.may_administer(request.user, timezone.localdate()))
    image = bytes(get_object_or_404(AgencyEmblem, agency=1).image)
    shown = "image/png" if image.startswith(b"\x89PNG") else "image/jpeg"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(image, content_type=shown, headers=headers)
