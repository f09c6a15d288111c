"""Achievements of the demo city: what units reported, what was recommended, a grade that was set anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from indicators.models import Period, Term
from organizations.models import Employee, Unit
from organizations.rules import Role
from reviews.models import GradeAdvice, KeyRealisation, OrganisationAchievement, Realisation
from reviews.rules.achievement import GradeAdviser
from reviews.rules.evaluation import OrganisationGrade

from .clock import YEAR, moment
from .insert import insert

SHOWN = "DUKCAPIL"  # the unit of the named people
QUARTERS = {1: date(YEAR, 4, 20), 2: date(YEAR, 7, 20), 3: date(YEAR, 10, 9)}
ADVICE = {
    GradeAdviser.UNIT: ("Sebagian besar target tercapai; rinciannya pada realisasi IKU.", ""),
    GradeAdviser.PLANNING: ("Capaian rencana aksi sesuai target triwulan.", "000.8/214/Bapperida"),
    GradeAdviser.PERSONNEL: ("Dialog kinerja berjalan di semua bidang.", ""),
    GradeAdviser.OVERSIGHT: ("Evaluasi SAKIP: bukti dukung dapat ditelusuri.", ""),
}


def write_achievements(period: Period, units: Collection[Unit], admin: Employee, *, annual: bool) -> None:
    """Write reports of these units for the last terms, and the story of one unit; few rows at any size."""
    terms = {term.number: term for term in period.terms.all() if not term.is_final}
    final = period.terms.get(kind="FINAL")
    _report(units, [terms[3]])
    if annual:
        _report(units, [final])
    shown = next((unit for unit in units if unit.code == SHOWN), None)
    if shown is None:
        return
    for number, day in QUARTERS.items():
        _grade(shown, terms[number], OrganisationGrade.GOOD, day, admin)
    _advise(shown, final if annual else terms[3], admin)


def _report(units: Collection[Unit], terms: list[Term]) -> None:
    """Take over what the heads reported in their own plans, the latest of each key indicator."""
    rows = Realisation.objects.filter(
        indicator__key_indicator__goal__unit__in=units,
        indicator__result__plan__placement__is_head=True,
        amount__isnull=False,
    ).select_related("indicator__result__plan__placement", "term")
    for term in terms:
        latest = {
            row.indicator.key_indicator_id: row
            for row in rows.order_by("term__number", "pk")
            if row.term.ended_on <= term.ended_on
        }
        insert(
            KeyRealisation(
                key_indicator_id=key,
                term=term,
                amount=row.amount,
                note=f"Laporan kinerja {term.name}, nomor 000.8.6/{key}; data dari aplikasi layanan.",
                reported_by_id=row.indicator.result.plan.placement.employee_id,
                reported_at=row.reported_at,
            )
            for key, row in latest.items()
            if key is not None
        )


def _grade(unit: Unit, term: Term, grade: OrganisationGrade, day: date, admin: Employee) -> None:
    """Set a quarter twice, so that the history shows what was replaced and why."""
    first, second = moment(day, 120), moment(day, 300)
    number = f"BA {term.number}/{YEAR}"
    values = {"unit": unit, "term": term, "set_by": admin}
    insert(
        [
            OrganisationAchievement(
                grade=OrganisationGrade.NEEDS_IMPROVEMENT.value,
                reason=f"{number}, sebelum laporan bidang lengkap.",
                set_at=first,
                replaced_at=second,
                version=2,
                **values,
            ),
            OrganisationAchievement(
                grade=grade.value,
                reason=f"{number}, setelah realisasi bidang masuk: rencana aksi tercapai.",
                set_at=second,
                version=2,
                **values,
            ),
        ]
    )


def _advise(unit: Unit, term: Term, admin: Employee) -> None:
    heads = Employee.objects.filter(placements__unit=unit, placements__is_head=True).order_by("pk")
    auditors = Employee.objects.filter(role_grants__role=Role.AUDITOR).order_by("pk")
    givers = {GradeAdviser.UNIT: heads.first(), GradeAdviser.OVERSIGHT: auditors.first()}
    insert(
        GradeAdvice(
            unit=unit,
            term=term,
            adviser=adviser.value,
            grade=OrganisationGrade.GOOD.value,
            text=text,
            letter=letter,
            given_by=givers.get(adviser) or admin,
            given_at=moment(date(YEAR, 10, 9), 60),
        )
        for adviser, (text, letter) in ADVICE.items()
    )
