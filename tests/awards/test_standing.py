"""The list as a whole: groups that never turn around, parts that add up through what is stored, the seed."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from awards.operations.computing import uncollected
from awards.queries.criteria import Criterion
from awards.queries.standing import Entrant, Stand, standing
from awards.rules import award
from awards.rules.award import score, shown_score
from awards.rules.scheme import Source

SOURCES = (Source.RESULTS, Source.TEAMWORK, Source.ATTENDANCE)
CRITERIA = [
    Criterion(one.value, one.value, Decimal(weight), one, Decimal("0.7"))
    for one, weight in zip(SOURCES, (50, 30, 20), strict=True)
]
points = st.decimals(0, 100, places=2)
Person = tuple[dict[str, Decimal], int, bool]
people = st.tuples(
    st.fixed_dictionaries({one.key: points for one in CRITERIA}), st.integers(0, 3), st.booleans()
)


def listed(crowd: list[Person], stay: Iterable[int], seed: int = 3) -> dict[int, Stand]:
    """Return by number where everybody stands when these take part."""
    errors = {one.key: Decimal(7) for one in CRITERIA}
    entrants = [Entrant(f"{at:02}", crowd[at][0], errors, crowd[at][2], crowd[at][1]) for at in stay]
    told, effective = standing(entrants, CRITERIA, top=2, runs=20, seed=seed)
    assert sorted(one.place for one in told.values()) == list(range(1, len(entrants) + 1))
    assert abs(sum(effective.values()) - 100) < 1
    return {int(key): one for key, one in told.items()}


def groups(told: dict[int, Stand]) -> dict[int, int]:
    """Return by number the first place of the group that somebody stands in."""
    first = {
        one.tie: min(each.place for each in told.values() if each.tie == one.tie) for one in told.values()
    }
    return {at: first[one.tie] if one.tie else one.place for at, one in told.items()}


@settings(max_examples=60)
@given(st.lists(people, min_size=2, max_size=9), st.data())
def test_no_subset_that_leaves_puts_a_lower_score_ahead(crowd: list[Person], data: st.DataObject) -> None:
    """An earlier group means a higher score, whoever takes part; a score that reads the same is tied."""
    stay = data.draw(st.sets(st.integers(0, len(crowd) - 1), min_size=1))

    for found in (groups(listed(crowd, range(len(crowd)))), groups(listed(crowd, stay))):
        for one, other in combinations(found, 2):
            first, second = (score(crowd[at][0], CRITERIA) for at in (one, other))
            if shown_score(first) == shown_score(second):
                assert found[one] == found[other]
            elif first > second:
                assert found[one] <= found[other]
            else:
                assert found[other] <= found[one]


def test_scores_that_read_the_same_share_a_group_whatever_their_profile() -> None:
    """One is just outside the interval of the leader, the other inside it by a more uneven profile."""
    rows = (("90", "90", "90"), ("79.9", "79.9", "79.9"), ("99.9", "59.9", "59.9"))
    keys = [one.key for one in CRITERIA]
    crowd: list[Person] = [(dict(zip(keys, map(Decimal, row), strict=True)), 0, False) for row in rows]

    for seed in range(6):
        found = groups(listed(crowd, range(3), seed))
        assert found[1] == found[2]


@settings(max_examples=30)
@given(st.lists(people, min_size=1, max_size=9), st.integers(0, 2**62), st.randoms())
def test_the_same_seed_gives_the_same_list_in_whatever_order(
    crowd: list[Person], seed: int, random: Random
) -> None:
    stay = list(range(len(crowd)))
    whole = listed(crowd, stay, seed)
    random.shuffle(stay)

    assert listed(crowd, stay, seed) == whole


def test_collecting_goes_on_after_a_calculation_that_failed() -> None:
    with suppress(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        1 / 0  # noqa: B018
    assert gc.isenabled()


@st.composite
def schemes(draw: st.DrawFn) -> list[award.Weighed]:
    """Return one to eight criteria with weights in hundredths of a per cent that sum to a hundred."""
    cuts = sorted(draw(st.sets(st.integers(1, 9_999), max_size=7)))
    ends = [0, *cuts, 10_000]
    weights = [Decimal(high - low) / 100 for low, high in zip(ends, ends[1:], strict=False)]
    return [award.Weighed(f"k{number}", f"K{number}", weight) for number, weight in enumerate(weights)]


@given(st.data())
def test_contributions_of_any_scheme_add_up_after_being_stored(data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    one = st.fixed_dictionaries({each.key: st.decimals(0, 100, places=6) for each in scheme})
    crowd = data.draw(st.lists(one, min_size=1, max_size=6))
    middle = award.medians(crowd, scheme)

    for person in crowd:
        kept = json.dumps([award.stored(part) for part in award.contributions(person, middle, scheme)])
        parts = [award.restored(row) for row in json.loads(kept)]
        distance = score(person, scheme) - score(middle, scheme)
        assert sum((part.amount for part in parts), Decimal(0)) == distance
