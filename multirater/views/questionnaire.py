"""Questionnaires of the desk: the list, one edition, its settings, what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from ..access import questionnaire as access
from ..forms.questionnaire import NewForm, QuestionnaireForm
from ..models import Questionnaire
from ..operations import questionnaire as operations
from ..queries.questionnaire import bases, questionnaire_lines, questionnaire_sheet


def load_questionnaire(request: Request, pk: int) -> Questionnaire:
    """Return an edition that this person may open, or 404."""
    rows = access.visible_questionnaires(request.user, timezone.localdate())
    return get_object_or_404(rows, pk=pk)


def stamp(request: Request) -> dict[str, Any]:
    """Return what every change carries: the version that was seen, who acts, and when."""
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def page(request: Request, template: str, form: Any = None, **context: Any) -> HttpResponse:
    """Return a page; 422 when its form was refused."""
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, f"multirater/{template}", {"form": form, **context}, status=status)


@require_safe
def questionnaire_list(request: Request) -> HttpResponse:
    """Show every edition, those in force first."""
    today = timezone.localdate()
    require(access.may_read(request.user, today))
    lines = questionnaire_lines(access.visible_questionnaires(request.user, today))
    may_write = access.may_write(request.user, today)
    return page(request, "questionnaire_list.html", lines=lines, may_write=may_write)


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_new(request: Request) -> HttpResponse:
    """Begin an own questionnaire; `?dari=7` begins with the questions of that edition."""
    today = timezone.localdate()
    require(access.may_write(request.user, today))
    rows = bases(access.visible_questionnaires(request.user, today))
    form = NewForm(request.POST or None, bases=rows, initial={"base": request.GET.get("dari", "")[:18]})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            row = operations.create_questionnaire(by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"{row.name} siap disusun.", extra_tags="kuesioner-baru")
            return redirect("multirater:questionnaire-detail", row.pk)
    return page(request, "questionnaire_new.html", form)


@require_safe
def questionnaire_detail(request: Request, pk: int) -> HttpResponse:
    """Show an edition with its questions; a draft with what it still needs."""
    today, row = timezone.localdate(), load_questionnaire(request, pk)
    sheet = questionnaire_sheet(row)
    may_write, may_change = (
        access.may_write(request.user, today),
        access.may_change(request.user, row, today),
    )
    has_draft = any(line.row.status == "RANCANGAN" for line in sheet.editions)
    return page(
        request,
        "questionnaire_detail.html",
        questionnaire=row,
        sheet=sheet,
        may_write=may_write,
        may_change=may_change,
        may_begin=bool(may_write) and row.status != "RANCANGAN" and not has_draft,
        may_retire=bool(may_write) and row.status != "DITARIK",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_edit(request: Request, pk: int) -> HttpResponse:
    """Change name, intro and scale of a draft."""
    row = load_questionnaire(request, pk)
    require(access.may_change(request.user, row, timezone.localdate()))
    initial = {"name": row.name, "intro": row.intro, "scale": "\n".join(row.scale)}
    form = QuestionnaireForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_questionnaire(questionnaire=row, **stamp(request), **form.values())
            messages.success(request, "Pengaturan tersimpan.", extra_tags=f"kuesioner-{pk}")
            return redirect("multirater:questionnaire-detail", pk)
    version = request.POST.get("version", row.version)
    return page(request, "questionnaire_edit.html", form, questionnaire=row, version=version)


@require_POST
def questionnaire_edition(request: Request, pk: int) -> HttpResponse:
    """Begin the next edition as a draft."""
    row = load_questionnaire(request, pk)
    _way_back(request, pk)
    draft = operations.new_edition(questionnaire=row, by=request.user, at=timezone.now())
    messages.success(request, f"Rancangan edisi {draft.edition} siap diubah. Edisi lama tetap berlaku.")
    return redirect("multirater:questionnaire-detail", draft.pk)


@require_POST
def questionnaire_in_force(request: Request, pk: int) -> HttpResponse:
    """Let rounds use a draft."""
    row = load_questionnaire(request, pk)
    _way_back(request, pk)
    operations.put_in_force(questionnaire=row, **stamp(request))
    messages.success(request, f"{row} berlaku dan bisa dipilih untuk putaran baru.")
    return redirect("multirater:questionnaire-detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_retire(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then offer an edition to no new round."""
    row = load_questionnaire(request, pk)
    require(access.may_write(request.user, timezone.localdate()))
    if request.method == "POST":
        _way_back(request, pk)
        operations.retire(questionnaire=row, **stamp(request))
        messages.success(request, f"{row} ditarik. Isinya tetap bisa dibaca.")
        return redirect("multirater:questionnaire-detail", pk)
    return page(request, "questionnaire_retire.html", questionnaire=row)


def _way_back(request: Request, pk: int) -> None:
    request.way_back = reverse("multirater:questionnaire-detail", args=[pk])  # type: ignore[attr-defined]
