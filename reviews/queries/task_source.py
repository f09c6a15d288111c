"""Kinds of tasks as rows of a table, and one query that finds them for any number of people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from organizations.models import Employee

from .year import Rank, Task, Year

NOBODY = -1  # where the person goes in a statement that is kept
KEPT = 20  # statements
_statements: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]]] = {}
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

    rows: Callable[[Year, date], QuerySet[Any]]  # with OuterRef for the person
    task: Callable[[Found], Task]
    leads: bool = False  # only for superiors
    team: bool = False  # shown on the team page as well, though not only superiors have it
    who: str = ""  # the path to the name of who waits
    due: str = ""  # the path to the date by which it is meant to be done
    pk: str = "pk"  # the path to what the address names
    count: str = "pk"  # the path to what is counted, each once


def found_tasks(
    people: Sequence[Employee], sources: Iterable[Source], year: Year, on: date
) -> dict[int, list[Task]]:
    """Return by person the tasks of these kinds, in their order (one query; none for nobody)."""
    kinds = tuple(sources)
    if not people:
        return {}
    if len(people) == 1:
        rows = _of_one(people[0].pk, kinds, year, on)
    else:
        rows = list(_query(kinds, year, on).filter(pk__in=[person.pk for person in people]))
    tasks = {}
    for pk, *values in rows:
        told = [(kind, _found(value)) for kind, value in zip(kinds, values, strict=True) if value]
        tasks[pk] = [kind.task(found) for kind, found in told if found.count]
    return tasks


def _query(kinds: Sequence[Source], year: Year, on: date) -> QuerySet[Any, Any]:
    """Return the query for everybody: the key, and one fact per kind."""
    facts = {f"kind_{number}": _facts(kind.rows(year, on), kind) for number, kind in enumerate(kinds)}
    return Employee.objects.annotate(**facts).order_by().values_list("pk", *facts)


def _of_one(pk: int, kinds: tuple[Source, ...], year: Year, on: date) -> list[Any]:
    """Return the facts of one person by a statement that is built once a day and kept.

    Building it takes 40 ms of CPU for a head, more than the rest of the home page; asking takes 2.
    """
    period, final = year.period, year.final
    days = period and (period.pk, period.version, period.annual_from, period.ended_on)
    key = (kinds, on, days, final and final.pk)
    if key not in _statements:
        if len(_statements) >= KEPT:
            _statements.clear()
        sql, params = _query(kinds, year, on).filter(pk=NOBODY).query.sql_with_params()
        assert params[-1] == NOBODY
        _statements[key] = sql, params[:-1]
    sql, params = _statements[key]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, pk])
        return [[key, *(json.loads(value or "null") for value in values)] for key, *values in cursor]


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
