"""The home page."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request
from indicators.queries import current_period

from ..forms.note import QuickNoteForm
from ..queries.home import home_page, year_on


@require_safe
def home(request: Request) -> HttpResponse:
    """Show what the person can go on with, and where the year stands."""
    today = timezone.localdate()
    year = year_on(current_period(today), today)
    page = home_page(request.user, year, today, in_full=request.GET.get("tugas") == "semua")
    return TemplateResponse(request, "reviews/home.html", page | {"note_form": QuickNoteForm()})
