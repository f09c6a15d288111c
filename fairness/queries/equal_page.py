"""The page of equal treatment, of what the latest analysis of a year stored (two queries)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..models import RaterAnalysis
from ..rules import equal_words as words
from ..rules.equal import LEAST, Measure, Verdict
from ..rules.grounds import Ground

Json = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One measure of one group: the value, and below it what it is beside the reference."""

    label: str
    value: str
    beside: str
    alike: str = ""


@dataclass(frozen=True)
class GroupRow:
    """One group: its people and a cell for each measure."""

    label: str
    people: int
    cells: list[Cell]


@dataclass(frozen=True)
class Difference:
    """A measure with groups that are worth a look together, a sentence for each."""

    label: str
    sentences: list[str]


@dataclass(frozen=True)
class GroundPart:
    """One ground: the groups that are shown, what is said, and how a difference may be innocent."""

    key: str
    title: str
    is_hidden: bool
    labels: list[str]
    rows: list[GroupRow]
    differences: list[Difference]
    calm: list[str]
    explanation: str


@dataclass(frozen=True)
class StagePart:
    """One stage with its grounds; `years` says over which years people were taken together."""

    key: str
    title: str
    hint: str
    people: int
    years: str
    grounds: list[GroundPart]
    power: str

    @property
    def marked(self) -> list[GroundPart]:
        """The grounds with a difference to look at."""
        return [one for one in self.grounds if one.differences]


@dataclass(frozen=True)
class EqualPage:
    """All stages of a year."""

    year: int
    made_at: datetime
    looks: int
    stages: list[StagePart]
    least: int = LEAST

    @property
    def marked(self) -> list[tuple[StagePart, GroundPart]]:
        """What is worth a look together, over all stages."""
        return [(stage, ground) for stage in self.stages for ground in stage.marked]


def equal_years() -> list[int]:
    """Return the years that were analysed, the latest first."""
    years = RaterAnalysis.objects.exclude(groups={}).order_by("-period__year")
    return list(years.values_list("period__year", flat=True).distinct())


def equal_page(year: int) -> EqualPage | None:
    """Return what the latest analysis of a year says, None where there is none."""
    rows = RaterAnalysis.objects.filter(period__year=year).exclude(groups={})
    found = rows.order_by("-number").only("groups", "made_at").first()
    if found is None:
        return None
    stages = [_stage(stage) for stage in found.groups["stages"]]
    return EqualPage(year, found.made_at, found.groups["looks"], stages)


def _stage(stage: Json) -> StagePart:
    title, hint = words.STAGES[stage["stage"]]
    grounds = [_ground(ground, stage["stage"]) for ground in stage["grounds"]]
    years = f"{stage['years'][0]} sampai {stage['years'][-1]}" if len(stage["years"]) > 1 else ""
    compared = [
        group["people"]
        for ground in stage["grounds"]
        for measure in ground["measures"]
        for group in measure["groups"]
        if group["size"]
    ]
    power = words.power_sentence(min(compared)) if compared else ""
    return StagePart(stage["stage"].lower(), title, hint, stage["people"], years, grounds, power)


def _ground(ground: Json, stage: str) -> GroundPart:
    key, measures = Ground(ground["ground"]), ground["measures"]
    labels = [words.MEASURES[Measure(measure["measure"])] for measure in measures]
    groups = measures[0]["groups"] if measures else []
    rows = [
        GroupRow(
            words.GROUPS[group["group"]],
            group["people"],
            [_cell(label, measure, number) for label, measure in zip(labels, measures, strict=True)],
        )
        for number, group in enumerate(groups)
    ]
    verdicts = [_verdict(measure) for measure in measures]
    said = list(zip(labels, measures, verdicts, strict=True))
    differences = [
        Difference(label, _differences(measure))
        for label, measure, verdict in said
        if verdict is Verdict.LOOK
    ]
    rest = [(label, verdict) for label, _, verdict in said if verdict is not Verdict.LOOK]
    calm = words.calm(rest, others=bool(differences))
    return GroundPart(
        key=f"{stage}-{key}".lower().replace("_", "-"),
        title=words.GROUNDS[key],
        is_hidden=ground["is_hidden"],
        labels=labels,
        rows=rows,
        differences=differences,
        calm=calm,
        explanation=words.EXPLANATIONS[key],
    )


def _cell(label: str, measure: Json, number: int) -> Cell:
    group, kind = measure["groups"][number], Measure(measure["measure"])
    verdict = Verdict(group["verdict"])
    if group["size"] is None:
        beside = words.VERDICTS[verdict] if verdict is not Verdict.NOTHING else ""
    else:
        beside = words.size_words(kind, group["size"])
    like = group.get("like")
    return Cell(
        label, words.value_words(kind, group["value"]), beside, words.range_words(like) if like else ""
    )


def _verdict(measure: Json) -> Verdict:
    found = {Verdict(group["verdict"]) for group in measure["groups"]}
    return next((one for one in (Verdict.LOOK, Verdict.NOTHING) if one in found), Verdict.TOO_FEW)


def _differences(measure: Json) -> list[str]:
    kind, groups = Measure(measure["measure"]), measure["groups"]
    top = next(group for group in groups if group["verdict"] == Verdict.REFERENCE)
    return [words.difference(kind, group, top) for group in groups if group["verdict"] == Verdict.LOOK]
