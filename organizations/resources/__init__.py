"""Staff files through django-import-export: columns, comparison with the database, preview."""

from __future__ import annotations

from ..operations.staff_import import OutOfDate
from .page import import_page, last_imports
from .preview import confirm, fingerprint, refused_rows, renew, upload
from .sheet import read_sheet, sound
from .staff_files import StaffFiles

__all__ = [
    "OutOfDate",
    "StaffFiles",
    "confirm",
    "fingerprint",
    "import_page",
    "last_imports",
    "read_sheet",
    "refused_rows",
    "renew",
    "sound",
    "upload",
]
