"""Who may issue and who may see documents of record."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from indicators.access import visible_plans
from indicators.models import Plan
from indicators.rules import PlanStatus
from organizations.access import scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardList, Document, Evaluation
from ..rules.document import DocumentKind
from ..rules.evaluation import RELEASED, Actor
from . import award
from .evaluation import visible_evaluations
from .line import actor_of

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)
OF_PLANS = (DocumentKind.PLAN, DocumentKind.MANUAL)
LINE = (Actor.OWNER, Actor.SUPERIOR, Actor.UPPER)
Target = Plan | Evaluation | AwardList


def visible_documents(user: Employee, on: date) -> QuerySet[Document]:
    """Return the documents this person may open on a day.

    Of a plan or evaluation: the owner, the superior, the superior's superior, and the desk (BKD, unit
    admin, auditor) inside its units. Of an award list: whoever reads all of it.
    """
    plans = visible_plans(user, on).filter(status__in=AGREED)
    evaluations = visible_evaluations(user, on).filter(status__in=RELEASED)
    seen = (
        Q(kind__in=OF_PLANS, plan__in=plans)
        | Q(evaluation__in=evaluations)
        | Q(plan__isnull=False, evaluation__isnull=True, subject=user)
    )
    if award.award_scope(user, on).is_all:
        seen |= Q(kind=DocumentKind.AWARD)
    return Document.objects.filter(seen)


def may_issue(user: Employee, target: Target, on: date) -> Decision:
    """Say whether this person may have the document of a plan, an evaluation or an award list made."""
    if isinstance(target, AwardList):
        return award.may_issue(user, target, on)
    if isinstance(target, Evaluation):
        return first_denial(_of_the_line(user, target.plan, on), _shared(target))
    return first_denial(_of_the_line(user, target, on), _agreed(target))


def _of_the_line(user: Employee, plan: Plan, on: date) -> Decision:
    """The people of the plan and its admins have documents made; auditors only read what was issued."""
    if actor_of(user, plan, on) in LINE:
        return ALLOW
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    if scope.is_all or plan.placement.unit_id in scope.unit_ids:
        return ALLOW
    return deny("Dokumen ini dibuat oleh pegawai yang bersangkutan, atasannya, atau admin unitnya.")


def _agreed(plan: Plan) -> Decision:
    return ALLOW if plan.status in AGREED else deny("Dokumen SKP tersedia setelah SKP disepakati.")


def _shared(evaluation: Evaluation) -> Decision:
    if evaluation.status in RELEASED:
        return ALLOW
    return deny("Dokumen evaluasi tersedia setelah hasilnya dibagikan.")
