"""How many people heard something in a term: feedback of the superior, a signed remark, or a talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import datetime, time
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from indicators.models import Period, Term
from reviews.models import Feedback, Remark, Talk

from ...rules.chart import Row, Series, dots, line
from ...rules.chart_table import Figure, Table, TableRow, short_name
from ...rules.chart_words import NOTHING, percent, told
from .frame import Ask, people_with_plans, plans_of

SAID, SIGNED, TALKED = "Umpan balik atasan", "Umpan balik bertanda tangan", "Dialog kinerja"
KINDS = (("k1", SAID), ("k2", SIGNED), ("k3", TALKED))
PEOPLE = "people"
NOTE = (
    "Dihitung orang dengan SKP yang disepakati. Umpan balik bertanda tangan dapat datang dari atasan, "
    "pemberi tugas, atau rekan. Dialog dihitung setelah tanggalnya dicatat."
)


def count_talks(ask: Ask, period: Period, terms: list[Term]) -> dict[int, Counter[Hashable]]:
    """Count the people of a year who heard something in each term, by unit (two queries)."""
    own: dict[int, Counter[Hashable]] = {}
    for unit, count in people_with_plans(ask, period).items():
        own.setdefault(unit, Counter())[PEOPLE] = count
    plans = plans_of(period)
    unit_path = "plan__placement__unit"
    said = Feedback.objects.filter(plan__in=plans, is_from_assigner=False)
    talked = Talk.objects.filter(plan__in=plans, held_on__isnull=False)
    counted: list[QuerySet[Any, Any]] = [
        _told(rows, kind, unit_path, "term", "plan") for kind, rows in ((SAID, said), (TALKED, talked))
    ]
    if terms:
        signed = Remark.objects.filter(placement__in=plans.values("placement"))
        given = signed.annotate(part=_part(terms)).filter(part__gt=0)
        counted.append(_told(given, SIGNED, "placement__unit", "part", "placement"))
    for kind, unit, term, count in counted[0].union(*counted[1:], all=True):
        own.setdefault(unit, Counter())[kind, term] = count
    return own


def _told(rows: QuerySet[Any], kind: str, unit: str, term: str, whom: str) -> QuerySet[Any, Any]:
    """Return kind, unit, term and how many people, as one part of a union."""
    named = rows.annotate(what=Value(kind, output_field=CharField())).order_by()
    return named.values_list("what", unit, term).annotate(Count(whom, distinct=True))


def _part(terms: list[Term]) -> Case:
    """Return the term in whose days something was given, 0 outside the year, as an expression."""
    return Case(
        *[
            When(Q(given_at__gte=_start(term.started_on)) & Q(given_at__lt=_end(term)), then=Value(term.pk))
            for term in terms
        ],
        default=Value(0),
        output_field=IntegerField(),
    )


def _start(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))  # type: ignore[arg-type]


def _end(term: Term) -> datetime:
    return timezone.make_aware(datetime.combine(term.ended_on, time.max))


def _own(ask: Ask, period: Period, terms: list[Term]) -> dict[int, Counter[Hashable]]:
    return ask.counted(f"talks-{period.pk}", lambda: count_talks(ask, period, terms))


def glance(ask: Ask) -> Figure:
    """Return the three shares term by term, with what last year had in the same term."""
    counts = ask.tree.below(_own(ask, ask.period, ask.parts), ask.unit)
    people, names = counts[PEOPLE], [term.name for term in ask.parts]
    begun = {term.pk for term in ask.begun}
    lines = [
        Series(
            kind,
            tuple(percent(counts[kind, one.pk], people) if one.pk in begun else None for one in ask.parts),
            look,
        )
        for look, kind in KINDS
    ]
    term = ask.latest
    said = f"{NOTHING}: belum ada SKP yang disepakati di unit ini."
    if people and term is not None:
        past = percent(*_before(ask, term))
        now = percent(counts[SAID, term.pk], people)
        said = told(counts[SAID, term.pk], people, "orang", f"mendapat umpan balik atasan pada {term.name}")
        said += ask.compared(now, past)
    rows = [
        TableRow([name, *["" if one.values[place] is None else f"{one.values[place]}%" for one in lines]])
        for place, name in enumerate(names)
    ]
    drawing = line([short_name(name) for name in names], lines, top=100, unit="%") if people else None
    table = Table(["Masa", *[kind for _, kind in KINDS]], rows)
    return Figure("percakapan", "Umpan balik dan dialog", said, table, drawing, is_open=False)


def _before(ask: Ask, term: Term) -> tuple[int, int]:
    earlier = ask.before(term)
    if ask.earlier is None or earlier is None:
        return 0, 0
    terms = [one for one in ask.earlier_terms if not one.is_final]
    past = ask.tree.below(_own(ask, ask.earlier, terms), ask.unit)
    return past[SAID, earlier.pk], past[PEOPLE]


def figures(ask: Ask) -> list[Figure]:
    """Return the trend, and the units one level below in the term, by name."""
    first = glance(ask)
    found = [Figure(first.key, first.title, first.sentence, first.table, first.drawing, [NOTE])]
    own, term = _own(ask, ask.period, ask.parts), ask.latest
    inside = {pk: ask.tree.below(own, pk) for pk in ask.tree.children.get(ask.unit, [])}
    units = [pk for pk, counts in inside.items() if counts[PEOPLE]]
    shown = units[ask.page_of(units).part]
    if not shown or term is None:
        return found
    drawn, rows = [], []
    for pk in shown:
        people = inside[pk][PEOPLE]
        shares = [percent(inside[pk][kind, term.pk], people) for _, kind in KINDS]
        drawn.append(Row(ask.tree.names[pk], (shares[0], shares[2]), f"{shares[0]}% · {shares[2]}%"))
        rows.append(ask.row(pk, *[inside[pk][kind, term.pk] for _, kind in KINDS], people))
    full = sum(inside[pk][SAID, term.pk] >= inside[pk][PEOPLE] for pk in units)
    said = told(full, len(units), "unit", f"memberi umpan balik kepada semua orang pada {term.name}")
    table = Table(["Unit", *[kind for _, kind in KINDS], "Orang"], rows)
    drawing = dots(drawn, 0, 100, [SAID, TALKED])
    return [*found, Figure("unit", "Unit satu tingkat di bawah", said, table, drawing)]
