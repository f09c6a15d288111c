"""Achievement of unit targets: key indicators with a target beside what was reported of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.models import KeyIndicator, Period, Term
from indicators.rules import Direction, achievement
from reviews.models import KeyRealisation

from ...rules.chart import Row, bars, stacked
from ...rules.chart_table import Figure, Table, TableRow
from ...rules.chart_words import number, percent, told
from .frame import Ask

REACHED, ON_WAY, UNKNOWN = "Tercapai", "Dalam perjalanan", "Belum ada angka"
PARTS = (("k1", REACHED), ("k2", ON_WAY), ("k3", UNKNOWN))
NOTE = (
    "Tercapai berarti realisasi yang dilaporkan unit sudah memenuhi targetnya. Persentase membantu membaca; "
    "capaian organisasi ditetapkan pimpinan, bukan dihitung."
)


@dataclass
class Targets:
    """Key indicators by unit and band, and how far each got."""

    own: dict[int, Counter[Hashable]] = field(default_factory=lambda: defaultdict(Counter))
    shares: dict[int, Decimal] = field(default_factory=dict)


def count_targets(period: Period, term: Term) -> Targets:
    """Count the key indicators of a year by unit, with what was reported up to a term (two queries)."""
    reported = KeyRealisation.objects.filter(
        key_indicator__goal__period=period, term__number__lte=term.number, amount__isnull=False
    )
    amounts = dict(reported.order_by("term__number", "pk").values_list("key_indicator", "amount"))
    found = Targets(own=defaultdict(Counter))
    keys = KeyIndicator.objects.filter(goal__period=period).order_by()
    for pk, unit, target, until, direction in keys.values_list(
        "pk", "goal__unit", "target", "target_until", "direction"
    ):
        share = None
        if target is not None:
            share = achievement(
                realised=amounts.get(pk), target=target, until=until, direction=Direction(direction)
            )
        if share is not None:
            found.shares[pk] = share
        found.own[unit][UNKNOWN if share is None else REACHED if share >= 1 else ON_WAY] += 1
    found.own = dict(found.own)
    return found


def _now(ask: Ask) -> Targets:
    return ask.counted(
        f"achievement-{ask.term.pk}-{ask.period.version}", lambda: count_targets(ask.period, ask.term)
    )


def _before(ask: Ask) -> Counter[Hashable]:
    term = ask.before(ask.term)
    if ask.earlier is None or term is None:
        return Counter()
    earlier = ask.earlier
    made = ask.counted(f"achievement-{term.pk}-{earlier.version}", lambda: count_targets(earlier, term))
    return ask.tree.below(made.own, ask.unit)


def _cells(counts: Counter[Hashable]) -> tuple[int, int, int]:
    return counts[REACHED], counts[ON_WAY], counts[UNKNOWN]


def glance(ask: Ask) -> Figure:
    """Return the unit with all below it as one bar."""
    counts, before = ask.tree.below(_now(ask).own, ask.unit), _before(ask)
    cells, total = _cells(counts), counts.total()
    year = ask.period.year - 1
    said = told(counts[REACHED], total, "IKU", f"tercapai sampai {ask.until}")
    if not total:
        said = f"Unit ini dan unit di bawahnya belum punya IKU untuk {ask.period.year}."
    said += ask.compared(percent(counts[REACHED], total), percent(before[REACHED], before.total()))
    rows = [TableRow([str(ask.period.year), *cells, total])]
    drawn = [Row(str(ask.period.year), cells, f"{number(total)} IKU")]
    if before.total():
        rows.append(TableRow([str(year), *_cells(before), before.total()]))
        drawn.append(Row(str(year), _cells(before), f"{number(before.total())} IKU"))
    return Figure(
        "capaian",
        "IKU yang tercapai",
        said,
        Table(["Tahun", REACHED, ON_WAY, UNKNOWN, "IKU"], rows),
        stacked(drawn, PARTS) if total else None,
        is_open=False,
    )


def figures(ask: Ask) -> list[Figure]:
    """Return the whole, the units one level below by name, and the unit's own key indicators."""
    made = _now(ask)
    found = [glance(ask)]
    inside = {pk: ask.tree.below(made.own, pk) for pk in ask.tree.children.get(ask.unit, [])}
    units = [pk for pk, counts in inside.items() if counts]
    page = ask.page_of(units)
    shown = units[page.part]
    if shown:
        rows = [
            Row(ask.tree.names[pk], _cells(inside[pk]), f"{number(inside[pk].total())} IKU") for pk in shown
        ]
        done = sum(inside[pk][UNKNOWN] == 0 for pk in units)
        table = [ask.row(pk, *_cells(inside[pk]), inside[pk].total()) for pk in shown]
        said = told(done, len(units), "unit", "punya angka untuk semua IKU-nya")
        columns = ["Unit", REACHED, ON_WAY, UNKNOWN, "IKU"]
        drawing = stacked(rows, PARTS)
        found.append(Figure("unit", "Unit satu tingkat di bawah", said, Table(columns, table), drawing))
    own = _own(ask, made)
    return [*found, own] if own else found


def _own(ask: Ask, made: Targets) -> Figure | None:
    """Return the share of the target of each key indicator of the unit itself (one query)."""
    keys = KeyIndicator.objects.filter(goal__unit=ask.unit, goal__period=ask.period)
    rows = list(keys.order_by("goal__order", "goal", "order", "pk").values_list("pk", "text")[:30])
    if not rows:
        return None
    shares = {pk: int(made.shares[pk] * 100) if pk in made.shares else None for pk, _ in rows}
    words = {pk: UNKNOWN if share is None else f"{share}%" for pk, share in shares.items()}
    drawn = [Row(text, (shares[pk],), words[pk]) for pk, text in rows]
    reached = sum(share is not None and share >= 100 for share in shares.values())
    return Figure(
        "iku",
        "IKU unit ini sendiri",
        told(reached, len(rows), "IKU unit ini", f"tercapai sampai {ask.until}"),
        Table(["IKU", "Persen dari target"], [TableRow([text, words[pk]]) for pk, text in rows]),
        bars(drawn, top=120),
        notes=[NOTE],
    )
