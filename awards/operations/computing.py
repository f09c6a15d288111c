"""Computing the candidates of a list in two passes, so that a city asks for no more memory than a district.

First everybody's answers and points are found. Who is not eligible is compared with nobody and is done; the
eligible wait in a file until medians and places are known, and are made whole from it.
"""

from __future__ import annotations

import gc
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..models import AwardList
from ..queries.criteria import Criterion
from ..queries.eligibility import Known, evidence_of
from ..rules import award as rules
from ..rules import eligibility, points

if TYPE_CHECKING:
    from ..queries.standing import Entrant, Stand

as_text = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
TEXTS = ("criteria", "basis")  # are text already when they are kept
ALIKE = 2_000  # answers that many people share are made text once
Values = dict[str, Any]  # of a candidate's row, by column; what JSON keeps is text already
NOTHING_COMPARED: Values = dict.fromkeys(("share", "low", "high", "place", "tie")) | {"contributions": "[]"}


@dataclass(frozen=True)
class Proposed:
    """What is known of a candidate before it is compared with others."""

    known: Known
    answers: list[eligibility.Criterion]
    basis: Mapping[str, points.Basis]

    @property
    def points(self) -> dict[str, Decimal] | None:
        """The points by criterion; None while data for one of them is missing."""
        found = {key: one.points for key, one in self.basis.items() if one.points is not None}
        return found if len(found) == len(self.basis) else None


def computed(
    award_list: AwardList,
    people: Iterable[Known],
    criteria: Sequence[Criterion],
    asked: Sequence[eligibility.Asked],
) -> Iterator[Values]:
    """Give the row of every candidate, and note medians and weights in truth on the list."""
    from ..queries.standing import standing  # numpy takes its time, and pages never need it

    entrants: dict[str, Entrant] = {}
    posts: dict[str, int] = {}
    with tempfile.TemporaryFile("w+", encoding="ascii") as kept:
        for known in people:
            row, entrant = _found(_proposed(known, criteria, asked), criteria)
            if entrant is None:
                yield row | NOTHING_COMPARED
                continue
            entrants[entrant.key] = entrant
            if known.placement_id is not None:
                posts[entrant.key] = known.placement_id
            texts = [row.pop(name) for name in TEXTS]
            kept.writelines(f"{text}\n" for text in (known.key, as_text(row), *texts))
        middle = rules.medians([one.points for one in entrants.values()], criteria)
        evidence = evidence_of(award_list.period, list(posts.values()))
        stands, effective = standing(
            [replace(one, evidence=evidence.get(posts.get(key, 0), 0)) for key, one in entrants.items()],
            criteria,
            top=award_list.places,
            runs=award_list.trials,
            seed=award_list.seed or 0,
        )
        award_list.medians = {key: f"{value:f}" for key, value in middle.items()}
        award_list.effective = {key: f"{value:f}" for key, value in effective.items()}
        kept.seek(0)
        for key in map(str.rstrip, kept):
            row = json.loads(next(kept)) | {name: next(kept).rstrip("\n") for name in TEXTS}
            yield row | _compared(entrants[key], stands[key], middle, criteria)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles of garbage meanwhile: none are made, and looking takes a seventh."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _proposed(known: Known, criteria: Sequence[Criterion], asked: Sequence[eligibility.Asked]) -> Proposed:
    basis = {one.key: points.basis_of(known.facts, one.source, one.pk) for one in criteria}
    return Proposed(known, eligibility.criteria(known.facts, asked), basis)


def _found(one: Proposed, criteria: Sequence[Criterion]) -> tuple[Values, Entrant | None]:
    """Return what the first pass keeps of a candidate, and the entrant who is compared with others."""
    from ..queries.standing import Entrant

    found, facts = one.points, one.known.facts
    is_eligible = found is not None and eligibility.is_eligible(one.answers)
    answers = f"[{','.join(map(_answer, one.answers))}]"
    basis = f"{{{','.join(_basis(key, each) for key, each in sorted(one.basis.items()))}}}"
    row = {
        "employee_id": one.known.employee_id,
        "placement_id": one.known.placement_id,
        "unit_id": one.known.unit_id,
        "nomination_id": one.known.nomination_id,
        "is_eligible": is_eligible,
        "criteria": answers,
        "score": f"{rules.shown_score(rules.score(found, criteria)):f}" if found else None,
        "basis": basis,
        "seal": seal_of(one.known.placement_id, answers, basis),
    }
    if not is_eligible or not found:
        return row, None
    errors = {each.key: points.error_of(one.basis[each.key], each.reliability) for each in criteria}
    return row, Entrant(one.known.key, found, errors, won_last_year=facts.won == facts.year - 1)


@lru_cache(maxsize=ALIKE)
def _answer(answer: eligibility.Criterion) -> str:
    return as_text(eligibility.stored(answer))


@lru_cache(maxsize=ALIKE)
def _basis(key: str, basis: points.Basis) -> str:
    return f"{as_text(key)}:{as_text(points.stored(basis))}"


def seal_of(placement: int | None, answers: str, basis: str) -> str:
    """Return the seal of what is known of a candidate: answers and points, and nothing about others."""
    where = "null" if placement is None else placement
    return sha256(f"[{where},{answers},{basis}]".encode()).hexdigest()


def _compared(entrant: Entrant, stand: Stand, middle: rules.Points, criteria: Sequence[Criterion]) -> Values:
    """Return what stands in a row by comparing it with others."""
    parts = rules.contributions(entrant.points, middle, criteria)
    return {
        "contributions": as_text([rules.stored(part) for part in parts]),
        "share": stand.share,
        "low": stand.low,
        "high": stand.high,
        "place": stand.place,
        "tie": stand.tie,
    }
