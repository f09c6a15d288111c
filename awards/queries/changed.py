"""Whether results changed after a list was computed, so that it has to be computed again before settling."""

from __future__ import annotations

from django.db.models import Q

from indicators.rules import TermKind
from reviews.models import Evaluation

from ..models import AwardCandidate, AwardList


def changed_since(award_list: AwardList) -> set[int]:
    """Return the people on the list whose result changed after the list was computed (one query).

    An objection was decided, or a correction of a final result was approved.
    """
    since = award_list.proposed_at
    people = AwardCandidate.objects.filter(award_list=award_list, placement__isnull=False)
    changed = Evaluation.objects.filter(
        Q(objection__decided_at__gt=since)
        | Q(corrections__decided_at__gt=since, corrections__is_approved=True),
        term__period=award_list.scheme.period_id,
        term__kind=TermKind.FINAL,
        plan__placement__in=people.values("placement"),
    )
    return set(changed.values_list("plan__placement__employee", flat=True))
