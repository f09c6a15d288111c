"""Where rows and files are kept, from one variable each; read by the settings, hence without much."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured


def storage_settings(place: str, folder: Path) -> dict[str, Any]:
    """Return the entry of STORAGES for `EVIDENCE_STORE`: a folder, or s3://bucket?endpoint=…&region=….

    Keys of the bucket come from the variables that every S3 client reads (AWS_ACCESS_KEY_ID and so on).
    """
    if not place.startswith("s3://"):
        return {"BACKEND": "appraisal.files.storage.Folder", "OPTIONS": {"location": place or folder}}
    parts = urlsplit(place)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.netloc or asked.keys() - {"endpoint", "region"}:
        raise ImproperlyConfigured("EVIDENCE_STORE: write s3://bucket?endpoint=https://…&region=…")
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
        "default_acl": "private",
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def database_settings(url: str) -> dict[str, Any]:
    """Return the entry of DATABASES for an address: sqlite:///path or postgres://user:password@host/name."""
    found: dict[str, Any] = environ.Env.db_url_config(url)
    if not str(found.get("ENGINE", "")).endswith(("sqlite3", "postgresql")):
        raise ImproperlyConfigured("DATABASE_URL: sqlite:///… or postgres://…")
    found |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if found["ENGINE"].endswith("sqlite3"):
        # Never ATOMIC_REQUESTS: with IMMEDIATE every request would queue for the one write lock.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return found
