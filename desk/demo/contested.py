"""Around objections in the demo: one that nobody may decide, and a correction to be checked."""

from __future__ import annotations

from datetime import date

from organizations.models import Employee, Placement, RoleGrant, Supervision
from organizations.rules import Role
from reviews.models import Evaluation, Objection
from reviews.operations.correction import propose
from reviews.rules.evaluation import EvaluationStatus, Rating

from .clock import YEAR, moment

NAMED = ("KEL-001", "PKM-001")  # where people of the demo decide
CHECKED_ON = date(YEAR, 11, 20)
REASON = (
    "Rating perilaku salah pilih saat penilaian dipindahkan dari lembar kerja. "
    "Dasar: berita acara pemeriksaan BKPSDM nomor 12."
)


def write_contested(admin: Employee) -> None:
    """Leave one objection without a decider; have a second admin propose a correction."""
    waiting = Objection.objects.filter(decided_at__isnull=True).order_by("pk")
    others = waiting.exclude(evaluation__plan__placement__unit__code__in=NAMED)
    for objection in others[:1]:
        Supervision.objects.filter(placement=objection.evaluation.plan.placement_id).update(upper=None)
        Evaluation.objects.filter(pk=objection.evaluation_id).update(upper=None)
    _propose(admin)


def _propose(admin: Employee) -> None:
    """Let a colleague of the admin propose; the admin of the demo finds it at the desk."""
    post = Placement.objects.on(CHECKED_ON).filter(employee=admin).select_related("unit").first()
    final = Evaluation.objects.filter(status=EvaluationStatus.FINAL, behaviour_rating=Rating.MEETS)
    row = final.select_related("plan__placement", "plan__period").order_by("pk").first()
    if post is None or row is None:
        return
    near = Placement.objects.on(CHECKED_ON).filter(unit=post.unit, employee__is_active=True)
    concerned = [admin.pk, row.plan.placement.employee_id, row.appraiser_id]
    colleague = near.exclude(employee__in=concerned).select_related("employee").order_by("pk").first()
    if colleague is None:
        return
    root = post.unit.ancestors(include_self=True).first()
    RoleGrant.objects.create(
        employee=colleague.employee, role=Role.BKD_ADMIN, unit=root, granted_by=admin, started_on=CHECKED_ON
    )
    propose(
        evaluation=row,
        results_rating=row.results_rating,
        behaviour_rating=Rating.ABOVE.value,
        reason=REASON,
        by=colleague.employee,
        at=moment(CHECKED_ON, 45),
    )
