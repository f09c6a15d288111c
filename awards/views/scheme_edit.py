"""Changing a draft of a scheme: its facts, conditions, criteria, and weights from pairs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from appraisal.templatetags.ui import angka

from ..access import scheme as access
from ..forms.criteria import CriteriaForm, PairsForm
from ..forms.scheme import RulesForm, SchemeForm
from ..models import AwardScheme
from ..operations import edition
from ..operations import scheme as operations
from ..queries.scheme import conditions_of, criteria_of
from ..rules.scheme import Category
from ..rules.scheme_words import weight_words
from ..rules.weights import weighed, whole_percents
from .scheme_desk import desk_scheme, own, page, version_of

SAVED = "Perubahan tersimpan."


@require_http_methods(["GET", "POST"])
def scheme_edit(request: Request, pk: int) -> HttpResponse:
    """Change name, purpose, places and days of a draft."""
    scheme = _draft(request, pk)
    form = SchemeForm(scheme, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_scheme(facts=form.facts(), **_by(request, scheme))
            return _saved(request, pk)
    return page(request, "scheme_edit", form, own(request, scheme))


@require_http_methods(["GET", "POST"])
def scheme_rules(request: Request, pk: int) -> HttpResponse:
    """Choose the conditions of a draft."""
    scheme = _draft(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RulesForm(Category(scheme.category), conditions_of(scheme), data)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.set_rules(conditions=form.conditions(), **_by(request, scheme))
            return _saved(request, pk)
    return page(request, "scheme_rules", form, own(request, scheme))


@require_http_methods(["GET", "POST"])
def scheme_criteria(request: Request, pk: int) -> HttpResponse:
    """Give weights, and write the scales of the jury."""
    scheme = _draft(request, pk)
    data = request.POST if request.method == "POST" else None
    form = CriteriaForm(Category(scheme.category), criteria_of(scheme), data)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.set_criteria(criteria=form.criteria(), **_by(request, scheme))
            return _saved(request, pk)
    return page(request, "scheme_criteria", form, own(request, scheme))


@require_http_methods(["GET", "POST"])
def scheme_weights(request: Request, pk: int) -> HttpResponse:
    """Compare the criteria in pairs, show what follows, and take the weights over."""
    scheme = _draft(request, pk)
    labels = [one.label for one in criteria_of(scheme)]
    asked = request.GET if any(key.startswith("p") for key in request.GET) else None
    form = PairsForm(labels, request.POST if request.method == "POST" else asked)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            edition.take_weights(steps=form.steps(), **_by(request, scheme))
            return _saved(request, pk)
    found = _found(form, labels) if form.is_bound and form.is_valid() else {}
    status = 422 if form.errors else 200
    context = {"form": form, "labels": labels, **found, **own(request, scheme)}
    return TemplateResponse(request, "awards/scheme_weights.html", context, status=status)


def _found(form: PairsForm, labels: list[str]) -> dict[str, Any]:
    """Return the weights of the comparisons, their consistency, and the values once more to carry on."""
    weighing = weighed(len(labels), form.steps())
    ratio = angka(round(weighing.ratio, 2))
    weights = whole_percents(weighing.weights)
    return {
        "ratio": ratio,
        "contradiction": "" if weighing.is_consistent else edition.contradiction(ratio),
        "weights": [
            {"label": label, "value": weight_words(weight)}
            for label, weight in zip(labels, weights, strict=True)
        ],
    }


def _draft(request: Request, pk: int) -> AwardScheme:
    scheme = desk_scheme(request, pk)
    require(access.may_change(request.user, scheme, timezone.localdate()))
    return scheme


def _by(request: Request, scheme: AwardScheme) -> dict[str, Any]:
    version = version_of(request, scheme)
    return {"scheme": scheme, "version": version, "by": request.user, "at": timezone.now()}


def _saved(request: Request, pk: int) -> HttpResponseRedirect:
    messages.success(request, SAVED)
    return redirect("awards:scheme-draft", pk)
