"""Forms between people who declared a relation, as one group and never one by one."""

from __future__ import annotations

from datetime import datetime, time

import numpy as np
import numpy.typing as npt
from django.db.models import Q
from django.utils import timezone

from indicators.models import Period
from multirater.models import Relation

from .inputs import Inputs

Ints = npt.NDArray[np.int64]


def related_pairs(period: Period, inputs: Inputs) -> Ints:
    """Return (number of rater, number of ratee) of forms between people with a relation in the year.

    A relation counts that nobody ended before the year began. One query.
    """
    begun = timezone.make_aware(datetime.combine(period.started_on, time()))
    rows = Relation.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=begun))
    declared = set(rows.values_list("first", "second"))
    pairs = {
        (rater, ratee)
        for rater, ratee in zip(inputs.forms.rater.tolist(), inputs.forms.ratee.tolist(), strict=True)
        if _pair(inputs.raters[rater][0], inputs.people[ratee]) in declared
    }
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
