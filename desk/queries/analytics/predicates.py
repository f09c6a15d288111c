"""How predicates are spread beside the guide: information, never a quota; small groups are kept safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Term
from indicators.queries import policy
from reviews.queries.distribution import City, Spread, city, grades_of, guide_of
from reviews.rules.distribution import SOURCE
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from ...rules.chart import Row, bars, stacked
from ...rules.chart_table import Figure, Table, TableRow
from ...rules.chart_words import most, number, told
from ...rules.small_groups import LEAST, safe_cells, shown_units
from .frame import TOO_FEW, Ask

ORDER = list(reversed(Predicate))  # Sangat Kurang first, as the curve of the form
LABELS = [PREDICATE_LABELS[one] for one in ORDER]
LOOKS = [f"p{5 - place}" for place in range(5)]
MERGED = "Digabung"
PARTS = (*zip(LOOKS, LABELS, strict=True), ("none", MERGED))
NOTES = (
    f"Bahan pertimbangan, bukan kuota. Sumber panduan: {SOURCE}. Kepala unit dihitung pada unit di atasnya.",
    f"Predikat dengan 1 sampai {LEAST - 1} orang digabung dengan yang lain, agar tidak menunjuk orang.",
)


@dataclass(frozen=True)
class Spreads:
    """Shared results by unit, the units that may be shown, and what the guide compares."""

    own: dict[int, Counter[Hashable]]  # by the pair of ratings
    cells: dict[int, tuple[list[int | None], int]]  # of the units that may be shown
    limits: dict[str, Decimal]  # of the year's policy


def count_predicates(ask: Ask, term: Term) -> Spreads:
    """Count the shared results of a term (three queries), heads with the unit above."""
    made = city(term, None, ask.on)
    own: dict[int, Counter[Hashable]] = {}
    for (unit, is_head), spread in made.own.items():
        place = made.parents.get(unit) if is_head else unit
        if place is None:
            continue
        own.setdefault(place, Counter()).update(spread.people)
    limits = policy(term.period)
    least = max(int(limits["pola_unit_kecil"]), LEAST)
    people = {unit: counts.total() for unit, counts in own.items()}
    shown = shown_units(people, ask.tree.children, least)
    counts = {unit: _counts(ask.tree.below(own, unit)) for unit in shown}
    return Spreads(own, safe_cells(counts, ask.tree.children, shown), limits)


def _of(ask: Ask, term: Term) -> Spreads:
    return ask.counted(f"predicates-{term.pk}", lambda: count_predicates(ask, term))


def _counts(counts: Counter[Hashable]) -> list[int]:
    predicates = Spread(counts).predicates  # type: ignore[arg-type]
    return [predicates[one] for one in ORDER]


def _hidden(found: Spreads, total: int) -> str:
    if not total:
        return "Belum ada hasil yang dibagikan pada masa ini."
    least = max(int(found.limits["pola_unit_kecil"]), LEAST)
    return TOO_FEW.format(least=least)


def glance(ask: Ask) -> Figure:
    """Return one bar per predicate of the unit with all below it."""
    found = _of(ask, ask.term)
    counts = ask.tree.below(found.own, ask.unit)
    columns = ["Predikat", "Orang"]
    if ask.unit not in found.cells:
        return Figure("sebaran", "Sebaran predikat", _hidden(found, counts.total()), Table(columns, []))
    before, year = _before(ask), ask.year_before
    cells, merged = found.cells[ask.unit]
    earlier = before[0] if before else [None] * len(LABELS)
    parts = [*zip(LABELS, cells, strict=True), *([(MERGED, merged)] if merged else [])]
    then = [*earlier, *([None] if merged else [])]
    said = most([(label, count) for label, count in parts if count is not None], "orang")
    rows = [
        Row(label, (count or 0, past), "digabung" if count is None else number(count))
        for (label, count), past in zip(parts, then, strict=True)
        if count is not None
    ]
    looks = [look for look, label in PARTS if label in {row.label for row in rows}]
    table = [[label, MERGED.lower() if count is None else count] for label, count in parts]
    if before:
        columns.append(year)
        cells_then, merged_then = before
        past_cells = [MERGED.lower() if one is None else one for one in cells_then]
        table = [[*row, past] for row, past in zip(table, [*past_cells, merged_then], strict=False)]
        said += f" Garis tegak menunjukkan {year}."
    elif ask.earlier:
        said += f" Angka {year} tidak ada untuk dibandingkan."
    drawing = bars(rows, looks)
    rows_ = [TableRow(row) for row in table]
    return Figure("sebaran", "Sebaran predikat", said, Table(columns, rows_), drawing, is_open=False)


def _before(ask: Ask) -> tuple[list[int | None], int] | None:
    """Return the cells of the same term last year, where they may be shown."""
    term = ask.before(ask.term)
    return _of(ask, term).cells.get(ask.unit) if term else None


def figures(ask: Ask) -> list[Figure]:
    """Return the unit beside its guide, and the units one level below that are large enough."""
    found = _of(ask, ask.term)
    first = glance(ask)
    whole = Figure(
        first.key, first.title, first.sentence, first.table, first.drawing, [*_guide(ask, found), *NOTES]
    )
    inside = {pk: ask.tree.below(found.own, pk) for pk in ask.tree.children.get(ask.unit, [])}
    units = [pk for pk, counts in inside.items() if counts]
    page = ask.page_of(units)
    shown = units[page.part]
    if not shown:
        return [whole]
    open_ = [pk for pk in units if pk in found.cells]
    drawn, table = [], []
    for pk in shown:
        if pk not in found.cells:
            table.append(ask.row(pk, *(["–"] * len(LABELS)), "–", "kelompok kecil"))
            continue
        cells, merged = found.cells[pk]
        total = inside[pk].total()
        drawn.append(Row(ask.tree.names[pk], (*cells, merged or None), f"{number(total)} orang"))
        table.append(
            ask.row(pk, *[MERGED.lower() if one is None else one for one in cells], merged or None, total)
        )
    said = told(len(open_), len(units), "unit", "cukup besar untuk ditampilkan tersendiri", already="")
    columns = ["Unit", *LABELS, MERGED, "Orang"]
    drawing = stacked(drawn, PARTS) if drawn else None
    below = Figure("unit", "Unit satu tingkat di bawah", said, Table(columns, table), drawing)
    return [whole, below]


def _guide(ask: Ask, found: Spreads) -> list[str]:
    """Say how the unit lies to the guide, where it may be shown (one query)."""
    if ask.unit not in found.cells:
        return []
    tree = City(names=ask.tree.names, parents=ask.tree.parents)
    grades = grades_of(ask.term, tree.chain(ask.unit))
    spread = Spread(ask.tree.below(found.own, ask.unit))  # type: ignore[arg-type]
    guide = guide_of(ask.unit, spread, tree, grades, found.limits)
    if guide.grade:
        state = "Sesuai panduan." if guide.agrees else "Berbeda dari panduan."
        return [
            f"Capaian organisasi: {guide.grade}. Panduan: {guide.words} {'' if guide.is_small else state}"
        ]
    if guide.graded_above:
        return [f"Capaian {guide.graded_above}. Pola dilihat pada unit yang menerima capaian itu."]
    return ["Capaian organisasi untuk masa ini belum ditetapkan, jadi belum ada panduan untuk dilihat."]
