"""Relations outside the work that a person declares for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.forms import refusals
from appraisal.http import Request

from ..forms.people import RelationForm
from ..models import Relation
from ..operations import relation as operations
from ..queries.people import colleagues
from ..rules import RELATION_LABELS, RelationKind


@require_http_methods(["GET", "POST"])
def relations(request: Request) -> HttpResponse:
    """Show what the person declared, and declare another relation with somebody found by name or NIP."""
    text = request.POST.get("q", request.GET.get("q", ""))
    own = Relation.objects.filter(declared_by=request.user, ended_at__isnull=True)
    rows = list(own.select_related("first", "second").order_by("-declared_at", "-pk"))
    named = {pk for row in rows for pk in (row.first_id, row.second_id)}
    found = colleagues(text, timezone.localdate(), without=named | {request.user.pk})
    form = RelationForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.declare_relation(
                other=form.cleaned_data["person"],
                kind=form.cleaned_data["kind"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tercatat. Anda berdua tidak akan diminta saling menilai.")
            return redirect("multirater:relations")
    listed = [
        {
            "pk": row.pk,
            "name": (row.second if row.first_id == request.user.pk else row.first).full_name,
            "kind": RELATION_LABELS[RelationKind(row.kind)],
            "since": row.declared_at,
        }
        for row in rows
    ]
    context = {"form": form, "q": text, "found": found, "rows": listed}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "multirater/relations.html", context, status=status)


@require_POST
def relation_end(request: Request, pk: int) -> HttpResponse:
    """End a relation that the person declared."""
    row = get_object_or_404(Relation, pk=pk, declared_by=request.user)
    operations.end_relation(relation=row, by=request.user, at=timezone.now())
    messages.success(request, "Hubungan itu diakhiri. Undian berikutnya boleh mempertemukan Anda berdua.")
    return redirect("multirater:relations")
