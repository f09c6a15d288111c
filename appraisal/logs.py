"""What the site writes about itself: a line of JSON for each request and fault, without anybody's data.

A line names the route and never the address, the key of a person and never the NIP or name, the class of an
error and never its text: texts of errors quote what people typed. Pages on which people speak in confidence
are `untraced`: a time beside a person would be a thread to what was said (ADR 0020, 0023).
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from traceback import StackSummary, walk_tb
from types import TracebackType
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LOG = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., Any])
OURS = (
    *("appraisal", "organizations", "indicators", "multirater", "reviews"),
    *("development", "awards", "fairness", "desk"),
)
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
SAID = 12  # letters of a request's id that are read out over the telephone
FRAMES = 15  # of a traceback, the innermost
CAUSES = 4  # errors behind an error that are told: the outermost, and what began it
ROOT = Path(__file__).resolve().parent.parent
PLACES = re.compile(r"%(?:\(\w+\))?[-+ #0]*[\d.]*[a-zA-Z]")  # %s, %(name)d and their like
NAMES_ONLY = re.compile(r"(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(: [\w., ]+)?")
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def untraced(view: View) -> View:
    """Mark a view of which no line tells that, when and by whom it was opened; its faults name nobody."""
    view.is_untraced = True  # type: ignore[attr-defined]
    return view


class RequestLog:
    """Give each request an id, and write one line about it when it is answered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = monotonic()
        request.request_id = _given_id(request) or secrets.token_hex(SAID // 2)  # type: ignore[attr-defined]
        before = _request.set(request)
        try:
            response = self.answer(request)
            response.headers["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
            if not _is_untraced(request):
                facts = {"status": response.status_code, "ms": round((monotonic() - began) * 1000)}
                level = logging.WARNING if response.status_code >= 500 else logging.INFO
                LOG.log(level, "%s", request.method, extra={"facts": facts})
        finally:
            _request.reset(before)
        return response


def incident_code(request: HttpRequest) -> str:
    """Return what a person reads out when a page failed: the beginning of the request's id."""
    return getattr(request, "request_id", "")[:SAID]


def _given_id(request: HttpRequest) -> str:
    """Return the id that our proxy gave; from anybody else, or in another form, nothing."""
    given = request.headers.get("X-Request-ID", "") if settings.PROXY_COUNT else ""
    return given if WELL_FORMED.fullmatch(given) else ""


def _is_untraced(request: HttpRequest) -> bool:
    return getattr(getattr(request.resolver_match, "func", None), "is_untraced", False)


# --- One line -------------------------------------------------------------------------------------


class Line(logging.Formatter):
    """A record as one line of JSON; JSON escapes line breaks and all but plain letters."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: when, how grave, who says what; the request; the error, if there is one."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        line |= _about_request() | getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            errors = list(_errors(record.exc_info[1]))
            line["error"] = errors if len(errors) <= CAUSES else [*errors[: CAUSES - 1], errors[-1]]
        return json.dumps(line)


def _about_request() -> dict[str, Any]:
    """Return id, route and person of the request that is being answered; of untraced ones no person."""
    request = _request.get()
    if request is None:
        return {}
    known = {"request": getattr(request, "request_id", "")}
    if request.resolver_match is not None:
        known["route"] = request.resolver_match.view_name
    user = getattr(request, "_cached_user", None)  # never asked for: the database may be what is broken
    if user is not None and user.pk is not None and not _is_untraced(request):
        known["user"] = user.pk
    return known


def _message(record: logging.LogRecord) -> str:
    """Return the message. Of other people's loggers only the sentence, and numbers that are counts.

    Their arguments are addresses, names of hosts, login names; a sentence without arguments may have
    been put together with them before. The line of the code that said it is enough to find it.
    """
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    place = f"{Path(record.pathname).name}:{record.lineno}"
    if not record.args:
        return place
    given = record.args.values() if isinstance(record.args, dict) else record.args
    kept = [value if isinstance(value, int) and abs(value) < 1_000_000 else "…" for value in given]
    values = iter(kept)
    sentence = re.sub(
        r"%(?:\(\w+\))?[-+ #0]*[\d.]*[a-zA-Z]", lambda found: str(next(values, "…")), str(record.msg)
    )
    return f"{sentence} ({place})"


def _errors(error: BaseException) -> Iterator[dict[str, Any]]:
    """Yield the error and what caused it: class, place in the code, and names of a constraint."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield {"class": type(found).__qualname__, **_names(found), "at": _frames(found.__traceback__)}
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _names(error: BaseException) -> dict[str, str]:
    """Return what a database error says about tables and constraints; never the values it quotes."""
    diag = getattr(error, "diag", None)
    known = {
        "code": getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None),
        "table": getattr(diag, "table_name", None),
        "constraint": getattr(diag, "constraint_name", None),
    }
    if NAMES_ONLY.fullmatch(str(error)):
        known["constraint"] = str(error)
    return {name: str(value) for name, value in known.items() if value}


def _frames(trace: TracebackType | None) -> list[str]:
    """Return file, line and function of each step, the innermost last; no line of code, no value."""
    steps = StackSummary.extract(walk_tb(trace), limit=-FRAMES, lookup_lines=False)
    return [f"{_short(step.filename)}:{step.lineno} {step.name}" for step in steps]


def _short(filename: str) -> str:
    """Return a path without the folders of this machine."""
    _, found, inside = filename.rpartition("/site-packages/")
    if found:
        return inside
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def logging_settings(*, is_plain: bool) -> dict[str, Any]:
    """Return LOGGING: lines of JSON to the error output, or plain sentences where one develops.

    Warnings of everybody, and what our own modules say. A refusal (4xx) is told by the line of the request.
    """
    own = {"level": "WARNING" if is_plain else "INFO"}
    lines = {"class": "logging.StreamHandler", "formatter": "plain" if is_plain else "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "appraisal.logs.Line"},
            "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {"lines": lines},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            **dict.fromkeys(OURS, own),
        },
    }
