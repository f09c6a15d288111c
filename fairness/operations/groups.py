"""Equal treatment of a year: compare groups at each stage; what is returned is stored with the analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from development.rules.small_counts import protected
from indicators.models import Period
from reviews.rules.evaluation import Predicate, predicate

from ..analysis.equal import Size, Sums, alike, hedges, is_worth_a_look, ratio_interval
from ..queries.groups import STEP, Case, Stage, cases_of
from ..rules.equal import ENOUGH, LEAST, YEARS, Measure, Tally, Verdict, judged, pairs_of, span
from ..rules.grounds import BANDS, GROUPS, UNKNOWN, Ground

Members = dict[str, list[Case]]
VERSION = "1"


def groups_of(period: Period) -> dict[str, Any]:
    """Return what is known of equal treatment in a year, as JSON (ten queries at any size).

    By stage and ground the groups of ten people or more, each with people, value, size of the difference,
    interval and verdict; and how many comparisons were made. Nobody is named, and no smaller group
    follows from what is there.
    """
    cases = cases_of(period)
    stages = [stage_of(stage, cases[stage], period.year) for stage in Stage]
    looks = [
        measure
        for stage in stages
        for ground in stage["grounds"]
        for measure in ground["measures"]
        if any(group["verdict"] == Verdict.REFERENCE for group in measure["groups"])
    ]
    return {"version": VERSION, "year": period.year, "looks": len(looks), "stages": stages}


def stage_of(stage: Stage, cases: Sequence[Case], year: int) -> dict[str, Any]:
    """Return one stage, over as many years as let most groups be judged, each person once."""
    empty = {"stage": stage.value, "years": [year], "people": 0, "grounds": []}
    if not any(case.year == year for case in cases):
        return empty
    spans = [_once(cases, year - years) for years in range(1, YEARS + 1)]
    years = span([_sizes(people) for people in spans])
    people = spans[years - 1]
    if len(people) < LEAST:
        return empty
    seen = sorted({case.year for case in cases if case.year > year - years})
    grounds = [_ground(ground, stage, people) for ground in Ground]
    return {"stage": stage.value, "years": seen, "people": len(people), "grounds": grounds}


def _once(cases: Sequence[Case], after: int) -> list[Case]:
    """Return the latest case of each person after a year: nobody counts twice, so the test stays exact."""
    return list({case.person: case for case in cases if case.year > after}.values())


def _members(ground: Ground, people: Sequence[Case]) -> Members:
    found: Members = {group: [] for group in GROUPS[ground]}
    for case in people:
        found[case.groups[ground]].append(case)
    return {group: cases for group, cases in found.items() if cases}


def _sizes(people: Sequence[Case]) -> list[int]:
    return [
        len(cases)
        for ground in Ground
        for group, cases in _members(ground, people).items()
        if group != UNKNOWN
    ]


def _ground(ground: Ground, stage: Stage, people: Sequence[Case]) -> dict[str, Any]:
    members = _members(ground, people)
    shown = protected({group: len(cases) for group, cases in members.items()}, LEAST)
    known = {group: members[group] for group in members if shown[group] is not None and group != UNKNOWN}
    kinds = [Measure.RECOMMENDED] if stage is Stage.AWARD else [Measure.EXCELLENT, Measure.GOOD]
    measures = [_rates(kind, known) for kind in kinds]
    if stage is not Stage.AWARD:
        measures.append(_means(known))
    return {
        "ground": ground.value,
        "is_hidden": None in shown.values(),
        "measures": measures if known else [],
    }


# --- Shares ----------------------------------------------------------------------------------------

REACHED: dict[Measure, Callable[[Case], bool]] = {
    Measure.EXCELLENT: lambda case: _predicate(case) is Predicate.EXCELLENT,
    Measure.GOOD: lambda case: _predicate(case) in (Predicate.EXCELLENT, Predicate.GOOD),
    Measure.RECOMMENDED: lambda case: case.is_recommended,
}


def _predicate(case: Case) -> Predicate | None:
    if case.results is None or case.behaviour is None:
        return None
    return predicate(results=case.results, behaviour=case.behaviour)


def _tally(kind: Measure, cases: Sequence[Case]) -> Tally:
    return Tally(len(cases), sum(1 for case in cases if REACHED[kind](case)))


def _rates(kind: Measure, members: Members) -> dict[str, Any]:
    tallies = {group: _tally(kind, cases) for group, cases in members.items()}
    found = judged(tallies)
    top = next((group for group in found if found[group].verdict is Verdict.REFERENCE), None)
    pairs = pairs_of(sum(1 for one in found.values() if one.verdict is not Verdict.TOO_FEW))
    rows = []
    for group, tally in tallies.items():
        one, size, like = found[group], None, None
        if top is not None and one.ratio is not None:
            size = Size(float(one.ratio), *ratio_interval(tally, tallies[top], pairs))
            like = _alike(kind, members[group], members[top], pairs)
        rows.append(
            _row(group, tally.people, _percent(tally.share), size, one.verdict)
            | {"p": None if one.p is None else f"{float(one.p):.4f}", "like": _size(like)}
        )
    return {"measure": kind.value, "groups": rows}


def _alike(kind: Measure, one: Sequence[Case], other: Sequence[Case], pairs: int) -> Size | None:
    """Return the same ratio among people of like realisation, None below 30 such people in a group."""
    bands = []
    for band in range(len(BANDS) + 1):
        two = [[case for case in cases if case.band == band] for cases in (one, other)]
        if all(two):
            bands.append((_tally(kind, two[0]), _tally(kind, two[1])))
    if any(sum(two[side].people for two in bands) < ENOUGH for side in (0, 1)):
        return None
    return alike(bands, pairs)


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f}"


# --- Means -----------------------------------------------------------------------------------------


def _means(members: Members) -> dict[str, Any]:
    """Compare the mean of both ratings (1 to 3) with the group that has the highest one."""
    sums = {group: _sums(cases) for group, cases in members.items()}
    large = [group for group in sums if sums[group].people >= ENOUGH]
    rows = []
    top = max(
        large, key=lambda one: (Fraction(sums[one].total, sums[one].people), sums[one].people), default=""
    )
    for group, own in sums.items():
        size, verdict = None, Verdict.TOO_FEW
        if len(large) > 1 and group in large:
            size = hedges(own, sums[top], pairs_of(len(large))) if group != top else None
            verdict = Verdict.LOOK if size is not None and is_worth_a_look(size) else Verdict.NOTHING
            verdict = Verdict.REFERENCE if group == top else verdict
        rows.append(_row(group, own.people, f"{own.mean / 2:.2f}", size, verdict))
    return {"measure": Measure.MEAN.value, "groups": rows}


def _sums(cases: Sequence[Case]) -> Sums:
    values = [STEP[case.results] + STEP[case.behaviour] for case in cases if case.results and case.behaviour]
    return Sums(len(values), sum(values), sum(value**2 for value in values))


def _row(group: str, people: int, value: str, size: Size | None, verdict: Verdict) -> dict[str, Any]:
    return {"group": group, "people": people, "value": value, "size": _size(size), "verdict": verdict.value}


def _size(size: Size | None) -> list[str] | None:
    return None if size is None else [f"{number:.2f}" for number in (size.value, size.low, size.high)]
