"""Pages of winners and candidates: the own awards, consent, the certificate, and the public list."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from reviews.rules.document import DocumentKind
from reviews.views.document import hand_over

from ..access import winner as access
from ..access.award import visible_candidates
from ..forms.committee import ConsentForm
from ..models import AwardCandidate
from ..operations.consent import consent
from ..queries import winners as queries
from ..rules.award import Choice

KEPT = "public, max-age=300"  # seconds; a name that is taken back is gone after five minutes


@require_safe
def own_list(request: Request) -> HttpResponse:
    """Show the awards that a person won or was considered for, once they are settled."""
    rows = queries.own_awards(request.user, timezone.localdate())
    return TemplateResponse(request, "awards/own_list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def own_detail(request: Request, pk: int) -> HttpResponse:
    """Show the own file after settling, and let a winner choose whether the name stands publicly."""
    rows = access.own_candidates(request.user).select_related(*queries.LOADED)
    candidate: AwardCandidate = get_object_or_404(rows, pk=pk)
    may_consent = access.may_consent(request.user, candidate)
    initial = {"consent": candidate.consent}
    form = ConsentForm(request.POST or None, initial=initial)
    if request.method == "POST":
        require(may_consent)
        if form.is_valid():
            with refusals(form):
                answer = form.cleaned_data["consent"]
                consent(
                    candidate=candidate,
                    version=version_of(request) or 0,
                    answer=answer,
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, "Pilihan Anda tersimpan.")
                return redirect("awards:own-detail", pk)
    context = {
        "candidate": candidate,
        "is_won": candidate.decision == Choice.RECOMMENDED,
        "form": form if may_consent else None,
        "file": queries.own_file(candidate) if candidate.employee_id == request.user.pk else None,
        "version": request.POST.get("version", candidate.version),
    }
    return TemplateResponse(request, "awards/own_detail.html", context, status=422 if form.errors else 200)


@require_POST
def certificate(request: Request, pk: int) -> HttpResponse:
    """Issue the certificate of a winner and hand it over: to the winner, the committee or the BKD."""
    today = timezone.localdate()
    rows = AwardCandidate.objects.select_related(*queries.LOADED)
    candidate = access.honoured(request.user, today).filter(pk=pk).first()
    seen = candidate or visible_candidates(request.user, today).filter(pk=pk).first()
    if seen is None:
        raise Http404
    return hand_over(request, DocumentKind.AWARD_CERTIFICATE, target=rows.get(pk=seen.pk))


@login_not_required
@require_safe
def honours(request: HttpRequest) -> HttpResponse:
    """Show the public the winners of a year: names and reasons of those who agree, a number for others."""
    years = queries.public_years()
    asked = request.GET.get("tahun", "")
    year = next((one for one in years if str(one) == asked), years[0] if years else None)
    items = [{"label": str(one), "href": f"?tahun={one}", "is_current": one == year} for one in years]
    found = queries.public_honours(year) if year else []
    context = {"honours": found, "years": items if len(items) > 1 else [], "year": year}
    page = TemplateResponse(request, "awards/honours.html", context)
    page["Cache-Control"] = "private, no-store" if request.user.is_authenticated else KEPT
    page["X-Robots-Tag"] = "noindex"
    return page
