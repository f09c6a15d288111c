"""What holds on every page: private caching, kept text, one effect per form, honest refusals."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from datetime import timedelta
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone

from .cipher import Unreadable, decrypt, encrypt
from .errors import Conflict, Denied, Refused
from .http import kept_form, lost_files, page_of, typed_values
from .models import FormToken
from .throttle import is_flooded

LOG = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
OWNER = Signer(salt="form-owner")
SLIDE_AFTER = 10 * 60  # seconds; a session is written back at most this often
TOO_MANY = "Ada terlalu banyak percobaan. Tulisan Anda tetap di sini. Coba lagi 15 menit lagi."
FULL = {errno.ENOSPC, errno.EDQUOT}  # no room for a file; nothing of it was kept
WAIT = 5  # seconds that a second click waits for the answer of the first
LONGEST_URL = 280  # characters of an address that fit into a token when encrypted
PATIENCE = timedelta(seconds=30)  # after this a form without an answer counts as never handled


class BoundedBody:
    """Answer 413 to a request that is far too large, before anything reads it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) > settings.BODY_LIMIT:
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.answer(request)


class PrivatePages:
    """Keep pages of logged-in people out of every cache, and let their session slide."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
            now = int(timezone.now().timestamp())
            if now - request.session.get("seen", 0) > SLIDE_AFTER:
                request.session["seen"] = now
        return response


class PlainAddresses:
    """Answer 404 to addresses with the letter NUL: no text of ours holds it, and PostgreSQL refuses it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        asked = (value for values in request.GET.lists() for value in values[1])
        if "\x00" in request.path_info or any("\x00" in value for value in asked):
            raise Http404("NUL")


class KeepTypedText:
    """Never redirect a POST to the login page: its body would be lost.

    Show the login fields above the typed values; one press logs in and sends them. When another
    person logs in there, nothing is sent.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            _tell_of_lost_files(request)
            return self._refuse_foreign(request)
        if "_nip" not in request.POST:
            return self._ask(request)
        if is_flooded(request, timezone.now()):
            return self._ask(request, TOO_MANY, status=429)
        request.META["PATH_INFO"] = resolve_url(settings.LOGIN_URL)  # the log of logins names no form
        bare = copy(request)  # what was typed is nobody's business: failed logins are written down
        bare.POST = QueryDict()
        user = authenticate(bare, nip=request.POST["_nip"], password=request.POST.get("_sandi", ""))
        if getattr(bare, "axes_locked_out", False):
            return self._ask(request, TOO_MANY, status=429)
        if user is None:
            return self._ask(request, "NIP atau kata sandi belum cocok. Periksa lalu coba lagi.")
        login(request, user)
        if is_of_another(request):
            messages.warning(request, "Tulisan tadi milik orang lain, jadi tidak dikirim.")
            return redirect("/")
        _tell_of_lost_files(request)
        return None

    def _refuse_foreign(self, request: HttpRequest) -> HttpResponse | None:
        if not is_of_another(request):
            return None
        told = "Tulisan ini milik orang lain yang memakai perangkat ini sebelum Anda, jadi tidak dikirim."
        return refusal(request, Refused(told), keeps=False)

    def _ask(self, request: HttpRequest, error: str = "", status: int = 401) -> HttpResponse:
        owner = {"_owner": request.POST.get("_owner", ""), "_once": request.POST.get("_once", "")}
        version = request.POST.get("version")
        keys = [(name, value) for name, value in owner.items() if value]
        keys += [("version", version)] if version else []
        lost = lost_files(request)
        context = {
            "values": typed_values(request),
            "keys": keys + lost,
            "action": request.get_full_path(),
            "nip": request.POST.get("_nip", ""),
            "error": error,
            "has_files": bool(lost),
        }
        response = render(request, "registration/login_again.html", context, status=status)
        response.headers["Cache-Control"] = "no-store"
        return _whole_page(response)


def _tell_of_lost_files(request: HttpRequest) -> None:
    """Say that a form which was sent once more had to leave its file behind."""
    if "_tanpa_berkas" in request.POST:
        messages.warning(request, "Berkas tadi belum ikut. Buka tulisannya lagi untuk melampirkannya.")


def is_of_another(request: HttpRequest) -> bool:
    """Say whether the form was shown to another person than the one who sends it."""
    try:
        return OWNER.unsign(request.POST["_owner"]) != str(request.user.pk)
    except (KeyError, BadSignature):
        return False


class FirstPasswordFirst:
    """Lead a person with a one-time first password to a new one before anything else."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(request.user, "must_change_password", False):
            return None
        if not getattr(view, "login_required", True):
            return None
        if request.resolver_match and request.resolver_match.view_name == settings.PASSWORD_URL:
            return None
        if request.method != "POST":
            return redirect(settings.PASSWORD_URL)
        return refusal(request, Refused("Ganti dulu kata sandi pertama Anda, lalu kirim sekali lagi."))


