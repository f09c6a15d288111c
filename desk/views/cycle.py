"""The agency's desk: where the year stands and what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Value
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.errors import Denied
from appraisal.http import Request
from appraisal.models import Job
from indicators.models import Period
from indicators.operations.closing import CLOSING
from indicators.queries import state_of
from indicators.rules import PeriodState
from organizations.access import Scope, desk_scope, grants_of, may_administer, open_reports
from organizations.models import Employee
from reviews.models import Objection

from ..queries.counts import desk
from ..queries.cycle import help_of, last_rows, phase_rows, windows_by_term, years_of_desk
from ..queries.sections import sections


@require_safe
def cycle(request: Request) -> HttpResponse:
    """Show where the year stands: four numbers, the phases, who needs help, what happened last, all pages."""
    user, today = request.user, timezone.localdate()
    if not grants_of(user, today):
        raise Denied("Halaman ini dibuka untuk yang memegang peran, misalnya admin BKD atau auditor.")
    scope, is_admin = desk_scope(user, today), bool(may_administer(user, today))
    objections, reports = _waiting(user, scope, today)
    context: dict[str, Any] = {
        "has_desk": bool(scope),
        "may_administer": is_admin,
        "sections": sections(user, today, reports=reports, objections=objections),
    }
    if scope:
        period, years = years_of_desk(request.GET.get("tahun", ""), today)
        context |= {"years": years, "period": period}
        context |= _year(request, period, scope) if period else {}
        context["last"] = last_rows(scope, is_admin=is_admin, objections=objections)
    return TemplateResponse(request, "desk/cycle.html", context)


def _year(request: Request, period: Period, scope: Scope) -> dict[str, Any]:
    """Return what the page shows of a year; numbers from its opening on, help while it is open."""
    today = timezone.localdate()
    terms = list(period.terms.select_related("period").order_by("number"))
    windows = windows_by_term(period)
    phases = phase_rows(period, terms, windows, today)
    found: dict[str, Any] = {
        "state": state_of(period),
        "phases": [row for row in phases if not row.is_over],
        "past": [row for row in phases if row.is_over],
    }
    if period.opened_at is None:
        return found
    final = next(term for term in terms if term.is_final)
    made = desk(period, final, today)
    counts, href = made.inside(scope), f"{reverse('desk:completeness')}?masa={final.pk}"
    found["at"] = made.at
    found["numbers"] = [
        {"value": value, "label": label, "href": "" if period.archived_at else f"{href}&kelompok={group}"}
        for value, label, group in (
            (counts.people, "pegawai dalam siklus", "skp"),
            (counts.not_agreed, "SKP belum disepakati", "skp"),
            (counts.without_feedback, "belum ada umpan balik", "kemajuan"),
            (counts.not_rated, "belum dinilai", "penilaian"),
        )
    ]
    if period.is_open:
        found["help"] = help_of(request.user, scope, period, terms, windows, today)
    if period.state == PeriodState.CLOSING:
        found["closing"] = Job.objects.filter(key=f"{CLOSING}-{period.pk}").order_by("-pk").first()
    return found


def _waiting(user: Employee, scope: Scope, on: date) -> tuple[int, int]:
    """Return how many objections of the scope and how many reports of wrong data wait (one query)."""
    undecided = Objection.objects.filter(decided_at__isnull=True)
    undecided = scope.filter(undecided, "evaluation__plan__placement__unit") if scope else undecided.none()
    found = [
        rows.order_by().values_list(Value(place)).annotate(Count("pk"))
        for place, rows in enumerate((undecided, open_reports(user, on)))
    ]
    counts = dict(found[0].union(found[1], all=True))
    return counts.get(0, 0), counts.get(1, 0)
