"""Taking back a file of moves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal import jobs
from appraisal.access import require
from appraisal.http import Request, version_of
from organizations.access import may_administer
from organizations.models import Upload
from organizations.operations import may_still_undo
from organizations.rules import UploadKind

from ..operations import move as operations
from ..queries.move import empty_drafts, obstacles


@require_http_methods(["GET", "HEAD", "POST"])
def moves_undo(request: Request, pk: int) -> HttpResponse:
    """Say what an undoing brings about or what is in its way, and undo."""
    require(may_administer(request.user, timezone.localdate()))
    rows = Upload.objects.filter(kind=UploadKind.MOVES, applied_at__isnull=False)
    upload = get_object_or_404(rows, pk=pk)
    now = timezone.now()
    if request.method == "POST":
        undo = operations.begin_undo if jobs.is_large(upload.outcome["moved"]) else operations.undo_moves
        upload = undo(upload=upload, version=version_of(request) or 0, by=request.user, at=now)
        if upload.undone_at:
            messages.success(request, "Mutasi dibatalkan.", extra_tags=f"mutasi-{pk}")
        return redirect("organizations:moves-preview", pk)
    if upload.is_going_on or not may_still_undo(upload, now):
        return redirect("organizations:moves-preview", pk)
    found = obstacles(upload)
    context = {"upload": upload, "obstacles": found, "drafts": 0 if found else empty_drafts(upload).count()}
    return TemplateResponse(request, "reviews/moves_undo.html", context)
