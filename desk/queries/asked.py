"""Which part of the completeness somebody asks for: year and term, unit, stage, and who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from indicators.models import Term
from indicators.rules import TermKind
from organizations.access import Scope
from organizations.rules import POSITION_LABELS

from ..rules.waiting import GROUPS, STAGE_LABELS, Group, Stage, Standing
from .counts import Desk

SORTS = {"nama": "Nama", "unit": "Unit", "tunggu": "Paling lama menunggu"}
STATES = {"belum": "Belum", "sudah": "Sudah"}
PLAN_STATES = {
    "belum": "Belum disepakati",
    Standing.NO_PLAN.value: "Belum dibuat",
    Standing.DRAFT.value: "Draf",
    Standing.SUBMITTED.value: "Diajukan",
    "sudah": "Disepakati",
}
LONGEST = 80  # letters of a search


@dataclass(frozen=True)
class Asked:
    """The filters of the list of people; the table knows the term, the unit and the group only."""

    term: int
    unit: int | None = None
    stage: Stage = Stage.PLAN
    state: str = ""
    superior: str = ""
    kind: str = ""
    q: str = ""
    sort: str = "nama"

    def params(self, **other: object) -> dict[str, str]:
        """Return what an address carries, without what is empty or usual."""
        row = replace(self, **other) if other else self  # type: ignore[arg-type]
        found = {
            "masa": str(row.term),
            "unit": str(row.unit or ""),
            "tahap": f"{row.stage}:{row.state}" if row.state else row.stage.value,
            "atasan": row.superior,
            "jabatan": row.kind,
            "q": row.q,
            "urut": "" if row.sort == "nama" else row.sort,
        }
        return {key: value for key, value in found.items() if value}

    def link(self, **other: object) -> str:
        """Return the query of an address with some filters changed."""
        return "?" + urlencode(self.params(**other))

    @property
    def states(self) -> dict[str, str]:
        """The states of the stage."""
        return PLAN_STATES if self.stage == Stage.PLAN else STATES

    @property
    def group(self) -> Group:
        """The group of the stage."""
        return next(group for group, stages in GROUPS.items() if self.stage in stages)


@dataclass(frozen=True)
class Chip:
    """A filter that is set: its words, and the address without it."""

    label: str
    href: str


def asked_of(params: Mapping[str, str], terms: Sequence[Term], on: date) -> Asked:
    """Return what an address asks for; whatever is unknown falls back to the usual."""
    stage, _, state = params.get("tahap", "").partition(":")
    found = Asked(
        term=term_of(params.get("masa", ""), terms, on).pk,
        unit=int(params["unit"]) if _is_number(params.get("unit", "")) else None,
        stage=Stage(stage) if stage in list(Stage) else Stage.PLAN,
        superior=_text(params, "atasan"),
        kind=params.get("jabatan", "") if params.get("jabatan") in POSITION_LABELS else "",
        q=_text(params, "q"),
        sort=params.get("urut", "") if params.get("urut") in SORTS else "nama",
    )
    return replace(found, state=state if state in found.states else "")


def _text(params: Mapping[str, str], key: str) -> str:
    return params.get(key, "").replace("\x00", "").strip()[:LONGEST]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def terms_asked() -> list[Term]:
    """Return the terms of the years that were opened and not archived, the latest year first (one query)."""
    years = {"period__opened_at__isnull": False, "period__archived_at__isnull": True}
    rows = Term.objects.filter(**years).select_related("period")
    return list(rows.order_by("-period__year", "number"))


def term_of(text: str, terms: Sequence[Term], on: date) -> Term:
    """Return the term that was asked for, else the part that runs, else the annual one of the latest year."""
    found = next((term for term in terms if str(term.pk) == text), None)
    if found is not None:
        return found
    here = [term for term in terms if term.period.started_on <= on <= term.period.ended_on]
    year = (here or terms)[0].period_id
    of_year = [term for term in terms if term.period_id == year]
    begun = [term for term in of_year if term.kind != TermKind.FINAL and term.started_on <= on]
    return begun[-1] if begun else of_year[-1]


def chips_of(asked: Asked, made: Desk) -> list[Chip]:
    """Return the filters that are set, each with the address that takes it away."""
    found = []
    if asked.unit is not None:
        found.append(Chip(made.names.get(asked.unit, "Unit ditutup"), asked.link(unit=None)))
    if asked.state:
        words = f"{STAGE_LABELS[asked.stage]}: {asked.states[asked.state].lower()}"
        found.append(Chip(words, asked.link(state="")))
    if asked.superior:
        found.append(Chip(f"Atasan: {asked.superior}", asked.link(superior="")))
    if asked.kind:
        found.append(Chip(POSITION_LABELS[asked.kind], asked.link(kind="")))
    if asked.q:
        found.append(Chip(f"“{asked.q}”", asked.link(q="")))
    return found


def units_of(made: Desk, unit: int | None, scope: Scope) -> list[tuple[int, str]]:
    """Return what the choice of a unit offers: the way up to it, itself, and what lies directly below."""
    way: list[int] = []
    parents = {child: parent for parent, children in made.children.items() for child in children}
    above = unit
    while above is not None and above not in way:
        way.insert(0, above)
        above = parents.get(above)
    tops = made.children.get(None, []) if scope.is_all else sorted(_tops(scope, parents))
    near = way or [pk for pk in tops if pk in made.names]
    below = [pk for one in ([unit] if unit else near) for pk in made.children.get(one, [])]
    return [
        (pk, made.names[pk])
        for pk in dict.fromkeys([*near, *below])
        if pk in made.names and (scope.is_all or pk in scope.unit_ids)
    ]


def _tops(scope: Scope, parents: Mapping[int, int | None]) -> list[int]:
    return [pk for pk in scope.unit_ids if parents.get(pk) not in scope.unit_ids]


def below(made: Desk, unit: int) -> list[int]:
    """Return a unit and all below it."""
    found, stack = [], [unit]
    while stack:
        current = stack.pop()
        found.append(current)
        stack += made.children.get(current, [])
    return found
