"""Looking at flagged texts of a closed round, one after the other; reporting one from the own result."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from ..access.moderation import may_moderate, moderated_by, own_comments
from ..forms.moderation import VerdictForm
from ..models import CommentStatus
from ..operations import moderation as operations
from ..queries.moderation import moderation_page, next_waiting
from ..rules.moderation import Verdict
from .round import load_round


@require_safe
def moderation(request: Request, pk: int) -> HttpResponse:
    """Show the flagged texts of a round, those that wait first."""
    row, today = load_round(request, pk, to_run=True), timezone.localdate()
    require(may_moderate(request.user, row, today))
    context = {"row": row} | moderation_page(request.user, row, request.GET.dict(), today)
    return TemplateResponse(request, "multirater/moderation.html", context)


@require_http_methods(["GET", "POST"])
def comment_decide(request: Request, pk: UUID) -> HttpResponse:
    """Read one flagged text and decide; then comes the next."""
    today = timezone.localdate()
    rows = moderated_by(request.user, today).select_related("reviewee__round", "reviewee__unit", "item")
    comment = get_object_or_404(rows, pk=pk)
    form = VerdictForm(request.POST or None, initial={"text": comment.text, "reason": comment.reason})
    following = next_waiting(request.user, comment, today)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.moderate(
                comment=comment,
                version=version_of(request) or 0,
                verdict=Verdict(form.cleaned_data["verdict"]),
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Keputusan tersimpan.")
            if following:
                return redirect("multirater:comment-decide", following.pk)
            return redirect("multirater:moderation", comment.reviewee.round_id)
    context = {"comment": comment, "form": form, "following": following}
    context["state"] = CommentStatus(comment.status).label
    context["version"] = request.POST.get("version", comment.version)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "multirater/comment_decide.html", context, status=status)


@require_POST
def comment_report(request: Request, pk: UUID) -> HttpResponse:
    """Take a text that hurts out of the own result until somebody has looked at it."""
    comment = get_object_or_404(own_comments(request.user), pk=pk)
    operations.report(comment=comment, by=request.user, at=timezone.now())
    messages.success(request, "Komentar itu tidak ditampilkan lagi sampai admin BKD melihatnya.")
    return redirect("multirater:result-detail", comment.reviewee_id)
