"""Who may open a file that proves something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.access import visible_plans
from indicators.models import last_day
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..models import Attachment, Evaluation, EvidenceFile
from .evaluation import visible_evaluations
from .hearing import OPEN, heard
from .progress import assigned_results

# What packages above show to people, as keys of files, and which files prove something there.
SHOWN_ABOVE: list[Callable[[Employee, date], QuerySet[Any]]] = []
PROVING_ABOVE: list[Callable[[], QuerySet[Any]]] = []


def own_files(user: Employee) -> QuerySet[EvidenceFile]:
    """Return the person's own files that were not removed."""
    return EvidenceFile.objects.filter(owner=user, removed_at__isnull=True)


def visible_files(user: Employee, on: date) -> QuerySet[EvidenceFile]:
    """Return the files this person may open on a day.

    The own ones, and those that prove something in a plan or a note that the person may read: as the
    superior, as the superior above, or as the desk (BKD, unit admin, auditor) inside its units; of a result
    that the person assigned from outside the line, what proves that result; of an objection, whoever reads
    the contested result; who answers an objection opens all of that plan until it is decided.
    """
    plans = visible_plans(user, on).exclude(status=PlanStatus.DRAFT)
    reported = Q(realisation__indicator__result__plan__in=plans.values("pk"))
    assigned = Q(realisation__indicator__result__in=assigned_results(user))
    day = OuterRef("note__noted_on")
    same_days = plans.alias(last=last_day()).filter(started_on__lte=day, last__gte=day)
    noted = Q(Exists(same_days.filter(placement=OuterRef("note__placement"))), note__removed_at__isnull=True)
    contested_plans = Evaluation.objects.filter(heard(user, on), status__in=OPEN).values("plan")
    reported |= Q(realisation__indicator__result__plan__in=contested_plans)
    contested = Q(objection__evaluation__in=visible_evaluations(user, on).values("pk"))
    shown = Attachment.objects.filter(reported | assigned | noted | contested)
    kept = EvidenceFile.objects.filter(removed_at__isnull=True)
    above = Q(pk__in=[])
    for find in SHOWN_ABOVE:
        above |= Q(pk__in=find(user, on))
    return kept.filter(Q(owner=user) | Exists(shown.filter(file=OuterRef("pk"))) | above)


def counted(files: QuerySet[EvidenceFile]) -> QuerySet[EvidenceFile]:
    """Return the files that prove something: a realisation, an objection, or a note not taken back."""
    kept = Q(note__isnull=False, note__removed_at__isnull=True)
    counting = Attachment.objects.filter(kept | Q(realisation__isnull=False) | Q(objection__isnull=False))
    above = Q(pk__in=[])
    for find in PROVING_ABOVE:
        above |= Q(pk__in=find())
    return files.filter(Exists(counting.filter(file=OuterRef("pk"))) | above)


def may_remove(user: Employee, file: EvidenceFile) -> Decision:
    """The owner removes a file that proves nothing (any more)."""
    if file.owner_id != user.pk:
        return deny("Berkas dihapus oleh pemiliknya.")
    if counted(EvidenceFile.objects.filter(pk=file.pk)).exists():
        return deny(
            "Berkas ini masih membuktikan sesuatu. Lepaskan dulu dari catatan atau realisasinya. "
            "Bukti keberatan tetap disimpan."
        )
    return ALLOW
