"""The state of the system, for BKD admins: every check in words, what runs, the last backup."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.health import State
from appraisal.http import Request
from organizations.access import may_administer

from ..queries.system import state_of_system


@require_safe
def system(request: Request) -> HttpResponse:
    """Show what works and what needs somebody's hand."""
    now = timezone.now()
    require(may_administer(request.user, timezone.localdate(now)))
    found = state_of_system(now)
    context = {"at": now, "found": found, "is_sound": set(found.states) <= {State.OK}}
    return TemplateResponse(request, "desk/system.html", context)
