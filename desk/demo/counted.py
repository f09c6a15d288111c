"""Realisations that follow from the notes: what the registers held before is one note more."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Sum

from indicators.models import Period
from reviews.models import Note, Realisation
from reviews.rules.progress import adds_up

from .clock import moment, working_day
from .insert import insert

RECAP = "Rekap dari buku register sampai akhir triwulan lalu."


def count_notes(period: Period, terms: Sequence[int]) -> None:
    """Let the reports of the last quarter follow the notes wherever notes carry amounts that add up."""
    if not terms:
        return
    last = period.terms.get(number=terms[-1])
    noted = Note.objects.kept().filter(
        amount__isnull=False, noted_on__range=(period.started_on, last.ended_on)
    )
    sums = dict(noted.values_list("indicator").annotate(total=Sum("amount")).order_by())
    rows = Realisation.objects.filter(term=last, indicator__in=sums, amount__isnull=False)
    recaps, counted = [], []
    day = working_day(last.started_on)
    for row in rows.select_related("indicator__result__plan__placement").order_by("pk"):
        one, rest = row.indicator, (row.amount or 0) - sums[row.indicator_id]
        if rest <= 0 or not adds_up(unit=one.unit, aspect=one.aspect):
            continue
        place = one.result.plan.placement
        counted.append(row.pk)
        recaps.append(
            Note(
                placement=place,
                result=one.result,
                indicator=one,
                noted_on=day,
                text=RECAP,
                amount=rest,
                written_by_id=place.employee_id,
                written_at=moment(day, 60),
            )
        )
    insert(recaps)
    Realisation.objects.filter(pk__in=counted).update(is_counted=True)
