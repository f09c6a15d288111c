"""A year from end to end: what is found, and where nothing may be told (measurement 3.7 and 7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fairness.analysis.leniency import LENIENT
from fairness.analysis.year import Year, analyse, once
from fairness.rules.pattern import PatternKind
from multirater.analysis.crossed import Forms, Reason, components, solve
from tests.fairness.worlds import NONE, World, year
from tests.multirater.worlds import Truth, part_of, simulate


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw little where the width of intervals is not the question."""
    monkeypatch.setattr("fairness.analysis.year.DRAWS", 4)


def many_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairness.analysis.year.DRAWS", 60)


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
        {one.rater: one for one in made.findings if one.kind == PatternKind.LENIENCY}[3]
        for made in (world.analysed(), found)
    )

    assert after.is_marked
    assert 0.5 < after.value - before.value < 0.8


# --- Known truth (measurement 3.5) and where nothing may be adjusted (3.7) -----------------------


def analysed(truth: Truth, forms: Forms | None = None) -> Year:
    """Return the year of forms without official ones: what the network and the model tell."""
    forms = forms or truth.forms
    none = np.zeros(forms.y.size, dtype=bool)
    items = np.zeros((forms.y.size, 7), dtype=np.uint8)
    everyone = np.arange(forms.raters) < forms.units
    return analyse(forms, superiors=everyone, official=none, items=items, relations=NONE)


def plain(forms: Forms) -> np.ndarray:
    return np.bincount(forms.ratee, forms.y) / np.bincount(forms.ratee)


@pytest.mark.parametrize(
    ("people", "linked", "of_raw", "of_adjusted"),
    [
        (200, False, (0.863, 0.252), (0.882, 0.236)),
        (200, True, (0.865, 0.249), (0.896, 0.223)),
        (2_000, False, (0.862, 0.256), (0.885, 0.237)),
        (2_000, True, (0.863, 0.256), (0.898, 0.225)),
    ],
)
def test_people_come_back_as_in_the_table(
    people: int, linked: bool, of_raw: tuple[float, float], of_adjusted: tuple[float, float]
) -> None:
    worlds = [simulate(people, linked=linked, seed=seed) for seed in range(6 if people < 500 else 1)]
    before = np.mean([one.recovered(plain(one.forms)) for one in worlds], axis=0)
    solved = [solve(one.forms, components(one.forms)).values(one.forms) for one in worlds]
    after = np.mean([one.recovered(values) for one, values in zip(worlds, solved, strict=True)], axis=0)

    assert tuple(before) == pytest.approx(of_raw, abs=0.02)
    assert tuple(after) == pytest.approx(of_adjusted, abs=0.02)
    assert after[0] > before[0]
    assert after[1] < before[1]


