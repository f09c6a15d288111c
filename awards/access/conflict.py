"""Who stands apart from a candidate: by a conflict that the data show, or by stepping aside (recusal).

Both neither score, decide nor read what the committee says about the candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from appraisal.access import ALLOW, Decision, deny
from indicators.rules import TermKind
from multirater.models import Relation
from organizations.access import chain_of
from organizations.models import Employee, Placement, Supervision, on_day
from reviews.models import Evaluation

from ..models import AwardCandidate, AwardList, Nomination, NominationMember, Recusal
from ..rules.committee import APART_SENTENCES, RECUSED, Apart

People = dict[int, set[int]]  # of a candidate: the person, or the members of the team


def not_apart(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """Deny with a sentence when the person stands apart from the candidate; read once per loaded row."""
    known: dict[int, str] = candidate.__dict__.setdefault("_apart", {})
    if user.pk not in known:
        known[user.pk] = apart_from(user, [candidate], on).get(candidate.pk, "")
    return deny(known[user.pk]) if known[user.pk] else ALLOW


def apart_from(user: Employee, candidates: Sequence[AwardCandidate], on: date) -> dict[int, str]:
    """Return by candidate why the person stands apart, as a sentence; others are absent.

    The candidates are of one list. A declared relation is told without who declared it. One query; for
    teams and for units one more each.
    """
    if not candidates:
        return {}
    people = people_of(candidates)
    known = frozenset[int]().union(*people.values())
    facts = _facts(user, candidates, known, on)
    lines = facts["line"]
    mine = {superior for employee, superior in lines if employee == user.pk}
    line = mine | {employee for employee, superior in lines if superior == user.pk}
    beside = {employee for employee, superior in lines if superior in mine} | _second(facts["mate"])
    related = {pk for pair in facts["relation"] for pk in pair}
    rated = {row.pk for row in candidates if row.placement_id in _second(facts["rated"])}
    hits = [
        (Apart.NOMINATED, _nominated(candidates, facts)),
        (Apart.RELATION, _touching(people, related - {user.pk})),
        (Apart.COLLEAGUE, _touching(people, beside - {user.pk})),
        (Apart.LINE, _touching(people, line) | rated),
        (Apart.UNIT, _own_units(user, candidates, on)),
        (Apart.SELF, _touching(people, {user.pk})),
    ]
    found = {pk: APART_SENTENCES[reason] for reason, hit in hits for pk in hit}
    return found | dict.fromkeys(_second(facts["recused"]), RECUSED)


def people_of(candidates: Sequence[AwardCandidate]) -> People:
    """Return by candidate the people it is about; of a unit nobody in particular."""
    found: People = {row.pk: {row.employee_id} if row.employee_id else set() for row in candidates}
    teams = {row.nomination_id: row.pk for row in candidates if row.nomination_id}
    if teams:
        members = NominationMember.objects.filter(nomination__in=list(teams))
        for nomination, employee in members.values_list("nomination", "employee"):
            found[teams[nomination]].add(employee)
    return found


Pairs = set[tuple[int, int]]


def _facts(
    user: Employee, candidates: Sequence[AwardCandidate], known: frozenset[int], on: date
) -> dict[str, Pairs]:
    """Return what ties the person to the candidates, by kind, as pairs of keys (one query)."""
    award_list = candidates[0].award_list
    posts = [row.placement_id for row in candidates if row.placement_id]
    own = Nomination.objects.filter(scheme=award_list.scheme_id, nominated_by=user, withdrawn_at__isnull=True)
    teams = NominationMember.objects.filter(
        employee=user, nomination__scheme=award_list.scheme_id, nomination__withdrawn_at__isnull=True
    )
    kinds: list[tuple[str, QuerySet[Any], str, str]] = [
        ("recused", Recusal.objects.filter(member=user, candidate__in=candidates), "member", "candidate"),
        ("relation", _relations(user, known), "first", "second"),
        ("line", _lines(user, known, on), "placement__employee", "superior"),
        ("rated", _rated(user, posts, award_list), "appraiser", "plan__placement"),
    ]
    if award_list.scheme_id:
        mates = NominationMember.objects.filter(nomination__in=teams.values("nomination"), employee__in=known)
        kinds += [
            ("person", own.filter(employee__isnull=False), "pk", "employee"),
            ("unit", own.filter(unit__isnull=False), "pk", "unit"),
            ("team", own, "pk", "pk"),
            ("mate", mates, "nomination", "employee"),
        ]
    word = CharField()
    parts = [
        rows.order_by().values_list(Value(kind, output_field=word), F(first), F(second))
        for kind, rows, first, second in kinds
    ]
    found: dict[str, Pairs] = defaultdict(set)
    for kind, one, other in parts[0].union(*parts[1:], all=True):
        found[kind].add((one, other))
    return found


def _second(pairs: Pairs) -> set[int]:
    return {second for _, second in pairs}


def _touching(people: People, others: set[int]) -> set[int]:
    return {pk for pk, ours in people.items() if ours & others}


def _nominated(candidates: Sequence[AwardCandidate], facts: dict[str, Pairs]) -> set[int]:
    """Return whom this person nominated for the same award."""
    persons, units, teams = (_second(facts[kind]) for kind in ("person", "unit", "team"))
    return {
        row.pk
        for row in candidates
        if row.employee_id in persons or row.unit_id in units or row.nomination_id in teams
    }


def _relations(user: Employee, known: frozenset[int]) -> QuerySet[Relation]:
    pairs = Q(first=user, second__in=known) | Q(second=user, first__in=known)
    return Relation.objects.filter(pairs, ended_at__isnull=True)


def _lines(user: Employee, known: frozenset[int], on: date) -> QuerySet[Supervision]:
    """Return who appraises the candidates and this person on the day."""
    rows = Supervision.objects.on(on).filter(on_day(on, "placement__"), superior__isnull=False)
    return rows.filter(placement__employee__in=known | {user.pk})


def _rated(user: Employee, posts: list[int], award_list: AwardList) -> QuerySet[Evaluation]:
    """Return the annual results of the year that this person gave to the candidates."""
    return Evaluation.objects.filter(
        plan__placement__in=posts,
        term__period=award_list.scheme.period_id,
        term__kind=TermKind.FINAL,
        appraiser=user,
    )


def _own_units(user: Employee, candidates: Sequence[AwardCandidate], on: date) -> set[int]:
    """Return the units among the candidates to which this person belongs on the day, at any depth."""
    if not any(row.unit_id for row in candidates):
        return set()
    posts = Placement.objects.on(on).filter(employee=user).values_list("unit", flat=True)
    above = {unit for post in posts for unit in chain_of(post)}
    return {row.pk for row in candidates if row.unit_id in above}
