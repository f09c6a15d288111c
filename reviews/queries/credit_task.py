"""What waits of credit points: final annual results of the team in functional posts."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet

from ..access.credit import functional_results
from ..access.line import of_supervised
from ..models import Evaluation
from .credit import waiting
from .task_source import Source, Words
from .year import Year

ME = OuterRef("pk")  # the person


def _uncounted(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the results without points, or with those of a predicate that was corrected since."""
    rows = waiting(functional_results().filter(term__kind="FINAL"))
    return rows.filter(of_supervised(ME, on)).exclude(plan__placement__employee=ME)


SET_CREDIT = Words("Tetapkan angka kredit", "{people}: hasilnya sudah final.", "reviews:credit-team")
TO_CREDIT = Source(_uncounted, SET_CREDIT, leads=True, who="plan__placement__employee__name")
