"""How the views of indicators load what they show, and turn refusals into errors of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Textarea
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.forms import add_refusal
from appraisal.http import Request

from .. import access, queries
from ..models import Plan, Result
from ..rules import PlanMove


def visible_plan(request: Request, pk: int) -> Plan:
    """Return a plan or a change of one that this person may see, with all its parts, or 404."""
    plans = access.visible_with_changes(request.user, timezone.localdate())
    return get_object_or_404(queries.with_parts(plans), pk=pk)


def visible_whole(request: Request, pk: int) -> tuple[Plan, list[Plan]]:
    """Return a plan as `visible_plan` does, with its changes, the latest first."""
    plans = access.visible_with_changes(request.user, timezone.localdate())
    plan, changes = queries.with_its_changes(plans, pk)
    if plan is None:
        raise Http404
    return plan, changes


def own_draft(request: Request, pk: int) -> Plan:
    """Return a plan that this person may change now, or 404, or 403 with the reason."""
    plan = visible_plan(request, pk)
    guard(request, PlanMove.CHANGE, plan)
    return plan


def guard(request: Request, move: PlanMove, plan: Plan) -> None:
    """Raise Denied unless the person may make the move, before a form is shown.

    What is sent goes on to the operation: when the plan moved on meanwhile it answers with both texts.
    """
    may = access.may_ever if request.method == "POST" else access.may
    require(may(move, request.user, plan, timezone.localdate()))


def result_of(plan: Plan, pk: int) -> Result:
    """Return a loaded result of a loaded plan."""
    return next(row for row in plan.results.all() if row.pk == pk)


def visible_result(request: Request, pk: int) -> Result:
    """Return a result of a plan that this person may see, or 404."""
    plans = access.visible_with_changes(request.user, timezone.localdate())
    return get_object_or_404(Result, pk=pk, plan__in=plans)


def number_of(request: Request, name: str) -> int:
    """Return a number that a form carries; 0, which no record has, when it carries none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def version_of(request: Request) -> int:
    """Return the version that the form carries, 0 without one."""
    version = number_of(request, "version")
    return version if version < 10**9 else 0


def stamp(request: Request) -> dict[str, Any]:
    """Return what every change carries: the version that was seen, who acts, and when."""
    return {"version": version_of(request), "by": request.user, "at": timezone.now()}


def accepted(form: Any, act: Callable[[], object], theirs: Mapping[str, str] | None = None) -> bool:
    """Run an operation; an anticipated refusal becomes an error of the form.

    A conflict goes on to the page that shows both texts, with `theirs` as the stored ones.
    """
    try:
        act()
    except Denied as denied:
        denied.mine = written(form)  # type: ignore[attr-defined]
        raise
    except Conflict as conflict:
        stored = {label: text for label, text in (theirs or {}).items() if text}
        conflict.theirs = stored or conflict.theirs
        conflict.mine = form.mine() if hasattr(form, "mine") else written(form)  # type: ignore[attr-defined]
        raise
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def written(form: Any) -> dict[str, str]:
    """Return what was typed into the text areas of a form, by label; labels that repeat are numbered."""
    typed: dict[str, str] = {}
    for field in form:
        if isinstance(field.field.widget, Textarea) and field.value():
            again = sum(label.startswith(str(field.label)) for label in typed)
            typed[f"{field.label} {again + 1}" if again else str(field.label)] = str(field.value())
    return typed


def page(request: Request, template: str, form: Any = None, **context: Any) -> HttpResponse:
    """Return a page; 422 when its form was refused."""
    refused = form is not None and form.is_bound and bool(form.errors)
    return TemplateResponse(request, template, {"form": form, **context}, status=422 if refused else 200)
