"""What the notes with amounts come to, per indicator and term, and how that is said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from appraisal.templatetags.ui import MONTHS, angka
from indicators.models import Indicator, Plan

from ..models import Note
from ..rules.progress import Counted, adds_up, counted

WRITTEN_BY_US = re.compile(
    r"Jumlah [\d.,]+ dari [\d.]+ catatan\.|Dari catatan terakhir, \d{1,2} [A-Z][a-z]+\."
)


def how_counted(found: Counted) -> str:
    """Return in one sentence how a number came about; it stands in forms where nobody wrote a better one."""
    if found.is_sum:
        return f"Jumlah {angka(found.amount)} dari {angka(found.notes)} catatan."
    return f"Dari catatan terakhir, {found.last_on.day} {MONTHS[found.last_on.month - 1]}."


def is_how_counted(note: str) -> bool:
    """Say whether the note of a realisation is our own sentence, which the next count may replace."""
    return WRITTEN_BY_US.fullmatch(note) is not None


def counted_until(plan: Plan, indicators: Iterable[Indicator], until: date) -> dict[int, Counted]:
    """Return by indicator what its notes come to from the start of the plan to a day (one query).

    Indicators without a note that carries an amount are left out: not reported is not 0. The placement of
    the plan is loaded.
    """
    by_key = {row.pk: row for row in indicators}
    rows = Note.objects.kept().filter(
        placement=plan.placement_id,
        indicator__in=by_key,
        amount__isnull=False,
        noted_on__gte=plan.started_on,
        noted_on__lte=min(until, plan.last_day),
    )
    amounts: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for key, day, amount in rows.order_by("noted_on", "pk").values_list("indicator", "noted_on", "amount"):
        amounts[key].append((day, amount))
    found = {
        key: counted(each, adds=adds_up(unit=by_key[key].unit, aspect=by_key[key].aspect))
        for key, each in amounts.items()
    }
    return {key: each for key, each in found.items() if each is not None}
