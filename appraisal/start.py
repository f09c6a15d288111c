"""What must hold before a server takes visitors; with anything else it does not start and says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from . import health

LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]", "testserver"}
SHORTEST = 50  # letters of a secret key that nobody tries out


def refuse_wrong_settings() -> None:
    """Raise ImproperlyConfigured with a sentence for each setting that no site may be opened with."""
    faults = list(_faults())
    if faults:
        raise ImproperlyConfigured(" ".join(faults))


def _faults() -> Iterator[str]:
    if settings.DEBUG:
        if not set(settings.ALLOWED_HOSTS) <= LOCAL:
            yield "DEBUG=true shows the inside to every visitor: set DEBUG=false."
        return
    if len(settings.SECRET_KEY) < SHORTEST or settings.SECRET_KEY.startswith("debug-only-"):
        yield f"SECRET_KEY is shorter than {SHORTEST} letters: make one as docs/operations.md says."
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if isinstance(staticfiles_storage, ManifestFilesMixin) and not manifest.exists():
        yield "The static files are missing: run manage.py collectstatic --noinput."
    if _is_foreign_key():
        yield (
            "SECRET_KEY or IDENTITY_KEYS is not the one that this database was used with: put it back, or "
            "write the former SECRET_KEY into IDENTITY_KEYS; else no rater mends an answer any more."
        )


def _is_foreign_key() -> bool:
    """Say whether the newest encrypted text cannot be read; a database that is away is told by /siap/."""
    try:
        return health.keys_fit(timezone.now()).state is health.State.BAD
    except DatabaseError:
        return False
