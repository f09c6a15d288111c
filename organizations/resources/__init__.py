"""Staff files through django-import-export: columns, comparison with the database, preview."""

from __future__ import annotations

from .preview import Upload, confirm, fingerprint, refused_rows, renew, upload
from .staff_files import StaffFiles

__all__ = ["StaffFiles", "Upload", "confirm", "fingerprint", "refused_rows", "renew", "upload"]
