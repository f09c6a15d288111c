"""Proposing: computing the recommendation of a published scheme, once or again.

The machine proposes and people decide. Whoever writes holds the row of the list, so that a new
calculation and a decision never cross.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.access.closing import not_archived
from organizations.models import Employee

from ..access import award as access
from ..models import AwardCandidate, AwardList, AwardScheme
from ..queries.criteria import Criterion, conditions_of, criteria_of
from ..queries.eligibility import Known, final_term, known_candidates
from ..rules import award as rules
from ..rules import eligibility, points
from .candidates import written_down

TRIALS = 500
FORMULA = "2026-11"  # the version of the rules that compute, stored with every list


@transaction.atomic
def propose(*, scheme: AwardScheme, by: Employee, at: datetime) -> AwardList:
    """Compute the recommendation of a scheme and return its list; again on an open list renews it.

    A renewed list keeps its seed and what people decided; only facts that changed make a new version of a
    candidate. Raise Denied for anybody but a BKD admin and in an archived year, Refused while the scheme is
    not published, when it was cancelled, without an annual evaluation or when the list is settled, Conflict
    when somebody else proposed the same list in the same moment.
    """
    locking.share(scheme.period_id)  # nobody archives the year meanwhile
    scheme = AwardScheme.objects.select_related("period").get(pk=scheme.pk)
    award_list = AwardList.objects.select_for_update().filter(scheme=scheme).first()

    require(access.may_propose(by, timezone.localdate(at)))
    require(not_archived(scheme.period))
    if problem := why_not_computed(scheme, award_list):
        raise Refused(problem)

    award_list = _write_list(award_list, scheme, by, at)
    criteria = criteria_of(scheme)
    on = timezone.localdate(at)
    people = known_candidates(scheme, access.committee(on), on)
    counts = written_down(award_list, _candidates(award_list, people, criteria, conditions_of(scheme)))
    AwardList.objects.filter(pk=award_list.pk).update(
        medians=award_list.medians, effective=award_list.effective
    )

    weights = {one.label: rules.number(one.weight) for one in criteria}
    after = {"scheme": scheme.pk, "weights": weights, "seed": award_list.seed, **counts}
    audit.record(action="award.proposed", by=by, at=at, target=award_list, after=after)
    return award_list


def why_not_computed(scheme: AwardScheme, award_list: AwardList | None) -> str:
    """Return why no recommendation can be computed for a scheme now, as a sentence; nothing when it can."""
    if scheme.published_at is None:
        return "Skema ini belum diumumkan. Umumkan dulu, lalu hitung usulannya."
    if scheme.cancelled_at is not None:
        return "Skema ini sudah dibatalkan."
    if final_term(scheme.period) is None:
        return f"Tahun {scheme.period.year} belum punya evaluasi tahunan."
    if award_list is not None and award_list.closed_at is not None:
        return "Rekomendasi skema ini sudah ditetapkan, jadi tidak dihitung lagi."
    return ""


def _write_list(award_list: AwardList | None, scheme: AwardScheme, by: Employee, at: datetime) -> AwardList:
    values = {"proposed_at": at, "proposed_by": by, "formula": FORMULA, "trials": TRIALS}
    if award_list is not None:
        values["seed"] = award_list.seed or secrets.randbits(62)
        award_list = change(award_list, expect=award_list.version, where={"closed_at": None}, **values)
    else:
        try:
            with transaction.atomic():
                award_list = AwardList.objects.create(scheme=scheme, seed=secrets.randbits(62), **values)
        except IntegrityError:
            raise Conflict("Usulan skema ini baru saja dihitung orang lain. Buka daftarnya.") from None
    award_list.scheme = scheme
    return award_list


# --- Computing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Proposed:
    """A candidate with every answer, before it is compared with others."""

    known: Known
    answers: list[eligibility.Criterion]
    basis: Mapping[str, points.Basis]

    @cached_property
    def points(self) -> dict[str, Decimal] | None:
        """The points by criterion; None while data for one of them is missing."""
        found = {key: one.points for key, one in self.basis.items() if one.points is not None}
        return found if len(found) == len(self.basis) else None

    @cached_property
    def is_eligible(self) -> bool:
        return self.points is not None and eligibility.is_eligible(self.answers)


def _candidates(
    award_list: AwardList,
    people: Sequence[Known],
    criteria: Sequence[Criterion],
    asked: Sequence[eligibility.Asked],
) -> list[AwardCandidate]:
    """Return unsaved candidates and note medians and weights in truth on the list."""
    from ..queries.standing import Entrant, standing  # numpy takes its time, and pages never need it

    proposed = [_proposed(one, criteria, asked) for one in people]
    eligible = [one for one in proposed if one.is_eligible]
    middle = rules.medians([one.points for one in eligible if one.points], criteria)
    entrants = [
        Entrant(
            one.known.key,
            one.points or {},
            {each.key: points.error_of(one.basis[each.key], each.reliability) for each in criteria},
            one.known.facts.evidence,
            one.known.facts.won == one.known.facts.year - 1,
        )
        for one in eligible
    ]
    stands, effective = standing(
        entrants, criteria, top=award_list.places, runs=award_list.trials, seed=award_list.seed or 0
    )
    award_list.medians = {key: f"{value:f}" for key, value in middle.items()}
    award_list.effective = {key: f"{value:f}" for key, value in effective.items()}
    found = []
    for one in proposed:
        row = _candidate(one, middle, criteria)
        if stand := stands.get(one.known.key):
            row.share, row.low, row.high = stand.share, stand.low, stand.high
            row.place, row.tie = stand.place, stand.tie
        found.append(row)
    return found


def _proposed(known: Known, criteria: Sequence[Criterion], asked: Sequence[eligibility.Asked]) -> _Proposed:
    basis = {one.key: points.basis_of(known.facts, one.source, one.pk) for one in criteria}
    return _Proposed(known, eligibility.criteria(known.facts, asked), basis)


def _candidate(one: _Proposed, middle: rules.Points, criteria: Sequence[Criterion]) -> AwardCandidate:
    found = one.points
    parts = rules.contributions(found, middle, criteria) if one.is_eligible and found else []
    return AwardCandidate(
        employee_id=one.known.employee_id,
        placement_id=one.known.placement_id,
        unit_id=one.known.unit_id,
        nomination_id=one.known.nomination_id,
        is_eligible=one.is_eligible,
        criteria=[eligibility.stored(answer) for answer in one.answers],
        score=rules.shown_score(rules.score(found, criteria)) if found else None,
        contributions=[rules.stored(part) for part in parts],
        basis={key: points.stored(basis) for key, basis in one.basis.items()},
    )
