"""Who may issue and who may see documents of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from indicators.access import visible_plans
from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.access import desk_scope, scope_of
from organizations.models import Employee, Placement, Supervision
from organizations.rules import Role

from ..models import CreditEntry, Document, Evaluation
from ..rules.document import DocumentKind
from ..rules.evaluation import RELEASED, Actor
from .evaluation import visible_evaluations
from .line import actor_of, may_count

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)
OF_PLANS = (DocumentKind.PLAN, DocumentKind.MANUAL, DocumentKind.FEEDBACK)
OF_CREDIT = (DocumentKind.CREDIT_CONVERSION, DocumentKind.CREDIT_TOTAL, DocumentKind.CREDIT_DECISION)
LINE = (Actor.OWNER, Actor.SUPERIOR, Actor.UPPER)


@dataclass(frozen=True)
class FeedbackOf:
    """The superior's feedback on a plan in one term (umpan balik berkelanjutan)."""

    plan: Plan
    term: Term


@dataclass(frozen=True)
class CreditOf:
    """The credit points of a person up to the end of a year (angka kredit)."""

    employee: Employee
    year: int


@dataclass(frozen=True)
class Rights:
    """Who issues and who sees a kind of document whose target belongs to a package above."""

    may_issue: Callable[[Employee, Any, date], Decision]
    seen: Callable[[Employee, date], Q | None]  # which documents of the kind; None for none
    subject: Callable[[Any], Employee | None]  # whom it is about, when it is one person


OUTSIDE: dict[DocumentKind, Rights] = {}  # told by `reviews.documents.add_paper`
Target = Plan | Evaluation | FeedbackOf | CreditEntry | CreditOf | Model


def visible_documents(user: Employee, on: date) -> QuerySet[Document]:
    """Return the documents this person may open on a day.

    Of a plan or evaluation: the owner, the superior, the superior's superior, and the desk (BKD, unit
    admin, auditor) inside its units. Of credit points: the same circle as today's line draws it. Of
    what packages above issue: as they tell.
    """
    plans = visible_plans(user, on).filter(status__in=AGREED)
    evaluations = visible_evaluations(user, on).filter(status__in=RELEASED)
    seen = (
        Q(kind__in=OF_PLANS, plan__in=plans)
        | Q(evaluation__in=evaluations)
        | Q(plan__isnull=False, evaluation__isnull=True, subject=user)
        | Q(kind__in=OF_CREDIT, subject__in=credited(user, on))
    )
    for kind, rights in OUTSIDE.items():
        if (condition := rights.seen(user, on)) is not None:
            seen |= Q(kind=kind) & condition
    return Document.objects.filter(seen)


def credited(user: Employee, on: date) -> QuerySet[Employee]:
    """Return the people whose credit points this person may read on a day.

    The person himself, whom he leads directly or one level up on that day, and the desk's units.
    """
    lines = Supervision.objects.on(on).filter(Q(superior=user) | Q(upper=user)).values("placement")
    near = Q(pk__in=lines)
    scope = desk_scope(user, on)
    everybody: QuerySet[Employee] = Employee.objects.all()
    if scope.is_all:
        return everybody
    if scope:
        near |= scope.condition("unit")
    placed = Placement.objects.on(on).filter(near).values("employee")
    return everybody.filter(Q(pk=user.pk) | Q(pk__in=placed))


def may_issue(user: Employee, kind: DocumentKind, target: Target, on: date) -> Decision:
    """Say whether this person may have the document of this kind made of this target on a day."""
    if kind in OUTSIDE:
        return OUTSIDE[kind].may_issue(user, target, on)
    if isinstance(target, Evaluation):
        return first_denial(_of_the_line(user, target.plan, on), _shared(target))
    if isinstance(target, FeedbackOf):
        of_plan = first_denial(_of_the_line(user, target.plan, on), _agreed(target.plan))
        return first_denial(of_plan, may_count(target.plan, target.term))
    if isinstance(target, (CreditEntry, CreditOf)):
        return _of_credit(user, target.employee, on)
    assert isinstance(target, Plan)
    return first_denial(_of_the_line(user, target, on), _agreed(target))


def may_revoke(user: Employee, document: Document, on: date) -> Decision:
    """BKD admins over the whole agency revoke a document that still is valid."""
    if not scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return deny("Dokumen dicabut oleh admin BKD.")
    if document.revoked_at is not None:
        return deny("Dokumen ini sudah dicabut.")
    if document.replaced_by_id is not None:
        return deny("Dokumen ini sudah diganti dokumen yang lebih baru, jadi tidak perlu dicabut.")
    return ALLOW


def _of_credit(user: Employee, employee: Employee, on: date) -> Decision:
    """Whoever reads the credit points has the document made, but for those who only audit."""
    lines = Supervision.objects.on(on).filter(Q(superior=user) | Q(upper=user))
    if user == employee or lines.filter(placement__employee=employee).exists():
        return ALLOW
    makers = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    placed = Placement.objects.on(on).filter(makers.condition("unit"), employee=employee)
    if makers.is_all or placed.exists():
        return ALLOW
    return deny("Dokumen angka kredit dibuat oleh pegawai yang bersangkutan, atasannya, atau admin unitnya.")


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
