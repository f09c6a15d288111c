"""Writing the candidates of a list: every fact anew, what people decided untouched."""

from __future__ import annotations

import json
from hashlib import sha256

from ..models import AwardCandidate, AwardList

BATCH = 500
SUBJECTS = ("employee", "unit", "nomination")
WRITTEN = (
    *("placement", "is_eligible", "criteria", "score", "contributions", "basis"),
    *("share", "low", "high", "place", "tie", "seal", "version"),
)
Key = tuple[int | None, int | None, int | None]


def written_down(award_list: AwardList, candidates: list[AwardCandidate]) -> dict[str, int]:
    """Write the candidates, drop undecided ones who left, and return the counts.

    A candidate whose facts changed gets a new version, so that a form opened before is asked again.
    """
    rows = AwardCandidate.objects.filter(award_list=award_list).values_list(
        "employee_id", "unit_id", "nomination_id", "pk", "seal", "version", "decision"
    )
    existing: dict[Key, tuple[int, str, int, str]] = {row[:3]: row[3:] for row in rows.iterator(BATCH)}
    changed = 0
    for candidate in candidates:
        candidate.award_list = award_list
        candidate.seal = seal_of(candidate)
        old = existing.pop(_key(candidate), None)
        is_changed = old is None or old[1] != candidate.seal
        candidate.version = 1 if old is None else old[2] + is_changed
        changed += is_changed
    for subject in SUBJECTS:
        AwardCandidate.objects.bulk_create(
            [one for one in candidates if getattr(one, f"{subject}_id") is not None],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["award_list", subject],
            update_fields=WRITTEN,
        )
    gone = [pk for pk, _, _, decision in existing.values() if not decision]
    for start in range(0, len(gone), BATCH):
        AwardCandidate.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    eligible = sum(candidate.is_eligible for candidate in candidates)
    return {"people": len(candidates), "eligible": eligible, "written": changed, "left": len(gone)}


def seal_of(candidate: AwardCandidate) -> str:
    """Return the seal of what is known of a candidate: answers and points, and nothing about others."""
    facts = [candidate.placement_id, candidate.criteria, candidate.basis]
    return sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _key(candidate: AwardCandidate) -> Key:
    return candidate.employee_id, candidate.unit_id, candidate.nomination_id
