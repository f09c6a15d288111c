"""Whether results changed after a list was computed, so that it has to be computed again before settling."""

from __future__ import annotations

from indicators.rules import TermKind
from reviews.models import Objection

from ..models import AwardCandidate, AwardList


def changed_since(award_list: AwardList) -> set[int]:
    """Return the people on the list whose objection was decided after the list was computed (one query)."""
    people = AwardCandidate.objects.filter(award_list=award_list, placement__isnull=False)
    decided = Objection.objects.filter(
        decided_at__gt=award_list.proposed_at,
        evaluation__term__period=award_list.scheme.period_id,
        evaluation__term__kind=TermKind.FINAL,
        evaluation__plan__placement__in=people.values("placement"),
    )
    return set(decided.values_list("evaluation__plan__placement__employee", flat=True))
