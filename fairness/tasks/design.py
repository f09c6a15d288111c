"""Trying draws of a round in preparation: one step per way to set it, nothing of the draws is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal import jobs
from multirater.access.desk import may_run
from multirater.models import Round
from multirater.operations.draw import wish_of
from multirater.queries.staff import staff_of
from multirater.rules import Side
from multirater.rules.draw import draw

from ..queries.design import planned_with
from ..rules.design import WORK, Variant, variants
from ..rules.parts import PARTS


class Comparability(jobs.Work):
    """Draw a round with more and fewer reviewers from other units, and count what could be compared."""

    kind = WORK
    title = "Hitung keterbandingan"
    unit = "cara"
    is_quick = True

    def measure(self, job: jobs.Job) -> int:
        """Return how many ways there are to set the round."""
        return len(_variants(_round(job)))

    def prepare(self, job: jobs.Job, start: int) -> dict[str, Any]:
        """Draw in one way, with a seed that the round itself never uses, and return a row of the table."""
        row = _round(job)
        return _tried(row, _variants(row)[start], timezone.localdate(job.made_at))

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Keep the row."""
        job.state["rows"] = [*job.state.get("rows", []), prepared]
        return start + 1

    def page(self, job: jobs.Job) -> str:
        """Return the page of the round's comparability."""
        return reverse("fairness:design-round", args=[job.arguments["round"]])

    def may_open(self, job: jobs.Job, user: Any, on: date) -> bool:
        """Who runs rounds today sees how far it is."""
        return bool(may_run(user, on))


def _round(job: jobs.Job) -> Round:
    return Round.objects.select_related("period").get(pk=job.arguments["round"])


def _variants(row: Round) -> list[Variant]:
    return list(variants(row.peers if row.has_peers else 0, row.rater_cap))


def _tried(row: Round, way: Variant, on: date) -> dict[str, Any]:
    """Return the row of the table of one way."""
    import numpy as np

    from multirater.analysis.crossed import Components

    from ..analysis.design import network

    staff = staff_of(row, on)
    wish = replace(wish_of(row), peers=way.peers, cross_percent=way.percent)
    drawn = draw(staff.people.values(), staff.places, wish, seed=f"keterbandingan {row.pk}")
    forms = [form for form in drawn.forms if form.side != Side.SELF]
    people, ratee = np.unique([form.ratee for form in forms], return_inverse=True)
    _, unit = np.unique([staff.people[int(one)].unit for one in people], return_inverse=True)
    # somebody is one rater as superior and another one as peer, as in the analysis of a year
    rater = np.array([2 * form.rater + (form.side == Side.SUPERIOR) for form in forms], dtype=np.int64)
    told = planned_with(row.period)[0]
    unit_var, person, habit, rest = (float(told[name]) for name in PARTS)
    found = network(
        ratee.astype(np.int64), rater, unit.astype(np.int64), Components(unit_var, person, habit, rest)
    )
    return {
        "peers": way.peers,
        "cross": way.cross,
        "percent": way.percent,
        "forms": found.forms,
        "people": int(people.size),
        "islands": found.islands,
        "largest": int(100 * found.largest),
        "offset": f"{found.offset:.2f}".replace(".", ",") if np.isfinite(found.offset) else "",
        "comparable": int(100 * found.comparable),
    }
