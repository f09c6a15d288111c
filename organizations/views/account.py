"""Login, logout, own password, own record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.http import Request
from appraisal.throttle import is_flooded
from appraisal.views import locked_out

from .. import operations, queries
from ..forms import LoginForm, PasswordForm, ReportForm


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Log in with NIP and password."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LoginForm(request.POST or None, initial={"nip": request.GET.get("nip", "")})
    if request.method == "POST" and is_flooded(request, timezone.now()):
        return locked_out(request)
    if request.method == "POST" and form.is_valid():
        user = auth.authenticate(request, **form.cleaned_data)
        if user is not None:
            auth.login(request, user)
            return redirect("organizations:password" if user.must_change_password else _next(request))
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error(None, "NIP atau kata sandi belum cocok. Periksa lalu coba lagi.")
    context: dict[str, Any] = {"form": form, "next": request.GET.get("next") or request.POST.get("next", "")}
    context |= _demo_context()
    return TemplateResponse(request, "registration/login.html", context, status=422 if form.errors else 200)


def _demo_context() -> dict[str, Any]:
    """Return the demo people for the login page; nothing outside demo mode."""
    if not settings.DEMO:
        return {"demo_people": [], "demo_password": ""}
    people = queries.demo_people()
    return {"demo_people": people, "demo_password": people[0]["password"] if people else ""}


def _next(request: HttpRequest) -> str:
    """Return the page that was asked for before the login, on our own host only."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    is_path = target.startswith("/") and target.isprintable()
    is_ours = is_path and url_has_allowed_host_and_scheme(target, hosts, request.is_secure())
    return target if is_ours else "/"


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on the server and let the browser forget what it stored."""
    auth.logout(request)
    response = redirect("organizations:login")
    response["Clear-Site-Data"] = '"storage"'
    return response


@sensitive_post_parameters("old_password", "new_password")
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Change the own password; other sessions of the person end."""
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        operations.change_password(
            employee=request.user, password=form.cleaned_data["new_password"], at=timezone.now()
        )
        auth.update_session_auth_hash(request, request.user)
        messages.success(request, "Kata sandi baru sudah berlaku. Sesi lain Anda sudah diakhiri.")
        return redirect("/")
    context = {"form": form, "first": request.user.must_change_password}
    return TemplateResponse(
        request, "registration/password_change.html", context, status=422 if form.errors else 200
    )


@require_safe
def profile(request: Request) -> HttpResponse:
    """Show the own record, the own superiors, and how to report what is wrong."""
    context = queries.person_page(request.user, timezone.localdate())
    return TemplateResponse(request, "organizations/profile.html", context | {"form": ReportForm()})
