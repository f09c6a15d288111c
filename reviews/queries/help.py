"""Requests for help: what waits for whom, the list, and where obstacles gather."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from appraisal.paging import counted_page
from indicators.models import Plan
from organizations.access import Scope, desk_scope, headed_scope, is_superior
from organizations.models import Employee, Unit

from ..access.action import visible_help
from ..access.line import supervised_plans
from ..models import HelpRequest

PAGE = 25
OPEN = Q(closed_at__isnull=True)
STATES = {
    "": ("Terbuka", OPEN),
    "menunggu": ("Menunggu jawaban", OPEN & Q(replied_at__isnull=True)),
    "dijawab": ("Sudah dijawab", OPEN & Q(replied_at__isnull=False)),
    "ditutup": ("Ditutup", ~OPEN),
}


# --- For other pages ------------------------------------------------------------------------------


def open_help_of(plans: Iterable[Plan]) -> dict[int, list[HelpRequest]]:
    """Return the open requests by plan, oldest first (one query); plans without one are left out."""
    found: dict[int, list[HelpRequest]] = {}
    rows = HelpRequest.objects.filter(OPEN, plan__in=[plan.pk for plan in plans])
    for row in rows.select_related("result", "replied_by").order_by("asked_at", "pk"):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _loaded(rows: QuerySet[HelpRequest]) -> QuerySet[HelpRequest]:
    people = ("plan__period", "plan__placement__employee", "plan__placement__position")
    return rows.select_related(*people, "plan__placement__unit", "result", "replied_by", "closed_by")


# --- The pages --------------------------------------------------------------------------------------


def request_of(user: Employee, pk: int, on: date) -> HelpRequest | None:
    """Return a request that this person may read, with everything its page says; else None."""
    return _loaded(visible_help(user, on)).filter(pk=pk).first()


def state_words(row: HelpRequest) -> tuple[str, str]:
    """Return where a request stands, with the kind of its tag."""
    if row.closed_at is not None:
        return "Ditutup", "mute"
    return ("Sudah dijawab", "ok") if row.replied_at is not None else ("Menunggu jawaban", "info")


@dataclass(frozen=True)
class Gathering:
    """How many obstacles are open in a unit and below."""

    name: str
    count: int
    href: str


def help_page(user: Employee, params: Mapping[str, str], on: date) -> dict[str, Any]:
    """Return one page of the requests this person may read: own ones, those of the team or of the unit."""
    units = reading_scope(user, on)
    scopes = {"saya": "Permintaan saya"}
    if is_superior(user, on):
        scopes["tim"] = "Tim saya"
    if units:
        scopes["unit"] = "Unit saya" if not units.is_all else "Semua unit"
    chosen = params.get("lingkup", "")
    chosen = chosen if chosen in scopes else next((key for key in ("tim", "unit") if key in scopes), "saya")
    state = params.get("keadaan", "") if params.get("keadaan", "") in STATES else ""

    rows = _rows(user, chosen, units, on)
    tree = Tree(units) if chosen == "unit" else None
    inside = tree.inside(params.get("unit", ""), rows.filter(OPEN)) if tree else None
    if tree and inside:
        rows = rows.filter(plan__placement__unit__in=tree.below(inside))
    link = f"?lingkup={chosen}" + (f"&unit={inside}" if inside else "")
    listed = _loaded(rows.filter(STATES[state][1])).order_by(
        "asked_at" if state != "ditutup" else "-closed_at", "pk"
    )
    page = _page(listed, params.get("halaman", ""), f"{link}&keadaan={state}&halaman=")
    return page | {
        "scopes": [
            {"label": label, "href": f"?lingkup={key}", "is_current": key == chosen}
            for key, label in scopes.items()
        ]
        if len(scopes) > 1
        else [],
        "states": [
            {"label": label, "href": f"{link}&keadaan={key}", "is_current": key == state}
            for key, (label, _) in STATES.items()
        ],
        "scope": chosen,
        "state": state,
        "gatherings": _several(tree.gatherings(rows.filter(OPEN), inside)) if tree else [],
        "unit": tree.names.get(inside) if tree and inside else "",
    }


def _several(found: list[Gathering]) -> list[Gathering]:
    """Leave out a single line that says no more than the list below it."""
    return found if len(found) > 1 or any(row.href for row in found) else []


def reading_scope(user: Employee, on: date) -> Scope:
    """Return the units whose obstacles this person reads: headed ones, and those of a desk role."""
    headed, desk = headed_scope(user, on), desk_scope(user, on)
    return Scope(headed.is_all or desk.is_all, headed.unit_ids | desk.unit_ids)


def _rows(user: Employee, chosen: str, units: Scope, on: date) -> QuerySet[HelpRequest]:
    if chosen == "tim":
        return HelpRequest.objects.filter(plan__in=supervised_plans(user, on))
    if chosen == "unit":
        return HelpRequest.objects.filter(units.condition("plan__placement__unit"))
    return HelpRequest.objects.filter(plan__placement__employee=user)


def _page(rows: QuerySet[HelpRequest], number: str, link: str) -> dict[str, Any]:
    total = rows.count()
    page = counted_page(number, total, PAGE, link)
    return {
        "rows": [{"request": row, "words": state_words(row)} for row in rows[page.part]],
        "total": total,
        "page": page,
    }


class Tree:
    """The units of a scope, to say in which branch obstacles gather (one query)."""

    def __init__(self, scope: Scope) -> None:
        rows = list(Unit.objects.values_list("pk", "parent", "name"))
        self.names = {pk: name for pk, _, name in rows if scope.is_all or pk in scope.unit_ids}
        self.parents = {pk: parent for pk, parent, _ in rows}

    def inside(self, asked: str, rows: QuerySet[HelpRequest]) -> int | None:
        """Return the unit that was asked for, else the lowest one that holds all of these requests.

        None where several units are at the top of the scope.
        """
        if asked.isascii() and asked.isdigit() and int(asked) in self.names:
            return int(asked)
        tops = [pk for pk in self.names if self.parents[pk] not in self.names]
        top = tops[0] if len(tops) == 1 else None
        units = set(rows.order_by().values_list("plan__placement__unit", flat=True).distinct())
        while (
            len(units) > 1
            and len(below := {self.branch(unit, top) for unit in units}) == 1
            and below != {top}
        ):
            top = below.pop()
        return top

    def branch(self, unit: int, top: int | None) -> int | None:
        """Return which unit directly below `top` holds this one, `top` itself, or None outside of it."""
        while unit != top and self.parents.get(unit) in self.names:
            if self.parents[unit] == top:
                return unit
            unit = self.parents[unit]
        return unit if top is None or unit == top else None

    def below(self, top: int) -> list[int]:
        """Return a unit and all below it."""
        return [pk for pk in self.names if self.branch(pk, top) is not None]

    def gatherings(self, rows: QuerySet[HelpRequest], top: int | None) -> list[Gathering]:
        """Return the open obstacles by branch, by name; a branch without any is left out (one query)."""
        found: Counter[int] = Counter()
        counts = rows.values(unit=F("plan__placement__unit")).annotate(many=Count("pk")).order_by()
        for row in counts:
            branch = self.branch(row["unit"], top)
            if branch is not None:
                found[branch] += row["many"]
        href = reverse("reviews:help-list") + "?lingkup=unit&unit="
        rows_ = [
            Gathering(self.names[pk], count, "" if pk == top else f"{href}{pk}")
            for pk, count in found.items()
        ]
        return sorted(rows_, key=lambda each: (bool(each.href), each.name))
