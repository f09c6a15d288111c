"""Page-sized reads of service records: one person's, and how many there are of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count

from organizations.models import DataReport, Employee, Placement

from ..models import MedalProposal, ServiceRecord
from ..rules import medal as rules
from ..rules.medal import STANDING_LABELS, Answer, Standing
from ..rules.proposal import PAPER_STATE_LABELS, STATE_TAGS, PaperState, ProposalState
from ..rules.record import RECORD_LABELS
from ..rules.service import (
    MEDAL_LABELS,
    Career,
    Medal,
    Policy,
    due,
    month_of,
    month_words,
    received,
    service,
    span_words,
)
from .career import careers, medal_policy

FOUND = 20
STANDING_TAGS = {
    Standing.READY: "ok",
    Standing.COMING: "info",
    Standing.UNSURE: "warn",
    Standing.CLOSED: "mute",
}


def record_counts() -> list[dict[str, Any]]:
    """Return how many valid records there are of each kind, without a name (one query)."""
    rows = ServiceRecord.objects.valid().order_by().values_list("kind").annotate(many=Count("pk"))
    many = dict(rows)
    return [{"label": label, "value": many[kind]} for kind, label in RECORD_LABELS.items() if kind in many]


def found_people(text: str, on: date) -> list[dict[str, Any]]:
    """Return people whose name or NIP fits, with their post, twenty at most (two queries)."""
    if not text.strip():
        return []
    people = list(Employee.objects.search(text[:80]).filter(merged_into=None).order_by("name", "pk")[:FOUND])
    posts = Placement.objects.on(on).definitive().filter(employee__in=people)
    post_of = {post.employee_id: post for post in posts.select_related("position", "unit").order_by("pk")}
    return [{"person": person, "post": post_of.get(person.pk)} for person in people]


def person_page(person: Employee, on: date, *, with_papers: bool = False) -> dict[str, Any]:
    """Return a person's records, the conditions of the medal that is due, the proposals (six queries)."""
    records = ServiceRecord.objects.filter(employee=person).select_related("noted_by", "withdrawn_by")
    policy = medal_policy(on)
    career = careers(Employee.objects.filter(pk=person.pk), on, policy)[person.pk]
    context: dict[str, Any] = {
        "person": person,
        "records": list(records.order_by("withdrawn_at", "-started_on", "-pk")),
        "proposals": _proposals(person, with_papers),
        "post": Placement.objects.on(on)
        .definitive()
        .filter(employee=person)
        .select_related("position", "unit")
        .order_by("-started_on", "-pk")
        .first(),
    }
    medal = medal_of(career, month_of(on), policy)
    has_proposal = any(row["proposal"].medal == medal["key"] for row in context["proposals"])
    return context | {"medal": medal, "has_proposal": has_proposal}


def medal_of(career: Career, month: int, policy: Policy) -> dict[str, Any]:
    """Return where a person stands towards the next medal: class, month, service, answers, state."""
    found = due(career, month, policy)
    months = service(career, month, policy)
    told: dict[str, Any] = {"service": span_words(months) if months is not None else "", "key": ""}
    if found is None:
        return told | {"answers": [], "is_done": Medal.XXX in received(career)}
    medal, when = found
    answers = rules.answers(career, medal, month, policy)
    state = rules.standing(answers)
    return told | {
        "key": medal.value,
        "label": MEDAL_LABELS[medal],
        "when": month_words(when),
        "months_left": max(when - month, 0),
        "answers": [_told(answer) for answer in answers],
        "state": STANDING_LABELS[state],
        "tag": STANDING_TAGS[state],
        "is_closed": state == Standing.CLOSED,
        "is_near": when <= month + 12,
    }


def _told(answer: Answer) -> dict[str, str]:
    """Return an answer with a tag beside it."""
    words = {True: ("Terpenuhi", "ok"), False: ("Belum", "mute"), None: ("Periksa", "warn")}
    text, kind = words[answer.met]
    return {"label": answer.label, "fact": answer.fact, "text": text, "kind": kind}


def _proposals(person: Employee, with_papers: bool) -> list[dict[str, Any]]:
    """Return the proposals of a person, with their papers where they are shown (two queries then)."""
    rows = MedalProposal.objects.filter(employee=person).order_by("pk")
    rows = rows.prefetch_related("papers") if with_papers else rows
    found = []
    for row in rows:
        papers = sorted(row.papers.all(), key=lambda paper: paper.pk) if with_papers else []
        told = [
            {"label": paper.label, "text": PAPER_STATE_LABELS[PaperState(paper.state)], "state": paper.state}
            for paper in papers
        ]
        tag = STATE_TAGS[ProposalState(row.state)]
        found.append({"proposal": row, "papers": told, "tag": tag})
    return found


def own_page(person: Employee, on: date) -> dict[str, Any]:
    """Return what a person reads of the own records: valid and withdrawn ones, the medal, own reports."""
    reports = DataReport.objects.filter(employee=person, subject="CATATAN")
    return person_page(person, on, with_papers=True) | {
        "reports": list(reports.order_by("-reported_at", "-pk")[:5])
    }
