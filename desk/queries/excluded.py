"""Who is not expected in a term, each with the reason: counted apart and never as missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from appraisal.templatetags.ui import tanggal
from indicators.models import Plan
from organizations.access import Scope
from organizations.models import Absence, Placement
from organizations.queries import PageLinks, page_after
from organizations.rules import EmploymentKind, Span
from reviews.models import Evaluation
from reviews.queries.coverage import away_of
from reviews.rules.coverage import Away
from reviews.rules.evaluation import RELEASED

from ..models import Exemption
from .asked import below
from .counts import Desk
from .population import AGREED, Population, why_left_out

BATCH = 1000


@dataclass(frozen=True)
class Excluded:
    """One post of which nothing is expected, and why; with the exemption where the BKD said so."""

    post: Placement
    reason: str
    exemption: Exemption | None = None


def excluded_posts(
    found: Population, made: Desk, scope: Scope, unit: int | None, q: str
) -> QuerySet[Placement]:
    """Return the posts of a unit and below of which nothing is expected, within the scope."""
    rows = scope.filter(found.excluded(), "unit")
    if unit is not None:
        rows = rows.filter(unit__in=below(made, unit))
    return rows.filter(employee__name__icontains=q) if q else rows


def excluded_page(rows: QuerySet[Placement], found: Population, params: Mapping[str, str]) -> PageLinks:
    """Return one page by name, each with its reason (three queries)."""
    page = page_after(_loaded(rows, found), key=("employee__name", "pk"), params=params)
    return PageLinks(reasons(page.rows, found), page.label, page.prev_href, page.next_href)


def all_excluded(rows: QuerySet[Placement], found: Population) -> Iterator[Excluded]:
    """Yield every post with its reason, by name; reads in batches."""
    keys = list(rows.order_by("employee__name", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        posts = {post.pk: post for post in _loaded(Placement.objects.filter(pk__in=part), found)}
        yield from reasons([posts[pk] for pk in part if pk in posts], found)


def _loaded(rows: QuerySet[Placement], found: Population) -> QuerySet[Placement]:
    shared = Evaluation.objects.filter(plan__placement=OuterRef("pk"), term=found.term, status__in=RELEASED)
    plans = Plan.objects.filter(placement=OuterRef("pk"), period=found.period, status__in=AGREED)
    rows = rows.annotate(has_plan=Exists(plans), is_shared=Exists(shared))
    return rows.select_related("employee", "position", "unit")


def reasons(posts: Sequence[Placement], found: Population) -> list[Excluded]:
    """Return posts with the reason why nothing is expected of them (two queries)."""
    exempt = {
        row.placement_id: row
        for row in Exemption.objects.on(found.until).filter(placement__in=[post.pk for post in posts])
    }
    absences = Absence.objects.between(found.term.started_on, found.term.ended_on)
    away = away_of(absences.filter(employee__in=[post.employee_id for post in posts]))
    return [
        Excluded(
            post,
            _reason(post, found, exempt.get(post.pk), away.get(post.employee_id, [])),
            exempt.get(post.pk),
        )
        for post in posts
    ]


def _reason(post: Placement, found: Population, exempt: Exemption | None, away: Sequence[Away]) -> str:
    if exempt is not None:
        return f"Dikecualikan BKD sampai {tanggal(exempt.ended_on)}: {exempt.reason}"
    if post.employee.kind == EmploymentKind.NON_ASN:
        return "Bukan ASN"
    term = Span(found.term.started_on, found.term.ended_on)
    if post.started_on > found.until:
        return f"Mulai {tanggal(post.started_on)}"
    if post.ended_on is not None and post.ended_on < found.term.started_on:
        why = "Pindah atau berhenti" if post.employee.is_active else post.employee.status or "Tidak aktif"
        return f"{why}, sampai {tanggal(post.ended_on)}"
    return why_left_out(post, term, away, found.until) or "Tidak dinilai pada masa ini"


def exemption_days(on: date, term_end: date) -> dict[str, Any]:
    """Return the days that the form of an exemption starts with: from today to the end of the term."""
    return {"started_on": on, "ended_on": max(on, term_end)}
