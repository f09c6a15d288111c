"""Sharing the results of a team after the talks, with one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.http import Request
from indicators.models import Term

from ..forms.sharing import ShareTeamForm, chosen_versions
from ..operations import sharing as operations
from ..queries.sharing import TO_SHARE, talked_days, to_share


@require_http_methods(["GET", "HEAD", "POST"])
def share_team(request: Request, term: int) -> HttpResponse:
    """List the rated drafts by name and share those that are ticked; tell each that did not go through."""
    part = get_object_or_404(Term.objects.select_related("period"), pk=term)
    form = _form(request, part)
    done = operations.Shared()
    if request.method == "POST" and form.is_valid():
        done = operations.share_each(rows=form.chosen(), by=request.user, at=timezone.now())
        if not done.refused:
            messages.success(request, _told(done))
            return redirect("reviews:team")
        form = _again(request, part, done)
    context = {"term": part, "form": form, "people": list(form.lines()), "done": _told(done)}
    return TemplateResponse(request, "reviews/share_team.html", context, status=422 if form.errors else 200)


def _form(request: Request, term: Term) -> ShareTeamForm:
    """Return the form for what waits now, and for what was ticked; 404 for what this person does not see."""
    today = timezone.localdate()
    asked = chosen_versions(request.POST.getlist("pilih"))
    rows = to_share(request.user, term, today, asked)
    if asked.keys() - {row.pk for row in rows}:
        raise Http404("a result that this person does not share")
    data = request.POST if request.method == "POST" else None
    return ShareTeamForm(data, rows=rows, days=talked_days(rows, term, today))


def _again(request: Request, term: Term, done: operations.Shared) -> ShareTeamForm:
    """Return the form with what is left: each reason at its person, the days as they were typed."""
    form = _form(request, term)
    form.is_valid()
    for pk, reason in done.refused.items():
        row = form.rows[pk]
        shown = row.status in TO_SHARE  # who else shared it meanwhile has no line any more
        form.add_error(f"day-{pk}" if shown else None, f"{form.name_of(row)}: {reason}")
        if reason == operations.CHANGED:
            del form.versions[pk]  # it is looked at again before it is ticked again
    return form


def _told(done: operations.Shared) -> str:
    """Return what went through, by name."""
    people = sorted((row.plan.placement.employee for row in done.done), key=lambda person: person.name)
    names = [person.full_name for person in people]
    return f"Hasil dibagikan kepada {', '.join(names)}." if names else ""
