"""Award schemes as everybody reads them: the list of the year, one scheme, what an edition changed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request

from ..access import scheme as access
from ..models import AwardScheme
from ..queries import scheme_page as queries


@require_safe
def scheme_published(request: Request) -> HttpResponse:
    """Show the awards of this year: what for, for whom, until when to nominate."""
    today = timezone.localdate()
    context = {
        "rows": queries.listed(access.published_schemes(today), today),
        "year": today.year,
        "may_write": access.may_write(request.user, today),
    }
    return TemplateResponse(request, "awards/scheme_published.html", context)


@require_safe
def scheme_detail(request: Request, pk: int) -> HttpResponse:
    """Show one scheme in plain words; to the desk its draft as well, as others will read it."""
    today = timezone.localdate()
    scheme = loaded_scheme(request, pk)
    context = queries.scheme_body(scheme, today) | {
        "is_nominating": queries.is_nominating(scheme, today),
        "may_write": access.may_write(request.user, today),
    }
    return TemplateResponse(request, "awards/scheme_detail.html", context)


@require_safe
def scheme_changes(request: Request, pk: int) -> HttpResponse:
    """Show what an edition says otherwise than the one before, side by side, with the reason."""
    new = loaded_scheme(request, pk)
    if new.follows_id is None:
        raise Http404("first edition")
    old = get_object_or_404(queries.loaded(AwardScheme.objects.all()), pk=new.follows_id)
    context = {"new": new, "old": old, "rows": queries.differences(old, new)}
    return TemplateResponse(request, "awards/scheme_changes.html", context)


def loaded_scheme(request: Request, pk: int) -> AwardScheme:
    """Return a scheme that the person may read, with what its pages need; 404 otherwise."""
    visible = access.visible_schemes(request.user, timezone.localdate())
    scheme: AwardScheme = get_object_or_404(queries.loaded(visible), pk=pk)
    return scheme
