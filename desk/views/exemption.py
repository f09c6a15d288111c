"""Who is not expected, with the reason; and the exemptions that the BKD writes and takes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.templatetags.ui import tanggal
from organizations.models import Placement

from ..access.completeness import may_exempt
from ..forms.exemption import ExemptionForm
from ..models import Exemption
from ..operations import exemption as operations
from ..queries.excluded import excluded_page, excluded_posts, exemption_days
from .loading import loaded_or_404


@require_safe
def completeness_excluded(request: Request) -> HttpResponse:
    """List who is not expected in a term, by name and with the reason."""
    loaded = loaded_or_404(request)
    asked = loaded.asked()
    if asked.unit is not None and not loaded.holds(asked.unit):
        raise Http404("unit")
    found, term = loaded.population, loaded.term
    rows = excluded_posts(found, loaded.tree, loaded.scope, asked.unit, asked.q)
    kept = {"masa": str(term.pk), "unit": str(asked.unit or ""), "q": asked.q}
    page = excluded_page(rows, found, kept | {"sesudah": request.GET.get("sesudah", "")[:250]})
    context = {
        "term": term,
        "asked": asked,
        "count": rows.count(),
        "page": page,
        "rows": page.rows,
        "unit_name": loaded.tree.names.get(asked.unit, "") if asked.unit else "",
        "may_exempt": may_exempt(request.user, loaded.on),
        "query": urlencode({"masa": term.pk} | ({"unit": asked.unit} if asked.unit else {})),
        "table_href": reverse("desk:completeness")
        + "?"
        + urlencode({k: v for k, v in kept.items() if v and k != "q"}),
    }
    return TemplateResponse(request, "desk/completeness_excluded.html", context)


@require_http_methods(["GET", "POST"])
def exemption_new(request: Request, placement: int) -> HttpResponse:
    """Leave a post out of the completeness for a time."""
    today = timezone.localdate()
    require(may_exempt(request.user, today))
    post = get_object_or_404(Placement.objects.select_related("employee", "position", "unit"), pk=placement)
    form = ExemptionForm(request.POST or None, initial=exemption_days(today, today.replace(month=12, day=31)))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            row = operations.exempt(placement=post, **form.cleaned_data, by=request.user, at=timezone.now())
            until = tanggal(row.ended_on)
            messages.success(
                request, f"Dikecualikan sampai {until}. Angka di tabel menyusul dalam satu menit."
            )
            return redirect("desk:completeness-excluded")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/exemption_new.html", {"form": form, "post": post}, status=status)


@require_POST
def exemption_revoke(request: Request, pk: int) -> HttpResponse:
    """Expect everything of a post again."""
    require(may_exempt(request.user, timezone.localdate()))
    row = get_object_or_404(Exemption.objects.select_related("placement__employee"), pk=pk)
    operations.revoke_exemption(
        exemption=row, version=version_of(request) or 0, by=request.user, at=timezone.now()
    )
    messages.success(request, "Pengecualian dicabut. Pegawai ini dihitung lagi dalam satu menit.")
    return redirect("desk:completeness-excluded")
