"""How far results got through the year: how many have a realisation, in which bands, and notes per week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from indicators.models import Period, Result
from indicators.rules import Direction
from organizations.rules import PlacementKind
from reviews.models import Note, Realisation
from reviews.queries.goal import IN_FORCE

from ...rules.chart import Row, Series, dots, line, stacked
from ...rules.chart_table import Figure, Table, TableRow, short_name
from ...rules.chart_words import NOTHING, number, percent, told, trend
from ...rules.small_groups import shown_units
from .frame import Ask, people_with_plans

NEAR = Decimal("0.8")  # of the target; chosen here to tell close from far, and sets nothing
FULL, CLOSE, FAR, BARE = "Sampai target", "80% sampai target", "Di bawah 80%", "Tanpa angka"
BANDS = (("k1", FULL), ("k2", CLOSE), ("k3", FAR), ("k4", BARE))
WEEKS = 13
NOTE = (
    "Realisasi dihitung sejak awal tahun dan dibandingkan dengan target setahun, jadi wajar naik tiap masa."
)


@dataclass(frozen=True)
class Reports:
    """Results promised, realised per term and in bands, by unit; and the units that may be shown."""

    own: dict[int, Counter[Hashable]]
    shown: frozenset[int]


def _bands() -> dict[str, Q]:
    """Return the bands of a realisation as conditions: `rules.achievement` at 100 and at 80 percent.

    What meets the target meets 80 percent as well; the bands are told apart by subtraction.
    """
    target, until = F("indicator__target"), F("indicator__target_until")
    way = "indicator__direction"
    higher, lower = Q(**{way: Direction.HIGHER.value}), Q(**{way: Direction.LOWER.value})
    between, stable = Q(**{way: Direction.RANGE.value}), Q(**{way: Direction.STABLE.value})
    full = higher & Q(amount__gte=target) | lower & Q(amount__lte=target) | stable & Q(amount=target)
    full |= between & Q(amount__gte=target, amount__lte=until)
    above, under = target * NEAR, target * (2 - NEAR)
    near = higher & Q(amount__gte=above) | lower & Q(amount__lte=under)
    near |= stable & Q(amount__gte=above, amount__lte=under)
    near |= between & Q(amount__gte=above, amount__lte=until * (2 - NEAR))
    return {"known": Q(amount__isnull=False, indicator__target__isnull=False), "full": full, "near": near}


def _in_force(period: Period, path: str) -> Q:
    return Q(
        **{
            f"{path}period": period,
            f"{path}status__in": IN_FORCE,
            f"{path}revises__isnull": True,
            f"{path}placement__kind": PlacementKind.DEFINITIVE,
        }
    )


def count_reports(ask: Ask, period: Period) -> Reports:
    """Count results and realisations of a year by unit and term (three queries)."""
    own: dict[int, Counter[Hashable]] = {}
    results = Result.objects.filter(_in_force(period, "plan__"))
    for unit, count in results.values_list("plan__placement__unit").annotate(Count("pk")).order_by():
        own.setdefault(unit, Counter())["results"] = count
    reported: QuerySet[Realisation] = Realisation.objects.filter(
        _in_force(period, "indicator__result__plan__"),
        indicator__removed_at__isnull=True,
        indicator__result__removed_at__isnull=True,
    )
    unit_path = "indicator__result__plan__placement__unit"
    counts = {name: Count("pk", filter=condition) for name, condition in _bands().items()}
    told_ = reported.values(unit_path, "term").annotate(
        all=Count("pk"), results=Count("indicator__result", distinct=True), **counts
    )
    for row in told_.order_by():
        counter, term = own.setdefault(row[unit_path], Counter()), row["term"]
        counter[term] = row["results"]
        counter[term, FULL], counter[term, CLOSE] = row["full"], row["near"] - row["full"]
        counter[term, FAR], counter[term, BARE] = row["known"] - row["near"], row["all"] - row["known"]
    return Reports(own, shown_units(people_with_plans(ask, period), ask.tree.children))


def _of(ask: Ask, period: Period) -> Reports:
    return ask.counted(f"realisation-{period.pk}", lambda: count_reports(ask, period))


def _shares(ask: Ask) -> tuple[list[int | None], list[int | None], Counter[Hashable]]:
    """Return the share of results with a realisation per term, now and last year, and the counts."""
    counts = ask.tree.below(_of(ask, ask.period).own, ask.unit)
    begun = {term.pk for term in ask.begun}
    now = [percent(counts[term.pk], counts["results"]) if term.pk in begun else None for term in ask.parts]
    then: list[int | None] = [None] * len(ask.parts)
    if ask.earlier:
        past = ask.tree.below(_of(ask, ask.earlier).own, ask.unit)
        before = [ask.before(term) for term in ask.parts]
        then = [percent(past[term.pk], past["results"]) if term else None for term in before]
    return now, then, counts


def glance(ask: Ask) -> Figure:
    """Return the share of results that have a realisation, term by term, beside last year."""
    now, then, counts = _shares(ask)
    names = [term.name for term in ask.parts]
    until = ask.parts.index(ask.latest) + 1 if ask.latest else 0  # a part that still runs says little
    columns = ["Masa", str(ask.period.year)]
    has_past = any(one is not None for one in then)
    said = trend(names[:until], now[:until], "hasil kerja yang punya realisasi")
    if not counts["results"]:
        said = f"{NOTHING}: belum ada SKP yang disepakati di unit ini."
    elif until:
        said += ask.compared(now[until - 1], then[until - 1])
    lines = [Series(str(ask.period.year), tuple(now))]
    if has_past:
        columns.append(str(ask.period.year - 1))
        lines.append(Series(str(ask.period.year - 1), tuple(then), "open"))
    rows = [
        TableRow([name, *[f"{one}%" if one is not None else "" for one in pair[: len(columns) - 1]]])
        for name, *pair in zip(names, now, then, strict=True)
    ]
    drawing = (
        line([short_name(name) for name in names], lines, top=100, unit="%") if counts["results"] else None
    )
    table = Table(columns, rows)
    return Figure("realisasi", "Hasil kerja dengan realisasi", said, table, drawing, is_open=False)


def figures(ask: Ask) -> list[Figure]:
    """Return the trend, the bands per term, the units one level below, and the notes of thirteen weeks."""
    found = [glance(ask)]
    reports = _of(ask, ask.period)
    counts = ask.tree.below(reports.own, ask.unit)
    cells = {term.pk: [counts[term.pk, band] for _, band in BANDS] for term in ask.begun}
    reported = [term for term in ask.begun if sum(cells[term.pk])]
    if reported and ask.unit in reports.shown:
        term = reported[-1]
        total = sum(cells[term.pk])
        said = told(cells[term.pk][0], total, "realisasi", f"mencapai target setahun pada {term.name}")
        drawn = [Row(one.name, tuple(cells[one.pk]), number(sum(cells[one.pk]))) for one in reported]
        rows = [TableRow([one.name, *cells[one.pk], sum(cells[one.pk])]) for one in reported]
        table = Table(["Masa", *[band for _, band in BANDS], "Realisasi"], rows)
        title = "Realisasi terhadap target"
        found.append(Figure("pita", title, said, table, stacked(drawn, BANDS), notes=[NOTE]))
    below = _units(ask, reports)
    return [*found, *([below] if below else []), notes_per_week(ask)]


def _units(ask: Ask, reports: Reports) -> Figure | None:
    """Return the share per unit one level below in the term, by name; small units without a number."""
    inside = {pk: ask.tree.below(reports.own, pk) for pk in ask.tree.children.get(ask.unit, [])}
    units = [pk for pk, counts in inside.items() if counts["results"]]
    shown = units[ask.page_of(units).part]
    term = ask.latest
    if not shown or term is None:
        return None
    past, before = _of(ask, ask.earlier) if ask.earlier else None, ask.before(term)
    drawn, rows = [], []
    for pk in shown:
        count, total = inside[pk][term.pk], inside[pk]["results"]
        if pk not in reports.shown:
            rows.append(ask.row(pk, "–", "–", "kelompok kecil"))
            continue
        share = percent(count, total)
        then = None
        if past and before and pk in past.shown:
            counts = ask.tree.below(past.own, pk)
            then = percent(counts[before.pk], counts["results"])
        drawn.append(Row(ask.tree.names[pk], (share, then), f"{share}%"))
        rows.append(ask.row(pk, count, total, f"{share}%"))
    some = sum(inside[pk][term.pk] > 0 for pk in units)
    said = told(some, len(units), "unit", f"melaporkan realisasi pada {term.name}")
    table = Table(["Unit", "Dengan realisasi", "Hasil kerja", "Bagian"], rows)
    drawing = (
        dots(drawn, 0, 100, [f"bagian dengan realisasi {ask.period.year}", ask.year_before])
        if drawn
        else None
    )
    return Figure("unit", "Unit satu tingkat di bawah", said, table, drawing)


def notes_per_week(ask: Ask) -> Figure:
    """Return how many notes were written in each of the last thirteen whole weeks (one query)."""
    until = min(ask.on, ask.period.ended_on)
    monday = until - timedelta(days=until.weekday() + 7)
    last_day = monday + timedelta(days=6)
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]

    def count() -> Counter[date]:
        rows = Note.objects.kept().filter(noted_on__gte=starts[0], noted_on__lte=last_day)
        if ask.tree.parents.get(ask.unit) is not None:
            rows = rows.filter(placement__unit__in=list(ask.tree.inside(ask.unit)))
        days: Counter[date] = Counter()
        for day, number_ in rows.values_list("noted_on").annotate(Count("pk")).order_by():
            days[day - timedelta(days=day.weekday())] += number_
        return days

    weeks = ask.counted(f"notes-{ask.unit}-{monday.isoformat()}", count)
    values = [weeks[start] for start in starts]
    labels = [f"{start.day}/{start.month}" for start in starts]
    said = (
        f"{NOTHING} tentang catatan dalam {WEEKS} minggu penuh terakhir."
        if not any(values)
        else f"{number(sum(values))} catatan dalam {WEEKS} minggu penuh terakhir; "
        f"paling banyak {number(max(values))} dan paling sedikit {number(min(values))} seminggu."
    )
    rows = [TableRow([label, value]) for label, value in zip(labels, values, strict=True)]
    drawing = line(labels, [Series("catatan", tuple(values))]) if any(values) else None
    table = Table(["Minggu mulai", "Catatan"], rows)
    return Figure("catatan", "Catatan per minggu", said, table, drawing, is_open=False)
