"""The questions of a draft: adding, changing, removing, moving."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from ..access import questionnaire as access
from ..forms.questionnaire import ItemForm
from ..models import Item, Questionnaire
from ..operations import item as operations
from .questionnaire import load_questionnaire, page, stamp


def _load(request: Request, pk: int) -> Item:
    rows = access.visible_questionnaires(request.user, timezone.localdate())
    found = Item.objects.filter(questionnaire__in=rows).select_related("questionnaire")
    item = get_object_or_404(found, pk=pk)
    _guard(request, item.questionnaire)
    return item


def _guard(request: Request, row: Questionnaire) -> None:
    require(access.may_change(request.user, row, timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request: Request, pk: int) -> HttpResponse:
    """Add a question to a draft; `lagi` goes on with the next one."""
    row = load_questionnaire(request, pk)
    _guard(request, row)
    return _written(request, row, None)


@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: Request, pk: int) -> HttpResponse:
    """Change a question of a draft."""
    item = _load(request, pk)
    return _written(request, item.questionnaire, item)


def _written(request: Request, row: Questionnaire, item: Item | None) -> HttpResponse:
    initial = ItemForm.initial_of(item) if item else {"kind": "SKALA"}
    form = ItemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.save_item(questionnaire=row, item=item, **stamp(request), **form.values())
            draft = f"butir-{item.pk}" if item else f"butir-baru-{row.pk}"
            messages.success(request, "Butir tersimpan.", extra_tags=draft)
            again = "lagi" in request.POST
            return redirect("multirater:item-new" if again else "multirater:questionnaire-detail", row.pk)
    version = request.POST.get("version", row.version)
    return page(request, "item_form.html", form, questionnaire=row, item=item, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def item_remove(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then take a question out of a draft."""
    item = _load(request, pk)
    if request.method == "POST":
        operations.remove_item(questionnaire=item.questionnaire, item=item, **stamp(request))
        messages.success(request, "Butir dihapus dari rancangan.")
        return redirect("multirater:questionnaire-detail", item.questionnaire_id)
    return page(request, "item_remove.html", item=item, questionnaire=item.questionnaire)


@require_POST
def item_move(request: Request, pk: int) -> HttpResponse:
    """Move a question one place up or down."""
    item = _load(request, pk)
    back = reverse("multirater:questionnaire-detail", args=[item.questionnaire_id])
    request.way_back = back  # type: ignore[attr-defined]
    up = request.POST.get("arah") == "naik"
    operations.move_item(questionnaire=item.questionnaire, item=item, up=up, **stamp(request))
    return redirect(f"{back}#butir-{pk}")
