"""Who may not be asked about whom: declared relations, and what other apps add (daftar pasangan terlarang).

`reviews` adds the people of one award shortlist when it starts; this app knows nothing of awards (ADR 0022).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from ..models import Relation, Round

Pairs = set[frozenset[int]]


def declared(row: Round) -> Pairs:
    """Return the pairs with a relation that somebody declared and nobody ended (one query)."""
    rows = Relation.objects.filter(ended_at__isnull=True).values_list("first_id", "second_id")
    return {frozenset(pair) for pair in rows}


APART: list[Callable[[Round], Pairs]] = [declared]


def apart_in(row: Round) -> dict[int, set[int]]:
    """Return per person with whom the person is never paired in this round, both ways."""
    found: dict[int, set[int]] = defaultdict(set)
    for ask in APART:
        for pair in ask(row):
            one, other = sorted(pair)
            found[one].add(other)
            found[other].add(one)
    return dict(found)
