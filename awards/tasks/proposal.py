"""The recommendation of a large agency is computed in one step: the whole list, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal import jobs

from ..access.award import may_propose
from ..models import AwardList, AwardScheme
from ..operations.proposal import LISTING, propose


class Listing(jobs.Work):
    """Do what the page does in its request for fewer people, in the name of who pressed the button."""

    kind = LISTING
    title = "Menghitung usulan penghargaan"
    unit = "daftar"
    is_quick = True

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Compute it; what the operation refuses ends the job with its sentence."""
        assert job.by is not None
        propose(
            scheme=AwardScheme.objects.get(pk=job.arguments["scheme"]),
            by=job.by,
            at=timezone.now(),
        )
        return start + 1

    def page(self, job: jobs.Job) -> str:
        """Return the page of the list, or of all lists while there is none."""
        found = AwardList.objects.filter(scheme=job.arguments["scheme"]).values_list("pk", flat=True).first()
        return reverse("awards:award-detail", args=[found]) if found else reverse("awards:award-list")

    def may_open(self, job: jobs.Job, user: Any, on: date) -> bool:
        """Who has lists computed today sees how far it is."""
        return bool(may_propose(user, on))
