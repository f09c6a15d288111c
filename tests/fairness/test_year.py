"""A year from end to end: what is found, and where nothing may be told (measurement 3.7 and 7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fairness.rules.pattern import PatternKind
from multirater.analysis.crossed import Forms, Reason
from tests.fairness.worlds import World, year
from tests.multirater.worlds import part_of


@pytest.fixture(scope="module")
def world() -> World:
    return year(240)


def test_a_year_has_values_and_findings_of_superiors_alone(world: World) -> None:
    found = world.analysed(seed=1)

    assert found.reason is None
    assert found.value is not None
    assert np.corrcoef(found.value, world.person)[0, 1] > 0.85
    assert {one.rater for one in found.findings} <= set(np.flatnonzero(world.superiors).tolist())
    assert {one.kind for one in found.findings} == set(PatternKind)


def test_forms_of_superiors_alone_tell_no_habit(world: World) -> None:
    forms = part_of(world.forms, world.official)
    found = world.analysed(
        forms=forms, official=world.official[world.official], items=world.items[world.official]
    )

    assert (found.reason, found.value, found.parts) == (Reason.ONE_RATER, None, None)
    assert {one.kind for one in found.findings} == set(PatternKind) - {PatternKind.LENIENCY}


def test_a_superior_who_rates_twice_is_still_one_rater(world: World) -> None:
    own = world.official
    forms = part_of(world.forms, own)
    twice = Forms(
        *(np.tile(part, 2) for part in (forms.ratee, forms.rater)),
        np.repeat([0, 1], forms.y.size),
        np.tile(forms.y, 2),
        forms.unit,
    )
    official = np.repeat([True, False], forms.y.size)
    found = world.analysed(forms=twice, official=official, items=np.tile(world.items[own], (2, 1)))

    assert found.reason == Reason.ONE_RATER


def test_an_empty_year_is_too_few() -> None:
    nobody = np.zeros(0, dtype=np.int64)
    world = World(
        nobody, nobody, Forms(nobody, nobody, nobody, np.zeros(0), nobody), np.zeros((0, 7), dtype=np.uint8)
    )

    assert world.analysed().reason == Reason.TOO_FEW


def test_the_same_seed_gives_the_same_year(world: World) -> None:
    assert world.analysed(seed=4).findings == world.analysed(seed=4).findings


def test_one_generous_superior_is_found(world: World) -> None:
    lifted = replace(world.forms, y=world.forms.y + 0.8 * (world.forms.rater == 3))
    found = world.analysed(forms=lifted)
    before, after = (
        {one.rater: one for one in year.findings if one.kind == PatternKind.LENIENCY}[3]
        for year in (world.analysed(), found)
    )

    assert after.is_marked
    assert 0.5 < after.value - before.value < 0.8
