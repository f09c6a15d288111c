"""Kinds of tasks as rows of a table, and one query that finds them for any number of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from organizations.models import Employee

from .year import Rank, Task, Year

COUNT_EACH_ONCE = "%(function)s(DISTINCT %(expressions)s)"


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

    rows: Callable[[Year, date], QuerySet[Any] | None]  # with OuterRef for the person; None: not now
    task: Callable[[Found], Task]
    leads: bool = False  # only for superiors
    who: str = ""  # the path to the name of who waits
    due: str = ""  # the path to the date by which it is meant to be done
    pk: str = "pk"  # the path to what the address names
    count: str = "pk"  # the path to what is counted, each once


def found_tasks(
    people: Sequence[Employee], sources: Iterable[Source], year: Year, on: date
) -> dict[int, list[Task]]:
    """Return by person the tasks of these kinds, in their order (one query; none for nobody)."""
    if not people:
        return {}
    asked = [(source, rows) for source in sources if (rows := source.rows(year, on)) is not None]
    facts = {f"kind_{number}": _facts(rows, source) for number, (source, rows) in enumerate(asked)}
    wanted = Employee.objects.filter(pk__in=[person.pk for person in people])
    tasks = {}
    for pk, *values in wanted.annotate(**facts).values_list("pk", *facts):
        told = [(source, _found(value)) for (source, _), value in zip(asked, values, strict=True)]
        tasks[pk] = [source.task(found) for source, found in told if found.count]
    return tasks


def _facts(rows: QuerySet[Any], source: Source) -> Subquery:
    """Return one expression with everything a task says of its rows."""
    count = Func(F(source.count), function="COUNT", template=COUNT_EACH_ONCE)
    told = {"count": count, "pk": Func(F(source.pk), function="MIN")}
    told |= {"who": Func(F(source.who), function="MIN")} if source.who else {}
    told |= {"due_on": Func(F(source.due), function="MIN")} if source.due else {}
    found = rows.order_by().annotate(found=JSONObject(**told)).values("found")
    return Subquery(found, output_field=JSONField())


def _found(value: dict[str, Any]) -> Found:
    due = value.get("due_on")
    return Found(
        **value | {"who": value.get("who") or "", "due_on": date.fromisoformat(due) if due else None}
    )


# --- Words ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """How a kind of task reads; `{people}` and `{count}` stand for who and how many wait."""

    title: str
    hint: str
    href: str  # the name of the page of all
    one: str = ""  # the name of the page of a single one, or of the first
    query: str = ""
    status: str = "Menunggu Anda"
    kind: str = "info"
    rank: Rank = Rank.OTHERS
    first: bool = False  # no page of all: begin with the first

    def __call__(self, found: Found) -> Task:
        """Return the task for what was found."""
        alone = self.one and (self.first or found.count == 1)
        href = reverse(self.one, args=[found.pk]) if alone else reverse(self.href) + self.query
        hint = self.hint.format(people=found.people, count=found.count)
        return Task(
            self.title, hint, href, self.status, self.kind, self.rank, found.count, due_on=found.due_on
        )
