"""What other parts of the system know of candidates: only what the scheme asks for is read.

Each reading is one query or two over the whole agency. Of a 360 round the released words alone are read,
never a form; of discipline whether there is a record; of relations how many members remain, never whose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from indicators.models import Result as PlanResult
from indicators.rules import TermKind
from multirater.models import Relation
from multirater.models import Result as Released
from multirater.rules import Purpose, RoundStatus
from organizations.models import Attendance, Employee, Placement, Supervision, Unit, on_day
from reviews.models import Evaluation, OrganisationAchievement, PastResult, Voice, VoiceSurplus
from reviews.queries.voice import tallies
from reviews.rules.evaluation import RELEASED, OrganisationGrade, Predicate, Rating
from reviews.rules.voice import satisfaction_index

from ..access.conflict import apart_from
from ..models import AwardCandidate, AwardScheme, JuryScore
from ..rules.award import Choice
from ..rules.eligibility import Asked
from ..rules.scheme import RuleKind, Source
from .criteria import conditions_of
from .discipline import punished_since

Values = dict[str, Any]
CHUNK = 5000


@dataclass
class Gathered:
    """Facts by person, by plan, by unit and by nomination, as keyword arguments of Facts."""

    people: dict[int, Values] = field(default_factory=lambda: defaultdict(dict))
    plans: dict[int, Values] = field(default_factory=lambda: defaultdict(dict))
    units: dict[int, Values] = field(default_factory=lambda: defaultdict(dict))
    teams: dict[int, Values] = field(default_factory=lambda: defaultdict(dict))
    everybody: Values = field(default_factory=dict)
    graded: set[int] = field(default_factory=set)

    def of_person(self, employee: int, unit: int, plan: int) -> Values:
        """Return what is known of a person in a unit with a plan."""
        of_unit = self.units.get(unit, {})
        shared: Values = {key: of_unit[key] for key in ("grade", "voice") if key in of_unit}
        return {**self.everybody, **shared, **self.plans.get(plan, {}), **self.people.get(employee, {})}

    def of_unit(self, unit: int) -> Values:
        """Return what is known of a unit."""
        return {**self.everybody, **self.units.get(unit, {})}

    def of_team(self, nomination: int) -> Values:
        """Return what is known of a nominated team."""
        return {**self.everybody, **self.teams.get(nomination, {})}


def gathered(scheme: AwardScheme, committee: set[int], on: date) -> Gathered:
    """Return what the conditions and criteria of a scheme ask for, as known on a day."""
    found = Gathered()
    wanted: set[Source | RuleKind] = {Source(one.source) for one in scheme.criteria.all()}
    asked = {one.kind: one for one in conditions_of(scheme)}
    wanted |= set(asked)
    if Source.CONTRIBUTION in wanted:
        _serving(scheme, found)
    if Source.CONTRIBUTION in wanted or scheme.category == "UNIT":
        _grades(scheme, found)
    if wanted & {Source.TEAMWORK, RuleKind.REVIEWERS}:
        _teamwork(scheme, found)
    if Source.ATTENDANCE in wanted:
        _attendance(scheme, found)
    if Source.VOICE in wanted:
        _voice(scheme, found)
    predicate = asked.get(RuleKind.PREDICATE)
    if Source.IMPROVEMENT in wanted or predicate is not None and predicate.number > 1:
        _past(scheme, found)
    if Source.JURY in wanted:
        _jury(scheme, on, found)
    if RuleKind.DISCIPLINE in asked:
        _discipline(scheme, asked[RuleKind.DISCIPLINE], found)
    if RuleKind.CONFLICT in asked:
        _judges(committee, on, found)
    _won(scheme, found)
    return found


def _serving(scheme: AwardScheme, found: Gathered) -> None:
    serves = Q(supports__isnull=False) | ~Q(supports_text="")
    rows = PlanResult.objects.filter(plan__period=scheme.period, plan__revises__isnull=True)
    counted = rows.values("plan_id").annotate(serving=Count("pk", filter=serves), all_of=Count("pk"))
    for plan, serving, total in (
        counted.order_by().values_list("plan_id", "serving", "all_of").iterator(CHUNK)
    ):
        found.plans[plan]["serving"] = (serving, total)


def _grades(scheme: AwardScheme, found: Gathered) -> None:
    """Note the grade of each unit in the year: its own, else that of the nearest unit above."""
    rows = OrganisationAchievement.objects.filter(
        term__period=scheme.period, term__kind=TermKind.FINAL, replaced_at__isnull=True
    )
    own = {unit: OrganisationGrade(grade) for unit, grade in rows.values_list("unit_id", "grade")}
    found.graded |= set(own)
    for unit, grade in _down(own).items():
        found.units[unit]["grade"] = grade


def _down(own: Mapping[int, Any]) -> dict[int, Any]:
    """Return for every unit its own value, else that of the nearest unit above that has one."""
    parents = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    known: dict[int, Any] = dict(own)
    for unit in parents:
        line, at = [], unit
        while at is not None and at not in known:
            line.append(at)
            at = parents.get(at)
        for below in line:
            known[below] = known.get(at) if at is not None else None
    return {unit: value for unit, value in known.items() if value is not None}


def _teamwork(scheme: AwardScheme, found: Gathered) -> None:
    """Note the released label of the adjusted view and how many forms of others speak in it."""
    rows = Released.objects.filter(
        release__round__period=scheme.period,
        release__round__purpose=Purpose.EVALUATION.value,
        release__round__status=RoundStatus.RELEASED.value,
        release__number=1,
    ).order_by("release__round__closed_at", "pk")
    for employee, payload, labels in rows.values_list(
        "reviewee__employee_id", "payload", "release__round__questionnaire__scale"
    ).iterator(CHUNK):
        facts = found.people[employee]
        facts["reviewers"] = sum(group["n"] or 0 for group in payload["groups"])
        if payload["adjusted"] in labels:
            facts["teamwork"] = (list(labels).index(payload["adjusted"]) + 1, len(labels))


def _attendance(scheme: AwardScheme, found: Gathered) -> None:
    rows = Attendance.objects.filter(month__range=(scheme.judged_from.replace(day=1), scheme.judged_until))
    summed = rows.values("employee_id").annotate(days=Sum("work_days"), absent=Sum("absent_days")).order_by()
    for employee, days, absent in summed.values_list("employee_id", "days", "absent").iterator(CHUNK):
        found.people[employee]["attendance"] = (days, absent)
    if scheme.category != "UNIT":
        return
    posts = Placement.objects.on(scheme.judged_until).order_by().values_list("unit_id", "employee_id")
    whole: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for unit, employee in posts.iterator(CHUNK):
        days, absent = found.people.get(employee, {}).get("attendance", (0, 0))
        whole[unit][0] += days
        whole[unit][1] += absent
    for unit, (days, absent) in whole.items():
        found.units[unit]["attendance"] = (days, absent)


def _voice(scheme: AwardScheme, found: Gathered) -> None:
    """Note the index of each unit in the judged time: its own and all below, else of the nearest above."""
    span = (scheme.judged_from, scheme.judged_until)
    heard = tallies(
        Voice.objects.filter(said_on__range=span), VoiceSurplus.objects.filter(day__range=span), "point__unit"
    )
    parents = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    counts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (unit,), tally in heard.items():
        at: int | None = unit
        while at is not None:
            for mark, number in tally.counts.items():
                counts[at][mark] += number
            at = parents.get(at)
    own: dict[int, tuple[Decimal, int]] = {}
    for unit, marks in counts.items():
        index = satisfaction_index(marks)
        if index is not None:
            own[unit] = (index, sum(marks.values()))
    for unit, heard_of in _down(own).items():
        found.units[unit]["voice"] = heard_of


def _past(scheme: AwardScheme, found: Gathered) -> None:
    """Note predicates of earlier years and the ratings of the year before, this system's over a file's."""
    year, years = scheme.period.year, range(scheme.period.year - 5, scheme.period.year)
    brought = PastResult.objects.filter(year__in=years).values_list(
        "employee_id", "year", "predicate", "results_rating", "behaviour_rating"
    )
    own = Evaluation.objects.filter(
        term__period__year__in=years, term__kind=TermKind.FINAL, status__in=RELEASED
    ).values_list(
        *("plan__placement__employee_id", "term__period__year", "predicate"),
        *("results_rating", "behaviour_rating"),
    )
    for rows in (brought.order_by("pk"), own.order_by("pk")):
        for employee, of, predicate, results, behaviour in rows.iterator(CHUNK):
            facts = found.people[employee]
            facts.setdefault("past", {})[of] = Predicate(predicate)
            if of == year - 1 and results and behaviour:
                facts["rated_before"] = (Rating(results), Rating(behaviour))


def _jury(scheme: AwardScheme, on: date, found: Gathered) -> None:
    """Note the points of members who stand apart from nobody they scored, by criterion."""
    rows = JuryScore.objects.filter(candidate__award_list__scheme=scheme).order_by("pk")
    apart = _apart(rows, on)
    subjects = ("candidate__employee_id", "candidate__unit_id", "candidate__nomination_id")
    for candidate, member, criterion, points, *subject in rows.values_list(
        "candidate_id", "member_id", "criterion_id", "points", *subjects
    ):
        if (candidate, member) in apart:
            continue
        for pk, facts in zip(subject, (found.people, found.units, found.teams), strict=True):
            if pk is not None:
                facts[pk].setdefault("jury", {}).setdefault(criterion, []).append(points)


def _apart(rows: QuerySet[JuryScore], on: date) -> set[tuple[int, int]]:
    """Return candidate and member where who scored stands apart by now (a few queries a member)."""
    scored: dict[Employee, list[AwardCandidate]] = defaultdict(list)
    pairs = rows.order_by("member", "candidate").values_list("member", "candidate").distinct()
    members = Employee.objects.in_bulk([member for member, _ in pairs])
    candidates = AwardCandidate.objects.select_related("award_list__scheme").in_bulk([pk for _, pk in pairs])
    for member, candidate in pairs:
        scored[members[member]].append(candidates[candidate])
    return {(pk, member.pk) for member, known in scored.items() for pk in apart_from(member, known, on)}


def _discipline(scheme: AwardScheme, asked: Asked, found: Gathered) -> None:
    until = scheme.judged_until
    for employee in punished_since(date(until.year - asked.number, until.month, min(until.day, 28))):
        found.people[employee]["is_punished"] = True


def _judges(committee: set[int], on: date, found: Gathered) -> None:
    """Note how many members remain for each person; nobody learns who declared what."""
    apart: dict[int, set[int]] = defaultdict(set)
    lines = Supervision.objects.on(on).filter(on_day(on, "placement__"))
    own = Q(superior__in=committee) | Q(placement__employee__in=committee)
    pairs = list(lines.filter(own).order_by().values_list("placement__employee_id", "superior_id"))
    related = Relation.objects.filter(Q(first__in=committee) | Q(second__in=committee), ended_at__isnull=True)
    pairs += related.order_by().values_list("first_id", "second_id")
    for one, other in [*pairs, *((member, member) for member in committee)]:
        if other in committee:
            apart[one].add(other)
        if one in committee:
            apart[other].add(one)
    found.everybody["judges"] = len(committee)
    for person, members in apart.items():
        found.people[person]["judges"] = len(committee - members)


def _won(scheme: AwardScheme, found: Gathered) -> None:
    """Note the last earlier year in which somebody received an award of this category."""
    rows = AwardCandidate.objects.filter(
        award_list__closed_at__isnull=False,
        award_list__scheme__category=scheme.category,
        award_list__scheme__period__year__lt=scheme.period.year,
        decision=Choice.RECOMMENDED,
    )
    last = rows.values("employee_id", "unit_id").annotate(year=Max(F("award_list__scheme__period__year")))
    for employee, unit, year in last.order_by().values_list("employee_id", "unit_id", "year"):
        if employee is not None:
            found.people[employee]["won"] = year
        elif unit is not None:
            found.units[unit]["won"] = year
