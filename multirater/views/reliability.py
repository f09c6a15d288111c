"""How far a released round can be relied on."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.errors import Denied
from appraisal.http import Request

from ..access.desk import may_read_reliability
from ..rules.answering import IN_TIME
from ..rules.reliability import WHY_NOT, WHY_NOT_ADJUSTED, figures
from .round import load_round


@require_safe
def reliability(request: Request, pk: int) -> HttpResponse:
    """Show response, agreement, the network of raters and their habits, as the first release stored them."""
    row = load_round(request, pk)
    require(may_read_reliability(request.user, timezone.localdate()))
    release = row.releases.filter(number=IN_TIME).first()
    if release is None:
        raise Denied("Keandalan dihitung saat hasil putaran dirilis.")
    told = release.reliability
    sides = [
        side | {"figures": figures(side), "why_not": WHY_NOT.get(side["reason"], "")}
        for side in told.get("sides", [])
    ]
    context = {
        "row": row,
        "release": release,
        "told": told,
        "sides": sides,
        "why_not_adjusted": WHY_NOT_ADJUSTED.get(told.get("adjusted_reason", ""), ""),
    }
    return TemplateResponse(request, "multirater/reliability.html", context)
