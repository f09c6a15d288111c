"""A login of tests: the session that the login page would leave, and nothing else.

Django's own sends the signals of a login, which count failures anew and note the hour: eight questions to
the database before each test has begun. The login page itself has tests that fill it in.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

BACKEND = "organizations.backends.NipBackend"


def force_login(client: Client, user: Any, backend: str = BACKEND) -> None:
    """Let a person into the site; who is there already stays, with what was to be said on the next page."""
    key, cookie = user._meta.pk.value_to_string(user), client.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie and SessionStore(cookie.value).get(SESSION_KEY) == key:
        return
    session = SessionStore()
    session[SESSION_KEY] = key
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME].update(
        {"max-age": None, "path": "/", "domain": settings.SESSION_COOKIE_DOMAIN, "expires": None}
    )


def enter_quickly() -> None:
    """Let `force_login` of all clients work like this for the rest of this process."""
    Client.force_login = force_login  # type: ignore[method-assign]
