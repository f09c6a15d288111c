"""Of whom something is expected in a term: posts, by the rule of coverage and without who is exempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Placement
from organizations.rules import WITHOUT_PLAN, EmploymentKind, PlacementKind, Span
from reviews.models import Evaluation
from reviews.queries.coverage import away_of, cover_post
from reviews.rules.coverage import Away
from reviews.rules.evaluation import RELEASED

from ..models import Exemption

REMEMBERED = 300  # seconds; absences and acting posts change by the week, exemptions are seen at once
AGREED = (PlanStatus.AGREED.value, PlanStatus.CLOSED.value)


@dataclass(frozen=True)
class Population:
    """The posts of a term: what is expected, and the few that the rule of coverage judged by hand."""

    period: Period
    term: Term
    until: date  # the last day of the term, or today while it runs: who begins later is not expected yet
    left_out: frozenset[int] = frozenset()
    acting: frozenset[int] = frozenset()

    def expected(self) -> QuerySet[Placement]:
        """Return the posts of which something is expected in the term."""
        rows = self._lying().filter(Q(kind=PlacementKind.DEFINITIVE.value) | Q(pk__in=self.acting))
        rows = rows.exclude(employee__kind=EmploymentKind.NON_ASN)
        if self.left_out:
            rows = rows.exclude(pk__in=self.left_out)
        return rows.exclude(pk__in=self._exempt())

    def excluded(self) -> QuerySet[Placement]:
        """Return the definitive posts of the year of which nothing is expected in the term."""
        of_year = Q(started_on__lte=self.period.ended_on) & _open_from(self.period.started_on)
        elsewhere = Q(started_on__gt=self.until) | Q(ended_on__lt=self.term.started_on)
        without = Q(employee__kind=EmploymentKind.NON_ASN) | Q(pk__in=self._exempt())
        rows = Placement.objects.definitive().filter(of_year)
        return rows.filter(elsewhere | without | Q(pk__in=self.left_out))

    def _lying(self) -> QuerySet[Placement]:
        return Placement.objects.filter(_open_from(self.term.started_on), started_on__lte=self.until)

    def _exempt(self) -> Subquery:
        return Subquery(Exemption.objects.on(self.until).values("placement"))


def _open_from(day: date) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gte=day)


def population(period: Period, term: Term, on: date) -> Population:
    """Return who is expected in a term, at most five minutes old (two queries when made anew)."""
    until = max(term.started_on, min(term.ended_on, on))
    key = f"population-{term.pk}-{period.version}-{until}"
    found = cache.get(key)
    if found is None:
        found = _judged(period, term, until)
        cache.set(key, found, REMEMBERED)
    return Population(period, term, until, *found)


def _judged(period: Period, term: Term, until: date) -> tuple[frozenset[int], frozenset[int]]:
    """Judge the few posts of which the rule has more to say: absent, acting, of who left the service."""
    absences = Absence.objects.between(term.started_on, term.ended_on)
    shared = Evaluation.objects.filter(plan__placement=OuterRef("pk"), term=term, status__in=RELEASED)
    plans = Plan.objects.filter(placement=OuterRef("pk"), period=period, status__in=AGREED)
    posts = Population(period, term, until)._lying().exclude(employee__kind=EmploymentKind.NON_ASN)
    rows = posts.filter(
        Q(employee__is_active=False)
        | ~Q(kind=PlacementKind.DEFINITIVE.value)
        | Q(employee__in=absences.values("employee"))
    ).annotate(has_plan=Exists(plans), is_shared=Exists(shared))
    away, days = away_of(absences), Span(term.started_on, term.ended_on)
    left_out, acting = set(), set()
    for post in rows.select_related("employee", "position"):
        mine = away.get(post.employee_id, [])
        is_expected = not why_left_out(post, days, mine, until)
        if not post.is_definitive:
            acting |= {post.pk} if is_expected else set()
        elif not is_expected:
            left_out.add(post.pk)
    return frozenset(left_out), frozenset(acting)


def why_left_out(post: Placement, term: Span, away: Sequence[Away], until: date) -> str:
    """Return why nothing is expected of a post in a term, nothing where something is.

    Besides the rule of coverage: nobody waits for a first plan of who is away without one (CLTN, suspended)
    on the last day that counts. The post was annotated with `has_plan` and `is_shared`.
    """
    found = cover_post(post, term, away)
    if found.reason or post.has_plan:  # type: ignore[attr-defined]
        return found.reason
    absent = [row for row in away if row.kind in WITHOUT_PLAN and row.days.holds(until)]
    return str(absent[0]) if absent else ""
