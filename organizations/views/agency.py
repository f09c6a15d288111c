"""What documents print about the agency."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.http import Request

from .. import access, operations
from ..forms import AgencyForm
from ..frame import AGENCY_NAME
from ..models import Agency


@require_http_methods(["GET", "POST"])
def agency(request: Request) -> HttpResponse:
    """Show and change the agency."""
    require(access.may_administer(request.user, timezone.localdate()))
    form = AgencyForm(request.POST or None, instance=Agency.objects.filter(pk=1).first())
    if request.method == "POST" and form.is_valid():
        operations.change_agency(by=request.user, at=timezone.now(), **form.cleaned_data)
        cache.delete(AGENCY_NAME)  # the frame of other workers follows within a minute
        messages.success(request, "Data instansi tersimpan.", extra_tags="instansi")
        return redirect("organizations:agency")
    return TemplateResponse(
        request, "organizations/agency.html", {"form": form}, status=422 if form.errors else 200
    )