@pytest.mark.parametrize("people", [200, 2_000])
def test_nine_in_ten_intervals_hold_the_truth(people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    many_draws(monkeypatch)
    held = []
    for seed in range(3 if people < 500 else 1):
        truth = simulate(people, linked=True, seed=seed)
        found = analysed(truth)
        assert found.value is not None
        assert found.high is not None
        held.append(truth.held(found.value, found.high - found.value))

    assert np.mean(held) == pytest.approx(0.895, abs=0.025), "0.885 to 0.909 in the research"


def test_units_without_a_link_are_not_compared_but_habits_within_them_are() -> None:
    truth = simulate(360, linked=False)
    forms = truth.forms
    unit = forms.unit[forms.ratee]
    apart = replace(forms, y=forms.y + (unit < 3))
    before, after = analysed(truth), analysed(truth, apart)

    assert (before.reason, before.value, before.islands, before.linked) == (
        Reason.ISLANDS,
        None,
        forms.units,
        0,
    )
    assert [one.value for one in after.findings] == pytest.approx(
        [one.value for one in before.findings], abs=0.05
    )
    against = [
        truth.habit[one.rater] - truth.habit[-360:][forms.unit == one.rater].mean() for one in before.findings
    ]
    assert np.corrcoef([one.value for one in before.findings], against)[0, 1] > 0.8


@pytest.mark.parametrize(("people", "size"), [(48, 8), (60, 20)], ids=["few people", "few units"])
def test_few_people_or_units_tell_no_habit(people: int, size: int) -> None:
    found = analysed(simulate(people, linked=True, size=size))

    assert (found.reason, found.value, found.findings) == (Reason.TOO_FEW, None, [])


def test_a_handful_with_two_raters_is_no_base(world: World) -> None:
    few = world.official | (world.forms.ratee < 40)
    found = world.analysed(
        forms=part_of(world.forms, few), official=world.official[few], items=world.items[few]
    )

    assert found.value is None
    assert not [one for one in found.findings if one.kind == PatternKind.LENIENCY]


# --- False alarms, and the properties of chapter 7 -----------------------------------------------


def test_raters_without_habits_are_not_marked_and_with_habits_rightly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many_draws(monkeypatch)
    marks = {0.0: [], 1.0: []}
    for habits, seen in marks.items():
        for seed in range(2):
            made = year(360, habits=habits, seed=seed, size=10)
            found = [one for one in made.analysed().findings if one.kind == PatternKind.LENIENCY]
            seen += [abs(made.habit[one.rater]) > LENIENT for one in found if one.is_marked]

    assert marks[0.0] == []
    assert len(marks[1.0]) > 12
    assert np.mean(marks[1.0]) > 0.9, "94 of a hundred marks are right (measurement 2)"


def test_where_raters_do_not_differ_everybody_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    many_draws(monkeypatch)
    made = year(360, habits=0.0, seed=0, size=10)
    found = made.analysed()
    told = [one for one in found.findings if one.kind == PatternKind.LENIENCY]

    assert found.parts is not None
    assert (found.parts.rater, found.parts.at_zero) == (0, ("rater",))
    assert len(told) == 36
    assert all(-LENIENT < one.low < one.high < LENIENT for one in told)
    assert np.mean([one.low < 0 < one.high for one in told]) > 0.85


def test_a_point_more_from_one_superior_moves_that_superior() -> None:
    truth = simulate(2_000, linked=True, size=10)
    lifted = replace(truth.forms, y=truth.forms.y + (truth.forms.rater == 0))
    before, after = analysed(truth), analysed(truth, lifted)
    moved = {
        one.rater: two.value - one.value for one, two in zip(before.findings, after.findings, strict=True)
    }
    assert before.value is not None
    assert after.value is not None
    people = after.value - before.value

    assert moved.pop(0) == pytest.approx(0.82, abs=0.05)
    assert np.abs(list(moved.values())).max() < 0.05
    assert people[truth.forms.unit == 0].mean() == pytest.approx(0.045, abs=0.01)
    assert abs(people[truth.forms.unit != 0].mean()) < 0.001


def test_other_numbers_for_the_same_people_change_nothing(world: World) -> None:
    forms, random = world.forms, np.random.default_rng(2)
    people, raters, order = (random.permutation(n) for n in (forms.people, forms.raters, forms.y.size))
    unit = np.empty_like(forms.unit)
    unit[people] = forms.unit
    other = Forms(
        people[forms.ratee][order], raters[forms.rater][order], forms.side[order], forms.y[order], unit
    )
    superiors = np.zeros_like(world.superiors)
    superiors[raters] = world.superiors
    values = {"official": world.official[order], "items": world.items[order], "superiors": superiors}
    before, after = world.analysed(), world.analysed(forms=other, **values)

    assert before.value is not None
    assert after.value is not None
    assert after.value[people] == pytest.approx(before.value, abs=1e-4)
    named = {(raters[one.rater], one.kind): one for one in before.findings}
    assert {(one.rater, one.kind) for one in after.findings} == set(named)
    for one in after.findings:
        assert one.value == pytest.approx(named[one.rater, one.kind].value, abs=1e-4)


def test_twice_the_noise_widens_the_intervals() -> None:
    found = [analysed(simulate(200, linked=True, noise=noise, rounded=False)) for noise in (1, 2)]
    wide = [np.mean([one.high - one.low for one in made.findings]) for made in found]

    assert wide[1] > 1.15 * wide[0]


def test_declared_relations_are_told_together(world: World) -> None:
    pairs = np.stack([world.forms.rater[240:260], world.forms.ratee[240:260]], axis=1)
    found = world.analysed(relations=pairs).relations

    assert found is not None
    assert found.size == 20
    assert world.analysed(relations=pairs[:3]).relations is None


def test_a_side_with_few_raters_does_not_take_their_habit_for_its_level() -> None:
    """One superior of ten, higher by 0.4, is not asked in the 360; the others are, and rate higher there."""
    random = np.random.default_rng(7)
    people, team = 120, 12
    person, head = random.normal(2, 0.2, people), np.arange(people) // team
    habit = np.where(np.arange(people // team) == 0, 0.4, 0.0)
    rows = [(i, int(head[i]), 0, person[i] + habit[head[i]]) for i in range(people)]
    rows += [(i, int(head[i]), 1, person[i] + habit[head[i]] + 0.5) for i in range(team, people)]
    rows += [(i, 10 + (i + step) % people, 2, person[i]) for i in range(people) for step in (1, 2, 14)]
    ratee, rater, side, y = (np.array(column) for column in zip(*rows, strict=True))
    forms = Forms(ratee, rater, side, y + random.normal(0, 0.05, y.size), head)

    pairs = once(forms)
    assert pairs.y.size == forms.y.size - (people - team)
    parts = components(pairs)
    raters = solve(pairs, parts).rater[:10]
    assert 0.2 < raters[0] - raters[1:].mean() < 0.4  # drawn to the mean, but found
