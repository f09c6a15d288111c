"""What sheets need to know, read for many plans at once: a document of one person is a batch of one.

Fifty forms cost as many queries as one (`tests/documents/test_known.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from indicators.models import Plan, PlanCopy, Term
from indicators.queries import plan_payload, with_content

from ..models import Evaluation, Feedback, Objection
from .payload import Letterhead
from .people import chosen_layout, letterhead
from .reached import Said, realisations, said_of

Frozen = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """The letterhead, the agreed contents by plan, and of one term what was reached and said."""

    head: Letterhead
    layout: str
    frozen: Mapping[int, Frozen]
    realised: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    said: Mapping[int, Said] = field(default_factory=dict)
    last_word: Mapping[int, Feedback] = field(default_factory=dict)
    objections: Mapping[int, Objection] = field(default_factory=dict)


def know(plans: Sequence[Plan], term: Term | None = None) -> Known:
    """Return what the forms of some plans need, with a term also what was reached and said in it."""
    known = Known(letterhead(), chosen_layout(), contents(plans))
    if term is None:
        return known
    said, last = said_of(plans, term)
    return replace(known, realised=realisations(plans, term), said=said, last_word=last)


def know_evaluations(evaluations: Sequence[Evaluation], *, is_record: bool = False) -> Known:
    """Return what the documents of evaluations of one term need; of a record also the objections."""
    plans = [row.plan for row in evaluations]
    if not is_record:
        return know(plans, evaluations[0].term if evaluations else None)
    rows = Objection.objects.select_related("explained_by", "decided_by").filter(evaluation__in=evaluations)
    found = {row.evaluation_id: row for row in rows.order_by("-pk")}
    return replace(know(plans), objections=found)


def contents(plans: Iterable[Plan]) -> dict[int, Frozen]:
    """Return by plan the frozen content, the latest revision; of a plan without copies what stands."""
    ids = [plan.pk for plan in plans]
    latest = Window(RowNumber(), partition_by=[F("plan")], order_by=F("revision").desc())
    rows = PlanCopy.objects.filter(plan__in=ids).annotate(place=latest).filter(place=1)
    found = dict(rows.values_list("plan", "payload"))
    missing = [pk for pk in ids if pk not in found]
    if missing:
        found |= {plan.pk: plan_payload(plan) for plan in with_content(Plan.every.filter(pk__in=missing))}
    return found
