"""The career of oneself, of somebody in the circle, and the nine boxes counted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.http import Request
from organizations.looking import looks
from organizations.models import Employee

from ..access import career as access
from ..queries.boxes import box_counts
from ..queries.career import career_page


@require_safe
def career_mine(request: Request) -> HttpResponse:
    """Show the own history, what it means, and what lies ahead."""
    return _career(request, request.user)


@looks("career.viewed", at="person")
@require_safe
def career_person(request: Request, employee: int) -> HttpResponse:
    """Show the career of somebody else to both superiors and the desk."""
    circle = access.careers(request.user, timezone.localdate())
    person = get_object_or_404(circle, pk=employee)
    if person == request.user:
        return redirect("development:career-mine")
    return _career(request, person)


def _career(request: Request, person: Employee) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page": career_page(request.user, person, today),
        "person": person,
        "is_own": person == request.user,
    }
    return TemplateResponse(request, "development/career.html", context)


@require_safe
def box_list(request: Request) -> HttpResponse:
    """Show how many people stand in each of the nine boxes; nobody is named."""
    today = timezone.localdate()
    require(access.may_count_boxes(request.user, today))
    context = {
        "page": box_counts(today),
        "today": today,
        "may_bring_in": bool(access.may_bring_in(request.user, today)),
    }
    return TemplateResponse(request, "development/box_list.html", context)
