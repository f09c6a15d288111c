"""The list of units with their achievement in a term: by the tree of units, or found by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from indicators.access.rating import rating_spans
from indicators.models import KeyIndicator, Term
from organizations.access import Scope
from organizations.models import Employee, Unit
from organizations.queries import PageLinks, page_after

from ..access import achievement as access
from ..models import OrganisationAchievement
from .achievement import counting_grade
from .year import Year

SET, OPEN = "sudah", "belum"


@dataclass(frozen=True)
class UnitRow:
    """A unit with its grade, how much of its evidence is there, and what the reader can do."""

    unit: Unit
    grade: OrganisationAchievement | None
    below: int
    keys: int
    reported: int
    step: str


@dataclass(frozen=True)
class AchievementList:
    """One page of units: those below the chosen one, those that were searched, or the own ones."""

    rows: list[UnitRow]
    page: PageLinks
    chosen: UnitRow | None
    path: list[Unit]
    counting: OrganisationAchievement | None  # for units below the chosen one without a grade
    q: str
    state: str
    has_scope: bool


def chosen_term(year: Year, asked: str, on: date) -> Term | None:
    """Return the term that was asked for, else the latest whose days of rating have begun."""
    terms = [*year.terms, *([year.final] if year.final else [])]
    named = next((term for term in terms if str(term.pk) == asked), None)
    begun = [term for term in terms if (term.rated_from or term.period.annual_from) <= on]
    return named or next(reversed(begun), None) or year.running or next(iter(terms), None)


def achievement_list(user: Employee, term: Term, params: Mapping[str, str], on: date) -> AchievementList:
    """Return the units that this person may read, one level of the tree or one page of what was searched."""
    scope = access.achievement_scope(user, on)
    q, state = params.get("q", "").strip()[:80], params.get("keadaan", "")
    state = state if state in {SET, OPEN} else ""
    units = scope.filter(Unit.objects.all(), "pk") if scope else access.own_units(user, term)
    units = units.filter(closed_on__isnull=True).annotate(below=_children())
    chosen = None if q or state or not scope else _chosen(units, scope, params.get("unit", ""))
    if chosen is not None:
        units = units.filter(parent=chosen)
    elif scope and not (q or state):
        units = units.filter(_is_top(scope))
    units = _found(units, term, q, state)
    kept = {"masa": str(term.pk), "unit": params.get("unit", "")[:18], "q": q, "keadaan": state}
    page = page_after(units, key=("name", "pk"), params=kept | {"sesudah": params.get("sesudah", "")[:300]})
    rows = _rows([*([chosen] if chosen else []), *page.rows], term, user, on)
    chain = list(reversed(chosen.tree_path)) if chosen else []
    return AchievementList(
        rows=rows[1:] if chosen else rows,
        page=page,
        chosen=rows[0] if chosen else None,
        path=_path(chain[1:], scope),
        counting=(rows[0].grade or counting_grade(chain, term)) if chosen else None,
        q=q,
        state=state,
        has_scope=bool(scope),
    )


def _children() -> Subquery:
    rows = Unit.objects.open().filter(parent=OuterRef("pk")).order_by().values("parent")
    return Subquery(rows.annotate(count=Count("pk")).values("count"))


def _chosen(units: QuerySet[Unit], scope: Scope, asked: str) -> Unit | None:
    """Return the unit whose children are listed: the one that was asked for, or the only one on top."""
    units = units.with_tree_fields()  # type: ignore[attr-defined]
    if asked.isascii() and asked.isdigit() and len(asked) < 18:
        return units.filter(pk=int(asked)).first()
    tops = list(units.filter(_is_top(scope))[:2])
    return tops[0] if len(tops) == 1 else None


def _is_top(scope: Scope) -> Q:
    """Return the condition that no unit above this one lies in the scope."""
    if scope.is_all:
        return Q(parent__isnull=True)
    return Q(pk__in=scope.unit_ids) & (Q(parent__isnull=True) | ~Q(parent__in=scope.unit_ids))


def _found(units: QuerySet[Unit], term: Term, q: str, state: str) -> QuerySet[Unit]:
    if q:
        units = units.filter(Q(name__icontains=q) | Q(code__iexact=q))
    if state:
        graded = Exists(OrganisationAchievement.objects.valid().filter(unit=OuterRef("pk"), term=term))
        units = units.filter(graded if state == SET else ~graded)
    return units


def _path(above: Sequence[int], scope: Scope) -> list[Unit]:
    """Return the units above as far as the reader's units reach, the highest first (no query for none)."""
    inside = [pk for pk in above if _holds(scope, pk)]
    units = Unit.objects.in_bulk(inside) if inside else {}
    return [units[pk] for pk in reversed(inside)]


def _rows(units: list[Unit], term: Term, user: Employee, on: date) -> list[UnitRow]:
    keys = [unit.pk for unit in units]
    valid = OrganisationAchievement.objects.valid().filter(term=term, unit__in=keys)
    grades = {row.unit_id: row for row in valid.select_related("unit")}
    counted = KeyIndicator.objects.filter(goal__period=term.period_id, goal__unit__in=keys).order_by()
    told = counted.values("goal__unit").annotate(
        all=Count("pk", distinct=True),
        reported=Count("realisations", filter=Q(realisations__term=term), distinct=True),
    )
    counts = {row["goal__unit"]: (row["all"], row["reported"]) for row in told}
    headed, setting = access.heads(user, on), access.setting_scope(user, on)
    spans = rating_spans(term.period, term)
    rows = []
    for unit in units:
        promised, reported = counts.get(unit.pk, (0, 0))
        is_own = unit.pk in headed
        may_set = not is_own and _holds(setting, unit.pk) and unit.pk not in grades
        may_set = may_set and spans.of(unit.pk).started_on <= on
        step = "Tetapkan" if may_set else "Laporkan" if is_own and reported < promised else "Buka"
        rows.append(UnitRow(unit, grades.get(unit.pk), unit.below or 0, promised, reported, step))
    return rows


def _holds(scope: Scope, unit: int) -> bool:
    return scope.is_all or unit in scope.unit_ids
