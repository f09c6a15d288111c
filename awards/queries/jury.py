"""What the points of the jury are given for, and what they say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count

from organizations.models import Employee

from ..models import AwardCandidate, AwardList, JuryScore, SchemeCriterion
from ..rules.committee import Spread, spread
from ..rules.scheme import Source


def jury_criteria(award_list: AwardList) -> list[SchemeCriterion]:
    """Return the criteria of the scheme for which the committee gives points (one query)."""
    rows = SchemeCriterion.objects.filter(scheme=award_list.scheme_id, source=Source.JURY)
    return list(rows.order_by("order", "pk"))


UNREAD = "Nilai terbaca setelah Anda memberi nilai juri."
UNREAD_OWN = "Nilai Anda sendiri terbaca setelah rekomendasi ditetapkan."


def unread(
    candidates: Sequence[AwardCandidate],
    award_list: AwardList,
    user: Employee,
    *,
    criteria: int,
    is_member: bool,
) -> dict[int, str]:
    """Return of which candidates this person does not read points yet, with the words that stand there.

    While the list is open a member reads them after the own points for every criterion of the jury, so that
    who steps aside never does; nobody reads the own ones. `criteria` is how many the jury scores (one query).
    """
    if award_list.closed_at is not None or not criteria:
        return {}
    found = {row.pk: UNREAD for row in candidates} if is_member else {}
    if found:
        given = JuryScore.objects.filter(member=user, candidate__in=list(found)).order_by()
        counts = given.values_list("candidate").annotate(Count("pk"))
        done = {pk for pk, count in counts if count >= criteria}
        found = {pk: words for pk, words in found.items() if pk not in done}
    return found | {row.pk: UNREAD_OWN for row in candidates if row.employee_id == user.pk}


def spreads(candidate: AwardCandidate) -> dict[int, Spread]:
    """Return by criterion what at least two members gave together (one query)."""
    given: dict[int, list[Decimal]] = defaultdict(list)
    rows = JuryScore.objects.filter(candidate=candidate).order_by("pk")
    for criterion, points in rows.values_list("criterion", "points"):
        given[criterion].append(points)
    return {key: found for key, points in given.items() if (found := spread(points))}
