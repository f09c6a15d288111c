"""Tokens of other systems: who may read what until when, and how much they ask for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.http import Request

from ..access.token import may_keep_tokens, may_see_tokens, visible_tokens
from ..forms.token import TokenForm
from ..operations.token import make_token, revoke_token
from ..queries.token import token_rows


@require_safe
def token_list(request: Request) -> HttpResponse:
    """Show which systems hold a token, what each opens, and how it was used."""
    today = timezone.localdate()
    require(may_see_tokens(request.user, today))
    context = {
        "rows": token_rows(visible_tokens(request.user, today), today),
        "may_keep": bool(may_keep_tokens(request.user, today)),
        "address": request.build_absolute_uri("/api/v1/"),
    }
    return TemplateResponse(request, "desk/token_list.html", context)


@require_http_methods(["GET", "POST"])
def token_new(request: Request) -> HttpResponse:
    """Make a token and show its text once."""
    require(may_keep_tokens(request.user, timezone.localdate()))
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, text = _made(request, form)
        except Denied:
            raise
        except Refused as error:
            form.add_error(error.field, str(error))
        else:
            context = {"row": row, "text": text, "address": request.build_absolute_uri("/api/v1/unit")}
            return TemplateResponse(request, "desk/token_made.html", context)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/token_new.html", {"form": form}, status=status)


def _made(request: Request, form: TokenForm) -> tuple[object, str]:
    data = form.cleaned_data
    reaches, until = data["reaches"], data["ended_on"]
    now = timezone.now()
    return make_token(name=data["name"], reaches=reaches, until=until, by=request.user, at=now)


@require_POST
def token_revoke(request: Request, pk: int) -> HttpResponse:
    """End a token at once."""
    today = timezone.localdate()
    token = get_object_or_404(visible_tokens(request.user, today), pk=pk)
    revoke_token(token=token, by=request.user, at=timezone.now())
    messages.success(request, f"Token {token.name} dicabut; permintaan berikutnya dijawab 401.")
    return redirect("desk:token-list")
