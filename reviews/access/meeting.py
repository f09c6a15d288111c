"""Who opens, leads and reads a calibration meeting, and whom it concerns."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.models import Plan, Term
from organizations.access import Scope, chain_of, headed_scope, is_head, scope_of
from organizations.models import Employee, Placement, Unit
from organizations.rules import Role

from ..models import CalibrationCase, CalibrationMeeting, Evaluation
from ..rules.evaluation import EvaluationStatus
from .line import of_overseen, of_supervised

LEVELS = ["__".join(["parent"] * number) for number in range(1, 7)]


def organising_scope(user: Employee, on: date) -> Scope:
    """Return the units whose meetings this person organises: led or administered, with all below."""
    granted, headed = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on), _headed(user, on)
    return Scope(granted.is_all or headed.is_all, granted.unit_ids | headed.unit_ids)


def _headed(user: Employee, on: date) -> Scope:
    return headed_scope(user, on) if is_head(user, on) else Scope()


def reading_scope(user: Employee, on: date) -> Scope:
    """Return the units whose meetings this person reads in full: those led, and those of a BKD admin."""
    granted, headed = scope_of(user, Role.BKD_ADMIN, on=on), _headed(user, on)
    return Scope(granted.is_all or headed.is_all, granted.unit_ids | headed.unit_ids)


def may_organise(user: Employee, unit: Unit, on: date) -> Decision:
    """BKD, the admin of the unit, or whoever heads it or one above opens, changes and closes its meetings."""
    scope = organising_scope(user, on)
    if scope.is_all or unit.pk in scope.unit_ids:
        return ALLOW
    return deny("Rapat kalibrasi dibuka pimpinan unit, admin unit, atau BKD.")


def leaders_of(unit: Unit, on: date) -> QuerySet[Employee]:
    """Return who may lead a meeting of a unit: its head and the heads above, acting ones as well."""
    heads = Placement.objects.on(on).filter(is_head=True, unit__in=chain_of(unit.pk))
    people: QuerySet[Employee] = Employee.objects.filter(pk__in=heads.values("employee"), is_active=True)
    return people.order_by("name", "pk")


def units_below(meeting: CalibrationMeeting) -> list[int]:
    """Return the unit of a meeting and all below it, read once per loaded meeting."""
    if "_below" not in meeting.__dict__:
        rows = Unit.objects.descendants(meeting.unit_id, include_self=True)
        meeting.__dict__["_below"] = list(rows.values_list("pk", flat=True))
    found: list[int] = meeting.__dict__["_below"]
    return found


def evaluations_of(meeting: CalibrationMeeting) -> QuerySet[Evaluation]:
    """Return the evaluations of a meeting's group; a head is judged with the level above (SE 3/2023)."""
    rows = Evaluation.objects.filter(term=meeting.term_id, plan__placement__unit__in=units_below(meeting))
    return rows.exclude(plan__placement__unit=meeting.unit_id, plan__placement__is_head=True)


def offered_to(meeting: CalibrationMeeting) -> QuerySet[Evaluation]:
    """Return the evaluations that were handed to a meeting, also those that were shared since."""
    rows = evaluations_of(meeting).filter(offered_at__isnull=False)
    if meeting.closed_at is not None:
        rows = rows.filter(offered_at__lte=meeting.closed_at)
    still = Q(status=EvaluationStatus.OFFERED) | Q(offered_at__gte=meeting.opened_at)
    decided = CalibrationCase.objects.filter(meeting=meeting, evaluation=OuterRef("pk"))
    return rows.filter(still | Exists(decided))


def is_running(meeting: CalibrationMeeting, on: date) -> bool:
    """Say whether a meeting is open and its last day is not over."""
    return meeting.closed_at is None and on <= meeting.until


def running_meetings(term: Term | int, on: date) -> QuerySet[CalibrationMeeting]:
    """Return the open meetings of a term whose last day is not over."""
    rows = CalibrationMeeting.objects.filter(term=term, closed_at__isnull=True, until__gte=on)
    return rows.select_related("unit", "term__period", "led_by").order_by("pk")


def meeting_for(plan: Plan, term: Term, on: date) -> CalibrationMeeting | None:
    """Return the running meeting whose group holds a plan, or None (two queries; one while none runs)."""
    found = list(running_meetings(term, on))
    if not found:
        return None
    post = plan.placement
    chain = _upwards(post.unit_id)
    inside = [row for row in found if row.unit_id in chain]
    return next((row for row in inside if not (post.is_head and row.unit_id == post.unit_id)), None)


def _upwards(unit: int) -> set[int]:
    """Return the unit and its parents, six levels a query."""
    found: set[int] = set()
    current: int | None = unit
    while current is not None and current not in found:
        row = Unit.objects.filter(pk=current).values_list("pk", *LEVELS).order_by().get()
        found |= {pk for pk in row[:-1] if pk is not None}
        current = row[-1]
    return found


def own_cases(user: Employee, meeting: CalibrationMeeting, on: date) -> QuerySet[Evaluation]:
    """Return the evaluations of a meeting's group that this superior appraises."""
    return evaluations_of(meeting).filter(of_supervised(user, on))


def _leads_in(user: Employee, meeting: CalibrationMeeting, on: date) -> bool:
    """Say whether this person appraises, or is above who appraises, somebody of a meeting's group."""
    line = of_supervised(user, on) | of_overseen(user, on)
    return evaluations_of(meeting).filter(line).exists()


def reads_all(user: Employee, meeting: CalibrationMeeting, on: date) -> bool:
    """Say whether this person reads every offered rating: the leader, who heads the unit or above, BKD."""
    scope = reading_scope(user, on)
    return meeting.led_by_id == user.pk or scope.is_all or meeting.unit_id in scope.unit_ids


def visible_cases(user: Employee, meeting: CalibrationMeeting, on: date) -> QuerySet[Evaluation]:
    """Return the offered ratings that this person reads: all, or those of the own line; never the own one."""
    rows = offered_to(meeting).exclude(plan__placement__employee=user)
    if reads_all(user, meeting, on):
        return rows
    return rows.filter(of_supervised(user, on) | of_overseen(user, on))


def visible_meetings(user: Employee, on: date) -> QuerySet[CalibrationMeeting]:
    """Return the meetings that this person organises, leads or reads."""
    rows: QuerySet[CalibrationMeeting] = CalibrationMeeting.objects.select_related(
        "unit", "term__period", "led_by"
    )
    scope = organising_scope(user, on)
    return rows if scope.is_all else rows.filter(Q(led_by=user) | scope.condition("unit"))


def may_see(user: Employee, meeting: CalibrationMeeting, on: date) -> Decision:
    """Who organises, leads or reads a meeting sees it, and a superior of its group the own part."""
    seen = meeting.led_by_id == user.pk or may_organise(user, meeting.unit, on)
    if seen or _leads_in(user, meeting, on):
        return ALLOW
    return deny("Rapat ini dibuka untuk kelompoknya.")
