"""Obstacles of the year: what was asked, how long people waited, what it was about; never the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from indicators.models import Period
from reviews.models import HelpRequest

from ...rules.chart import Row, Series, bars, line, stacked
from ...rules.chart_table import Figure, Table, TableRow
from ...rules.chart_words import most, number, percent, told
from ...rules.themes import LEAST, OTHER, merged_themes, themes, themes_of
from .frame import Ask

OPEN, ANSWERED, CLOSED = "Menunggu jawaban", "Dijawab", "Selesai"
STATES = (("k1", CLOSED), ("k2", ANSWERED), ("k3", OPEN))
WAITS = ((3, "Sampai 3 hari"), (7, "4–7 hari"), (14, "8–14 hari"), (10_000, "Lebih dari 14 hari"))
MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()  # noqa: SIM905
NOTE = (
    "Tema dibaca dari kata, satu permintaan dapat menyentuh beberapa tema, dan tema dengan kurang dari "
    f"{LEAST} permintaan digabung ke Lain. Teksnya hanya dibaca oleh yang menulis dan atasannya."
)


def count_obstacles(period: Period) -> dict[int, Counter[Hashable]]:
    """Count the requests for help of a year by unit: state, days waited, month, theme (one query)."""
    own: dict[int, Counter[Hashable]] = {}
    rows = HelpRequest.objects.filter(Q(plan__period=period) & Q(plan__revises__isnull=True)).order_by()
    columns = ("plan__placement__unit", "text", "asked_at", "replied_at", "closed_at")
    for unit, text, asked_at, replied_at, closed_at in rows.values_list(*columns).iterator():
        counts = own.setdefault(unit, Counter())
        state = CLOSED if closed_at else ANSWERED if replied_at else OPEN
        counts[state] += 1
        counts["month", timezone.localtime(asked_at).month] += 1
        answer = replied_at or closed_at
        if answer:
            counts["wait", _wait(asked_at, answer)] += 1
        for theme in themes_of(text):
            counts["theme", theme] += 1
    return own


def _wait(asked_at: datetime, answer: datetime) -> str:
    days = (timezone.localdate(answer) - timezone.localdate(asked_at)).days
    return next(label for most_days, label in WAITS if days <= most_days)


def _counts(ask: Ask, period: Period | None) -> Counter[Hashable]:
    if period is None:
        return Counter()
    own = ask.counted(f"obstacles-{period.pk}", lambda: count_obstacles(period))
    return ask.tree.below(own, ask.unit)


def _total(counts: Counter[Hashable]) -> int:
    return counts[OPEN] + counts[ANSWERED] + counts[CLOSED]


def glance(ask: Ask) -> Figure:
    """Return how many requests wait, were answered and are closed, beside last year."""
    now, past = _counts(ask, ask.period), _counts(ask, ask.earlier)
    total, year = _total(now), ask.period.year
    said = f"Tidak ada permintaan bantuan pada {year}."
    if total:
        done = now[ANSWERED] + now[CLOSED]
        said = told(done, total, "permintaan bantuan", "dijawab")
        before = percent(past[ANSWERED] + past[CLOSED], _total(past))
        said += ask.compared(percent(done, total), before)
    drawn, rows = [], []
    for when, counts in ((year, now), (year - 1, past)):
        if _total(counts):
            cells = [counts[state] for _, state in STATES]
            drawn.append(Row(str(when), tuple(cells), number(_total(counts))))
            rows.append(TableRow([str(when), *cells, _total(counts)]))
    table = Table(["Tahun", *[state for _, state in STATES], "Permintaan"], rows)
    drawing = stacked(drawn, STATES) if drawn else None
    return Figure("hambatan", "Permintaan bantuan", said, table, drawing, is_open=False)


def figures(ask: Ask) -> list[Figure]:
    """Return states, themes, waiting times and months of the unit with all below it."""
    counts = _counts(ask, ask.period)
    found = [glance(ask)]
    if not _total(counts):
        return found
    found.append(_themes(counts))
    waits = [(label, counts["wait", label]) for _, label in WAITS]
    if any(count for _, count in waits):
        drawn = [Row(label, (count,), number(count)) for label, count in waits]
        rows = [TableRow([label, count]) for label, count in waits]
        table = Table(["Sampai dijawab", "Permintaan"], rows)
        said = most(waits, "permintaan yang sudah dijawab")
        found.append(Figure("waktu", "Waktu menunggu jawaban", said, table, bars(drawn), is_open=False))
    until = ask.on.month if ask.on.year == ask.period.year else 12
    months = [(MONTHS[month - 1], counts["month", month]) for month in range(1, until + 1)]
    rows = [TableRow([name, count]) for name, count in months]
    drawing = line([name for name, _ in months], [Series("permintaan", tuple(count for _, count in months))])
    table = Table(["Bulan", "Permintaan"], rows)
    said = most(months, "permintaan")
    found.append(Figure("bulan", "Permintaan per bulan", said, table, drawing, is_open=False))
    return [*found, _words()]


def _themes(counts: Counter[Hashable]) -> Figure:
    told = merged_themes({name: counts["theme", name] for name in (*themes(), OTHER)})
    columns = ["Tema", "Permintaan"]
    if not told:
        said = f"Kurang dari {LEAST} permintaan; temanya tidak ditampilkan."
        return Figure("tema", "Tema hambatan", said, Table(columns, []), notes=[NOTE])
    rows = [TableRow([name, count]) for name, count in told]
    drawing = bars([Row(name, (count,), number(count)) for name, count in told])
    said = most(told, "sebutan tema")
    return Figure("tema", "Tema hambatan", said, Table(columns, rows), drawing, [NOTE], is_open=False)


def _words() -> Figure:
    """Return the published list of words."""
    rows = [
        TableRow([name, ", ".join(word.removeprefix("=") for word in found)])
        for name, found in themes().items()
    ]
    said = "Tema dibaca dari daftar kata ini; sisanya masuk Lain."
    return Figure("kata", "Kata yang dicari", said, Table(["Tema", "Kata"], rows), is_open=False)
