"""The half of the benchmark that runs inside Django: `python -m tests.benchmarks.inside TASK FILE`.

Reads a JSON question from FILE, prints a JSON answer. Tasks: `sessions` (NIPs -> session cookies),
`queries` (cookie and path -> queries and bytes, by the test client), `pdf` (CPU seconds of documents).
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def sessions(nips: list[str]) -> dict[str, str]:
    """Log people in without a password; return the session cookie's value per NIP."""
    keys = {}
    for user in get_user_model().objects.filter(nip__in=nips):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        keys[user.nip] = session.session_key
    return {"name": settings.SESSION_COOKIE_NAME, **keys}


def queries(asked: list[list[str]]) -> list[dict[str, int]]:
    """Count the queries of a warm request for each [cookie, path]."""
    counted = []
    for cookie, path in asked:
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(path)
        counted.append(
            {"status": response.status_code, "queries": len(captured), "bytes": len(response.content)}
        )
    return counted


def cpu(work: Callable[[], Any], times: int = 5) -> float:
    """Return the median CPU seconds of one run after a first one that warms up."""
    work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def pdf(_: Any) -> dict[str, dict[str, float]]:
    """Compare the whole way to a document with WeasyPrint alone on the same HTML."""
    from tests.benchmarks import documents

    return documents.measure(cpu)


def paces(_: Any) -> dict[str, float]:
    """Count documents per CPU second, by requests, in a row, and by WeasyPrint alone."""
    from tests.benchmarks import documents

    return documents.paces()


if __name__ == "__main__":
    task, file = sys.argv[1:]
    question = json.loads(Path(file).read_text(encoding="utf-8"))
    print(json.dumps({"sessions": sessions, "queries": queries, "pdf": pdf, "paces": paces}[task](question)))
