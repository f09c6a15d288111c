"""Where somebody waits for a person: one row of a table per kind of task, one query for many people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Func, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from indicators.access.dialogue import awaiting
from indicators.models import Plan, PlanRequest, last_day
from indicators.rules import PlanStatus
from organizations.access import is_superior
from organizations.models import Employee, Supervision

from ..access.line import overseen_plans, supervised_plans
from ..models import Evaluation
from ..rules.evaluation import EvaluationStatus
from .year import Rank, Task, Year

ME, OUTER = OuterRef("pk"), OuterRef(OuterRef("pk"))  # the person, seen from one query inside and from two
OWNER = "placement__employee__name"


@dataclass(frozen=True)
class Found:
    """How many rows wait for a person, the first of them, who is first by name, and the nearest date."""

    count: int
    pk: int
    who: str = ""
    due_on: date | None = None

    @property
    def people(self) -> str:
        """Who waits: "Ani", "Ani dan 2 lainnya"."""
        return f"{self.who} dan {self.count - 1} lainnya" if self.count > 1 else self.who


@dataclass(frozen=True)
class Source:
    """One kind of task: the rows that wait for a person, and the words for them."""

    key: str
    rows: Callable[[Year, date], QuerySet[Any] | None]  # with OuterRef for the person; None: not now
    task: Callable[[Found], Task]
    count: str = "pk"  # the path to what is counted, each once
    who: str = ""  # the path to the name of who waits
    due: str = ""  # the path to the date by which it is meant to be done
    leads: bool = False  # only for superiors


def waiting_tasks(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Task]]:
    """Return by person what others wait for, in the order of the table (at most two queries).

    Who leads nobody is not asked for what only superiors have.
    """
    leading = [person for person in people if is_superior(person, on)]
    alone = [person for person in people if not is_superior(person, on)]
    found = _tasks(leading, SOURCES, year, on)
    return found | _tasks(alone, [source for source in SOURCES if not source.leads], year, on)


def _tasks(
    people: Sequence[Employee], sources: Iterable[Source], year: Year, on: date
) -> dict[int, list[Task]]:
    if not people:
        return {}
    asked = {source.key: rows for source in sources if (rows := source.rows(year, on)) is not None}
    words = {source.key: source for source in sources}
    facts = {key: _facts(rows, words[key]) for key, rows in asked.items()}
    wanted = Employee.objects.filter(pk__in=[person.pk for person in people])
    tasks = {}
    for pk, *values in wanted.annotate(**facts).values_list("pk", *facts):
        told = [(words[key], _found(value)) for key, value in zip(facts, values, strict=True)]
        tasks[pk] = [source.task(found) for source, found in told if found.count]
    return tasks


def _facts(rows: QuerySet[Any], source: Source) -> Subquery:
    """Return one expression with everything a task says of its rows."""
    count = Func(F(source.count), function="COUNT", template="%(function)s(DISTINCT %(expressions)s)")
    told = {"count": count, "pk": Func(F("pk"), function="MIN")}
    told |= {"who": Func(F(source.who), function="MIN")} if source.who else {}
    told |= {"due_on": Func(F(source.due), function="MIN")} if source.due else {}
    found = rows.order_by().annotate(found=JSONObject(**told)).values("found")
    return Subquery(found, output_field=JSONField())


def _found(value: dict[str, Any]) -> Found:
    due = value.get("due_on")
    return Found(
        **value | {"who": value.get("who") or "", "due_on": date.fromisoformat(due) if due else None}
    )


# --- The rows ---------------------------------------------------------------------------------


def _asked_plan(year: Year, on: date) -> QuerySet[PlanRequest] | None:
    """Return what `indicators.queries.askers` names: the team waits until a plan is handed in."""
    led = Supervision.objects.on(on).filter(superior=OUTER).values("placement")
    mine = Plan.objects.filter(placement__employee=OuterRef("superior"), period=year.period)
    rows = PlanRequest.objects.filter(~Exists(mine.exclude(status=PlanStatus.DRAFT)), period=year.period)
    return rows.filter(superior=ME, placement__in=led)


def _objected(year: Year, on: date) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(status=EvaluationStatus.OBJECTED, term=year.final)
    return rows.filter(plan__in=supervised_plans(OUTER, on).filter(period=year.period))


def _to_decide(year: Year, on: date) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.filter(status__in=[EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED])
    return rows.filter(plan__in=overseen_plans(OUTER, on))


def _unrated(year: Year, on: date) -> QuerySet[Plan] | None:
    """Return agreed plans without a shared result; a plan that is over waits for no window."""
    if year.period is None or year.final is None:
        return None
    shared = Evaluation.objects.filter(plan=OuterRef("pk"), term=year.final)
    rows = supervised_plans(ME, on).filter(period=year.period, status=PlanStatus.AGREED)
    rows = rows.filter(~Exists(shared.exclude(status=EvaluationStatus.DRAFT)))
    rows = rows.filter(placement__employee__is_active=True)
    if on < year.period.annual_from:
        rows = rows.annotate(until=last_day()).filter(until__lt=Value(min(on, year.period.ended_on)))
    return rows


# --- The words --------------------------------------------------------------------------------


def _others(title: str, hint: str, name: str, kind: str = "info", *, first: bool = False) -> Any:
    """Return how a task reads for which somebody waits; `first` leads to the first row itself."""

    def task(found: Found) -> Task:
        href = reverse(name, args=[found.pk] if first else [])
        words = hint.format(people=found.people, count=found.count)
        return Task(title, words, href, "Menunggu Anda", kind, Rank.OTHERS, found.count)

    return task


def _plan_asked(found: Found) -> Task:
    title = f"Susun SKP Anda: {found.count} orang menunggu"
    hint = "Tim Anda menautkan hasilnya setelah Anda mengajukan."
    return Task(title, hint, reverse("indicators:plan-mine"), "Menunggu Anda", "info", Rank.OTHERS)


def _rate(found: Found) -> Task:
    hint = f"{found.count} orang belum menerima hasil."
    href = reverse("reviews:team")
    return Task("Nilai dan bagikan hasil tim", hint, href, "Bisa dimulai", "info", Rank.OTHERS, found.count)


TEAM, DECIDE = "reviews:team", "reviews:evaluation-detail"
SOURCES = [
    Source(
        "plans",
        lambda year, on: awaiting(ME, on),
        _others("Tanggapi SKP tim Anda", "{people} menunggu jawaban Anda.", "indicators:plan-queue"),
        who=OWNER,
        leads=True,
    ),
    Source("asked_plan", _asked_plan, _plan_asked, count="placement__employee", leads=True),
    Source(
        "objected",
        _objected,
        _others(
            "Jelaskan penilaian yang diberi keberatan",
            "{people} menunggu penjelasan.",
            DECIDE,
            "warn",
            first=True,
        ),
        who=f"plan__{OWNER}",
        leads=True,
    ),
    Source(
        "to_decide",
        _to_decide,
        _others(
            "Putuskan keberatan",
            "{people} menunggu. Keputusan Anda bersifat final.",
            DECIDE,
            "warn",
            first=True,
        ),
        who=f"plan__{OWNER}",
        leads=True,
    ),
    Source("unrated", _unrated, _rate, leads=True),
]
