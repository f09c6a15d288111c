"""Who asks for a second opinion on a result, who writes it, who reads it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.models import Employee
from reviews.access.evaluation import visible_evaluations
from reviews.models import Evaluation
from reviews.rules.evaluation import RELEASED

from ..models import SecondOpinion

BY_BKD = "Tidak ada atasan pejabat penilai yang dapat dimintai pendapat. Hubungi BKD; mereka membantu Anda."
ONCE = "Pendapat kedua tentang evaluasi ini sudah diminta."


def upper_of(evaluation: Evaluation) -> Employee | None:
    """Return the appraiser's superior as the result was shared; None for nobody or one of the two (no query).

    `evaluation.upper` should be loaded.
    """
    upper = evaluation.upper
    return upper if upper and upper.is_active and upper.pk not in concerned(evaluation) else None


def reads(person: Employee, evaluation: Evaluation, on: date) -> bool:
    """Say whether somebody may still read a result, for instance after a move."""
    return visible_evaluations(person, on).filter(pk=evaluation.pk).exists()


def reader_of(evaluation: Evaluation, on: date) -> Employee | None:
    """Return who is asked: the appraiser's superior, who still reads the result; else None: the BKD helps."""
    upper = upper_of(evaluation)
    return upper if upper and reads(upper, evaluation, on) else None


def concerned(evaluation: Evaluation) -> set[int]:
    """Return whom a second opinion concerns, as primary keys: the person and who appraised."""
    return {evaluation.plan.placement.employee_id, evaluation.appraiser_id}


def open_opinion(evaluation: Evaluation) -> SecondOpinion | None:
    """Return the opinion that was asked for and not withdrawn, answered or not (one query)."""
    rows = SecondOpinion.objects.filter(evaluation=evaluation, withdrawn_at__isnull=True)
    return rows.select_related("asked_by", "asked_of").first()


def may_ask(user: Employee, evaluation: Evaluation) -> Decision:
    """The person and the appraiser ask about a shared result until its year is archived."""
    if user.pk not in concerned(evaluation):
        return deny("Pendapat kedua diminta oleh pegawai yang dinilai atau pejabat penilai.")
    if evaluation.status not in RELEASED:
        return deny("Pendapat kedua bisa diminta setelah hasil dibagikan.")
    period = evaluation.plan.period
    if period.archived_at is not None:
        return deny(f"Tahun {period.year} sudah diarsipkan.")
    return ALLOW


def visible_opinions(user: Employee, on: date) -> QuerySet[SecondOpinion]:
    """Return the opinions that a person reads: the own result's, those on ratings given, those asked of."""
    mine = Q(evaluation__plan__placement__employee=user) | Q(evaluation__appraiser=user) | Q(asked_of=user)
    return SecondOpinion.objects.filter(mine, evaluation__in=visible_evaluations(user, on).values("pk"))


def may_answer(user: Employee, opinion: SecondOpinion) -> Decision:
    """Who was asked answers, once, while the request stands; the result must still be open to him."""
    asked = ALLOW if opinion.asked_of_id == user.pk else deny("Pendapat ini diminta kepada orang lain.")
    return first_denial(asked, _waits(opinion))


def may_withdraw(user: Employee, opinion: SecondOpinion) -> Decision:
    """Who asked takes the request back before the answer."""
    asked = ALLOW if opinion.asked_by_id == user.pk else deny("Permintaan ini ditarik oleh yang meminta.")
    return first_denial(asked, _waits(opinion))


def _waits(opinion: SecondOpinion) -> Decision:
    if opinion.withdrawn_at is not None:
        return deny("Permintaan pendapat kedua ini sudah ditarik.")
    return deny("Pendapat kedua ini sudah ditulis.") if opinion.answered_at is not None else ALLOW
