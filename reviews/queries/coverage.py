"""How far the evaluation of a term is, by unit, and who is not evaluated in it, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from indicators.access.rating import RatingSpans, rating_spans
from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.access import Scope
from organizations.models import Absence, Placement
from organizations.queries import REMEMBERED, Branches, branches
from organizations.rules import AbsenceKind, EmploymentKind, PlacementKind, Span

from ..models import Evaluation, SelfAssessment
from ..rules.coverage import Away, Coverage, coverage
from ..rules.evaluation import RELEASED, EvaluationStatus


@dataclass
class Covered:
    """How far the evaluations of some units are in a term."""

    expected: int = 0
    assessed: int = 0
    rated: int = 0
    final: int = 0
    late: int = 0
    left_out: int = 0

    @property
    def people(self) -> int:
        """Posts that lie in the term, evaluated or not."""
        return self.expected + self.left_out

    def add(self, other: Covered) -> None:
        """Add the posts of another unit."""
        for name in ("expected", "assessed", "rated", "final", "late", "left_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class LeftOut:
    """Somebody who is not evaluated in a term, and why."""

    nip: str
    name: str
    post: str
    unit: int
    reason: str


@dataclass(frozen=True)
class TermCoverage:
    """The counts of a term by unit, and who is left out, by name."""

    made: Branches[Covered]
    left_out: list[LeftOut]

    def left_out_of(self, units: Collection[int] | None) -> list[LeftOut]:
        """Return who is left out in some units; None for all."""
        return [row for row in self.left_out if units is None or row.unit in units]


def term_coverage(period: Period, term: Term) -> TermCoverage:
    """Return the coverage of a term, at most a minute old (seven queries when made anew)."""
    key = f"coverage-{term.pk}-{period.version}"
    found: TermCoverage | None = cache.get(key)
    if found is None:
        found = _cover(period, term)
        cache.set(key, found, REMEMBERED)
    return found


def _cover(period: Period, term: Term) -> TermCoverage:
    own: dict[int, Covered] = defaultdict(Covered)
    posts = _posts_in(term)
    counted = posts.filter(kind=PlacementKind.DEFINITIVE).values_list("unit").annotate(Count("pk"))
    for unit, count in counted.order_by():
        own[unit].expected = count
    left_out = list(_special(posts, period, term, own))
    spans = rating_spans(period, term)
    plans = Q(plan__period=period, plan__revises__isnull=True, term=term)
    here = Q(plan__placement__employee__is_active=True)
    sent = SelfAssessment.objects.filter(plans, here, sent_at__isnull=False)
    for unit, count in sent.values_list("plan__placement__unit").annotate(Count("pk")).order_by():
        own[unit].assessed = count
    judged = Evaluation.objects.filter(plans, here | Q(status__in=RELEASED)).exclude(predicate="")
    rows = judged.values("plan__placement__unit").annotate(
        rated=Count("pk"),
        final=Count("pk", filter=Q(status=EvaluationStatus.FINAL)),
        late=Count("pk", filter=_late(spans)),
    )
    for row in rows.order_by():
        counts = own[row["plan__placement__unit"]]
        counts.rated, counts.final, counts.late = row["rated"], row["final"], row["late"]
    return TermCoverage(branches(dict(own), Covered), sorted(left_out, key=lambda row: (row.name, row.nip)))


def _posts_in(term: Term) -> QuerySet[Placement]:
    """Return the posts of employees that were held on a day of the term."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=term.started_on)
    posts = Placement.objects.filter(lasting, started_on__lte=term.ended_on)
    return posts.exclude(employee__kind=EmploymentKind.NON_ASN)


def _special(
    posts: QuerySet[Placement], period: Period, term: Term, own: dict[int, Covered]
) -> Iterator[LeftOut]:
    """Judge the few posts of which the rule has more to say, correct the counts, and tell who is left out."""
    absences = Absence.objects.between(term.started_on, term.ended_on)
    away = away_of(absences)
    agreed = [PlanStatus.AGREED.value, PlanStatus.CLOSED.value]
    shared = Evaluation.objects.filter(plan__placement=OuterRef("pk"), term=term, status__in=RELEASED)
    rows = posts.filter(
        Q(employee__is_active=False)
        | ~Q(kind=PlacementKind.DEFINITIVE)
        | Q(employee__in=absences.values("employee"))
    ).annotate(
        has_plan=Exists(Plan.objects.filter(placement=OuterRef("pk"), period=period, status__in=agreed)),
        is_shared=Exists(shared),
    )
    days = Span(term.started_on, term.ended_on)
    for post in rows.select_related("employee", "position").order_by("pk"):
        found = cover_post(post, days, away.get(post.employee_id, []))
        if not post.is_definitive:
            own[post.unit_id].expected += found.is_expected
        elif not found.is_expected:
            own[post.unit_id].expected -= 1
            own[post.unit_id].left_out += 1
            person = post.employee
            yield LeftOut(person.nip, person.full_name, post.label, post.unit_id, found.reason)


def cover_post(post: Placement, term: Span, away: Sequence[Away]) -> Coverage:
    """Return what the rule says of a post that was annotated with `has_plan` and `is_shared`."""
    person = post.employee
    return coverage(
        term,
        Span(post.started_on, post.ended_on),
        kind=PlacementKind(post.kind),
        has_plan=post.has_plan,  # type: ignore[attr-defined]
        away=away,
        left="" if person.is_active else person.status or "Tidak aktif",
        is_shared=post.is_shared,  # type: ignore[attr-defined]
    )


def away_of(absences: QuerySet[Absence]) -> dict[int, list[Away]]:
    """Return the times away by person, the first one first (one query)."""
    found: dict[int, list[Away]] = defaultdict(list)
    for row in absences.order_by("started_on", "pk"):
        found[row.employee_id].append(Away(AbsenceKind(row.kind), Span(row.started_on, row.ended_on)))
    return found


def _late(spans: RatingSpans) -> Q:
    """Return the condition that an evaluation was rated after the last day of its unit."""
    groups: dict[date, list[int]] = defaultdict(list)
    for unit, span in spans.by_unit.items():
        assert span.ended_on is not None
        groups[span.ended_on].append(unit)
    assert spans.usual.ended_on is not None
    late = Q(rated_at__gte=_after(spans.usual.ended_on))
    if spans.by_unit:
        late &= ~Q(plan__placement__unit__in=list(spans.by_unit))
    for day, units in sorted(groups.items()):
        late |= Q(plan__placement__unit__in=units, rated_at__gte=_after(day))
    return late


def _after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


LEFT_OUT_COLUMNS = ["NIP", "Nama", "Jabatan", "Unit kerja", "Alasan"]


def left_out_rows(found: TermCoverage, units: Collection[int] | None) -> Iterator[list[str]]:
    """Yield who is not evaluated as rows of a file; NIP is text."""
    for row in found.left_out_of(units):
        yield [row.nip, row.name, row.post, found.made.names.get(row.unit, "Unit ditutup"), row.reason]


def units_below(made: Branches[Covered], unit: int, scope: Scope) -> set[int]:
    """Return a unit and all below it, as far as they lie in the scope."""
    found, stack = set(), [unit]
    while stack:
        current = stack.pop()
        found.add(current)
        stack += made.children.get(current, [])
    return {pk for pk in found if scope.is_all or pk in scope.unit_ids}
