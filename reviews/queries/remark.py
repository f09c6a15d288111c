"""Reads around remarks: what a person received, gave and was asked for, and what was said about a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from appraisal.paging import page_number
from indicators.models import Plan, Result, Term
from organizations.models import Employee, Placement, Supervision
from organizations.queries import PageLinks

from ..access.remark import open_requests, requests_by, requests_to
from ..models import Remark, RemarkRequest
from ..rules.remark import RemarkKind

PAGE = 20
REQUESTS = 50
PEOPLE = 12  # of the own unit before anybody searches, and of those found
LETTERS = 3  # the fewest that are searched for
RECEIVED, GIVEN, REQUESTED = "diterima", "diberikan", "permintaan"


def with_words(remarks: QuerySet[Remark]) -> QuerySet[Remark]:
    """Load everything that a page says about a remark."""
    return remarks.select_related("given_by", "placement__employee", "result", "value")


# --- One person's page --------------------------------------------------------------------------


def remark_page(user: Employee, part: str, kind: str, number: str) -> PageLinks:
    """Return one page of what a person received or gave, the latest first (one query)."""
    mine = {"given_by": user} if part == GIVEN else {"placement__employee": user}
    rows = with_words(Remark.objects.filter(**mine))
    if kind in set(RemarkKind):
        rows = rows.filter(kind=kind)
    page = page_number(number)
    first = (page - 1) * PAGE
    found = list(rows.order_by("-given_at", "-pk")[first : first + PAGE + 1])
    kept = {name: value for name, value in (("bagian", part), ("jenis", kind)) if value}
    return PageLinks(
        found[:PAGE],
        f"Halaman {page}",
        "?" + urlencode(kept | {"hal": page - 1}) if first else "",
        "?" + urlencode(kept | {"hal": page + 1}) if len(found) > PAGE else "",
    )


@dataclass(frozen=True)
class Requests:
    """What waits for the person's words, and what the person asked others."""

    waiting: list[RemarkRequest]
    own: list[RemarkRequest]


def requests_of(user: Employee) -> Requests:
    """Return the open requests to a person, oldest first, and the own ones, latest first (two queries)."""
    waiting = open_requests(requests_to(user)).select_related("placement__employee", "result")
    own = requests_by(user).select_related("asked", "result", "remark")
    return Requests(
        list(waiting.order_by("asked_at", "pk")[:REQUESTS]),
        list(own.order_by("-asked_at", "-pk")[:REQUESTS]),
    )


def own_results(user: Employee, results: QuerySet[Result]) -> list[Result]:
    """Return which of some results are a person's own."""
    return list(results.filter(plan__placement__employee=user))


# --- Whom to write to ---------------------------------------------------------------------------


def people(user: Employee, text: str, on: date) -> list[Placement]:
    """Return people to write to: found by name or NIP, else the own superior and the own unit (two queries).

    Only those who work here on the day, without oneself; a definitive post stands for its holder.
    """
    posts = Placement.objects.on(on).definitive().filter(employee__is_active=True).exclude(employee=user)
    posts = posts.select_related("employee", "position", "unit").order_by("employee__name", "pk")
    text = text.strip()
    if len(text) >= LETTERS:
        return list(posts.filter(employee__in=Employee.objects.active().search(text))[:PEOPLE])
    own = Placement.objects.on(on).filter(employee=user)
    leaders = Supervision.objects.on(on).filter(placement__in=own.values("pk")).values("superior")
    above = list(posts.filter(employee__in=leaders)[:2])
    beside = posts.filter(unit__in=own.values("unit")).exclude(pk__in=[post.pk for post in above])
    return [*above, *beside[: PEOPLE - len(above)]]


# --- For other pages ----------------------------------------------------------------------------


def asked_of(user: Employee) -> int:
    """Return how many requests wait for a person's words (one query)."""
    return open_requests(requests_to(user)).count()


def latest_appreciation(user: Employee) -> Remark | None:
    """Return the last appreciation that a person received, with its giver (one query)."""
    rows = with_words(Remark.objects.filter(placement__employee=user, kind=RemarkKind.APPRECIATION))
    return rows.order_by("-given_at", "-pk").first()


def remarks_in(plan: Plan, term: Term | None = None) -> QuerySet[Remark]:
    """Return the remarks from the days of a plan, or from those of a term."""
    first, last = plan.started_on, plan.last_day
    if term is not None:
        first, last = max(first, term.started_on), min(last, term.ended_on)
    return Remark.objects.filter(
        placement=plan.placement_id, given_at__gte=_midnight(first), given_at__lt=_midnight(last, days=1)
    )


def remarks_of(plan: Plan, term: Term | None = None) -> list[Remark]:
    """Return what was said in the days of a plan, or in those of a term, latest first (one query)."""
    return list(with_words(remarks_in(plan, term)).order_by("-given_at", "-pk"))


def _midnight(day: date, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))
