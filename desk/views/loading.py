"""What the pages of completeness have in common: who reads, which term, which unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from appraisal.access import require
from appraisal.http import Request
from indicators.models import Term
from organizations.access import Scope, desk_scope, may_see_desk

from ..queries.asked import Asked, asked_of, term_of, terms_asked
from ..queries.counts import Desk, counts, tree
from ..queries.population import Population, population
from ..queries.waiting_list import People, people


@dataclass
class Loaded:
    """The term with its counts, as far as this person reads them."""

    on: date
    scope: Scope
    terms: list[Term]
    term: Term
    params: Mapping[str, str]

    @cached_property
    def made(self) -> Desk:
        """The counts of the term."""
        return counts(self.term.period, self.term, self.on)

    @cached_property
    def tree(self) -> Desk:
        """The units, without any count."""
        return tree()

    @property
    def population(self) -> Population:
        """Of whom something is expected in the term."""
        return population(self.term.period, self.term, self.on)

    def people(self, asked: Asked) -> People:
        """Return who was asked for, or 404 for a unit that this person does not read."""
        if asked.unit is not None and not self.holds(asked.unit):
            raise Http404("unit")
        return people(asked, self.population, self.tree, self.scope, self.on)

    def holds(self, unit: int) -> bool:
        """Say whether a unit is open and one that this person reads."""
        return unit in self.tree.names and (self.scope.is_all or unit in self.scope.unit_ids)

    def asked(self) -> Asked:
        """Return the filters of the address, or of the form that was sent."""
        return asked_of(self.params, self.terms, self.on)


def load(request: Request) -> Loaded | None:
    """Return the term that the address asks for with its counts; None before any year was opened.

    Raise Denied for anybody but BKD admins, unit admins and auditors.
    """
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    terms = terms_asked()
    if not terms:
        return None
    params = (request.POST if request.method == "POST" else request.GET).dict()
    term = term_of(params.get("masa", ""), terms, today)
    return Loaded(today, desk_scope(request.user, today), terms, term, params)


def loaded_or_404(request: Request) -> Loaded:
    """Return what `load` returns, or 404 before any year was opened."""
    found = load(request)
    if found is None:
        raise Http404("term")
    return found
