"""The people behind a number: who they are, where they stand, and who is waiting for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Least

from indicators.models import Term
from indicators.rules import PlanStatus
from organizations.access import Scope
from organizations.models import Employee, Placement, Supervision
from organizations.queries import PAGE, PageLinks, holidays
from organizations.rules import Span
from organizations.rules.workdays import working_days_after

from ..rules.waiting import Side, Standing, Wait, turn_of, words_of
from .asked import Asked, asked_of, below
from .counts import Desk, plan_status, reached, tree
from .population import Population, population
from .standing import day_of, with_standing

BATCH = 1000
NEVER = date.max
ORDERS = {"nama": "employee__name", "unit": "place", "tunggu": "waiting"}


@dataclass(frozen=True)
class Line:
    """One post of the list: the person, where it stands, and for whom it waits since when."""

    post: Placement
    standing: Standing
    words: str
    wait: Wait
    since: date | None
    superior: Employee | None = None
    waits_for: Employee | None = None

    @property
    def is_done(self) -> bool:
        """Whether the stage is reached."""
        return self.standing == Standing.DONE

    @property
    def is_current(self) -> bool:
        """Whether the post is held still, so that the record of the person shows it."""
        return self.post.ended_on is None


@dataclass(frozen=True)
class People:
    """The posts that an address asks for, as a query, within the units of the reader."""

    asked: Asked
    found: Population
    on: date
    rows: QuerySet[Placement] = field(repr=False)

    @property
    def term(self) -> Term:
        """The term that is looked at."""
        return self.found.term


def people(asked: Asked, found: Population, made: Desk, scope: Scope, on: date) -> People:
    """Return the posts that were asked for; a unit means everything below it, within the scope."""
    rows = scope.filter(found.expected(), "unit")
    if asked.unit is not None:
        rows = rows.filter(unit__in=below(made, asked.unit))
    if asked.state:
        rows = rows.filter(_in_state(asked, found))
    if asked.kind:
        rows = rows.filter(position__kind=asked.kind)
    if asked.superior:
        rows = rows.filter(_led_by(asked.superior, on))
    if asked.q:
        text = asked.q
        rows = rows.filter(
            Q(employee__name__icontains=text) | Q(employee__nip__contains=text.replace(" ", ""))
        )
    return People(asked, found, on, rows)


def people_of(params: Mapping[str, str], on: date, scope: Scope) -> People | None:
    """Return the posts that stored filters ask for, within a scope; None when term or unit is gone."""
    term = Term.objects.filter(pk=params.get("masa", 0)).select_related("period").first()
    if term is None:
        return None
    asked, units = asked_of(params, [term], on), tree()
    if asked.unit is not None and asked.unit not in units.names:
        return None
    return people(asked, population(term.period, term, on), units, scope, on)


def _in_state(asked: Asked, found: Population) -> Any:
    done = reached(found, asked.stage)
    if asked.state == "sudah":
        return done
    if asked.state == Standing.NO_PLAN:
        return ~plan_status(found)
    if asked.state == Standing.DRAFT:
        return plan_status(found, PlanStatus.DRAFT, PlanStatus.RETURNED)
    if asked.state == Standing.SUBMITTED:
        return plan_status(found, PlanStatus.SUBMITTED)
    return ~done


def _led_by(text: str, on: date) -> Exists:
    """Return the condition that the superior of a post has this name or number today, or had at its end."""
    day = Coalesce(Least(OuterRef("ended_on"), Value(on)), Value(on))
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    named = Q(superior__name__icontains=text) | Q(superior__nip__startswith=text.replace(" ", ""))
    return Exists(Supervision.objects.filter(lasting, named, placement=OuterRef("pk"), started_on__lte=day))


def page_of(asked: People, params: Mapping[str, str]) -> PageLinks:
    """Return one page of fifty people by keyset, as lines (at most three queries); nobody is counted."""
    key, column = asked.asked.sort, ORDERS[asked.asked.sort]
    rows = _ordered(asked)
    after = _after(params.get("sesudah", ""), key)
    if after is not None:
        value, pk = after
        rows = rows.filter(Q(**{f"{column}__gt": value}) | Q(**{column: value, "pk__gt": pk}))
    page = list(rows.select_related("employee", "position", "unit")[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    kept = asked.asked.params()
    next_href = ""
    if more:
        next_href = "?" + urlencode(kept | {"sesudah": f"{_value(page[-1], key)}|{page[-1].pk}"})
    prev_href = "?" + urlencode(kept) if after is not None else ""
    label = f"{len(page)} orang di halaman ini"
    return PageLinks(lines_of(page, asked), label, prev_href, next_href)


def _ordered(asked: People) -> QuerySet[Placement]:
    rows = with_standing(asked.rows, asked.found, asked.asked.stage, asked.on)
    key = asked.asked.sort
    if key == "unit":
        rows = rows.annotate(place=Concat("unit__name", Value(" | "), "employee__name"))
    if key == "tunggu":
        rows = rows.annotate(waiting=Coalesce(F("since"), Value(NEVER)))
    return rows.order_by(ORDERS[key], "pk")


def _value(post: Any, key: str) -> str:
    if key == "nama":
        return str(post.employee.name)
    return post.place if key == "unit" else str(day_of(post.waiting))


def _after(text: str, key: str) -> tuple[Any, int] | None:
    """Return the last row of the page before; None for anything odd."""
    value, _, pk = text.rpartition("|")
    if not (value and pk.isascii() and pk.isdigit() and len(pk) <= 12) or "\x00" in value:
        return None
    if key != "tunggu":
        return value, int(pk)
    try:
        return date.fromisoformat(value), int(pk)
    except ValueError:
        return None


def lines_of(posts: Sequence[Placement], asked: People) -> list[Line]:
    """Return posts as lines with who is waited for (two queries for any number)."""
    lines = Supervision.objects.filter(placement__in=[post.pk for post in posts]).order_by("started_on", "pk")
    led: dict[int, Supervision] = {}
    ends = {post.pk: min(asked.on, post.ended_on or asked.on) for post in posts}
    for line in lines.select_related("superior", "upper"):
        if Span(line.started_on, line.ended_on).holds(ends[line.placement_id]):
            led[line.placement_id] = line
    days = [day for post in posts if (day := day_of(post.since)) is not None]  # type: ignore[attr-defined]
    free = holidays(min(days), asked.on) if days else frozenset()
    return [_line(post, led.get(post.pk), asked, free) for post in posts]


def _line(post: Any, line: Supervision | None, asked: People, free: frozenset[date]) -> Line:
    standing, stage = Standing(post.standing), asked.asked.stage
    side, since = turn_of(stage, standing), day_of(post.since)
    superior = line.superior if line else None
    person = {
        Side.OWNER: post.employee,
        Side.SUPERIOR: superior,
        Side.UPPER: line.upper if line else None,
    }.get(side)
    since = since if since is not None and since <= asked.on else None
    days = working_days_after(since, asked.on, free) if since else 0
    name = "yang bersangkutan" if side == Side.OWNER else person.name if person else ""
    return Line(post, standing, words_of(stage, standing), Wait(side, name, days), since, superior, person)


def all_lines(asked: People) -> Iterator[Line]:
    """Yield every post that was asked for, in the order of the list; reads in batches."""
    keys = list(_ordered(asked).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        rows = with_standing(Placement.objects.filter(pk__in=part), asked.found, asked.asked.stage, asked.on)
        posts = {post.pk: post for post in rows.select_related("employee", "position", "unit")}
        yield from lines_of([posts[pk] for pk in part if pk in posts], asked)
