"""Completeness: how far each unit is, from the plan to the result, and the people behind each number."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from appraisal.http import Request
from organizations.queries import path_to, unit_page
from reviews.views.loading import asked_unit

from ..access.completeness import may_exempt, may_remind
from ..forms.completeness import PeopleForm, TableForm
from ..models import ViewPage
from ..queries.asked import chips_of, units_of
from ..queries.rounds import rounds_in
from ..queries.saved_view import default_view
from ..queries.table import columns_of, group_of, rows_of
from ..queries.waiting_list import page_of
from ..rules.waiting import GROUP_LABELS, Group
from .loading import Loaded, load, loaded_or_404
from .saved_view import address_of

UNITS = 40  # rows of a page; with four bars each more would be too many elements


@require_safe
def completeness(request: Request) -> HttpResponse:
    """Show how far each unit is, one level of the tree at a time and one group of stages."""
    loaded = load(request)
    if loaded is None:
        return TemplateResponse(request, "desk/completeness.html", {"term": None})
    if not request.GET and (view := default_view(request.user, ViewPage.TABLE)):
        return redirect(address_of(request, loaded, view))
    made, term = loaded.made, loaded.term
    group, unit = group_of(request.GET.get("kelompok", "")), asked_unit(request, loaded.scope, made)
    kept = urlencode({"masa": term.pk, "kelompok": group.value}) + "&"
    page = unit_page(made, unit, request.GET.get("halaman", ""), kept, UNITS) if unit else None
    context: dict[str, Any] = {
        "term": term,
        "at": made.at,
        "group": group,
        "groups": _groups(loaded, group, unit),
        "form": TableForm(term, loaded.terms),
        "columns": columns_of(group),
        "kept": kept,
        "file_query": f"{kept}unit={unit or ''}",
        "people_href": "orang/",  # short, for it stands in a table two hundred times
        "excluded_href": "dikecualikan/",
        "page": page,
        "rows": rows_of([(row.pk, row.name, row.has_children, row.counts) for row in page.rows], group, term)
        if page
        else [],
        "unit": unit,
        "unit_name": made.names.get(unit, "") if unit else "",
        "path": _path(loaded, unit)[:-1],
    }
    if unit:
        (context["total"],) = rows_of([(unit, made.names[unit], False, made.below(unit))], group, term)
        context["own"] = made.own.get(unit)
        if group == Group.EVALUATION:
            context["rounds"] = rounds_in(request.user, term.period, unit, loaded.on)
    return TemplateResponse(request, "desk/completeness.html", context)


def _groups(loaded: Loaded, current: Group, unit: int | None) -> list[dict[str, Any]]:
    kept = {"masa": loaded.term.pk} | ({"unit": unit} if unit else {})
    return [
        {
            "label": GROUP_LABELS[group],
            "href": "?" + urlencode(kept | {"kelompok": group.value}),
            "is_current": group == current,
        }
        for group in Group
    ]


def _path(loaded: Loaded, unit: int | None) -> list[tuple[int, str]]:
    return [(pk, loaded.made.names[pk]) for pk in path_to(loaded.made, unit) if loaded.holds(pk)]


@require_safe
def completeness_people(request: Request) -> HttpResponse:
    """List the people behind a number, with who is waiting for whom and since when."""
    loaded = loaded_or_404(request)
    if not request.GET and (view := default_view(request.user, ViewPage.PEOPLE)):
        return redirect(address_of(request, loaded, view))
    asked = loaded.asked()
    found = loaded.people(asked)
    page = page_of(found, request.GET)
    context = {
        "asked": asked,
        "term": loaded.term,
        "count": found.rows.count(),
        "page": page,
        "rows": page.rows,
        "form": PeopleForm(asked, loaded.terms, units_of(loaded.tree, asked.unit, loaded.scope)),
        "chips": chips_of(asked, loaded.tree),
        "clear_href": f"?masa={loaded.term.pk}",
        "unit_name": loaded.tree.names.get(asked.unit, "") if asked.unit else "",
        "table_href": reverse("desk:completeness")
        + "?"
        + urlencode(
            {"masa": loaded.term.pk, "kelompok": asked.group.value}
            | ({"unit": asked.unit} if asked.unit else {})
        ),
        "query": urlencode(asked.params()),
        "may_remind": may_remind(request.user, loaded.on) and loaded.term.period.is_open,
        "may_exempt": may_exempt(request.user, loaded.on) and loaded.term.period.is_open,
    }
    return TemplateResponse(request, "desk/completeness_people.html", context)
