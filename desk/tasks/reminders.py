"""Reminders to more people than a page writes at once: five hundred a step, each still waited for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from appraisal import jobs
from reviews.operations.reminder import Word, remind_asked

from ..access.completeness import reminding_scope
from ..operations.reminding import AT_ONCE, KIND
from ..queries.receivers import receivers
from ..queries.waiting_list import people_of


class Reminders(jobs.Work):
    """The digests that somebody at the desk asked for."""

    kind = KIND
    title = "Pengingat dari meja"
    is_quick = True

    def measure(self, job: jobs.Job) -> int:
        """Return how many people are to be reminded."""
        return len(job.arguments["people"])

    def prepare(self, job: jobs.Job, start: int) -> Any:
        """Return the matters of the next people who are waited for still: who is done gets nothing."""
        leaves = datetime.fromisoformat(job.arguments["leaves"])
        batch = set(job.arguments["people"][start : start + AT_ONCE])
        on = timezone.localdate(job.made_at)
        asked = people_of(job.arguments["params"], on, reminding_scope(job.by, on)) if job.by else None
        if asked is None:
            return {}
        found = receivers(asked, job.arguments["chosen"], leaves.date())
        return {pk: task for pk, task in found.matters.items() if pk in batch}

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Write one step of digests; one a person and day, whoever wrote it."""
        leaves = datetime.fromisoformat(job.arguments["leaves"])
        if prepared:
            done = remind_asked(asked=prepared, word=Word(*job.arguments["word"]), at=leaves)
            job.state["made"] = job.state.get("made", 0) + done.made
        return min(start + AT_ONCE, len(job.arguments["people"]))
