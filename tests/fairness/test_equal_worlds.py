"""Worlds without any effect go through the whole comparison: how often it is marked, what names change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fairness.operations.groups import stage_of
from fairness.queries.groups import Case, Stage
from fairness.rules.grounds import GROUPS, UNKNOWN, Ground
from reviews.rules.evaluation import Rating

RATINGS = (Rating.BELOW, Rating.MEETS, Rating.MEETS, Rating.MEETS, Rating.ABOVE)


def world(seed: int, people: int = 400) -> list[Case]:
    """Return people whose groups, ratings and awards know nothing of each other."""
    rng = random.Random(seed)
    known = {ground: [group for group in groups if group != UNKNOWN] for ground, groups in GROUPS.items()}
    return [
        Case(
            person,
            2026,
            {ground: rng.choice(groups) for ground, groups in known.items()},
            rng.randrange(4),
            rng.choice(RATINGS),
            rng.choice(RATINGS),
            is_recommended=rng.random() < 0.1,
        )
        for person in range(people)
    ]


def measures(found: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for ground in found["grounds"]:
        for measure in ground["measures"]:
            yield measure["groups"]


def test_without_any_effect_few_comparisons_are_marked() -> None:
    """Every comparison promises at most 5 in 100; ratio and moved person make it fewer."""
    looks = marked = 0
    for seed in range(25):
        for stage in (Stage.FINAL, Stage.AWARD):
            for groups in measures(stage_of(stage, world(seed), 2026)):
                verdicts = {group["verdict"] for group in groups}
                looks += "PEMBANDING" in verdicts
                marked += "TELUSURI" in verdicts
    assert looks == 25 * 16
    assert marked / looks < 0.05


def test_other_labels_change_nothing_but_names() -> None:
    """Women called men and the other way round: every figure moves with its people."""
    people = world(7)
    swap = {"F": "M", "M": "F"}
    turned = [replace(one, groups=one.groups | {Ground.SEX: swap[one.groups[Ground.SEX]]}) for one in people]

    before = stage_of(Stage.FINAL, people, 2026)
    after = stage_of(Stage.FINAL, turned, 2026)

    for old, new in zip(measures(before), measures(after), strict=True):
        named = {group["group"]: group | {"group": ""} for group in new}
        for group in old:
            name = swap.get(group["group"], group["group"])
            assert named[name] == group | {"group": ""}


def test_the_order_of_people_changes_nothing() -> None:
    people = world(3)
    assert stage_of(Stage.FINAL, people, 2026) == stage_of(Stage.FINAL, people[::-1], 2026)