class SubmitOnce:
    """Give a second click, an impatient reload or a replay the answer of the first."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        token = getattr(request, "form_token", None)
        if token is not None:
            if isinstance(response, HttpResponseRedirect):
                _done(token, response.url)
            else:
                with suppress(OperationalError):
                    token.delete()  # refused or failed: the person may send the same form again
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        key = request.POST.get("_once", "").replace("\x00", "") if request.method == "POST" else ""
        if not key or not request.user.is_authenticated:
            return None
        now = timezone.now()
        try:
            with transaction.atomic():
                token = FormToken.objects.create(key=key[:32], user_id=request.user.pk, at=now)
        except OperationalError:
            return busy(request)
        except IntegrityError:
            return self._first_answer(request, key[:32], now)
        request.form_token = token  # type: ignore[attr-defined]
        return None

    def _first_answer(self, request: HttpRequest, key: str, now: Any) -> HttpResponse | None:
        first = FormToken.objects.filter(key=key, user_id=request.user.pk).first()
        if first is None:
            reused = Refused("Formulir ini sudah dipakai. Buka lagi halamannya, lalu kirim sekali lagi.")
            return refusal(request, reused)
        if not first.location and first.at < now - PATIENCE:
            request.form_token = first  # type: ignore[attr-defined]
            return None
        response = HttpResponseRedirect(self._location(first) or page_of(request, "/"))
        response.status_code = 303
        return response

    def _location(self, first: FormToken) -> str:
        """Return where the first answer leads, when it comes soon."""
        until = monotonic() + WAIT
        while not first.location and monotonic() < until:
            sleep(0.1)
            first = FormToken.objects.filter(pk=first.pk).first() or FormToken(location=encrypt("/"))
        with suppress(Unreadable):
            return decrypt(first.location) if first.location else ""
        return ""


def _done(token: FormToken, url: str) -> None:
    """Keep where a form led, so that its tokens tell neither which form somebody sent nor when on the day.

    A time beside a name is a thread to what the person wrote in confidence (ADR 0023).
    """
    day = token.at.replace(hour=0, minute=0, second=0, microsecond=0)
    location = encrypt(url if len(url) <= LONGEST_URL else "/")
    FormToken.objects.filter(pk=token.pk).update(location=location, at=day)


class AnswerRefusals:
    """Turn a refusal that no view answered into a page with the sentence and the typed text."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            LOG.exception("The database did not answer in time.")
            return busy(request)
        if isinstance(exception, OSError) and exception.errno in FULL:
            LOG.exception("The disk is full.")
            return busy(request)
        return refusal(request, exception) if isinstance(exception, Refused) else None


def refusal(request: HttpRequest, exception: Refused, *, keeps: bool = True) -> HttpResponse:
    """Return the page for a refusal: 403 denied, 409 changed meanwhile, 422 not possible now.

    It shows the typed text again, unless that is not this person's.
    """
    way_back = getattr(request, "way_back", "")  # set by views that only take a press of a button
    context: dict[str, Any] = {
        "message": str(exception),
        "values": typed_values(request) if keeps else [],
        "action": request.get_full_path(),
        "back": way_back or page_of(request, request.get_full_path()),
        "fresh_version": None,
        "theirs": [],
        "mine": list(getattr(exception, "mine", {}).items()),
    }
    if isinstance(exception, Denied):
        return _whole_page(render(request, "403.html", context, status=403))
    if isinstance(exception, Conflict) and way_back:
        return _whole_page(render(request, "422.html", context, status=409))
    if isinstance(exception, Conflict):
        context |= {"fresh_version": exception.version, "theirs": list(exception.theirs.items())}
        return _whole_page(render(request, "409.html", context, status=409))
    return _whole_page(render(request, "422.html", context, status=422))


def busy(request: HttpRequest) -> HttpResponse:
    """Return the page that keeps the typed text while the database is too busy to store it."""
    response = render(request, "503.html", kept_form(request), status=503)
    response["Retry-After"] = "30"
    return _whole_page(response)


def _whole_page(response: HttpResponse) -> HttpResponse:
    """Let htmx put the page in place of the whole body instead of into a fragment."""
    response["HX-Retarget"] = "body"
    response["HX-Reswap"] = "innerHTML"
    return response
