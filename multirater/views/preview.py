"""A questionnaire as a rater sees it, with nothing to send."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from appraisal.http import Request

from ..forms.opinion import OpinionForm
from .questionnaire import load_questionnaire, page


@require_safe
def questionnaire_preview(request: Request, pk: int) -> HttpResponse:
    """Show the form about somebody; `?untuk=pimpinan` about somebody who leads."""
    row = load_questionnaire(request, pk)
    is_leader = request.GET.get("untuk") == "pimpinan"
    href = reverse("multirater:questionnaire-preview", args=[pk])
    parts = [
        {"label": "Tentang pegawai", "href": href, "is_current": not is_leader},
        {"label": "Tentang pimpinan", "href": f"{href}?untuk=pimpinan", "is_current": is_leader},
    ]
    # No keys and no button: it is a page to read, and what is chosen here goes nowhere.
    return page(
        request,
        "questionnaire_preview.html",
        OpinionForm(row, is_leader),
        questionnaire=row,
        parts=parts,
    )
