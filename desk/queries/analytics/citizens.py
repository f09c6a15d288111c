"""What citizens said of the services: voices per quarter, and an index only from thirty of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db.models.functions import ExtractQuarter, ExtractYear

from reviews.models import ServicePoint, Voice, VoiceSurplus
from reviews.queries.voice import Tally, tallies
from reviews.rules.voice import INDEX_FROM, Quarter, last_quarters, quarter_of

from ...rules.chart import Row, Series, dots, line
from ...rules.chart_table import Figure, Table, TableRow
from ...rules.chart_words import NOTHING, number, told
from .frame import Ask

QUARTERS = 5  # the running one, three before it, and the same one of last year
NOTE = (
    f"Indeks 25 sampai 100 dihitung dari satu pertanyaan dan baru mulai {INDEX_FROM} suara. Ini bukan survei "
    "kepuasan resmi dengan sembilan unsur; yang mengisi datang atas kemauannya sendiri."
)
Counted = dict[tuple[int, Quarter], Tally]


def count_voices(quarters: list[Quarter]) -> tuple[Counted, dict[int, tuple[int, str, str]]]:
    """Count the voices by service point and quarter; with unit and name of each point (three queries)."""
    since, until = quarters[-1].started_on, quarters[0].ended_on
    voices = Voice.objects.filter(said_on__gte=since, said_on__lte=until)
    surplus = VoiceSurplus.objects.filter(day__gte=since, day__lte=until)
    found = tallies(
        voices.annotate(year=ExtractYear("said_on"), quarter=ExtractQuarter("said_on")),
        surplus.annotate(year=ExtractYear("day"), quarter=ExtractQuarter("day")),
        "point",
        "year",
        "quarter",
    )
    points = ServicePoint.objects.order_by("name", "pk").values_list("pk", "unit", "name", "unit__name")
    counted = {(point, Quarter(year, part)): tally for (point, year, part), tally in found.items()}
    return counted, {pk: (unit, name, unit_name) for pk, unit, name, unit_name in points}


def _quarters(ask: Ask) -> list[Quarter]:
    """Return the quarters of the page, the latest first: up to the term, or to today."""
    day = min(ask.on, ask.period.ended_on)
    return last_quarters(day, QUARTERS)


def _points(ask: Ask) -> tuple[Counted, dict[int, tuple[str, str]], list[Quarter]]:
    quarters = _quarters(ask)
    counted, points = ask.counted(f"voices-{quarters[0].code}", lambda: count_voices(quarters))
    inside = set(ask.tree.inside(ask.unit))
    mine = {pk: (name, unit_name) for pk, (unit, name, unit_name) in points.items() if unit in inside}
    return counted, mine, quarters


def _whole(counted: Counted, points: Mapping[int, object], quarter: Quarter) -> Tally:
    total = Tally()
    for pk in points:
        tally = counted.get((pk, quarter))
        if tally is not None:
            for mark, count in tally.counts.items():
                total.counts[mark] += count
    return total


def glance(ask: Ask) -> Figure:
    """Return the index of the unit's points together, quarter by quarter."""
    counted, points, quarters = _points(ask)
    whole = [(quarter, _whole(counted, points, quarter)) for quarter in reversed(quarters)]
    now, before = whole[-1][1], whole[0][1]
    if not points:
        said = "Unit ini dan unit di bawahnya belum punya titik layanan."
    elif not any(tally.total for _, tally in whole):
        said = f"{NOTHING}: belum ada suara warga dalam {QUARTERS} triwulan ini."
    elif now.index is None:
        said = (
            f"{number(now.total)} suara pada {whole[-1][0]}; indeks baru dihitung mulai {INDEX_FROM} suara."
        )
    else:
        said = f"Indeks {number(now.index)} dari {number(now.total)} suara pada {whole[-1][0]}."
        said += _past(now, before) if ask.earlier else ""
    labels = [f"TW {str(quarter).split()[1]}" for quarter, _ in whole]
    values = tuple(tally.index for _, tally in whole)
    rows = [TableRow([str(quarter), tally.total, _index(tally)]) for quarter, tally in whole]
    drawing = line(labels, [Series("indeks", values)], top=100) if any(values) else None
    table = Table(["Triwulan", "Suara", "Indeks"], rows if points else [])
    return Figure("suara", "Suara warga", said, table, drawing, is_open=False)


def _past(now: Tally, before: Tally) -> str:
    if now.index is None or before.index is None:
        return " Indeks triwulan yang sama tahun lalu tidak ada untuk dibandingkan."
    step = now.index - before.index
    if not step:
        return " Sama dengan triwulan yang sama tahun lalu."
    way = " Naik" if step > 0 else " Turun"
    return f"{way} {number(abs(step))} dari triwulan yang sama tahun lalu ({number(before.index)})."


def _index(tally: Tally | None) -> str:
    if tally is None or tally.index is None:
        return f"mulai {INDEX_FROM} suara"
    return number(tally.index)


def figures(ask: Ask) -> list[Figure]:
    """Return the quarters of the unit, and its service points in the last whole quarter, by name."""
    first = glance(ask)
    found = [Figure(first.key, first.title, first.sentence, first.table, first.drawing, [NOTE])]
    counted, points, quarters = _points(ask)
    quarter = quarter_of(quarters[0].started_on - timedelta(days=1))
    keys = list(points)
    shown = keys[ask.page_of(keys).part]
    if not shown:
        return found
    drawn, rows, enough = [], [], 0
    for pk in keys:
        tally = counted.get((pk, quarter))
        enough += tally is not None and tally.index is not None
    for pk in shown:
        (name, unit), tally = points[pk], counted.get((pk, quarter))
        running = counted.get((pk, quarters[0]))
        rows.append(
            TableRow(
                [
                    f"{name}, {unit}",
                    tally.total if tally else 0,
                    _index(tally),
                    running.total if running else 0,
                ]
            )
        )
        if tally is not None and tally.index is not None:
            drawn.append(Row(f"{name}, {unit}", (tally.index,), number(tally.index)))
    said = told(enough, len(keys), "titik layanan", f"punya indeks pada {quarter}")
    columns = ["Titik layanan", "Suara", f"Indeks {quarter}", f"Suara {quarters[0]}"]
    drawing = dots(drawn, 25, 100, [f"indeks {quarter}"], unit="") if drawn else None
    return [*found, Figure("titik", "Titik layanan", said, Table(columns, rows), drawing)]
