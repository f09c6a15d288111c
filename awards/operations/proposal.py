"""Proposing: computing the recommendation of a published scheme, once or again.

The machine proposes and people decide. Whoever writes holds the row of the list, so that a new
calculation and a decision never cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

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
from ..queries.eligibility import Known, final_term, known_people
from ..rules import award as rules
from ..rules import eligibility
from ..rules.points import Basis, basis_of

BATCH = 500
FORMULA = "2026-11"  # the version of the rules that compute, stored with every list
WRITTEN = ("placement", "is_eligible", "criteria", "score", "contributions", "basis")


@transaction.atomic
def propose(*, scheme: AwardScheme, by: Employee, at: datetime) -> AwardList:
    """Compute the recommendation of a scheme and return its list; again on an open list renews it.

    A renewed list keeps what people decided and leaves unchanged rows alone. Raise Denied for anybody
    but a BKD admin and in an archived year, Refused while the scheme is not published, when it was
    cancelled, without an annual evaluation or when the list is settled, Conflict when somebody else
    proposed the same list in the same moment.
    """
    locking.share(scheme.period_id)  # nobody archives the year meanwhile
    scheme = AwardScheme.objects.select_related("period").get(pk=scheme.pk)
    award_list = AwardList.objects.select_for_update().filter(scheme=scheme).first()

    require(access.may_propose(by, timezone.localdate(at)))
    require(not_archived(scheme.period))
    if problem := why_not_computed(scheme, award_list):
        raise Refused(problem)

    award_list = _write_list(award_list, scheme, by, at)
    award_list.scheme = scheme
    people = known_people(scheme.period, access.committee(timezone.localdate(at)))
    criteria = criteria_of(scheme)
    counts = _write_candidates(award_list, _proposal(people, criteria, conditions_of(scheme)))

    weights = {one.label: rules.number(one.weight) for one in criteria}
    after = {"scheme": scheme.pk, "weights": weights, **counts}
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
    values = {"proposed_at": at, "proposed_by": by, "formula": FORMULA}
    if award_list is not None:
        return change(award_list, expect=award_list.version, where={"closed_at": None}, **values)
    try:
        with transaction.atomic():
            return AwardList.objects.create(scheme=scheme, **values)
    except IntegrityError:
        raise Conflict("Usulan skema ini baru saja dihitung orang lain. Buka daftarnya.") from None


@dataclass(frozen=True)
class _Proposed:
    """A candidate with every answer, ready to be written."""

    known: Known
    answers: list[eligibility.Criterion]
    basis: Mapping[str, Basis]

    @property
    def points(self) -> dict[str, Decimal] | None:
        found = {key: one.points for key, one in self.basis.items() if one.points is not None}
        return found if len(found) == len(self.basis) else None

    @property
    def is_eligible(self) -> bool:
        return self.points is not None and eligibility.is_eligible(self.answers)


def _proposal(
    people: Sequence[Known], criteria: Sequence[Criterion], asked: Sequence[eligibility.Asked]
) -> list[AwardCandidate]:
    """Return unsaved candidates: answers and score of each, compared with the median of the eligible."""
    proposed = [
        _Proposed(
            one,
            eligibility.criteria(one.facts, asked),
            {criterion.key: basis_of(one.facts, criterion.source) for criterion in criteria},
        )
        for one in people
    ]
    middle = rules.medians([one.points for one in proposed if one.is_eligible and one.points], criteria)
    return [_candidate(one, middle, criteria) for one in proposed]


def _candidate(one: _Proposed, middle: rules.Points, criteria: Sequence[Criterion]) -> AwardCandidate:
    points = one.points
    parts = rules.contributions(points, middle, criteria) if one.is_eligible and points else []
    return AwardCandidate(
        employee_id=one.known.employee_id,
        placement_id=one.known.placement_id,
        is_eligible=one.is_eligible,
        criteria=[eligibility.stored(answer) for answer in one.answers],
        score=rules.shown_score(rules.score(points, criteria)) if points else None,
        contributions=[rules.stored(part) for part in parts],
    )


def _write_candidates(award_list: AwardList, candidates: list[AwardCandidate]) -> dict[str, int]:
    """Write new and changed candidates, drop undecided ones who left, and return the counts."""
    existing = {row.employee_id: row for row in AwardCandidate.objects.filter(award_list=award_list)}
    present = {candidate.employee_id for candidate in candidates}
    written = []
    for candidate in candidates:
        old = existing.get(candidate.employee_id)
        if old is not None and (old.decision or _same(old, candidate)):
            continue
        candidate.award_list = award_list
        candidate.version = old.version + 1 if old is not None else 1
        written.append(candidate)
    AwardCandidate.objects.bulk_create(
        written,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["award_list", "employee"],
        update_fields=[*WRITTEN, "version"],
    )
    gone = [row.pk for employee, row in existing.items() if employee not in present and not row.decision]
    for start in range(0, len(gone), BATCH):
        AwardCandidate.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    eligible = sum(candidate.is_eligible for candidate in candidates)
    return {"people": len(candidates), "eligible": eligible, "written": len(written), "left": len(gone)}


def _same(old: AwardCandidate, new: AwardCandidate) -> bool:
    return (
        old.placement_id == new.placement_id
        and (old.is_eligible, old.score) == (new.is_eligible, new.score)
        and (old.criteria, old.contributions) == (new.criteria, new.contributions)
    )
