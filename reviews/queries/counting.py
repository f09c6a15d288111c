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

Amounts = list[tuple[date, Decimal]]
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
    amounts = amounts_until(plan, by_key, until)
    found = {key: sum_up(row, amounts[key], until) for key, row in by_key.items() if key in amounts}
    return {key: each for key, each in found.items() if each is not None}


def amounts_until(
    plan: Plan, indicators: Iterable[int], until: date
) -> dict[int, list[tuple[date, Decimal]]]:
    """Return by indicator the amounts of its notes with their days, in order (one query)."""
    rows = Note.objects.kept().filter(
        placement=plan.placement_id,
        indicator__in=list(indicators),
        amount__isnull=False,
        noted_on__gte=plan.started_on,
        noted_on__lte=min(until, plan.last_day),
    )
    amounts: dict[int, Amounts] = defaultdict(list)
    for key, day, amount in rows.order_by("noted_on", "pk").values_list("indicator", "noted_on", "amount"):
        amounts[key].append((day, amount))
    return amounts


def sum_up(indicator: Indicator, amounts: Iterable[tuple[date, Decimal]], until: date) -> Counted | None:
    """Return what the amounts of an indicator come to on a day, None without any."""
    adds = adds_up(unit=indicator.unit, aspect=indicator.aspect)
    return counted([each for each in amounts if each[0] <= until], adds=adds)
