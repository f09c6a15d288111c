"""Credit points of functional posts: set from final results, brought in on a decree, cancelled.

Whoever counts holds the person first, so that of two conversions at once the second sees the first and
no month counts twice. Entries are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from organizations.models import Employee
from organizations.rules import FunctionalLevel

from ..access import credit as access
from ..models import CreditEntry, Document, Evaluation
from ..queries.credit import conversion_of, figures_of, months_in, months_label, waiting, with_post
from ..rules.credit import LEVEL_LABELS, CreditSource, Figures
from .revocation import void

AT_ONCE = 500  # results of one press
CORRECTED = "Hasil evaluasinya berubah."
BY_ANNUAL = "Diganti konversi hasil tahunan."


@transaction.atomic
def convert(*, evaluation: Evaluation, by: Employee, at: datetime) -> CreditEntry:
    """Set the points of a final result and return the entry; the one that stands when nothing changed.

    An annual result takes the place of the periodic ones of its plan, a corrected result that of its first
    entry; both are cancelled with the reason. Raise Denied, or Refused when the result is worth no points
    or its months count already (PermenPANRB 1/2023; domain research 4).
    """
    require(access.may_convert(by, evaluation, timezone.localdate(at)))

    hold([evaluation.plan.placement.employee_id])
    fresh = with_post(Evaluation.objects.all()).get(pk=evaluation.pk)
    employee = fresh.plan.placement.employee
    entry, gone = _counted(fresh, figures_of(fresh.plan.period.year), _valid([employee.pk]), by, at)
    if entry.pk is None:
        _write([entry], gone, by, at)
    return entry


@transaction.atomic
def convert_all(*, year: int, desk: bool, by: Employee, at: datetime) -> tuple[int, int]:
    """Set the points of all annual results of a year that wait for this person.

    Returns how many were set and how many of those looked at could not be; at most AT_ONCE are looked at.
    Nobody outside the own team (or, with `desk`, the own units) is touched.
    """
    results = access.final_results(by, timezone.localdate(at), desk=desk)
    rows = waiting(results.filter(plan__period__year=year, term__kind="FINAL"))
    wanted = list(rows.order_by("pk").values_list("pk", "plan__placement__employee")[:AT_ONCE])
    hold({employee for _, employee in wanted})
    fresh = with_post(Evaluation.objects.filter(pk__in=[pk for pk, _ in wanted])).order_by("pk")
    figures = figures_of(year)
    valid = _valid({employee for _, employee in wanted})
    entries: list[CreditEntry] = []
    gone: list[tuple[CreditEntry, str]] = []
    for evaluation in fresh:
        try:
            entry, replaced = _counted(evaluation, figures, [*valid, *entries], by, at)
        except Refused:
            continue
        if entry.pk is None:
            entries.append(entry)
            gone += replaced
    _write(entries, gone, by, at)
    return len(entries), len(wanted) - len(entries)


@transaction.atomic
def bring_in(
    *,
    employee: Employee,
    source: str,
    level: str,
    year: int,
    points: Decimal,
    basis: str,
    by: Employee,
    at: datetime,
) -> CreditEntry:
    """Write down points that come from no result here: base, former post, adjustment, education.

    Raise Denied for anybody but the BKD, Refused with the field when something is missing, is there
    already, or counts years that conversions count (former points reach to December of their year).
    """
    require(access.may_bring_in(by, employee, timezone.localdate(at)))

    if source not in set(CreditSource) - {CreditSource.CONVERSION}:
        raise Refused("Pilih asal angka kreditnya.", "source")
    if level not in set(FunctionalLevel):
        raise Refused("Pilih jenjangnya.", "level")
    if not 1990 <= year <= timezone.localdate(at).year:
        raise Refused("Tulis tahunnya dengan empat angka, paling akhir tahun ini.", "year")
    if points <= 0:
        raise Refused("Tulis angka kredit yang lebih dari nol.", "points")
    if not basis.strip():
        raise Refused("Tulis dasarnya, misalnya nomor dan tanggal PAK.", "basis")

    hold([employee.pk])
    valid = [entry for entry in _valid([employee.pk]) if entry.level == level]
    entry = CreditEntry(
        employee=employee,
        source=source,
        level=level,
        year=year,
        points=points,
        basis=basis.strip(),
        set_by=by,
        set_at=at,
    )
    _refuse_brought(entry, valid)
    entry.save()
    audit.record(
        action="credit.brought_in", by=by, at=at, target=entry, after=_facts(entry), note=entry.basis
    )
    return entry


def _refuse_brought(entry: CreditEntry, valid: Iterable[CreditEntry]) -> None:
    for other in valid:
        if (other.source, other.year, other.points) == (entry.source, entry.year, entry.points):
            raise Refused(
                "Angka kredit ini sudah tercatat dengan asal, tahun, dan jumlah yang sama.", "points"
            )
        if entry.source != CreditSource.FORMER:
            continue
        if other.source == CreditSource.CONVERSION and other.year <= entry.year:
            raise Refused(
                f"Tahun {other.year} sudah dihitung dari konversi. Angka kredit lama memuat masa sebelumnya.",
                "year",
            )


@transaction.atomic
def cancel(*, entry: CreditEntry, reason: str, by: Employee, at: datetime) -> CreditEntry:
    """Take an entry out of the sum; it stays on file with the reason.

    Raise Denied, Refused without a reason, Conflict when somebody else cancelled it meanwhile.
    """
    require(access.may_cancel(by, entry, timezone.localdate(at)))

    if not reason.strip():
        raise Refused("Tulis alasan pembatalannya.", "reason")
    hold([entry.employee_id])
    _take_out([(entry, reason.strip())], by, at)
    return entry


def void_papers(*, evaluation: Evaluation, by: Employee, at: datetime) -> None:
    """Revoke the papers of points that rest on another predicate than the result has by now.

    The points stay until somebody sets them anew; they stand among what waits (`queries.credit.waiting`).
    """
    rows = CreditEntry.objects.valid().filter(evaluation=evaluation)
    for entry in rows.exclude(predicate=evaluation.predicate):
        why = f"Hasil evaluasi {entry.year} yang menjadi dasarnya diperbaiki."
        void(documents=_papers_with(entry), reason=why, by=by, at=at)


# --- Parts ----------------------------------------------------------------------------------------


def hold(people: Iterable[int]) -> None:
    """Keep everybody else from counting the points of these people until the transaction ends."""
    rows = Employee.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(people))
    list(rows.order_by("pk").values_list("pk", flat=True))


def _valid(people: Iterable[int]) -> list[CreditEntry]:
    rows = CreditEntry.objects.valid().filter(employee__in=set(people))
    return list(rows.select_related("evaluation").order_by("pk"))


def _counted(
    evaluation: Evaluation, figures: Figures, valid: Sequence[CreditEntry], by: Employee, at: datetime
) -> tuple[CreditEntry, list[tuple[CreditEntry, str]]]:
    """Return the entry of a result, and those it takes the place of; raise Refused."""
    worth = conversion_of(evaluation, figures)
    employee = evaluation.plan.placement.employee
    fresh = CreditEntry(
        employee=employee,
        source=CreditSource.CONVERSION.value,
        level=worth.level.value,
        year=worth.year,
        month_from=worth.months.first,
        month_until=worth.months.last,
        evaluation=evaluation,
        predicate=worth.predicate.value,
        percent=worth.percent,
        coefficient=worth.coefficient,
        points=worth.points,
        set_by=by,
        set_at=at,
    )
    gone = []
    for other in valid:
        if other.employee_id != employee.pk:
            continue
        if other.evaluation_id == evaluation.pk:
            if _facts(other) == _facts(fresh):
                return other, []
            gone.append((other, CORRECTED))
        elif _is_part(other, evaluation):
            gone.append((other, BY_ANNUAL))
        else:
            _refuse_overlap(fresh, other)
    return fresh, gone


def _is_part(other: CreditEntry, annual: Evaluation) -> bool:
    """Say whether an entry came from a periodic result of the plan whose annual result counts now."""
    return (
        annual.term.is_final and other.evaluation is not None and other.evaluation.plan_id == annual.plan_id
    )


def _refuse_overlap(fresh: CreditEntry, other: CreditEntry) -> None:
    if other.source == CreditSource.FORMER and (other.level, other.year >= fresh.year) == (fresh.level, True):
        raise Refused(f"Angka kredit lama sudah memuat masa sampai Desember {other.year}.")
    if other.source != CreditSource.CONVERSION or other.year != fresh.year:
        return
    if months_in(other).overlaps(months_in(fresh)):
        raise Refused(
            f"{months_label(months_in(other))} {other.year} sudah dihitung. "
            "Satu bulan hanya dihitung sekali; batalkan dulu catatan itu bila keliru."
        )


def _write(
    entries: list[CreditEntry], gone: Iterable[tuple[CreditEntry, str]], by: Employee, at: datetime
) -> None:
    """Take the old entries out, write the new ones, and note both."""
    _take_out(gone, by, at)
    CreditEntry.objects.bulk_create(entries)
    audit.record_many(
        audit.entry(action="credit.converted", by=by, at=at, target=entry, after=_facts(entry))
        for entry in entries
    )


def _take_out(gone: Iterable[tuple[CreditEntry, str]], by: Employee, at: datetime) -> None:
    """Cancel entries, and revoke the papers that they stand in."""
    events: list[Event] = []
    for entry, reason in gone:
        values = {"cancelled_at": at, "cancelled_by": by, "cancel_reason": reason}
        if not CreditEntry.objects.valid().filter(pk=entry.pk).update(**values):
            raise Conflict("Catatan ini sudah dibatalkan orang lain.")
        for name, value in values.items():
            setattr(entry, name, value)
        why = f"Angka kredit {entry.year} yang dimuat di dalamnya tidak dihitung lagi."
        void(documents=_papers_with(entry), reason=why, by=by, at=at)
        events.append(
            audit.entry(
                action="credit.cancelled", by=by, at=at, target=entry, before=_facts(entry), note=reason
            )
        )
    audit.record_many(events)


def _papers_with(entry: CreditEntry) -> QuerySet[Document]:
    """Return the documents of an entry, and those of its level that sum it up."""
    level = LEVEL_LABELS[FunctionalLevel(entry.level)]
    sums = Q(subject=entry.employee_id, credit_year__gte=entry.year, payload__level=level)
    return Document.objects.filter(Q(credit_entry=entry) | sums)


def _facts(entry: CreditEntry) -> dict[str, str | int | None]:
    """Return what an event keeps, and what makes two conversions the same."""
    return {
        "source": str(entry.source),
        "level": str(entry.level),
        "year": entry.year,
        "month_from": entry.month_from,
        "month_until": entry.month_until,
        "predicate": entry.predicate,
        "points": str(Decimal(entry.points).quantize(Decimal("0.001"))),
    }
