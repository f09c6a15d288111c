"""Small secrets in columns: encrypted with a key that is in the environment and not in the database.

Fernet of `cryptography` (ADR 0023). The first key of `IDENTITY_KEYS` encrypts, all of them decrypt; without
the setting a key is derived from SECRET_KEY.
"""

from __future__ import annotations

import base64
import functools
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The text was encrypted with a key that this installation does not have, or was altered."""


def encrypt(text: str) -> str:
    """Return the text encrypted; the same text gives another one each time, and none tells when."""
    key = _fernets(_keys())[0]
    return key.encrypt_at_time(text.encode(), 0).decode()


def decrypt(token: str) -> str:
    """Return what `encrypt` was given. Raise Unreadable for another key or an altered text."""
    try:
        return MultiFernet(_fernets(_keys())).decrypt(token.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _keys() -> tuple[str, ...]:
    return tuple(settings.IDENTITY_KEYS) or (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@functools.lru_cache(maxsize=4)
def _fernets(keys: tuple[str, ...]) -> list[Fernet]:
    derived = [hashlib.sha256(b"capaian.identity:" + key.encode()).digest() for key in keys]
    return [Fernet(base64.urlsafe_b64encode(key)) for key in derived]
