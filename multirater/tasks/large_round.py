"""A large round is opened, closed or released in one step: all of it counts, or nothing.

Nothing about answers goes into the job: no order, no time of a form, no count of a side.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal import jobs

from ..access.desk import may_run
from ..models import Round
from ..operations.closing import close_round
from ..operations.large_round import WORK, Act
from ..operations.release import release_round
from ..operations.round import open_round


class LargeRound(jobs.Work):
    """Do what the page of a smaller round does in its request, in the name of who pressed the button."""

    kind = WORK
    title = "Putaran 360"
    unit = "putaran"

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Do it; what the operation refuses ends the job with its sentence."""
        told = job.arguments
        row = Round.objects.get(pk=told["round"])
        common: dict[str, Any] = {"row": row, "version": told["version"], "by": job.by, "at": timezone.now()}
        if told["act"] == Act.OPEN:
            open_round(**common)
        elif told["act"] == Act.CLOSE:
            close_round(early=told["early"], **common)
        else:
            release_round(**common)
        return start + 1

    def page(self, job: jobs.Job) -> str:
        """Return the page of the round."""
        return reverse("multirater:round-detail", args=[job.arguments["round"]])

    def may_open(self, job: jobs.Job, user: Any, on: date) -> bool:
        """Who runs rounds today sees how far it is."""
        return bool(may_run(user, on))
