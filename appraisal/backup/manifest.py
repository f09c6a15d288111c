"""What a backup says about itself: when, of which release and database, how many rows and files."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

NAME = "manifest.json"
SUMS = "SHA256SUMS"  # of all other files, as `sha256sum --check` reads it
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """The first page of a backup. Times are UTC, sizes bytes; `stores` says of each where its files are."""

    made_at: str
    release: str
    vendor: str
    database: str  # the name of the dump inside the backup
    migrations: dict[str, list[str]]
    rows: dict[str, int]
    stores: dict[str, str]
    files: int
    size: int
    sums: str  # SHA-256 of SHA256SUMS
    format: int = FORMAT

    def to_json(self) -> str:
        """Return the text of the manifest; its last entry is the fingerprint of all others."""
        facts = asdict(self)
        return json.dumps(facts | {"fingerprint": _fingerprint(facts)}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Return the manifest. Raise ValueError when it is none, altered, or of a later format."""
        facts = json.loads(text)
        told = facts.pop("fingerprint", "") if isinstance(facts, dict) else ""
        names = {field.name for field in fields(cls)}
        if not told or told != _fingerprint(facts) or facts.get("format") != FORMAT or set(facts) != names:
            raise ValueError("fingerprint")
        return cls(**facts)


def _fingerprint(facts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def release() -> str:
    """Return the version of the site that runs."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def applied_migrations(database: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Return the names of the applied migrations per app; nothing of a database without tables."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(database).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def known_migrations() -> set[tuple[str, str]]:
    """Return the migrations that the code of this release brings, replaced ones included."""
    return set(MigrationLoader(None).disk_migrations)
