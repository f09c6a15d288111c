"""What was reached in the last quarter and before it, beside the rating of the results: for recency."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import numpy.typing as npt
from django.db.models import F

from indicators.models import Period
from indicators.rules import Direction
from multirater.queries.answers import BATCH
from reviews.models import Realisation
from reviews.rules.evaluation import RELEASED

from .inputs import STEP, Rating

Floats = npt.NDArray[np.float64]
BEFORE, WHOLE = 9, 12  # months of the year


def quarters_of(period: Period) -> tuple[Floats, Floats, Floats]:
    """Return per annual result the rating of the results (1 to 3), and the mean quarter before and the last.

    Both as shares of the target, the mean over the indicators with a number to reach that were reported up
    to September and up to the end of the year: amounts count from the beginning of the year, so the last
    quarter is the difference. Years in halves have no quarters, and nobody is returned.
    """
    reached = _reached(period, BEFORE), _reached(period, WHOLE)
    shares: dict[int, list[tuple[float, float]]] = defaultdict(list)
    ratings: dict[int, int] = {}
    for key, (evaluation, rating, amount, target) in reached[1].items():
        if key in reached[0]:
            early = reached[0][key][2]
            shares[evaluation].append((early / target / 3, (amount - early) / target))
            ratings[evaluation] = rating
    keys = sorted(shares)
    means = np.array([np.mean(shares[key], axis=0) for key in keys]).reshape(-1, 2)
    return np.array([ratings[key] for key in keys], dtype=float), means[:, 0], means[:, 1]


def _reached(period: Period, months: int) -> dict[tuple[int, int], tuple[int, int, float, float]]:
    """Return by evaluation and indicator what was reported at the end of so many months (one query)."""
    last = date(period.started_on.year, months, 30)
    rows = Realisation.objects.filter(
        term__period=period,
        term__ended_on__gte=last,
        term__ended_on__lte=date(last.year, months, 31) if months == WHOLE else last,
        amount__isnull=False,
        indicator__target__gt=0,
        indicator__direction=Direction.HIGHER.value,
        indicator__removed_at__isnull=True,
        indicator__result__removed_at__isnull=True,
        indicator__result__plan__evaluations__term__kind="FINAL",
        indicator__result__plan__evaluations__status__in=RELEASED,
    ).order_by("pk")
    columns = rows.values_list(
        "indicator__result__plan__evaluations",
        "indicator",
        "indicator__result__plan__evaluations__results_rating",
        "amount",
        F("indicator__target"),
    )
    return {
        (evaluation, indicator): (evaluation, STEP[Rating(rating)], float(amount), float(target))
        for evaluation, indicator, rating, amount, target in columns.iterator(BATCH)
    }
