"""Pages of the frame: health, errors, the component gallery."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from .gallery import samples
from .health import State, readiness
from .http import kept_form, lost_files, page_of, typed_values
from .logs import incident_code, untraced


@untraced
@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer "sehat" when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain")


@untraced
@login_not_required
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether this machine may get visitors: 200, or 503 with the names of what is at fault."""
    found = readiness(timezone.now())
    is_ready = State.BAD.value not in found.values()
    answer = JsonResponse({"siap": is_ready, "pemeriksaan": found}, status=200 if is_ready else 503)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Keep the session alive: the button "Tetap masuk" asks here."""
    request.session.modified = True
    return HttpResponse(status=204)


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, in debug mode only."""
    if not settings.DEBUG:
        raise Http404
    return TemplateResponse(request, "gallery.html", samples())


@login_not_required
@require_GET
def help_page(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page of the frame that everyone may read: help, accessibility, privacy."""
    return TemplateResponse(request, f"help/{page}.html", {})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the typed values with a fresh token, unless the form came from another site."""
    if "Origin" in reason or "Referer" in reason:
        context: dict[str, Any] = {"message": "Formulir ini datang dari situs lain, jadi tidak diproses."}
        return render(request, "403.html", context, status=403)
    keys = [(name, request.POST[name]) for name in ("_owner", "version") if name in request.POST]
    lost = lost_files(request)
    context = {"values": typed_values(request), "keys": keys + lost, "action": request.get_full_path()}
    context["has_files"] = bool(lost)
    context["back"] = page_of(request, request.get_full_path())
    return render(request, "403_csrf.html", context, status=403)


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that too many attempts failed and when the next is possible."""
    return render(request, "429.html", {}, status=429)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with a way back."""
    return render(request, "404.html", {}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the reason."""
    return render(request, "403.html", {"message": str(exception)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 without reading the request once more."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database: the frame of a person would ask it.

    While the database is away it is 503 with what was typed, so that the form can be sent a minute later.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        nobody = {
            "request": SimpleNamespace(),
            "csrf_token": get_token(request),
        }
        answer = HttpResponse(render_to_string("503.html", kept_form(request) | nobody), status=503)
        answer.headers["Retry-After"] = "30"
        return answer
    return HttpResponse(render_to_string("500.html", {"incident": incident_code(request)}), status=500)
