"""The policy of a year as everybody may read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request

from .. import queries
from .loading import page


@require_safe
def policy(request: Request) -> HttpResponse:
    """Show every figure of a year with its source; everybody may read it."""
    text = request.GET.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    content = queries.policy_page(request.user, timezone.localdate(), year)
    return page(request, "indicators/policy.html", content=content)
