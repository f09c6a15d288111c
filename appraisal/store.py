"""Where evidence files are kept, from one variable; read by the settings, hence without anything heavy."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

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
