"""Telling people that the days of a phase have changed: one letter each, however many phases."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal.jobs import Job, Work
from indicators.models import Period, Term
from indicators.rules import TermKind
from organizations.models import Employee
from organizations.operations import Notice, tell_many

from ..operations.dates import TELLING
from ..queries.effects import concerned

BATCH = 500


class DatesNotice(Work):
    """Write the letters in steps; a key per person and change sees to it that each is written once."""

    kind = TELLING
    title = "Pemberitahuan jadwal"
    unit = "orang"

    def page(self, job: Job) -> str:
        """Return the address of the year."""
        return reverse("desk:period-detail", args=[job.arguments["period"]])

    def measure(self, job: Job) -> int:
        """Return how many people are concerned now."""
        return len(_people(job))

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Write the letters of the next people by number."""
        ids = [pk for pk in _people(job) if pk > job.state.get("last", 0)][:BATCH]
        if not ids:
            return max(job.total or 0, start + 1)
        period = Period.objects.get(pk=job.arguments["period"])
        notices = [_notice(job, period, person) for person in Employee.objects.filter(pk__in=ids)]
        tell_many(notices, at=timezone.now())
        job.state["last"] = ids[-1]
        return start + len(ids)


def _people(job: Job) -> list[int]:
    """Return who is concerned at this moment, in order; who did the work meanwhile needs no letter."""
    period = Period.objects.get(pk=job.arguments["period"])
    final = period.terms.get(kind=TermKind.FINAL)
    on, found = timezone.localdate(job.made_at), set[int]()
    for term_pk, units in job.arguments["phases"]:
        term = Term.objects.select_related("period").get(pk=term_pk) if term_pk else None
        found |= set(concerned(period, final, term, units, on))
    return sorted(found - {job.by_id})


def _notice(job: Job, period: Period, person: Employee) -> Notice:
    return Notice(
        key=f"jadwal-{period.pk}-{job.arguments['version']}-{person.pk}",
        to=person,
        subject=f"Jadwal {period.year} berubah",
        lines=[*job.arguments["lines"], "Tulisan Anda tetap tersimpan."],
        path=reverse("reviews:home"),
    )
