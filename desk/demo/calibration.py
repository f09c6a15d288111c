"""Two calibration meetings of the demo: one that was closed with its cases, one that runs; a reason."""

from __future__ import annotations

from datetime import date, timedelta

from indicators.models import Period, Term
from organizations.models import Employee, Placement, Unit
from reviews.models import CalibrationCase, CalibrationMeeting, DistributionReason, Evaluation, ItemRating
from reviews.queries.distribution import city, grades_of, guide_of
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Rating, predicate

from .clock import YEAR, moment
from .insert import insert

CLOSED, RUNNING = "DUKCAPIL", "DISDIK"
HELD_ON = date(YEAR, 11, 6)
HANDED_OVER = 40  # ratings in the running meeting at most
MINUTES = (
    "Hadir: pejabat penilai dari seluruh bidang. Rapat membaca lembar menurut nama dan membicarakan "
    "kasus yang dekat batas saja. Setiap penilai menyebut bukti dari sepanjang tahun."
)
CHANGED = "Rapat melihat empat laporan triwulan yang belum terbaca saat penilaian. Bukti mendukung kata ini."
KEPT = "Bukti dari dua triwulan cukup menopang penilaian. Catatan lain dibicarakan dalam dialog."
REASON = "Dua layanan baru dibuka pertengahan tahun dan seluruh unit menyesuaikan target bersama-sama."


def write_calibration(period: Period, admin: Employee) -> None:
    """Write the meetings and the reasons of the annual evaluation; few rows in a city of any size."""
    term = period.terms.get(kind="FINAL")
    _closed(term, admin)
    _running(term, admin)
    _reasons(term)


def _meeting(term: Term, code: str, admin: Employee, held_on: date, lasts: int) -> CalibrationMeeting | None:
    """Return a new meeting of a unit that its head leads, or None where the unit has no head."""
    post = Placement.objects.on(held_on).filter(unit__code=code, is_head=True).select_related("unit").first()
    if post is None:
        return None
    return CalibrationMeeting.objects.create(
        unit=post.unit,
        term=term,
        held_on=held_on,
        until=held_on + timedelta(days=lasts),
        led_by_id=post.employee_id,
        opened_by=admin,
        opened_at=moment(held_on - timedelta(days=3), 30),
    )


def _group(meeting: CalibrationMeeting) -> list[int]:
    return list(Unit.objects.descendants(meeting.unit, include_self=True).values_list("pk", flat=True))


def _closed(term: Term, admin: Employee) -> None:
    """Close a meeting that kept one rating and raised the behaviour of another."""
    meeting = _meeting(term, CLOSED, admin, HELD_ON, 3)
    if meeting is None:
        return
    rows = Evaluation.objects.filter(term=term, plan__placement__unit__in=_group(meeting))
    rows = rows.filter(status__in=RELEASED, results_rating=Rating.MEETS, behaviour_rating=Rating.MEETS)
    chosen = rows.exclude(plan__placement__employee=meeting.led_by).exclude(appraiser=meeting.led_by)
    for row, is_changed in zip(chosen.order_by("pk")[:2], (True, False), strict=False):
        _decide(meeting, row, is_changed=is_changed)
    CalibrationMeeting.objects.filter(pk=meeting.pk).update(
        minutes=MINUTES, closed_at=moment(HELD_ON, 300), version=3
    )


def _decide(meeting: CalibrationMeeting, row: Evaluation, *, is_changed: bool) -> None:
    first = {"results": row.results_rating, "behaviour": row.behaviour_rating, "predicate": row.predicate}
    behaviour = Rating.ABOVE if is_changed else Rating(row.behaviour_rating)
    CalibrationCase.objects.create(
        meeting=meeting,
        evaluation=row,
        results_rating=row.results_rating,
        behaviour_rating=behaviour.value,
        reason=CHANGED if is_changed else KEPT,
        spoke="Para kepala bidang",
        decided_by=meeting.led_by,
        decided_at=moment(HELD_ON, 200),
        before=first if is_changed else None,
    )
    Evaluation.objects.filter(pk=row.pk).update(
        behaviour_rating=behaviour.value,
        predicate=predicate(results=Rating(row.results_rating), behaviour=behaviour).value,
        offered_at=moment(HELD_ON - timedelta(days=1), 60),
    )


def _running(term: Term, admin: Employee) -> None:
    """Open a meeting that has finished drafts in hand."""
    meeting = _meeting(term, RUNNING, admin, date(YEAR, 11, 20), 7)
    if meeting is None:
        return
    rows = Evaluation.objects.filter(term=term, plan__placement__unit__in=_group(meeting), status="DRAF")
    rows = rows.exclude(predicate="").exclude(plan__placement__employee=meeting.led_by)
    handed = list(rows.order_by("pk").values_list("pk", flat=True)[:HANDED_OVER])
    Evaluation.objects.filter(pk__in=handed).update(
        status=EvaluationStatus.OFFERED.value, offered_at=moment(date(YEAR, 11, 19), 120)
    )
    _items(handed[::3])


def _items(handed: list[int]) -> None:
    """See every other part of some ratings differently, so that the whole is asked about."""
    rows = Evaluation.objects.filter(pk__in=handed).prefetch_related("plan__results", "plan__behaviours")
    ItemRating.objects.filter(evaluation__in=handed).delete()
    items = []
    for row in rows.order_by("pk"):
        other = Rating.MEETS if row.results_rating != Rating.MEETS else Rating.ABOVE
        seen = (row.results_rating, other.value)
        results = [one for one in row.plan.results.all() if one.removed_at is None]
        items += [
            ItemRating(evaluation=row, result=one, rating=seen[number % 2])
            for number, one in enumerate(results)
        ]
        items += [
            ItemRating(evaluation=row, value_id=one.value_id, rating=row.behaviour_rating)
            for one in row.plan.behaviours.all()
        ]
    insert(items)


def _reasons(term: Term) -> None:
    """Let the first unit by name that differs from the guide say why."""
    on = date(YEAR, 11, 20)
    made, figures = city(term, None, on), {row.key: row.value for row in term.period.figures.all()}
    grades = grades_of(term, made.names)
    for unit in sorted(grades, key=lambda pk: made.names[pk]):
        spread = made.below(unit)
        head = Placement.objects.on(on).filter(unit=unit, is_head=True).first()
        if head is None or not guide_of(unit, spread, made, grades, figures).differences:
            continue
        DistributionReason.objects.create(
            unit_id=unit,
            term=term,
            reason=REASON,
            counts={one.value: count for one, count in spread.predicates.items()},
            given_by_id=head.employee_id,
            given_at=moment(on, 90),
        )
        return
